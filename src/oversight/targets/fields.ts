/** What the API shows of a task and of a figure beside its row: codes by name, unit, persons, source. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { PrivateRow, privateValue } from "../../journal/index.js";
import { dayOf } from "../../kernel/index.js";
import { Member, Unit } from "../../parties/index.js";
import { connectionType, MoneyScalar } from "../../platform/index.js";
import { PolicyCode } from "../../policy/index.js";
import type { OversightContext } from "../services.js";
import { BusinessFigure, YearlyTarget } from "./rows.js";

export const YearlyTargetConnection = connectionType(() => YearlyTarget, "YearlyTarget");
export const BusinessFigureConnection = connectionType(() => BusinessFigure, "BusinessFigure");

type Statement = YearlyTarget | BusinessFigure;

function codeOf({ policies, journal }: OversightContext, code: string, kind: "business" | "product"): PolicyCode {
  const policy = policies.find(dayOf(journal.clock().toISOString(), policies.calendar.zone));
  const rules = policy?.targets;
  const list = kind === "business" ? rules?.businesses : [...(policy?.products ?? []), ...(rules?.lines ?? [])];
  const found = list?.find((one) => one.code === code);
  return { code, names: found?.names ?? { en: code, zh: code } };
}

/** Null where the text was erased. */
async function sourceOf({ rows, journal }: OversightContext, { sourceId }: Statement): Promise<string | null> {
  const row = await rows.face(PrivateRow, sourceId);
  return row && privateValue(journal.keys, row);
}

/** The same fields of both. */
function statementFields(rowClass: new () => Statement): new () => object {
  @Resolver(() => rowClass)
  class StatementResolver {
    @FieldResolver(() => PolicyCode, { description: "Business (业务)." })
    business(@Root() { business }: Statement, @Ctx() context: OversightContext): PolicyCode {
      return codeOf(context, business, "business");
    }

    @FieldResolver(() => PolicyCode, { nullable: true, description: "Product or line; null for all (品种)." })
    product(@Root() { productCode }: Statement, @Ctx() context: OversightContext): PolicyCode | null {
      return productCode === null ? null : codeOf(context, productCode, "product");
    }

    @FieldResolver(() => Unit, { nullable: true, description: "Unit; null for the whole center (部门)." })
    unit(@Root() { unitId }: Statement, @Ctx() { rows }: OversightContext): Promise<Unit | null> | null {
      return unitId === null ? null : rows.face(Unit, unitId);
    }

    @FieldResolver(() => MoneyScalar, { nullable: true, description: "Amount (金额)." })
    amount(@Root() { amountFen }: Statement): number | null {
      return amountFen;
    }

    @FieldResolver(() => String, { nullable: true, description: "Where it comes from (来源)." })
    source(@Root() row: Statement, @Ctx() context: OversightContext): Promise<string | null> {
      return sourceOf(context, row);
    }

    @FieldResolver(() => Member, { nullable: true, description: "Who entered it (录入人)." })
    enteredBy(@Root() { enteredById }: Statement, @Ctx() { rows }: OversightContext): Promise<Member | null> {
      return rows.face(Member, enteredById);
    }

    @FieldResolver(() => Member, { nullable: true, description: "Who confirmed or refused it (确认人)." })
    decidedBy(@Root() { decidedById }: Statement, @Ctx() { rows }: OversightContext): Promise<Member | null> | null {
      return decidedById === null ? null : rows.face(Member, decidedById);
    }
  }
  return StatementResolver;
}

export const YearlyTargetResolver = statementFields(YearlyTarget);
export const BusinessFigureResolver = statementFields(BusinessFigure);

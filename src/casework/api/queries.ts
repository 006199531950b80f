/** Finding cases: one by id or number, and the worklist. */
import { Arg, Ctx, FieldResolver, ID, Int, Query, registerEnumType, Resolver } from "type-graphql";
import { inSight } from "../../kernel/index.js";
import { ViewerFace } from "../../parties/index.js";
import { connectionType, page, selectRow, signedIn, type Page } from "../../platform/index.js";
import { enumOf } from "../enums.js";
import type { CaseRequestContext } from "../services.js";
import { caseSight } from "../sight.js";
import { LoanCase } from "../lifecycle/rows.js";
import { LoanCaseFilter, ownerLeftCount, selection } from "./filter.js";

const LoanCaseConnection = connectionType(() => LoanCase, "LoanCase");

const LoanCaseOrderEnum = enumOf(["OPENED_DESC", "OPENED_ASC", "DUE_ASC", "LAST_ACT_DESC", "NUMBER_ASC"] as const);
type LoanCaseOrder = keyof typeof LoanCaseOrderEnum;
registerEnumType(LoanCaseOrderEnum, {
  name: "LoanCaseOrder",
  description: "Order of a list of cases (排序).",
  valuesConfig: {
    OPENED_DESC: { description: "Newest first (最新开立在前)." },
    OPENED_ASC: { description: "Oldest first (最早开立在前)." },
    DUE_ASC: { description: "What is due next first (最先到期在前)." },
    LAST_ACT_DESC: { description: "Last touched first (最近办理在前)." },
    NUMBER_ASC: { description: "By case number (按业务编号)." },
  },
});

const orders: Readonly<Record<LoanCaseOrder, { column: keyof LoanCase; direction: "ASC" | "DESC" }[]>> = {
  // Ids rise with time, and every index ends with them.
  OPENED_DESC: [{ column: "id", direction: "DESC" }],
  OPENED_ASC: [{ column: "id", direction: "ASC" }],
  DUE_ASC: [{ column: "stageDueAt", direction: "ASC" }],
  LAST_ACT_DESC: [{ column: "lastActAt", direction: "DESC" }],
  NUMBER_ASC: [{ column: "number", direction: "ASC" }],
};

@Resolver()
export class LoanCaseQueries {
  @Query(() => LoanCase, { nullable: true, description: "A case by id or number; null out of sight (贷款申请)." })
  async loanCase(
    @Arg("id", () => ID, { nullable: true }) id: string | null,
    @Arg("number", () => String, { nullable: true }) number: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<LoanCase | null> {
    const viewer = signedIn(ctx);
    if (id) return ctx.rows.one(LoanCase, id);
    if (!number) return null;
    const found = await selectRow(ctx.journal.database.read, LoanCase, "number = ?", [number]);
    return found && inSight(caseSight(viewer), found) ? found : null;
  }

  @Query(() => LoanCaseConnection, { description: "Cases in sight, newest first unless ordered (贷款申请列表)." })
  async loanCases(
    @Arg("filter", () => LoanCaseFilter, { nullable: true }) filter: LoanCaseFilter | null,
    @Arg("orderBy", () => LoanCaseOrderEnum, { nullable: true }) orderBy: LoanCaseOrder | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<Page<LoanCase>> {
    const alias = "lc";
    return page(ctx.journal.database.read, LoanCase, {
      ...(await selection(ctx, filter ?? {}, alias)),
      orderBy: orders[orderBy ?? "OPENED_DESC"],
      first,
      after,
      alias,
    });
  }
}

/** What a viewer's worklist begins with. */
@Resolver(() => ViewerFace)
export class ViewerCasesResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: "Cases whose owner left, 1000 at most; for managers and the center (首问责任人已离岗业务数).",
  })
  ownerLeftCases(@Ctx() ctx: CaseRequestContext): Promise<number | null> {
    return ownerLeftCount(ctx);
  }
}

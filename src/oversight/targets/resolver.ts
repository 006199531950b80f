/** Yearly tasks in the API: set, confirmed, and shown with what is done of them; the center's own affair. */
import { Arg, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Outcome } from "../../journal/index.js";
import { dayOf, type SqlCondition } from "../../kernel/index.js";
import { idempotencyKeyOf, type Viewer } from "../../parties/index.js";
import {
  badInput,
  DateScalar,
  page,
  payloadType,
  PeriodScalar,
  signedIn,
  toUserErrors,
  type Payload,
} from "../../platform/index.js";
import type { OversightContext } from "../services.js";
import { dayAsked } from "./asked.js";
import { targetBoard } from "./board.js";
import { decideStatement, enterFigure, setTarget } from "./commands.js";
import { BusinessFigureConnection, YearlyTargetConnection } from "./fields.js";
import {
  BusinessFigureDecideInput,
  BusinessFigureEnterInput,
  StatementFilter,
  TargetDecideInput,
  TargetSetInput,
} from "./inputs.js";
import { BusinessFigure, YearlyTarget } from "./rows.js";
import { TargetBoard } from "./types.js";
import { targetBoardView } from "./views.js";

const targetField = { target: { type: () => YearlyTarget, description: "The task as it is now (年度任务)." } };
const figureField = { figure: { type: () => BusinessFigure, description: "The figure as it is now (业务数据)." } };
const TargetSetPayload = payloadType("TargetSetPayload", targetField);
const TargetConfirmPayload = payloadType("TargetConfirmPayload", targetField);
const TargetRefusePayload = payloadType("TargetRefusePayload", targetField);
const BusinessFigureEnterPayload = payloadType("BusinessFigureEnterPayload", figureField);
const BusinessFigureConfirmPayload = payloadType("BusinessFigureConfirmPayload", figureField);
const BusinessFigureRefusePayload = payloadType("BusinessFigureRefusePayload", figureField);

/** What the center sets itself to do is for its own people. */
const sight = ({ partyKind }: Viewer) => (partyKind === "CENTER" ? "ALL" : "NONE");

@Resolver()
export class TargetResolver {
  @Query(() => TargetBoard, {
    nullable: true,
    description:
      "The year's tasks and what is done of them, as of a day or the end of a period; for the center (任务完成情况).",
  })
  async targets(
    @Ctx() context: OversightContext,
    @Arg("year", () => Int) year: number,
    @Arg("asOf", () => DateScalar, { nullable: true }) asOf: string | null,
    @Arg("period", () => PeriodScalar, { nullable: true }) period: string | null,
  ): Promise<TargetBoard | null> {
    const viewer = signedIn(context);
    const { journal, policies } = context;
    const { zone } = policies.calendar;
    const now = journal.clock().toISOString();
    const asked = dayAsked({ year, asOf, period }, now, zone);
    if ("why" in asked) throw badInput(asked.argument, asked.why);
    const policy = policies.find(dayOf(now, zone));
    if (viewer.partyKind !== "CENTER" || !policy) return null;
    return targetBoardView(await targetBoard({ sql: journal.database.read, policy, zone }, asked.day), policy);
  }

  @Query(() => YearlyTargetConnection, {
    description: "Tasks as they were entered, the newest first; for the center (年度任务列表).",
  })
  yearlyTargets(
    @Ctx() context: OversightContext,
    @Arg("filter", () => StatementFilter, { nullable: true }) filter: StatementFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    const where = filterSql(filter, (year) => ({ sql: "row0.year = ?", params: [year] }));
    return page(context.journal.database.read, YearlyTarget, {
      ...{ sight: sight(signedIn(context)), where, first, after },
      orderBy: [{ column: "id", direction: "DESC" }],
    });
  }

  @Query(() => BusinessFigureConnection, {
    description: "Figures from outside as they were entered, the newest first; for the center (外部业务数据列表).",
  })
  businessFigures(
    @Ctx() context: OversightContext,
    @Arg("filter", () => StatementFilter, { nullable: true }) filter: StatementFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    const inYear = (year: number) => ({
      sql: "row0.toDay >= ? AND row0.toDay <= ?",
      params: [`${year}-01-01`, `${year}-12-31`],
    });
    return page(context.journal.database.read, BusinessFigure, {
      ...{ sight: sight(signedIn(context)), where: filterSql(filter, inYear), first, after },
      orderBy: [{ column: "id", direction: "DESC" }],
    });
  }

  @Mutation(() => TargetSetPayload, {
    description: "A yearly task, by a supervisor or funds officer of the center; another confirms it (下达年度任务).",
  })
  async targetSet(
    @Arg("input", () => TargetSetInput) input: TargetSetInput,
    @Ctx() context: OversightContext,
  ): Promise<Payload<typeof targetField>> {
    const { year, amount = null } = input;
    const said = { year, ...scopeOf(input), amountFen: amount };
    return targetAnswer(context, await setTarget(context, signedIn(context), said, idempotencyKeyOf(input)));
  }

  @Mutation(() => TargetConfirmPayload, {
    description: "The task counts from now on, in place of an earlier one: by another person (确认年度任务).",
  })
  async targetConfirm(
    @Arg("input", () => TargetDecideInput) input: TargetDecideInput,
    @Ctx() context: OversightContext,
  ): Promise<Payload<typeof targetField>> {
    return targetAnswer(context, await decide(context, "TARGET", input.targetId, true, input));
  }

  @Mutation(() => TargetRefusePayload, { description: "The task is not to count (退回年度任务)." })
  async targetRefuse(
    @Arg("input", () => TargetDecideInput) input: TargetDecideInput,
    @Ctx() context: OversightContext,
  ): Promise<Payload<typeof targetField>> {
    return targetAnswer(context, await decide(context, "TARGET", input.targetId, false, input));
  }

  @Mutation(() => BusinessFigureEnterPayload, {
    description:
      "A figure that the platform does not measure, or of a time before it, with its source; another confirms it (录入外部业务数据).",
  })
  async businessFigureEnter(
    @Arg("input", () => BusinessFigureEnterInput) input: BusinessFigureEnterInput,
    @Ctx() context: OversightContext,
  ): Promise<Payload<typeof figureField>> {
    const { from: fromDay, to: toDay, amount } = input;
    const said = { ...scopeOf(input), fromDay, toDay, amountFen: amount };
    return figureAnswer(context, await enterFigure(context, signedIn(context), said, idempotencyKeyOf(input)));
  }

  @Mutation(() => BusinessFigureConfirmPayload, {
    description: "The figure counts from now on: by another person (确认外部业务数据).",
  })
  async businessFigureConfirm(
    @Arg("input", () => BusinessFigureDecideInput) input: BusinessFigureDecideInput,
    @Ctx() context: OversightContext,
  ): Promise<Payload<typeof figureField>> {
    return figureAnswer(context, await decide(context, "FIGURE", input.figureId, true, input));
  }

  @Mutation(() => BusinessFigureRefusePayload, { description: "The figure is not to count (退回外部业务数据)." })
  async businessFigureRefuse(
    @Arg("input", () => BusinessFigureDecideInput) input: BusinessFigureDecideInput,
    @Ctx() context: OversightContext,
  ): Promise<Payload<typeof figureField>> {
    return figureAnswer(context, await decide(context, "FIGURE", input.figureId, false, input));
  }
}

const scopeOf = ({
  business,
  unitId = null,
  product = null,
  count = null,
  source,
}: TargetSetInput | BusinessFigureEnterInput) => ({
  ...{ business, unitId, productCode: product, count, source },
});

const decide = (
  context: OversightContext,
  kind: "TARGET" | "FIGURE",
  id: string,
  confirms: boolean,
  input: { readonly idempotencyKey?: string | null },
): Promise<Outcome> => {
  const field = kind === "TARGET" ? "targetId" : "figureId";
  return decideStatement(context, signedIn(context), { kind, id, confirms, field }, idempotencyKeyOf(input));
};

const targetAnswer = async ({ rows, language }: OversightContext, outcome: Outcome) =>
  outcome.ok
    ? { target: await rows.face(YearlyTarget, outcome.resultId), userErrors: [] }
    : { userErrors: toUserErrors(outcome.refusals, language) };

const figureAnswer = async ({ rows, language }: OversightContext, outcome: Outcome) =>
  outcome.ok
    ? { figure: await rows.face(BusinessFigure, outcome.resultId), userErrors: [] }
    : { userErrors: toUserErrors(outcome.refusals, language) };

function filterSql(filter: StatementFilter | null, ofYear: (year: number) => SqlCondition): SqlCondition {
  const { year, business, status } = filter ?? {};
  const tests: SqlCondition[] = [
    ...(year ? [ofYear(year)] : []),
    ...(business ? [{ sql: "row0.business = ?", params: [business] }] : []),
    ...(status ? [{ sql: "row0.status = ?", params: [status] }] : []),
  ];
  if (tests.length === 0) return { sql: "1 = 1", params: [] };
  return { sql: tests.map(({ sql }) => sql).join(" AND "), params: tests.flatMap(({ params }) => params) };
}

/** Defects that their party could have seen before an earlier notice went out: a list for the center and for the party. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root } from "type-graphql";
import { parsePeriod, periodBounds, sightSql, type SqlCondition } from "../../kernel/index.js";
import { badInput, connectionType, page, PeriodScalar, signedIn, type Page } from "../../platform/index.js";
import { LoanCase } from "../lifecycle/rows.js";
import { Defect } from "../notices/rows.js";
import type { CaseRequestContext } from "../services.js";
import { caseSight } from "../sight.js";

const DefectConnection = connectionType(() => Defect, "Defect");

@InputType({ description: "Which missed defects (筛选)." })
export class MissedDefectFilter {
  @Field(() => ID, { nullable: true, description: "Posted by this party (提出方)." }) partyId?: string | null;
  @Field(() => PeriodScalar, { nullable: true, description: "Posted in this period (提出期间)." }) period?:
    string | null;
}

@Resolver(() => Defect)
export class MissedDefectQueries {
  @Query(() => DefectConnection, {
    description: "Told late though they could have been seen, newest first; a partner sees its own (未一次告知清单).",
  })
  missedDefects(
    @Arg("filter", () => MissedDefectFilter, { nullable: true }) filter: MissedDefectFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<Page<Defect>> {
    const viewer = signedIn(ctx);
    const seen = sightSql(caseSight(viewer), "c");
    const own = viewer.partyKind === "CENTER" ? null : viewer.partyId;
    const tests: SqlCondition[] = [
      { sql: "d.couldHaveBeenSeen = 1 AND d.voided = 0", params: [] },
      { sql: `EXISTS (SELECT 1 FROM loan_case c WHERE c.id = d.caseId AND ${seen.sql})`, params: seen.params },
      ...[own, filter?.partyId].flatMap((id) => (id ? [{ sql: "d.partyId = ?", params: [id] }] : [])),
      ...(filter?.period ? [inPeriod(filter.period, ctx)] : []),
    ];
    return page(ctx.journal.database.read, Defect, {
      sight: "ALL",
      where: {
        sql: tests.map(({ sql }) => sql).join(" AND "),
        params: tests.flatMap(({ params }) => params),
      },
      orderBy: [{ column: "postedAt", direction: "DESC" }],
      first,
      after,
      alias: "d",
    });
  }

  @FieldResolver(() => LoanCase, { nullable: true, description: "The case (贷款申请)." })
  loanCase(@Root() { caseId }: Defect, @Ctx() { rows }: CaseRequestContext): Promise<LoanCase | null> {
    return rows.one(LoanCase, caseId);
  }
}

/** @throws GraphQLError BAD_USER_INPUT where it is none. */
function inPeriod(text: string, { policies }: CaseRequestContext): SqlCondition {
  const period = parsePeriod(text);
  if (!period) throw badInput("filter.period", "2017, 2017H1, 2017Q3 or 2017-08");
  const { from, until } = periodBounds(period, policies.calendar.zone);
  return { sql: "d.postedAt >= ? AND d.postedAt < ?", params: [from, until] };
}

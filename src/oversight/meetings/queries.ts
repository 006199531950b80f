/** Review meetings and measures in the API: what there is to look at. */
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { privateText } from "../../documents/index.js";
import { dayOf, inSight, type SqlCondition } from "../../kernel/index.js";
import { PartnerKindEnum, type PartnerKind } from "../../parties/index.js";
import { connectionType, page, PeriodScalar, selectRow, signedIn } from "../../platform/index.js";
import { Board } from "../boards/rows.js";
import type { OversightContext } from "../services.js";
import { MeasureFilter, MeetingFilter } from "./inputs.js";
import * as rows from "./rows.js";
import { measureSight, meetingSight } from "./sight.js";

const { ReviewMeeting, Measure } = rows;
type ReviewMeeting = rows.ReviewMeeting;

const ReviewMeetingConnection = connectionType(() => ReviewMeeting, "ReviewMeeting");
const MeasureConnection = connectionType(() => Measure, "Measure");

export const todayOf = ({ journal, policies }: OversightContext): string =>
  dayOf(journal.clock().toISOString(), policies.calendar.zone);

const all = (tests: readonly SqlCondition[]): SqlCondition => ({
  sql: tests.map(({ sql }) => sql).join(" AND ") || "1 = 1",
  params: tests.flatMap(({ params }) => params),
});

function measureWhere(filter: MeasureFilter, today: string): SqlCondition {
  const { state, overdue, ownerPartyId, ownerMemberId, meetingId } = filter;
  const late: SqlCondition = { sql: "(row0.doneAt IS NULL AND row0.dueOn < ?)", params: [today] };
  const states: Record<string, SqlCondition> = {
    DONE: { sql: "row0.doneAt IS NOT NULL", params: [] },
    OVERDUE: late,
    OPEN: { sql: "(row0.doneAt IS NULL AND row0.dueOn >= ?)", params: [today] },
  };
  const found = state ? states[state] : undefined;
  return all([
    ...(found ? [found] : []),
    ...(overdue === true ? [late] : []),
    ...(overdue === false ? [{ sql: `NOT ${late.sql}`, params: late.params }] : []),
    ...(ownerPartyId ? [{ sql: "row0.ownerPartyId = ?", params: [ownerPartyId] }] : []),
    ...(ownerMemberId ? [{ sql: "row0.ownerMemberId = ?", params: [ownerMemberId] }] : []),
    ...(meetingId ? [{ sql: "row0.meetingId = ?", params: [meetingId] }] : []),
  ]);
}

@Resolver(() => ReviewMeeting)
export class MeetingQueryResolver {
  @Query(() => ReviewMeetingConnection, { description: "Review meetings in sight, the newest first (经验交流会列表)." })
  meetings(
    @Ctx() context: OversightContext,
    @Arg("filter", () => MeetingFilter, { nullable: true }) filter: MeetingFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    return page(context.journal.database.read, ReviewMeeting, {
      sight: meetingSight(signedIn(context)),
      where: all([
        ...(filter?.period ? [{ sql: "row0.period = ?", params: [filter.period] }] : []),
        ...(filter?.status ? [{ sql: "row0.status = ?", params: [filter.status] }] : []),
      ]),
      orderBy: [{ column: "day", direction: "DESC" }],
      first,
      after,
    });
  }

  @Query(() => ReviewMeeting, { nullable: true, description: "One meeting; null where it is out of sight (单次会议)." })
  async meeting(@Ctx() context: OversightContext, @Arg("id", () => ID) id: string): Promise<ReviewMeeting | null> {
    const viewer = signedIn(context);
    const found = await selectRow(context.journal.database.read, ReviewMeeting, "id = ?", [id]);
    return found && inSight(meetingSight(viewer), found) ? found : null;
  }

  @Query(() => MeasureConnection, {
    description: "Measures in sight, the first due first: a partner's its own, the center's all (整改措施列表).",
  })
  measures(
    @Ctx() context: OversightContext,
    @Arg("filter", () => MeasureFilter, { nullable: true }) filter: MeasureFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    return page(context.journal.database.read, Measure, {
      sight: measureSight(signedIn(context)),
      where: measureWhere(filter ?? {}, todayOf(context)),
      orderBy: [{ column: "dueOn", direction: "ASC" }],
      first,
      after,
    });
  }

  @FieldResolver(() => PeriodScalar, { description: "The period that it looks at (期间)." })
  period(@Root() { period }: ReviewMeeting): string {
    return period;
  }

  @FieldResolver(() => [PartnerKindEnum], { description: "Who takes part (参加机构类型)." })
  kinds(@Root() { withBanks, withGuaranteeCompanies }: ReviewMeeting): PartnerKind[] {
    return [...(withBanks ? ["BANK" as const] : []), ...(withGuaranteeCompanies ? ["GUARANTEE_COMPANY" as const] : [])];
  }

  @FieldResolver(() => [rows.MeetingCarried], {
    description: "What it opened with: the measures of the last one, as far as they are in sight (上次措施落实情况).",
  })
  carriedOver(@Root() { id }: ReviewMeeting, @Ctx() context: OversightContext) {
    return context.rows.by(rows.MeetingCarried, "meetingId", id, { orderBy: "number" });
  }

  @FieldResolver(() => [rows.MeetingAgendaItem], { description: "The agenda (议程)." })
  agenda(@Root() { id }: ReviewMeeting, @Ctx() context: OversightContext) {
    return context.rows.by(rows.MeetingAgendaItem, "meetingId", id, { orderBy: "number" });
  }

  @FieldResolver(() => [Board], { description: "The frozen boards that it looks at, in sight (定稿评分表)." })
  async boards(@Root() { id }: ReviewMeeting, @Ctx() context: OversightContext): Promise<Board[]> {
    const seen = await context.rows.by(rows.MeetingBoard, "meetingId", id, { orderBy: "number" });
    const boards = await Promise.all(seen.map(({ boardId }) => context.rows.one(Board, boardId)));
    return boards.filter((one) => one !== null);
  }

  @FieldResolver(() => [rows.MeetingComment], { description: "The center's comments in sight (点评)." })
  comments(@Root() { id }: ReviewMeeting, @Ctx() context: OversightContext) {
    return context.rows.by(rows.MeetingComment, "meetingId", id, { orderBy: "at, id" });
  }

  @FieldResolver(() => [rows.MeetingPractice], { description: "Presentations of good practice (经验介绍)." })
  practices(@Root() { id }: ReviewMeeting, @Ctx() context: OversightContext) {
    return context.rows.by(rows.MeetingPractice, "meetingId", id, { orderBy: "at, id" });
  }

  @FieldResolver(() => [rows.MeetingProblem], { description: "Problems raised, in sight (问题)." })
  problems(@Root() { id }: ReviewMeeting, @Ctx() context: OversightContext) {
    return context.rows.by(rows.MeetingProblem, "meetingId", id, { orderBy: "at, id" });
  }

  @FieldResolver(() => [Measure], { description: "Measures agreed, in sight (整改措施)." })
  measureList(@Root() { id }: ReviewMeeting, @Ctx() context: OversightContext) {
    return context.rows.by(Measure, "meetingId", id, { orderBy: "number" });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The minutes; to the partners once they are closed (会议纪要).",
  })
  minutes(@Root() { minutesId, closedAt }: ReviewMeeting, @Ctx() context: OversightContext) {
    const shown = signedIn(context).partyKind === "CENTER" || closedAt !== null;
    return shown ? privateText(context, minutesId) : null;
  }

  @FieldResolver(() => ReviewMeeting, { nullable: true, description: "The one before it (上次会议)." })
  previous(@Root() { previousId }: ReviewMeeting, @Ctx() context: OversightContext) {
    return previousId === null ? null : context.rows.one(ReviewMeeting, previousId);
  }
}

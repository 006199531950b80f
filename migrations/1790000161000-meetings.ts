/** Review meetings: agenda, problems, comments, good practice, boards, measures and what is carried over. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

const foreign = { meetingId: "review_meeting" };

export class Meetings1790000161000 implements MigrationInterface {
  readonly name = "Meetings1790000161000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      review_meeting: {
        columns: {
          id: "id",
          version: "int",
          period: "code",
          day: "day",
          status: "code",
          withBanks: "flag",
          withGuaranteeCompanies: "flag",
          plannedAt: "instant",
          plannedById: "id",
          openedAt: "instant?",
          previousId: "id?",
          minutesId: "id?",
          closedAt: "instant?",
          minutesDigest: "code?",
        },
        index: { ix_review_meeting_day: ["day", "id"] },
      },
      meeting_agenda_item: {
        columns: { id: "id", meetingId: "id", number: "int", titleId: "id" },
        index: { ix_meeting_agenda_item_meeting: ["meetingId", "number"] },
        foreign,
      },
      meeting_problem: {
        columns: {
          id: "id",
          meetingId: "id",
          partyId: "id",
          textId: "id",
          documentId: "id?",
          at: "instant",
          byId: "id",
        },
        index: { ix_meeting_problem_meeting: ["meetingId", "at", "id"] },
        foreign,
      },
      meeting_comment: {
        columns: { id: "text(80)", meetingId: "id", partnerId: "id", textId: "id", at: "instant", byId: "id" },
        index: { ix_meeting_comment_meeting: ["meetingId", "at", "id"] },
        foreign,
      },
      meeting_practice: {
        columns: {
          id: "id",
          meetingId: "id",
          partnerId: "id",
          titleId: "id",
          documentId: "id?",
          at: "instant",
          byId: "id",
        },
        index: { ix_meeting_practice_meeting: ["meetingId", "at", "id"] },
        foreign,
      },
      meeting_board: {
        columns: { id: "text(80)", meetingId: "id", number: "int", boardId: "id", digest: "code" },
        index: { ix_meeting_board_meeting: ["meetingId", "number"] },
        foreign,
      },
      meeting_measure: {
        columns: {
          id: "id",
          meetingId: "id",
          number: "int",
          ownerPartyId: "id",
          ownerMemberId: "id?",
          textId: "id",
          dueOn: "day",
          problemId: "id?",
          agreedAt: "instant",
          doneAt: "instant?",
          doneById: "id?",
          evidenceId: "id?",
          documentId: "id?",
        },
        index: {
          ix_meeting_measure_meeting: ["meetingId", "number"],
          ix_meeting_measure_due: ["dueOn", "id"],
          ix_meeting_measure_owner: ["ownerPartyId", "doneAt", "dueOn"],
        },
        foreign,
      },
      meeting_carried: {
        columns: {
          id: "text(80)",
          meetingId: "id",
          number: "int",
          measureId: "id",
          fromMeetingId: "id",
          ownerPartyId: "id",
          state: "code",
        },
        index: { ix_meeting_carried_meeting: ["meetingId", "number"] },
        foreign,
      },
    });
  }

  down = forwardOnly;
}

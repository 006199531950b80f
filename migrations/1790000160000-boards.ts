/** Boards from preview to frozen: computations with their cards, objections, waivers. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Boards1790000160000 implements MigrationInterface {
  readonly name = "Boards1790000160000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      score_board: {
        columns: {
          id: "id",
          version: "int",
          period: "code",
          kind: "code",
          number: "int",
          status: "code",
          provisional: "flag",
          cutoff: "instant",
          formulaVersion: "int",
          policyDigest: "code",
          inputDigest: "code",
          resultDigest: "code",
          computationCount: "int",
          previewedAt: "instant",
          previewedById: "id",
          objectionsUntil: "instant",
          openObjections: "int",
          proposedAt: "instant?",
          proposedById: "id?",
          overrideId: "id?",
          frozenAt: "instant?",
          frozenById: "id?",
          supersedesId: "id?",
          supersededById: "id?",
          reasonId: "id?",
        },
        unique: {
          race_score_board_number: ["period", "kind", "number"],
          race_score_board_supersedes: ["supersedesId"],
        },
        index: { ix_score_board_previewed: ["previewedAt", "id"] },
      },
      score_board_computation: {
        columns: {
          id: "text(48)",
          boardId: "id",
          number: "int",
          at: "instant",
          byId: "id",
          reading: "json",
          formulaVersion: "int",
          policyDigest: "code",
          inputDigest: "code",
          resultDigest: "code",
          provisional: "flag",
        },
        index: { ix_score_board_computation_board: ["boardId", "number"] },
        foreign: { boardId: "score_board" },
      },
      score_board_card: {
        columns: {
          id: "text(60)",
          boardId: "id",
          computation: "int",
          place: "int",
          partnerId: "id",
          stored: "json",
        },
        index: { ix_score_board_card_board: ["boardId", "computation", "place"] },
        foreign: { boardId: "score_board" },
      },
      board_objection: {
        columns: {
          id: "id",
          boardId: "id",
          partnerId: "id",
          indicator: "code",
          factId: "text(120)?",
          subjectId: "id?",
          documentId: "id?",
          reasonId: "id",
          raisedAt: "instant",
          raisedById: "id",
          result: "code?",
          answerId: "id?",
          answeredAt: "instant?",
          answeredById: "id?",
        },
        index: {
          ix_board_objection_board: ["boardId", "raisedAt", "id"],
          ix_board_objection_partner: ["partnerId", "boardId"],
        },
        foreign: { boardId: "score_board" },
      },
      board_waiver: {
        columns: { id: "text(80)", boardId: "id", partnerId: "id", at: "instant", byId: "id" },
        index: { ix_board_waiver_board: ["boardId", "at"] },
        foreign: { boardId: "score_board" },
      },
    });
  }

  down = forwardOnly;
}

/** The journal: streams, entries, remembered requests, claims, private rows. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly, useBinaryCollation } from "./support/table.js";

export class Journal1790000000000 implements MigrationInterface {
  readonly name = "Journal1790000000000";

  async up(runner: QueryRunner): Promise<void> {
    await useBinaryCollation(runner);
    await createTables(runner, {
      journal_stream: {
        columns: { id: "id", kind: "code", seq: "int", hash: "code" },
        index: { ix_journal_stream_kind: ["kind", "id"] },
      },
      journal_entry: {
        columns: {
          id: "id",
          streamId: "id",
          seq: "int",
          type: "code",
          version: "int",
          actorId: "id",
          onBehalfOfId: "id?",
          unitId: "id?",
          channel: "code",
          occurredAt: "instant",
          recordedAt: "instant",
          text: "long",
          hash: "code",
        },
        unique: { race_journal_entry_stream_seq: ["streamId", "seq"] },
        index: { ix_journal_entry_recorded: ["recordedAt"] },
        foreign: { streamId: "journal_stream" },
      },
      journal_request: {
        columns: {
          id: "id",
          actorId: "id",
          idempotencyKey: "text(128)",
          command: "code",
          inputDigest: "code",
          resultId: "id",
          recordedAt: "instant",
        },
        unique: { race_journal_request_key: ["actorId", "idempotencyKey"] },
        index: { ix_journal_request_recorded: ["recordedAt"] },
      },
      claim_holding: {
        columns: {
          id: "text(191)",
          streamId: "id",
          kind: "code",
          subject: "text(128)",
          amount: "fen",
          limitAmount: "fen",
        },
        index: { ix_claim_holding_stream: ["streamId"], ix_claim_holding_subject: ["kind", "subject"] },
      },
      claim_total: {
        columns: { id: "text(191)", kind: "code", subject: "text(128)", total: "fen" },
        unique: { race_claim_total_subject: ["kind", "subject"] },
      },
      private_row: {
        columns: {
          id: "id",
          streamId: "id",
          kind: "code",
          salt: "code?",
          sealed: "long?",
          erasedAt: "instant?",
        },
        index: { ix_private_row_stream: ["streamId"] },
      },
    });
  }

  down = forwardOnly;
}

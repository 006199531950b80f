/** The journal's own tables. */
import { col, Derived, JournalTable, Private, Technical } from "../platform/index.js";
import { TallyCell } from "./tallies/index.js";

/** The head of a stream: where the next entry goes. */
@JournalTable("journal_stream", { index: { ix_journal_stream_kind: ["kind", "id"] } })
export class StreamRow {
  @col.id({ primary: true }) id!: string;
  @col.code() kind!: string;
  /** Entries so far; the last entry's running number, from 1. */
  @col.int() seq!: number;
  /** Hash of the last entry. */
  @col.code() hash!: string;
}

/** One entry; every column but `text` and `hash` is a copy that verify compares with the text. */
@JournalTable("journal_entry", {
  unique: { race_journal_entry_stream_seq: ["streamId", "seq"] },
  index: { ix_journal_entry_recorded: ["recordedAt"] },
  foreign: { streamId: { rowClass: "StreamRow", name: "fk_journal_entry_streamId" } },
})
export class EntryRow {
  @col.id({ primary: true }) id!: string;
  @col.id() streamId!: string;
  @col.int() seq!: number;
  @col.code() type!: string;
  @col.int() version!: number;
  @col.id() actorId!: string;
  @col.id({ nullable: true }) onBehalfOfId!: string | null;
  @col.id({ nullable: true }) unitId!: string | null;
  @col.code() channel!: string;
  @col.instant() occurredAt!: string;
  @col.instant() recordedAt!: string;
  /** Canonical text (RFC 8785) of the whole envelope. */
  @col.long() text!: string;
  /** SHA-256 of the previous hash followed by the text, in hex. */
  @col.code() hash!: string;
}

/** An accepted command under its idempotency key. */
@Technical("journal_request", {
  unique: { race_journal_request_key: ["actorId", "idempotencyKey"] },
  index: { ix_journal_request_recorded: ["recordedAt"] },
})
export class RequestRow {
  @col.id({ primary: true }) id!: string;
  @col.id() actorId!: string;
  @col.text({ maxLength: 128 }) idempotencyKey!: string;
  @col.code() command!: string;
  @col.code() inputDigest!: string;
  @col.id() resultId!: string;
  @col.instant() recordedAt!: string;
}

/** What one stream holds of something that several share, such as a guarantee company's capacity. */
@Derived("claim_holding", {
  stream: "streamId",
  index: { ix_claim_holding_stream: ["streamId"], ix_claim_holding_subject: ["kind", "subject"] },
})
export class ClaimHolding {
  @col.text({ primary: true, maxLength: 191 }) id!: string;
  @col.id() streamId!: string;
  @col.code() kind!: string;
  /** Whose capacity, which household, which property. */
  @col.text({ maxLength: 128 }) subject!: string;
  /** In fen where the kind counts money, else a count. */
  @col.fen() amount!: number;
  /** The limit of the total, as known when this was taken. */
  @col.fen() limitAmount!: number;
}

/** The sum of all holdings of a kind and subject; verify adds them up again. */
@Technical("claim_total", { unique: { race_claim_total_subject: ["kind", "subject"] } })
export class ClaimTotal {
  @col.text({ primary: true, maxLength: 191 }) id!: string;
  @col.code() kind!: string;
  @col.text({ maxLength: 128 }) subject!: string;
  @col.fen() total!: number;
}

/** People's data and free texts, sealed; entries point here and hold an HMAC under the row's salt. */
@Private("private_row", { index: { ix_private_row_stream: ["streamId"] } })
export class PrivateRow {
  @col.id({ primary: true }) id!: string;
  @col.id() streamId!: string;
  @col.code() kind!: string;
  /** Gone when the row is erased; then no digest can be checked any more. */
  @col.code({ nullable: true }) salt!: string | null;
  @col.long({ nullable: true }) sealed!: string | null;
  @col.instant({ nullable: true }) erasedAt!: string | null;
}

export const journalTables = [StreamRow, EntryRow, RequestRow, ClaimHolding, ClaimTotal, TallyCell, PrivateRow];

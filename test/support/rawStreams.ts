/** Streams made entry by entry without the journal's execute: for old versions, long journals and rewritten chains. */
import { genesisHash, systemActor, toRow, type Entry, type EntryRow, type StreamRow } from "../../src/journal/index.js";
import { newId } from "../../src/kernel/index.js";

export type RawEntry = Pick<Entry, "type" | "body"> & Partial<Entry>;

/** Head and entries as they are stored, correctly chained. */
export function chained(id: string, kind: string, entries: readonly RawEntry[]): { head: StreamRow; rows: EntryRow[] } {
  const rows: EntryRow[] = [];
  for (const [at, given] of entries.entries()) {
    const recordedAt = given.recordedAt ?? "2026-11-22T04:00:00.000Z";
    const entry: Entry = {
      id: newId(),
      streamId: id,
      seq: at + 1,
      version: 1,
      actorId: systemActor.memberId,
      onBehalfOfId: null,
      unitId: null,
      channel: "SYSTEM",
      occurredAt: recordedAt,
      recordedAt,
      ...given,
    };
    rows.push(toRow(entry, rows.at(-1)?.hash ?? genesisHash(id)));
  }
  const last = rows.at(-1);
  return { head: { id, kind, seq: rows.length, hash: last?.hash ?? genesisHash(id) }, rows };
}

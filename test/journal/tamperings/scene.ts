/** What the tamperings are done to, and how they are written down. */
import type { TestDatabase } from "../../support/harness.js";
import { chained } from "../../support/rawStreams.js";
import type { Run } from "../../support/tampering.js";
import { claimLimit, putPart, takeSeat, thingJournal, writeThing } from "../../support/things.js";
import { ClaimHolding, ClaimTotal, EntryRow, StreamRow } from "../../../src/journal/index.js";
import type { Difference, DifferenceKind, Journal } from "../../../src/journal/index.js";
import { insertRows } from "../../../src/platform/index.js";

export const first = "01900000-0000-7000-8000-00000000000a";
export const second = "01900000-0000-7000-8000-00000000000b";
export const old = "01900000-0000-7000-8000-00000000000c";
export const seatId = "01900000-0000-7000-8000-00000000000d";
export const nowhere = "01900000-0000-7000-8000-0000000000ff";
export const secrets = ["the first secret", "the second secret", "the third secret"] as const;
export const erasedAt = "2026-11-22T04:00:00.000Z";

/** Two things that share a claim with one written in an older version, a seat, and an erased secret. */
export async function build(fresh: TestDatabase): Promise<Journal> {
  const journal = await thingJournal(fresh);
  const older = chained(old, "thing", [{ type: "HELD", body: { hundreds: 2 } }]);
  const claim = { kind: "SHELF", subject: "one" };
  const held = { id: `SHELF:one:${old}`, streamId: old, ...claim, amount: 200, limitAmount: claimLimit };
  await fresh.database.write(async (tx) => {
    await insertRows(tx, StreamRow, [older.head]);
    await insertRows(tx, EntryRow, older.rows);
    await insertRows(tx, ClaimHolding, [held]);
    await insertRows(tx, ClaimTotal, [{ id: "SHELF:one", ...claim, total: 200 }]);
  });
  await writeThing(journal, first, (keep) => [
    putPart("a", { label: "上", tags: ["x", "y"], amountFen: 7 }),
    putPart("b", { tags: { one: "1", two: "2" }, open: false, secret: keep(secrets[0]) }),
    { type: "NOTED", body: { secrets: [keep(secrets[1])], words: "kept" } },
  ]);
  await writeThing(journal, first, [putPart("c"), { type: "HELD", body: { amount: 300 } }]);
  await writeThing(journal, first, [
    { type: "TAKEN", body: { key: "c" } },
    putPart("a", { label: "下", amountFen: 9 }),
  ]);
  await writeThing(journal, first, [{ type: "NOTED", body: { secrets: [], words: "last" } }]);
  await writeThing(journal, second, (keep) => [putPart("z", { secret: keep(secrets[2]) })]);
  await fresh.database.write((tx) =>
    tx.run("UPDATE private_row SET salt = NULL, sealed = NULL, erasedAt = ? WHERE streamId = ?", [erasedAt, second]),
  );
  await takeSeat(journal, seatId);
  return journal;
}

export type Expected = Partial<Record<DifferenceKind, number>>;
export type Tampering = [
  name: string,
  change: (run: Run) => Promise<unknown>,
  expected: Expected,
  named?: Partial<Difference>,
];

export const entry = (seq: number, streamId = first) => `WHERE streamId = '${streamId}' AND seq = ${seq}`;
export const idOf = (key: string) => `${first.slice(-12)}/${key}`;
export const part = (key: string) => `WHERE id = '${idOf(key)}'`;
export const replaced = (seq: number, one: string, other: string) => (run: Run) =>
  run(`UPDATE journal_entry SET text = REPLACE(text, ?, ?) ${entry(seq)}`, [one, other]);
export const sql = (statement: string) => (run: Run) => run(statement);

/** Adds totals of claims and cells of tallies up anew, where exact differences left them wrong because they were before. */
import { insertRows, isDuplicate, type Database, type RowClass, type WriteSql } from "../../platform/index.js";
import { LostRace } from "../attempt.js";
import { claimId } from "../readRows.js";
import { ClaimTotal } from "../tables.js";
import { addToCells, type Cell, type Move, type Tallied } from "../tallies/index.js";
import { claimsIn, type Claim } from "../verify/claims.js";
import { lookAtPart, partsOf, settledPart, type Part, type WrongCell } from "../verify/tallies.js";
import type { Counts } from "./report.js";
import { retried } from "./retried.js";

export interface TotalsWalk {
  readonly database: Database;
  readonly dryRun: boolean;
  readonly counts: Counts;
}

export async function rebuildClaims(
  { database, dryRun, counts }: TotalsWalk,
  onProgress?: (done: number) => void,
): Promise<void> {
  let done = 0;
  for await (const claims of claimsIn(database.read)) {
    for (const claim of claims) {
      const { kind, subject, id, total, held } = claim;
      if (total === held && (id === null || id === claimId(kind, subject))) continue;
      counts.count("claims");
      if (!dryRun) await retried(database, `The claim ${kind}:${subject}`, (tx) => addUp(tx, claim));
    }
    done += claims.length;
    onProgress?.(done);
  }
}

/** Whoever moves holdings of the claim holds its total until then, and so it stands still here. */
async function addUp(tx: WriteSql, { kind, subject }: Claim): Promise<void> {
  const id = claimId(kind, subject);
  const rows = await tx.all<ClaimTotal>(
    `SELECT * FROM claim_total WHERE id = ? OR (kind = ? AND subject = ?)${tx.forUpdate}`,
    [id, kind, subject],
  );
  const known = rows.find((row) => row.id === id && row.kind === kind && row.subject === subject);
  for (const row of rows) if (row !== known) await tx.run("DELETE FROM claim_total WHERE id = ?", [row.id]);
  try {
    if (!known) await insertRows(tx, ClaimTotal, [{ id, kind, subject, total: 0 }]);
  } catch (error) {
    throw isDuplicate(error) ? new LostRace(`Another took the first holding of ${id}`) : error;
  }
  const [sum] = await tx.all<{ held: number | null }>(
    "SELECT SUM(amount) AS held FROM claim_holding WHERE kind = ? AND subject = ?",
    [kind, subject],
  );
  await tx.run("UPDATE claim_total SET total = ? WHERE id = ?", [Number(sum?.held ?? 0), id]);
}

export async function rebuildTallies(
  { database, dryRun, counts }: TotalsWalk,
  tallies: ReadonlyMap<RowClass, Tallied>,
  onProgress?: (done: number) => void,
): Promise<void> {
  if (tallies.size === 0) return;
  const parts = await partsOf(database.read, [...tallies.values()]);
  for (const [at, part] of parts.entries()) {
    const { found } = await settledPart(database, tallies, part);
    counts.count("tallies", found.length);
    if (found.length > 0 && !dryRun) {
      await retried(database, `The tally of ${part.subject}`, (tx) => countAgain(tx, tallies, part, found));
    }
    onProgress?.(at + 1);
  }
}

/** Adding nothing holds the cells: no command that moves one of them can end between the two reads that follow. */
async function countAgain(
  tx: WriteSql,
  tallies: ReadonlyMap<RowClass, Tallied>,
  part: Part,
  found: readonly WrongCell[],
): Promise<void> {
  const keyOf = ({ subject, measure, span, slice, value }: Cell): string =>
    `${subject}\n${measure}\n${span}\n${slice}\n${value}`;
  const held = new Set(found.map(({ cell }) => keyOf(cell)));
  const moved = (wrong: readonly WrongCell[], by: (one: WrongCell) => Pick<Move, "n" | "total">) =>
    wrong.map((one) => ({ ...one.cell, ...by(one) })).sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  await addToCells(
    tx,
    moved(found, () => ({ n: 0, total: 0 })),
  );
  const { found: still } = await lookAtPart(tx, tallies, part);
  await addToCells(
    tx,
    moved(
      still.filter(({ cell }) => held.has(keyOf(cell))),
      ({ has, should }) => ({ n: should.n - has.n, total: should.total - has.total }),
    ),
  );
}

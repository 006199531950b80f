/** After the calendar changed: the due dates of every running clock set anew, case by case; safe to stop and run again. */
import { calendarInForce } from "../policy/index.js";
import { col, insertRows, isDuplicate, selectRow, Technical, updateRow } from "../platform/index.js";
import type { CaseServices } from "./services.js";
import { tickCase } from "./ticking.js";

/** How far the cases were brought onto a calendar. */
@Technical("calendar_sweep")
export class CalendarSweep {
  /** The calendar's version. */
  @col.code({ primary: true }) id!: string;
  @col.instant() seenAt!: string;
  /** When the pass under way began; null between two. */
  @col.instant({ nullable: true }) passBegunAt!: string | null;
  /** The last case seen to. */
  @col.id({ nullable: true }) caseId!: string | null;
  @col.instant({ nullable: true }) finishedAt!: string | null;
}

/** A command that began before the calendar changed has long ended by then: a pass begun later misses no case. */
const settledAfterMs = 60_000;
const batch = 100;

export interface Reset {
  /** Cases looked at, and those whose due dates moved. */
  readonly seen: number;
  readonly moved: number;
  readonly failed: number;
  /** Whether every case was looked at. */
  readonly complete: boolean;
}

export interface ResetOptions {
  readonly atMost?: number;
  /** From the first case on, whatever was done before. */
  readonly anew?: boolean;
  readonly onProgress?: (seen: number, total: number) => void;
}

/** Looks at the cases that were not yet seen to on the calendar in force. In many processes at once it is done once more. */
export async function resetDueDates(services: CaseServices, options: ResetOptions = {}): Promise<Reset> {
  const { atMost = Infinity, anew = false, onProgress } = options;
  const { database, clock } = services.journal;
  const { version } = await calendarInForce(database.read, services.policies.calendar);
  const sweep = await sweepOf(services, version);
  const done = { seen: 0, moved: 0, failed: 0, complete: true };
  if (sweep.finishedAt !== null && !anew) return done;
  const note = (changes: Partial<CalendarSweep>) =>
    database.write((tx) => updateRow(tx, CalendarSweep, version, changes));
  const begunAt = (anew ? null : sweep.passBegunAt) ?? clock().toISOString();
  let last = (anew ? null : sweep.caseId) ?? "";
  const total = onProgress ? await openCases(services) : 0;
  await note({ passBegunAt: begunAt });
  while (done.seen < atMost) {
    const found = await database.read.all<{ caseId: string }>(
      `SELECT DISTINCT caseId FROM clock WHERE endedAt IS NULL AND caseId > ? ORDER BY caseId LIMIT ${batch}`,
      [last],
    );
    if (found.length === 0) {
      const final = Date.parse(begunAt) >= Date.parse(sweep.seenAt) + settledAfterMs;
      await note({ passBegunAt: null, caseId: null, ...(final && { finishedAt: clock().toISOString() }) });
      return done;
    }
    for (const { caseId } of found) {
      try {
        const types = await tickCase(services, caseId);
        done.moved += types.includes("DUE_DATES_RESET") ? 1 : 0;
      } catch {
        // It is set anew by the next act on it, or its next tick.
        done.failed += 1;
      }
      done.seen += 1;
      last = caseId;
    }
    await note({ caseId: last });
    onProgress?.(done.seen, total);
  }
  return { ...done, complete: false };
}

async function openCases({ journal }: CaseServices): Promise<number> {
  const [row] = await journal.database.read.all<{ n: number }>(
    "SELECT COUNT(DISTINCT caseId) AS n FROM clock WHERE endedAt IS NULL",
  );
  return Number(row?.n ?? 0);
}

async function sweepOf({ journal }: CaseServices, version: string): Promise<CalendarSweep> {
  const { database, clock } = journal;
  const known = await selectRow(database.read, CalendarSweep, "id = ?", [version]);
  if (known) return known;
  const seenAt = clock().toISOString();
  const fresh: CalendarSweep = { id: version, seenAt, passBegunAt: null, caseId: null, finishedAt: null };
  try {
    await database.write((tx) => insertRows(tx, CalendarSweep, [fresh]));
    return fresh;
  } catch (error) {
    // Another process saw it first.
    const meanwhile = isDuplicate(error) ? await selectRow(database.read, CalendarSweep, "id = ?", [version]) : null;
    if (meanwhile) return meanwhile;
    throw error;
  }
}

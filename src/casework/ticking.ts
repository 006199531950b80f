/** What happens at a time by itself: pauses end, missed deadlines are written down and escalated, approvals lapse. */
import { systemActor } from "../journal/index.js";
import type { Viewer } from "../parties/index.js";
import { settleCase } from "./case.js";
import type { CaseContext } from "./context.js";
import { entry } from "./entries.js";
import { approvalIsOver } from "./lifecycle/decide.js";
import { caseRef } from "./run.js";
import { caseContext, readCaseFacts, type CaseServices } from "./services.js";
import type { CaseState } from "./state.js";

/** The program itself: it sees every case and may give no command. */
const nobody: Viewer = {
  memberId: systemActor.memberId,
  partyId: "",
  partyKind: "CENTER",
  unitId: null,
  unitIds: null,
  roles: [],
  rank: 0,
  onBehalfOfId: null,
  channel: "SYSTEM",
  language: "zh-CN",
};

/** Cases with something due, by what it is; each has an index, and a case that was seen to is not found again. */
const dueCases = {
  pauses: "SELECT caseId FROM clock_pause WHERE resumedAt IS NULL AND latestResumeAt <= ? ORDER BY latestResumeAt",
  misses:
    "SELECT caseId FROM clock WHERE endedAt IS NULL AND missedAt IS NULL AND dueAt < ? AND runningSince IS NOT NULL " +
    "ORDER BY dueAt",
  escalations: "SELECT caseId FROM escalation WHERE closedAt IS NULL AND nextAt <= ? ORDER BY nextAt",
  lapses: "SELECT caseId FROM clock WHERE endedAt IS NULL AND step = 'APPROVAL_VALIDITY' AND dueAt < ? ORDER BY dueAt",
} as const;
type Due = keyof typeof dueCases;

export interface Ticked {
  /** Cases that something was written to. */
  readonly cases: number;
  /** Entries written, by type. */
  readonly written: Readonly<Record<string, number>>;
  /** Cases that could not be seen to, with the first reason; they are tried again the next time. */
  readonly failed: number;
  readonly error: unknown;
}

/** Sees to up to `atMost` cases of each kind of time that is over; safe in many processes at once. */
export async function tickCases(
  services: CaseServices,
  atMost = 200,
  kinds: readonly Due[] = Object.keys(dueCases) as Due[],
): Promise<Ticked> {
  const { database, clock } = services.journal;
  const now = clock().toISOString();
  const found = new Set<string>();
  for (const kind of kinds) {
    const rows = await database.read.all<{ caseId: string }>(`${dueCases[kind]} LIMIT ${atMost}`, [now]);
    rows.forEach(({ caseId }) => found.add(caseId));
  }
  const written: Record<string, number> = {};
  const done = { cases: 0, failed: 0, error: null as unknown };
  for (const caseId of found) {
    try {
      const types = await tickCase(services, caseId);
      if (types.length > 0) done.cases += 1;
      for (const type of types) written[type] = (written[type] ?? 0) + 1;
    } catch (error) {
      // One case that cannot be seen to keeps no other waiting.
      done.failed += 1;
      done.error ??= error;
    }
  }
  return { ...done, written };
}

/** Types of what was written; nothing where somebody's act, or another process, came first. */
export async function tickCase(services: CaseServices, caseId: string): Promise<string[]> {
  const ref = caseRef(caseId);
  let types: string[] = [];
  const { ok } = await services.journal.execute({
    command: "CLOCK_TICK",
    actor: systemActor,
    input: { caseId },
    streams: [ref],
    prepare: (tx, loaded) => readCaseFacts(tx, services, loaded.state(ref)),
    decide(loaded, context, facts) {
      types = [];
      const state = loaded.state(ref);
      if (!state) return { refusals: [] };
      const entries = due(state, caseContext(services, nobody, state, context, facts));
      types = entries.map(({ type }) => type);
      return entries.length > 0 ? { appends: [{ streamId: caseId, entries }], resultId: caseId } : { refusals: [] };
    },
    settle(_id, state, context, facts) {
      const caseCtx = caseContext(services, nobody, state as CaseState, context, facts);
      const entries = due(state as CaseState, caseCtx);
      types.push(...entries.map(({ type }) => type));
      return entries;
    },
  });
  return ok ? types : [];
}

/** A pause is over before what it stopped can be late; an approval lapses once nothing else is to be said. */
function due(state: CaseState, context: CaseContext) {
  const entries = settleCase(state, context);
  if (entries.length > 0) return entries;
  return approvalIsOver(state, context) ? [entry("LAPSED", {})] : [];
}

/** Lets the clocks of up to `atMost` cases run on whose pause is over; how many did. */
export const resumeOverduePauses = async (services: CaseServices, atMost = 200): Promise<number> =>
  (await tickCases(services, atMost, ["pauses"])).cases;

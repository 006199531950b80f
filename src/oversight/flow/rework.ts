/** Loops of rework in a trace: sent back and come again, asked and answered, done once more. Pure. */
import { known, sumOf, type FlowStep, type WorkingMs } from "./graph.js";

export const loopKinds = ["RETURN", "DECISION_RETURN", "NOTICE", "PAYMENT_FAILURE", "REPEATED"] as const;
export type LoopKind = (typeof loopKinds)[number];

export interface LoopTally {
  readonly kind: LoopKind;
  readonly activity: string;
  count: number;
  /** Not come to its end in the trace. */
  open: number;
  readonly addedMs: number[];
  /** Of those whose office hours are known. */
  readonly addedWorkingMs: number[];
}

export type Loops = Map<string, LoopTally>;

/** What begins a loop, and the step that ends it; null: the stage that the case was in comes again. */
const loops: Readonly<Record<string, { readonly kind: LoopKind; readonly until: readonly string[] | null }>> = {
  RETURNED: { kind: "RETURN", until: null },
  DECISION_RETURNED: { kind: "DECISION_RETURN", until: ["DECISION_PROPOSED"] },
  NOTICE_SENT: { kind: "NOTICE", until: ["NOTICE_ANSWERED"] },
  PAYMENT_FAILED: { kind: "PAYMENT_FAILURE", until: ["PAYMENT_SENT", "PAYMENT_CONFIRMED"] },
};

/** Of a case these come once unless something went wrong; others (papers, signatures, payments) come many times by nature. */
const once =
  /^(SUBMITTED|ACCEPTED|STAGE_ENTERED:.*|CHECK_RECORDED:.*|DECISION_PROPOSED|DECISION_CONFIRMED|NOTICE_SENT)$/;

export function countLoops(found: Loops, steps: readonly FlowStep[], kind: "CASES" | "HISTORIES", working: WorkingMs) {
  const last = new Map<string, FlowStep>();
  let stage: string | null = null;
  steps.forEach((step, index) => {
    const { activity } = step;
    const loop = kind === "CASES" ? loops[activity] : undefined;
    if (loop) {
      const until = loop.until ?? [stage ?? ""];
      const end = steps.slice(index + 1).find((later) => until.includes(later.activity));
      count(found, loop.kind, activity, step, end ?? null, working);
    }
    const before = last.get(activity);
    if (before && (kind === "HISTORIES" || once.test(activity)))
      count(found, "REPEATED", activity, before, step, working);
    last.set(activity, step);
    if (activity.startsWith("STAGE_ENTERED:")) stage = activity;
  });
}

export const loopOf = (found: Loops, kind: LoopKind, activity: string): LoopTally =>
  known(found, `${kind}/${activity}`, () => ({ kind, activity, count: 0, open: 0, addedMs: [], addedWorkingMs: [] }));

function count(
  found: Loops,
  kind: LoopKind,
  activity: string,
  from: FlowStep,
  to: FlowStep | null,
  working: WorkingMs,
): void {
  const tally = loopOf(found, kind, activity);
  tally.count += 1;
  if (!to) tally.open += 1;
  else {
    const end = Math.max(from.at, to.at);
    tally.addedMs.push(end - from.at);
    if (working) tally.addedWorkingMs.push(working(from.at, end));
  }
}

/** The costliest first. */
export const loopsInOrder = (found: Loops): LoopTally[] =>
  [...found.values()].sort(
    (one, other) =>
      sumOf(other.addedMs) - sumOf(one.addedMs) ||
      (`${one.activity}/${one.kind}` < `${other.activity}/${other.kind}` ? -1 : 1),
  );

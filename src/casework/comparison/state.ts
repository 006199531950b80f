/** Who had a case in hand from its acceptance on, stretch by stretch: what the two ways of review are measured by. */
import type { CaseEntry } from "../entries.js";
import { holders } from "../holders.js";
import type { CaseState } from "../state.js";

/** Parties whose move it was; APPLICANT or NOBODY while the clocks stood still. */
export type Hand = "BANK" | "CENTER" | "GUARANTEE_COMPANY" | "DEVELOPER" | "APPLICANT" | "NOBODY";

export interface HeldSpan {
  readonly from: string;
  readonly to: string;
  /** Sorted; every instant lies in exactly one span. */
  readonly hands: readonly Hand[];
}

export interface ComparisonState {
  /** Null until the case is accepted. */
  readonly lastAt: string | null;
  readonly spans: readonly HeldSpan[];
}

export const initialComparison = (): ComparisonState => ({ lastAt: null, spans: [] });

/** Review ends with the decision, which may be taken up again until money is out. */
const measured = ["REVIEW", "APPROVAL", "SIGNING", "SECURITY", "DISBURSEMENT"];

export function evolveComparison(slice: ComparisonState, entry: CaseEntry, state: CaseState): ComparisonState {
  const { lastAt, spans } = slice;
  const at = entry.occurredAt;
  if (entry.type === "ACCEPTED") return { lastAt: at, spans: [] };
  // An entry may tell of an earlier moment, such as the end of a pause that was over by itself.
  if (lastAt === null || at <= lastAt || !measured.includes(state.lifecycle.stage)) return slice;
  return { lastAt: at, spans: handsBetween(state, lastAt, at).reduce(joined, spans) };
}

/** A pause lasts no longer than it may, whenever that is noticed. */
function handsBetween(state: CaseState, from: string, to: string): HeldSpan[] {
  const pause = state.clocks.pauses.find(({ resumedAt }) => resumedAt === null);
  const hands = [...new Set<Hand>(holders(state).map(({ institution }) => institution))].sort();
  if (!pause) return [{ from, to, hands }];
  const waiting: Hand[] = [pause.waitsFor === "APPLICANT" ? "APPLICANT" : "NOBODY"];
  const until = pause.latestResumeAt < to ? pause.latestResumeAt : to;
  return [
    ...(until > from ? [{ from, to: until, hands: waiting }] : []),
    ...(until < to ? [{ from: until > from ? until : from, to, hands }] : []),
  ];
}

function joined(spans: readonly HeldSpan[], next: HeldSpan): readonly HeldSpan[] {
  const last = spans.at(-1);
  const same = last?.to === next.from && last.hands.join() === next.hands.join();
  return same ? [...spans.slice(0, -1), { ...last, to: next.to }] : [...spans, next];
}

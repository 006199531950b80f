/** Inputs of the right types that need not fit: what a client may say that means no good, or does not know better. */
import { newId } from "../../../src/kernel/index.js";
import type { CaseState } from "../../../src/casework/index.js";

/** A stream of small numbers, the same for the same seed. */
export function numbers(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => (state = (state * 48271) % 2147483647);
}

const pick = <T>(next: () => number, list: readonly T[]): T => list[next() % list.length] as T;

/** Ids of all that hangs on the case, and of nothing. */
function idsOf(state: CaseState): string[] {
  const { papers, review, notices, signing, collateral, payment, trips, corrections, inquiries, lifecycle } = state;
  const lists = [papers.items, papers.documents, review.checks, notices.notices, notices.defects, payment.payments];
  const more = [signing.signatures ?? [], collateral.steps ?? [], collateral.records, trips.visits];
  const rest = [corrections.entries, corrections.proposed, inquiries.inquiries, lifecycle.content.payees];
  const found = [...lists, ...more, ...rest].flat().map(({ id }) => id);
  return [...found, state.id, newId(), "party-bank", "party-center", "party-other-bank"];
}

const codes = ["PASSED", "FAILED", "LOOKED_AT", "APPROVE", "REFUSE", "UNKNOWN", "RETURNED", "NO_SUCH_CODE", "MORTGAGE"];
const texts = [
  "",
  "  ",
  "x",
  "说明",
  "长".repeat(5_000),
  "2026-01-01",
  "2040-12-31",
  "CHECK_TO_REDO",
  "TYPING_MISTAKE",
];
const instants = ["2020-01-01T00:00:00.000Z", "2026-03-02T01:30:00.000Z", "2039-01-01T00:00:00.000Z"];
const amounts = [-1, 0, 1, 7, 240, 45_000_000, 99_999_999_999, Number.MAX_SAFE_INTEGER];

/** What inputs may say beside what they must; acts that do not know a field pass it over. */
const optional: Readonly<Record<string, (next: () => number, ids: readonly string[]) => unknown>> = {
  expectedVersion: (next) => pick(next, [0, 1, 2, 3, 1_000_000]),
  note: (next) => pick(next, texts),
  justification: (next) => pick(next, texts),
  itemId: pick,
  checkId: pick,
  stepId: pick,
  personId: pick,
  reopen: (next, ids) => [pick(next, ids), pick(next, ids)],
  signedAt: (next) => pick(next, instants),
  paidAt: (next) => pick(next, instants),
  visitedAt: (next) => pick(next, instants),
  answerBy: (next) => pick(next, instants),
  toDay: () => "2019-01-01",
  resumeOn: (next) => pick(next, ["2020-01-01", "2026-03-20", "2050-01-01"]),
  dissent: () => true,
  amountFen: (next) => pick(next, amounts),
  termMonths: (next) => pick(next, amounts),
};

function twisted(value: unknown, next: () => number, ids: readonly string[]): unknown {
  if (typeof value === "string") return pick(next, [pick(next, ids), pick(next, codes), pick(next, texts)]);
  if (typeof value === "number") return pick(next, amounts);
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return pick<unknown>(next, [[], [...(value as unknown[]), ...(value as unknown[])], value]);
  return value;
}

/** The input with one or two of its fields twisted, or with further ones. */
export function wild(input: object, state: CaseState, seed: number): object {
  const next = numbers(seed);
  const ids = idsOf(state);
  const made: Record<string, unknown> = { ...input };
  const names = Object.keys(made);
  for (let times = 1 + (next() % 2); times > 0 && names.length > 0; times -= 1) {
    const name = pick(next, names);
    // Content, members and the id of a new handoff are the program's own, out of what it has read or made.
    if (!["content", "to", "knownPeople", "version", "items", "answers", "values", "handoffId"].includes(name)) {
      made[name] = twisted(made[name], next, ids);
    }
  }
  if (next() % 2 === 0) {
    const name = pick(next, Object.keys(optional));
    made[name] = optional[name]?.(next, ids);
  }
  return made;
}

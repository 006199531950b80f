/** Who had a case in hand from its acceptance to its decision, as a second reader of the entries tells it. */
import { banksOf } from "./banks.js";
import { holdersOf, stageOf, takenBack, text, wentBack, type Said } from "./oracle.js";

/**
 * Milliseconds by kind up to the standing decision, looked up anew before each entry from all that was said until then;
 * null where no decision stands.
 */
export function inHandOf(said: readonly Said[]): Record<string, number> | null {
  const gone = takenBack(said);
  const at = said.findLastIndex(({ type }) => type === "DECISION_CONFIRMED");
  const decided = said[at];
  if (!decided || at < wentBack(said, "APPROVAL", "REVIEW") || gone.has(decided.id)) return null;
  const accepted = said.findIndex(({ type }) => type === "ACCEPTED");
  const opened = said.find(({ type }) => type === "OPENED")?.body ?? {};
  const kindOf = new Map([
    ...banksOf(said).map((id) => [id, "BANK"] as const),
    [text(opened, "centerId"), "CENTER"],
    [text(opened, "guaranteeCompanyId"), "GUARANTEE_COMPANY"],
  ]);
  const took: Record<string, number> = {};
  const add = (kinds: readonly string[], from: number, to: number) => {
    for (const kind of to > from ? new Set(kinds) : []) took[kind] = (took[kind] ?? 0) + to - from;
  };
  let last = Date.parse(said[accepted]?.occurredAt ?? "");
  for (let next = accepted + 1; next <= at; next += 1) {
    const before = said.slice(0, next);
    const now = Date.parse(said[next]?.occurredAt ?? "");
    if (now <= last) continue;
    const parties = holdersOf(before, stageOf(before)).flatMap((id) => kindOf.get(id) ?? []);
    const paused = before.findLast(({ type }) => type === "CLOCK_PAUSED" || type === "CLOCK_RESUMED");
    const until = paused?.type === "CLOCK_PAUSED" ? Date.parse(text(paused.body, "latestResumeAt")) : last;
    add([paused?.body["waitsFor"] === "APPLICANT" ? "APPLICANT" : "NOBODY"], last, Math.min(until, now));
    add(parties, Math.max(last, until), now);
    last = now;
  }
  return took;
}

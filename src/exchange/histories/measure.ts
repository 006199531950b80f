/** Measures the facts of one history as its mapping says: first occurrences, first passes, runs of work. Pure. */
import { dayOf, type Refusal } from "../../kernel/index.js";
import { because } from "../messages.js";
import type { LogIndicator, LogMapping } from "../mapping/schema.js";
import type { HistoryEvent } from "./derive.js";

export interface HistoryFact {
  readonly indicator: string;
  /** Null where the officer belongs to no partner: listed, and on nobody's card. */
  readonly partnerCode: string | null;
  readonly officer: string | null;
  readonly occurredAt: string;
  /** The day of `occurredAt` in the mapping's zone; it puts the fact in a period. */
  readonly day: string;
  /** Which event of the history it was read off, from 0. */
  readonly eventIndex: number;
  readonly amountFen: number | null;
  readonly elapsedMs: number | null;
  readonly passed: boolean | null;
}

type Measured = Partial<Pick<HistoryFact, "amountFen" | "elapsedMs" | "passed">>;
type Find = (events: readonly HistoryEvent[], amountFen: number, mapping: LogMapping) => (Measured & { at: number })[];

/** Every fact of the history, or why the mapping cannot be applied to it. */
export function measure(
  events: readonly HistoryEvent[],
  amountFen: number,
  mapping: LogMapping,
): { readonly facts: readonly HistoryFact[] } | { readonly reasons: readonly Refusal[] } {
  const reasons = new Map<string, Refusal>();
  const facts = mapping.indicators.flatMap((indicator) =>
    findIn(indicator)(events, amountFen, mapping).map(({ at, ...measured }) => {
      const [activity, , occurredAt, officer] = events[at]!;
      const partner = partnerOf(officer, mapping);
      const place = { event: at + 1, activity };
      if (partner === undefined)
        reasons.set(`officer ${at}`, because("OFFICER_NOT_NUMBERED", { ...place, value: officer ?? "" }));
      if ((measured.elapsedMs ?? 0) < 0) reasons.set(`run ${at}`, because("RUN_BACKWARDS", place));
      return {
        indicator: indicator.code,
        partnerCode: partner ?? null,
        officer,
        occurredAt,
        day: dayOf(occurredAt, mapping.zone),
        eventIndex: at,
        amountFen: null,
        elapsedMs: null,
        passed: null,
        ...measured,
      };
    }),
  );
  return reasons.size > 0 ? { reasons: [...reasons.values()] } : { facts };
}

function findIn(indicator: LogIndicator): Find {
  if (indicator.measure === "RUNS") return (events, _, { activityClasses }) => runs(events, indicator, activityClasses);
  return (events, amountFen) => {
    const at = events.findIndex(([activity]) => activity === indicator.activity);
    if (at < 0) return [];
    if (indicator.measure === "PASS")
      return [{ at, passed: !events.some(([activity]) => activity === indicator.failedBy) }];
    return [{ at, amountFen: indicator.withAmount ? amountFen : null }];
  };
}

/** A begin that follows a begin replaces it; an end without one is ignored; the order is the document's. */
function runs(
  events: readonly HistoryEvent[],
  { activityClass, from, to }: Extract<LogIndicator, { measure: "RUNS" }>,
  classes: LogMapping["activityClasses"],
): { at: number; elapsedMs: number }[] {
  const begun = new Map<string, string>();
  const ended: { at: number; elapsedMs: number }[] = [];
  events.forEach(([activity, transition, instant], at) => {
    if (classes.find(({ prefix }) => activity.startsWith(prefix))?.class !== activityClass) return;
    const start = begun.get(activity);
    if (transition === to && start !== undefined) {
      ended.push({ at, elapsedMs: Date.parse(instant) - Date.parse(start) });
      begun.delete(activity);
    } else if (transition === from) begun.set(activity, instant);
  });
  return ended;
}

/** The partner's code; null for an officer of none; undefined where the rule cannot be applied. */
export function partnerOf(officer: string | null, { partners }: LogMapping): string | null | undefined {
  if (officer === null || partners.officersOfNone.includes(officer)) return null;
  if (!/^\d{1,15}$/.test(officer)) return undefined;
  return `${partners.codePrefix}${Number(officer) % partners.officerModulo}`;
}

/** Every partner that a mapping can name, in order. */
export function partnersOf({ partners }: LogMapping): { code: string; names: { en: string; zh: string } }[] {
  return Array.from({ length: partners.officerModulo }, (_, n) => ({
    code: `${partners.codePrefix}${n}`,
    names: { en: partners.names.en.replace("{n}", String(n)), zh: partners.names.zh.replace("{n}", String(n)) },
  }));
}

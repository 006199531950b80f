/** Measures the facts of one history as its mapping says: first occurrences, first passes, runs of work, stated ones. Pure. */
import { dayOf, type Refusal } from "../../kernel/index.js";
import { because } from "../messages.js";
import type { LogIndicator, LogMapping } from "../mapping/schema.js";
import type { XesAttributes } from "../xes/model.js";
import { beginning } from "../xes/values.js";
import { readFen } from "./amounts.js";
import type { HistoryEvent } from "./derive.js";
import { statedFacts, type NamedPartner } from "./stated.js";

/** The kind of case that a fact is of, and the partner's unit and officer that it counts for; null where not told. */
export interface FactOf {
  readonly product: string | null;
  readonly propertyKind: string | null;
  readonly unitCode: string | null;
  readonly memberCode: string | null;
}

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
  /** What is none of these: hundredths of a rating, one of a count, what is still open. */
  readonly value: number | null;
  /** Only where a log states its facts. */
  readonly of?: FactOf | null;
}

type Measured = Partial<Pick<HistoryFact, "amountFen" | "elapsedMs" | "passed">>;
type Found = (Measured & { at: number })[];

interface Measuring {
  readonly events: readonly HistoryEvent[];
  readonly amountFen: number;
  readonly mapping: LogMapping;
  /** Of each event, as the log has them. */
  readonly attributes: readonly XesAttributes[];
  readonly blame: (key: string, reason: Refusal) => void;
}

/** Every fact of the history, or why the mapping cannot be applied to it. */
export function measure(
  events: readonly HistoryEvent[],
  amountFen: number,
  mapping: LogMapping,
  attributes: readonly XesAttributes[] = [],
): { readonly facts: readonly HistoryFact[] } | { readonly reasons: readonly Refusal[] } {
  const reasons = new Map<string, Refusal>();
  const measuring = {
    ...{ events, amountFen, mapping, attributes },
    blame: (key: string, reason: Refusal) => reasons.set(key, reason),
  };
  const facts = mapping.indicators.flatMap((indicator) =>
    findIn(indicator, measuring).map(({ at, ...measured }): HistoryFact => {
      const [activity, , occurredAt, officer] = events[at]!;
      const partner = partnerOf(officer, mapping, attributes[at]);
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
        value: null,
        ...measured,
      };
    }),
  );
  const stated = mapping.facts ? statedFacts(events, attributes, mapping.facts, measuring.blame) : [];
  return reasons.size > 0 ? { reasons: [...reasons.values()] } : { facts: [...facts, ...stated] };
}

function findIn(indicator: LogIndicator, measuring: Measuring): Found {
  const { events, amountFen, mapping } = measuring;
  switch (indicator.measure) {
    case "RUNS":
      return runs(events, indicator, mapping.activityClasses);
    case "ATTRIBUTE":
      return events.flatMap(([activity], at) =>
        activity === indicator.activity ? statedAt(at, indicator, measuring) : [],
      );
    case "PASS":
    case "OCCURRENCE": {
      const at = events.findIndex(([activity]) => activity === indicator.activity);
      if (at < 0) return [];
      if (indicator.measure === "PASS")
        return [{ at, passed: !events.some(([activity]) => activity === indicator.failedBy) }];
      return [{ at, amountFen: indicator.withAmount ? amountFen : null }];
    }
  }
}

/** What an event's attribute states; nothing where it has none. */
function statedAt(
  at: number,
  { attribute, states }: Extract<LogIndicator, { measure: "ATTRIBUTE" }>,
  { attributes, mapping, blame }: Measuring,
): Found {
  const said = attributes[at]?.get(attribute);
  if (!said || said.wrong) return [];
  const measured: { -readonly [Name in keyof Measured]: Measured[Name] } = {};
  const text = String(said.value ?? "").trim();
  if (states === "PASSED") measured.passed = text === "true" ? true : text === "false" ? false : null;
  else if (states === "AMOUNT") measured.amountFen = readFen(text, mapping.trace.amount.fenPerUnit);
  else measured.elapsedMs = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Math.round(Number(text) * 60_000) : null;
  if (Object.values(measured).every((value) => value !== null)) return [{ at, ...measured }];
  blame(
    `attribute ${at} ${attribute}`,
    because("FACT_UNREADABLE", { event: at + 1, attribute, value: beginning(text) }),
  );
  return [];
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
export function partnerOf(
  officer: string | null,
  { partners, partnersStated }: LogMapping,
  attributes?: XesAttributes,
): string | null | undefined {
  if (!partners) {
    const code = partnersStated && attributes?.get(partnersStated.eventPartner)?.value;
    return typeof code === "string" && code !== "" ? code : null;
  }
  if (officer === null || partners.officersOfNone.includes(officer)) return null;
  if (!/^\d{1,15}$/.test(officer)) return undefined;
  return `${partners.codePrefix}${Number(officer) % partners.officerModulo}`;
}

/** Every partner that a mapping can name by itself, in order; none where the traces state them. */
export function partnersOf({ partners }: LogMapping): NamedPartner[] {
  if (!partners) return [];
  const { kind } = partners;
  return Array.from({ length: partners.officerModulo }, (_, n) => ({
    kind,
    code: `${partners.codePrefix}${n}`,
    names: { en: partners.names.en.replace("{n}", String(n)), zh: partners.names.zh.replace("{n}", String(n)) },
  }));
}

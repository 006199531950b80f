/** What was measured on a case or history, and whose move it was, nested below the events. Pure. */
import type { HeldStretch } from "../../casework/index.js";
import { attribute, type OutAttribute } from "./xml.js";

/** A fact as a board counts it; what is not of its kind is null. */
export interface MeasuredFact {
  readonly subjectId: string;
  readonly indicator: string;
  /** Null where it counts for nobody. */
  readonly partnerCode: string | null;
  readonly day: string;
  readonly occurredAt: string;
  readonly amountFen: number | null;
  readonly elapsedMs: number | null;
  readonly passed: boolean | null;
  /** What is none of these. */
  readonly value: number | null;
  readonly product: string | null;
  readonly propertyKind: string | null;
  /** The partner's unit that it counts for. */
  readonly unitCode: string | null;
  readonly unitName: string | null;
  readonly unitNameEn: string | null;
}

/** The officer is known by an id where it was measured, and goes out as a number. */
export type FactOfMember = MeasuredFact & { readonly memberId: string | null };
export type FactOfOfficer = MeasuredFact & { readonly officer: string | null };

/** Keys differ by number: an element has no two attributes of one key. */
const factAttribute = (
  { indicator, partnerCode, day, amountFen, elapsedMs, passed, value, ...of }: FactOfOfficer,
  number: number,
): OutAttribute[] =>
  attribute("string", `fact.${number}`, indicator, [
    ...attribute("string", "partner", partnerCode),
    ...attribute("string", "day", day),
    ...attribute("int", "amountFen", amountFen),
    ...attribute("int", "elapsedMs", elapsedMs),
    ...attribute("boolean", "passed", passed),
    ...attribute("int", "value", value),
    ...attribute("string", "product", of.product),
    ...attribute("string", "propertyKind", of.propertyKind),
    ...attribute("string", "unit", of.unitCode),
    ...attribute("string", "officer", of.officer),
  ]);

export interface OutEvent {
  readonly at: string;
  readonly attributes: readonly OutAttribute[];
}

/** The events, each with the facts that were known when it happened and not before: the last one not after the fact. */
export const withFacts = (events: readonly OutEvent[], facts: readonly FactOfOfficer[]): OutEvent[] =>
  withItems(events, facts, ({ occurredAt }) => occurredAt, factAttribute);

/** The events, each with the stretches of time that began with it and before the next one. */
export const withHeld = (events: readonly OutEvent[], stretches: readonly HeldStretch[]): OutEvent[] =>
  withItems(
    events,
    stretches,
    ({ from }) => from,
    ({ from, to, holders, paused }, number) =>
      attribute("string", `held.${number}`, holders.join(" "), [
        ...attribute("date", "from", from),
        ...attribute("date", "to", to),
        ...attribute("boolean", "paused", paused),
      ]),
  );

/** Each item below the last event that is not after it; else below the first. */
function withItems<Item>(
  events: readonly OutEvent[],
  items: readonly Item[],
  instantOf: (item: Item) => string,
  attributesOf: (item: Item, number: number) => OutAttribute[],
): OutEvent[] {
  const all = events.map(({ at, attributes }) => ({ at, attributes: [...attributes] }));
  const counts = events.map(() => 0);
  for (const item of items) {
    const at = Math.max(
      0,
      events.findLastIndex((event) => event.at <= instantOf(item)),
    );
    const number = (counts[at] ?? 0) + 1;
    counts[at] = number;
    all[at]?.attributes.push(...attributesOf(item, number));
  }
  return all;
}

export interface PartnerFace {
  readonly kind: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** The partners that a trace's facts count for, so that whoever reads the log can name them. */
export const partnerAttributes = (partners: readonly PartnerFace[]): OutAttribute[] =>
  partners.flatMap(({ kind, code, name, nameEn }, index) =>
    attribute("string", `partner.${index + 1}`, code, [
      ...attribute("string", "kind", kind),
      ...attribute("string", "name", name),
      ...attribute("string", "nameEn", nameEn),
    ]),
  );

/** The units that a trace's facts count for, by their codes inside their partners. */
export function unitAttributes(
  facts: readonly Pick<MeasuredFact, "partnerCode" | "unitCode" | "unitName" | "unitNameEn">[],
): OutAttribute[] {
  const units = new Map(facts.flatMap((one) => (one.unitCode ? [[`${one.partnerCode}/${one.unitCode}`, one]] : [])));
  return [...units.values()].flatMap(({ partnerCode, unitCode, unitName, unitNameEn }, index) =>
    attribute("string", `unit.${index + 1}`, unitCode, [
      ...attribute("string", "partner", partnerCode),
      ...attribute("string", "name", unitName),
      ...attribute("string", "nameEn", unitNameEn),
    ]),
  );
}

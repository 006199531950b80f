/** What was measured on a case or history, nested below the events it was measured on. Pure. */
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
}

/** Keys differ by number: an element has no two attributes of one key. */
const factAttribute = (
  { indicator, partnerCode, day, amountFen, elapsedMs, passed, value }: MeasuredFact,
  number: number,
): OutAttribute[] =>
  attribute("string", `fact.${number}`, indicator, [
    ...attribute("string", "partner", partnerCode),
    ...attribute("string", "day", day),
    ...attribute("int", "amountFen", amountFen),
    ...attribute("int", "elapsedMs", elapsedMs),
    ...attribute("boolean", "passed", passed),
    ...attribute("int", "value", value),
  ]);

/** The events, each with the facts that were known when it happened and not before: the last one not after the fact. */
export function withFacts(
  events: readonly { readonly at: string; readonly attributes: readonly OutAttribute[] }[],
  facts: readonly MeasuredFact[],
): OutAttribute[][] {
  const all = events.map(({ attributes }) => [...attributes]);
  const counts = events.map(() => 0);
  for (const fact of facts) {
    const at = Math.max(
      0,
      events.findLastIndex((event) => event.at <= fact.occurredAt),
    );
    const number = (counts[at] ?? 0) + 1;
    counts[at] = number;
    all[at]?.push(...factAttribute(fact, number));
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

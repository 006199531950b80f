/** What was measured on no case, such as a complaint about a partner, as traces of its own. Pure but for the keys. */
import type { Keys } from "../../platform/index.js";
import { partnerAttributes, unitAttributes, withFacts, type FactOfMember, type PartnerFace } from "./facts.js";
import { grouped } from "./grouped.js";
import { memberNumber } from "./officers.js";
import { attribute, traceXml } from "./xml.js";

/** What the names of such traces begin with: they are no way of a case. */
export const measuredApart = "MEASURED-";

/** One trace for each stream, with one event for each fact; nobody is named but the partner and unit that it counts for. */
export function otherTraces(
  facts: readonly FactOfMember[],
  partners: ReadonlyMap<string, PartnerFace>,
  keys: Keys,
): string[] {
  return [...grouped(facts, ({ subjectId }) => subjectId)].map(([id, own]) => {
    const named = new Set(own.map(({ partnerCode }) => partnerCode));
    const events = own.map((fact) => {
      const attributes = [
        ...attribute("string", "concept:name", `MEASURED:${fact.indicator}`),
        ...attribute("string", "lifecycle:transition", "complete"),
        ...attribute("date", "time:timestamp", fact.occurredAt),
        ...attribute("string", "org:resource", "PROGRAM"),
      ];
      const measured = { ...fact, officer: memberNumber(keys, fact.memberId) };
      return withFacts([{ at: fact.occurredAt, attributes }], [measured])[0]?.attributes ?? attributes;
    });
    const head = [
      ...attribute("string", "concept:name", `${measuredApart}${id}`),
      ...attribute("id", "identity:id", id),
      ...attribute("date", "registeredAt", own[0]?.occurredAt),
      // No money was asked for.
      ...attribute("int", "amountRequestedFen", 0),
      ...attribute("string", "source", "MEASURED"),
    ];
    const faces = [...partners.values()].filter(({ code }) => named.has(code));
    return traceXml([...head, ...partnerAttributes(faces), ...unitAttributes(own)], events);
  });
}

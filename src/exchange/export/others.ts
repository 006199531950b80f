/** What was measured on no case, such as a complaint about a partner, as traces of its own. Pure. */
import { partnerAttributes, withFacts, type MeasuredFact, type PartnerFace } from "./facts.js";
import { grouped } from "./grouped.js";
import { attribute, traceXml } from "./xml.js";

/** What the names of such traces begin with: they are no way of a case. */
export const measuredApart = "MEASURED-";

/** One trace for each stream, with one event for each fact; nobody is named but the partner that it counts for. */
export function otherTraces(facts: readonly MeasuredFact[], partners: ReadonlyMap<string, PartnerFace>): string[] {
  return [...grouped(facts, ({ subjectId }) => subjectId)].map(([id, own]) => {
    const named = new Set(own.map(({ partnerCode }) => partnerCode));
    const events = own.map((fact) => {
      const attributes = [
        ...attribute("string", "concept:name", `MEASURED:${fact.indicator}`),
        ...attribute("string", "lifecycle:transition", "complete"),
        ...attribute("date", "time:timestamp", fact.occurredAt),
        ...attribute("string", "org:resource", "PROGRAM"),
      ];
      return withFacts([{ at: fact.occurredAt, attributes }], [fact])[0]?.attributes ?? attributes;
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
    return traceXml([...head, ...partnerAttributes(faces)], events);
  });
}

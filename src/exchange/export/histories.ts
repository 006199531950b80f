/** Imported histories as traces again: the source's events, its officers by keyed numbers, and what was measured. */
import { placeholders, selectRows, type Keys, type Sql } from "../../platform/index.js";
import { historiesTold } from "../histories/flow.js";
import { ownSource } from "../histories/own.js";
import { HistoryFactRow, HistoryUnit, type History } from "../histories/rows.js";
import { partnerAttributes, unitAttributes, withFacts, withHeld, type OutEvent, type PartnerFace } from "./facts.js";
import { grouped } from "./grouped.js";
import { resourceOf } from "./officers.js";
import { attribute, traceXml } from "./xml.js";

export interface HistoryTraces {
  readonly sql: Sql;
  readonly keys: Keys;
  /** By code. */
  readonly partners: ReadonlyMap<string, PartnerFace>;
}

/** The standard lifecycle's transitions; a log may write them in capitals. */
const transitions = new Set([
  ...["schedule", "assign", "withdraw", "reassign", "start", "suspend", "resume"],
  ...["pi_abort", "ate_abort", "complete", "autoskip", "manualskip"],
]);

const transitionOf = (said: string): string => {
  const lower = said.toLowerCase();
  return transitions.has(lower) ? lower : "unknown";
};

export async function historyTraces(
  { sql, keys, partners }: HistoryTraces,
  histories: readonly History[],
): Promise<string[]> {
  const ids = histories.map(({ id }) => id);
  const unitsBy = grouped(
    await selectRows(sql, HistoryUnit, `historyId IN ${placeholders(ids)} ORDER BY historyId, id`, ids),
    ({ historyId }) => historyId,
  );
  const told = await historiesTold(sql, ids);
  const facts = await selectRows(sql, HistoryFactRow, `historyId IN ${placeholders(ids)}`, ids);
  const factsBy = grouped(facts, ({ historyId }) => historyId);
  return histories.map(({ id, source, traceId, registeredAt, amountFen, ...of }) => {
    const measured = (factsBy.get(id) ?? []).sort(byPlace);
    const named = new Set(measured.map(({ partnerCode }) => partnerCode));
    const { events = [], held, originId } = told.get(id) ?? {};
    const plain = events.map(([activity, transition, at, officer, party]): OutEvent => ({
      at,
      attributes: [
        ...attribute("string", "concept:name", activity),
        ...attribute("string", "lifecycle:transition", transitionOf(transition)),
        ...attribute("date", "time:timestamp", at),
        ...attribute("string", "org:resource", officer && resourceOf(keys, source, officer)),
        ...attribute("string", "org:group", party),
      ],
    }));
    // Each fact is its own event's.
    const counted = plain.flatMap((event, index) => {
      const own = measured.filter(({ eventIndex }) => eventIndex === index);
      return withFacts(
        [event],
        own.map((fact) => ({
          ...{ ...fact, subjectId: id, unitName: null, unitNameEn: null },
          officer: fact.memberCode && resourceOf(keys, source, fact.memberCode),
        })),
      );
    });
    const stretches = (held ?? []).map(([from, to, holders, paused]) => ({ from, to, holders, paused }));
    const whole = withHeld(counted, stretches).map(({ attributes }) => attributes);
    const head = [
      // What came out of a program like this one keeps its name wherever it goes.
      ...attribute("string", "concept:name", source === ownSource ? traceId : `${source}/${traceId}`),
      ...attribute("id", "identity:id", id),
      ...attribute("id", "originId", originId),
      ...attribute("date", "registeredAt", registeredAt),
      ...attribute("int", "amountRequestedFen", amountFen),
      ...attribute("string", "source", source),
      ...attribute("string", "product", of.productCode),
      ...attribute("string", "propertyKind", of.propertyKind),
      ...attribute("string", "bank", of.bankCode),
      ...attribute("string", "guaranteeCompany", of.guaranteeCompanyCode),
    ];
    const faces = [...partners.values()].filter(({ code }) => named.has(code));
    const units = (unitsBy.get(id) ?? []).map(({ partnerCode, code, name, nameEn }) => ({
      ...{ partnerCode, unitCode: code, unitName: name, unitNameEn: nameEn },
    }));
    return traceXml([...head, ...partnerAttributes(faces), ...unitAttributes(units)], whole);
  });
}

/** By the number behind the history's id. */
const byPlace = (one: HistoryFactRow, other: HistoryFactRow): number =>
  Number(one.id.split("/")[1]) - Number(other.id.split("/")[1]);

/** What people entered for a board and two of them confirmed, as traces of their own: codes and figures, no words and no papers. Pure but for the keys. */
import type { Keys } from "../../platform/index.js";
import { partnerAttributes, type PartnerFace } from "./facts.js";
import { memberNumber } from "./officers.js";
import { attribute, traceXml, type OutAttribute } from "./xml.js";

/** A figure from outside, a task, points or a veto that counts. */
export interface EnteredInput {
  readonly id: string;
  readonly kind: string;
  readonly partnerCode: string;
  readonly period: string;
  readonly code: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly cases: number | null;
  readonly proposedAt: string;
  readonly proposedById: string;
  readonly decidedAt: string | null;
  readonly decidedById: string | null;
}

export interface InputTraces {
  readonly keys: Keys;
  readonly center: string | undefined;
  /** By code. */
  readonly partners: ReadonlyMap<string, PartnerFace>;
}

/** One trace for each: who entered it and who confirmed it are numbers, as officers of histories are. */
export function inputTraces({ keys, center, partners }: InputTraces, inputs: readonly EnteredInput[]): string[] {
  return inputs.map((one) => {
    const { id, kind, partnerCode, proposedAt, proposedById, decidedAt, decidedById } = one;
    const head = [
      ...attribute("string", "concept:name", `ENTERED-${id}`),
      ...attribute("id", "identity:id", id),
      ...attribute("date", "registeredAt", proposedAt),
      // No money was asked for.
      ...attribute("int", "amountRequestedFen", 0),
      ...attribute("string", "source", "ENTERED"),
      ...attribute("string", "center", center),
    ];
    const face = partners.get(partnerCode);
    const entered = event(`ENTERED:${kind}`, proposedAt, memberNumber(keys, proposedById));
    const confirmed = decidedById && event(`CONFIRMED:${kind}`, decidedAt, memberNumber(keys, decidedById));
    const events = confirmed ? [entered, [...confirmed, ...stated(one)]] : [[...entered, ...stated(one)]];
    return traceXml([...head, ...partnerAttributes(face ? [face] : [])], events);
  });
}

const event = (activity: string, at: string | null, resource: string): OutAttribute[] => [
  ...attribute("string", "concept:name", activity),
  ...attribute("string", "lifecycle:transition", "complete"),
  ...attribute("date", "time:timestamp", at),
  ...attribute("string", "org:resource", resource),
];

const stated = ({ kind, partnerCode, period, code, numerator, denominator, cases }: EnteredInput): OutAttribute[] =>
  attribute("string", "input.1", kind, [
    ...attribute("string", "partner", partnerCode),
    ...attribute("string", "period", period),
    ...attribute("string", "code", code),
    ...attribute("int", "numerator", numerator),
    ...attribute("int", "denominator", denominator),
    ...attribute("int", "cases", cases),
  ]);

/** Facts and partners that a log states itself, in attributes nested below one of an event or a trace. Pure. */
import { isDay, type Refusal } from "../../kernel/index.js";
import { because } from "../messages.js";
import type { LogMapping, StatedFacts, StatedHeld } from "../mapping/schema.js";
import type { XesAttribute, XesAttributes } from "../xes/model.js";
import type { HeldTuple, HistoryEvent } from "./derive.js";
import type { FactOf, HistoryFact } from "./measure.js";

export interface NamedPartner {
  readonly kind: "BANK" | "GUARANTEE_COMPANY";
  readonly code: string;
  readonly names: { readonly en: string; readonly zh: string };
}

/** A unit of a partner, by its code inside it. */
export interface NamedUnit {
  readonly partnerCode: string;
  readonly code: string;
  readonly names: { readonly en: string; readonly zh: string };
}

type Blame = (key: string, reason: Refusal) => void;

const codePattern = /^[A-Z][A-Z0-9_]{1,59}$/;
/** Of a party, and of a unit inside it. */
const partnerPattern = /^[A-Z0-9][A-Z0-9-]{0,15}$/;
/** Products and kinds of home. */
const kindPattern = /^[A-Z][A-Z0-9_]{0,39}$/;
const officerPattern = /^[0-9A-Za-z-]{1,64}$/;

const withPrefix = (attributes: XesAttributes, prefix: string): XesAttribute[] =>
  [...attributes.values()].filter(({ key, wrong }) => key.startsWith(prefix) && !wrong);

const childOf = ({ children }: XesAttribute, key: string) => children.find((child) => child.key === key)?.value ?? null;

/** Every fact that the events state; what is not as it must be is blamed and left out. */
export function statedFacts(
  events: readonly HistoryEvent[],
  attributes: readonly XesAttributes[],
  keys: StatedFacts,
  blame: Blame,
): HistoryFact[] {
  return events.flatMap(([, , occurredAt, officer], at) =>
    withPrefix(attributes[at] ?? new Map(), keys.prefix).flatMap((attribute): HistoryFact[] => {
      const indicator = String(attribute.value ?? "");
      const partner = childOf(attribute, keys.partner);
      const day = childOf(attribute, keys.day);
      const amountFen = childOf(attribute, keys.amountFen);
      const elapsedMs = childOf(attribute, keys.elapsedMs);
      const passed = childOf(attribute, keys.passed);
      const value = keys.value ? childOf(attribute, keys.value) : null;
      const of = factOf(attribute, keys);
      const right =
        codePattern.test(indicator) &&
        (partner === null || partnerPattern.test(String(partner))) &&
        isDay(String(day)) &&
        whole(amountFen) &&
        whole(elapsedMs) &&
        whole(value) &&
        of !== null &&
        (passed === null || typeof passed === "boolean");
      if (!right) {
        blame(`fact ${at} ${attribute.key}`, because("FACT_UNREADABLE", factPlace(at, attribute)));
        return [];
      }
      return [
        {
          ...{ indicator, officer, occurredAt, eventIndex: at },
          partnerCode: partner === null ? null : String(partner),
          day: String(day),
          amountFen: amountFen as number | null,
          elapsedMs: elapsedMs as number | null,
          passed,
          value: value as number | null,
          of,
        },
      ];
    }),
  );
}

/** The kind of case, the unit and the officer of a fact; null where one of them is none. */
function factOf(attribute: XesAttribute, keys: StatedFacts): FactOf | null {
  const said = (key: string | undefined, pattern: RegExp): string | null | undefined => {
    const value = key === undefined ? null : childOf(attribute, key);
    return value === null || (typeof value === "string" && pattern.test(value)) ? value : undefined;
  };
  const product = said(keys.product, kindPattern);
  const propertyKind = said(keys.propertyKind, kindPattern);
  const unitCode = said(keys.unit, partnerPattern);
  const memberCode = said(keys.officer, officerPattern);
  if (product === undefined || propertyKind === undefined || unitCode === undefined || memberCode === undefined)
    return null;
  return { product, propertyKind, unitCode, memberCode };
}

const factPlace = (at: number, { key, value }: XesAttribute) => ({
  event: at + 1,
  attribute: key.slice(0, 60),
  value: String(value ?? "").slice(0, 60),
});

const whole = (value: unknown): boolean =>
  value === null || (typeof value === "number" && Number.isSafeInteger(value) && value >= 0);

const holderPattern = /^[A-Z_]{1,40}( [A-Z_]{1,40})*$/;

/** Whose move it was, as the events state it; what is not as it must be is blamed and left out. */
export function statedHeld(attributes: readonly XesAttributes[], keys: StatedHeld, blame: Blame): HeldTuple[] {
  const found = attributes.flatMap((own, at) =>
    withPrefix(own, keys.prefix).flatMap((attribute): HeldTuple[] => {
      const holders = String(attribute.value ?? "");
      const [from, to, paused] = [keys.from, keys.to, keys.paused].map((key) => childOf(attribute, key));
      const right =
        holderPattern.test(holders) &&
        isInstant(from) &&
        (to === null || (isInstant(to) && from <= to)) &&
        typeof paused === "boolean";
      if (right) return [[from, to, holders.split(" "), paused]];
      blame(`held ${at} ${attribute.key}`, because("FACT_UNREADABLE", factPlace(at, attribute)));
      return [];
    }),
  );
  return found.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}

/** As the reader makes them of dates. */
const isInstant = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

/** The code of the party that an event's officer belongs to; null where the log states none, or words that are no code. */
export function statedParty(attributes: XesAttributes, { partnersStated }: LogMapping): string | null {
  const code = partnersStated && attributes.get(partnersStated.eventPartner)?.value;
  return typeof code === "string" && partnerPattern.test(code) ? code : null;
}

/** The partners that a trace states; none where the mapping knows them by itself. */
export function statedPartners(
  attributes: XesAttributes,
  { partnersStated }: LogMapping,
  blame: Blame,
): NamedPartner[] {
  if (!partnersStated) return [];
  const { prefix, kind, en, zh } = partnersStated;
  return withPrefix(attributes, prefix).flatMap((attribute): NamedPartner[] => {
    const code = String(attribute.value ?? "");
    const of = childOf(attribute, kind);
    const names = { en: String(childOf(attribute, en) ?? ""), zh: String(childOf(attribute, zh) ?? "") };
    if (partnerPattern.test(code) && (of === "BANK" || of === "GUARANTEE_COMPANY") && names.en && names.zh)
      return [{ kind: of, code, names }];
    blame(`partner ${attribute.key}`, because("PARTNER_UNREADABLE", { attribute: attribute.key.slice(0, 60) }));
    return [];
  });
}

/** The units that a trace states. */
export function statedUnits(attributes: XesAttributes, { unitsStated }: LogMapping, blame: Blame): NamedUnit[] {
  if (!unitsStated) return [];
  const { prefix, partner, en, zh } = unitsStated;
  return withPrefix(attributes, prefix).flatMap((attribute): NamedUnit[] => {
    const [code, partnerCode] = [String(attribute.value ?? ""), String(childOf(attribute, partner) ?? "")];
    const names = { en: String(childOf(attribute, en) ?? ""), zh: String(childOf(attribute, zh) ?? "") };
    const short = [names.en, names.zh].every((name) => name !== "" && name.length <= unitNameChars);
    if (partnerPattern.test(code) && partnerPattern.test(partnerCode) && short) return [{ partnerCode, code, names }];
    blame(`unit ${attribute.key}`, because("UNIT_UNREADABLE", { attribute: attribute.key.slice(0, 60) }));
    return [];
  });
}

const unitNameChars = 200;

/** What a history says of the case that it was: codes; null where it says none. */
export interface CaseTold {
  readonly productCode: string | null;
  readonly propertyKind: string | null;
  readonly bankCode: string | null;
  readonly guaranteeCompanyCode: string | null;
}

/** Null where the mapping reads nothing of it; what is no code is not known. */
export function statedCase(attributes: XesAttributes, { trace: { case: keys } }: LogMapping): CaseTold | null {
  if (!keys) return null;
  const said = (key: string, pattern: RegExp): string | null => {
    const value = attributes.get(key)?.value;
    return typeof value === "string" && pattern.test(value) ? value : null;
  };
  return {
    productCode: said(keys.product, kindPattern),
    propertyKind: said(keys.propertyKind, kindPattern),
    bankCode: said(keys.bank, partnerPattern),
    guaranteeCompanyCode: said(keys.guaranteeCompany, partnerPattern),
  };
}

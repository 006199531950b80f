/** What a trace states as entered for a board by people: a figure from outside, a task, points, a veto. Pure. */
import { parsePeriod, type Refusal } from "../../kernel/index.js";
import { digestOfTrace } from "../histories/digest.js";
import { statedPartners, type NamedPartner } from "../histories/stated.js";
import type { LogMapping } from "../mapping/schema.js";
import { because } from "../messages.js";
import { nameOf } from "../xes/builder.js";
import type { XesAttribute, XesTrace } from "../xes/model.js";
import { beginning } from "../xes/values.js";

const kinds = ["EXTERNAL_FIGURE", "TASK", "ADJUSTMENT", "VETO"] as const;

export interface StatedInput {
  readonly traceId: string;
  /** Of the event that states it. */
  readonly line: number;
  /** The id that it has where it was entered. */
  readonly id: string;
  readonly kind: (typeof kinds)[number];
  readonly partnerCode: string;
  readonly period: string;
  readonly code: string;
  /** Hundredths; fen of a task; hundredths of a point, below zero for a deduction. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly cases: number | null;
  /** The center that the log is of, where it says, and the trace's digest. */
  readonly center: string | null;
  readonly digest: string;
  readonly partner: NamedPartner;
}

export type InputRead = { readonly input: StatedInput } | { readonly reasons: Refusal[] };

type Said = XesAttribute["value"];
type Test<Value extends Said> = (value: Said) => value is Value;

/** Null where the trace states none: it is a history. */
export function statedInput(trace: XesTrace, mapping: LogMapping): InputRead | null {
  const { inputs: keys } = mapping;
  if (!keys) return null;
  const stated = trace.events.flatMap(({ attributes, line }) =>
    [...attributes.values()].flatMap((attribute) =>
      attribute.key.startsWith(keys.prefix) ? [{ attribute, line }] : [],
    ),
  );
  const [first, second] = stated;
  if (!first) return null;
  const { attribute, line } = first;
  const reasons: Refusal[] = [];
  const unreadable = (name: string, value: Said, at = line) =>
    void reasons.push(
      because("INPUT_UNREADABLE", { line: at, attribute: beginning(name), value: beginning(String(value ?? "")) }),
    );
  /** The value where it passes; what the reader has blamed already leaves no further reason. */
  const taken = <Value extends Said>(found: XesAttribute | undefined, name: string, right: Test<Value>) => {
    const value = found?.value ?? null;
    if (right(value)) return value;
    if (!found?.wrong) unreadable(name, value);
    return null;
  };
  const child = <Value extends Said>(name: string, right: Test<Value>) =>
    taken(
      attribute.children.find(({ key }) => key === name),
      name,
      right,
    );

  if (second) unreadable(second.attribute.key, second.attribute.value, second.line);
  const ownId = mapping.trace.ownId ?? "";
  const id = taken(trace.attributes.get(ownId), ownId, isId);
  const center = taken(trace.attributes.get(keys.center), keys.center, isPartyCodeOrNone);
  const kind = taken(attribute, attribute.key, isKind);
  const period = child(keys.period, isPeriod);
  const code = child(keys.code, isCode);
  const numerator = child(keys.numerator, isWholeOrNone);
  const denominator = child(keys.denominator, isWholeOrNone);
  const cases = child(keys.cases, isWholeOrNone);
  const partners = statedPartners(trace.attributes, mapping, (_key, reason) => reasons.push(reason));
  const partnerCode = child(keys.partner, isPartyCode);
  const partner = partners.find((one) => one.code === partnerCode);
  if (partnerCode !== null && !partner) unreadable(keys.partner, partnerCode);
  if (reasons.length > 0 || !id || !kind || !period || !code || !partnerCode || !partner) return { reasons };
  const figures = { numerator, denominator, cases };
  const traceId = nameOf(trace.attributes, mapping.trace.identity) ?? id;
  const place = { traceId, line, digest: digestOfTrace(trace) };
  return { input: { ...place, id, kind, partnerCode, period, code, ...figures, center, partner } };
}

const fits =
  (pattern: RegExp) =>
  (value: Said): value is string =>
    typeof value === "string" && pattern.test(value);

const isId = fits(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const isPartyCode = fits(/^[A-Z0-9][A-Z0-9-]{0,15}$/);
const isPartyCodeOrNone = (value: Said): value is string | null => value === null || isPartyCode(value);
const isCode = fits(/^[A-Z][A-Z0-9_]{1,59}$/);
const isKind = (value: Said): value is StatedInput["kind"] => kinds.some((kind) => kind === value);
const isPeriod = (value: Said): value is string => typeof value === "string" && parsePeriod(value) !== null;
const isWholeOrNone = (value: Said): value is number | null => value === null || Number.isSafeInteger(value);

/** Makes a history of a trace: what is stored of it, and the facts measured on it. Pure. */
import type { Refusal, RefusalParams } from "../../kernel/index.js";
import type { LogMapping } from "../mapping/schema.js";
import { because, type ExchangeCode } from "../messages.js";
import { readInstant } from "../xes/instants.js";
import type { XesAttributes, XesEvent, XesTrace } from "../xes/model.js";
import { beginning } from "../xes/values.js";
import { digestOfTrace } from "./digest.js";
import { measure, type HistoryFact } from "./measure.js";
import { readFen } from "./amounts.js";
import {
  statedCase,
  statedHeld,
  statedParty,
  statedPartners,
  statedUnits,
  type CaseTold,
  type NamedPartner,
  type NamedUnit,
} from "./stated.js";

/**
 * Activity, transition, instant in UTC, officer (null where none is named); then the code of the party whose step it was,
 * where the log states it.
 */
export type HistoryEvent = readonly [
  ...[activity: string, transition: string, at: string, officer: string | null],
  party?: string,
];

/** Whose move a case was: from, to (null while it ran), kinds of party and APPLICANT, whether its clocks were paused. */
export type HeldTuple = readonly [from: string, to: string | null, holders: readonly string[], paused: boolean];

export interface TraceHistory {
  readonly source: string;
  readonly traceId: string;
  /** SHA-256 of the whole trace as the log has it, whatever the mapping reads of it. */
  readonly digest: string;
  readonly registeredAt: string;
  readonly amountFen: number;
  /** In the order of the log, which is the order that counts. */
  readonly events: readonly HistoryEvent[];
  readonly facts: readonly HistoryFact[];
  /** Partners that the trace states, beside those that the mapping knows. */
  readonly partners: readonly NamedPartner[];
  /** Their units, by codes. */
  readonly units: readonly NamedUnit[];
  /** What it says of the case that it was; null where the mapping reads nothing of it. */
  readonly told: CaseTold | null;
  /** Whose move it was, in the order of time; null where the mapping reads nothing of it. */
  readonly held: readonly HeldTuple[] | null;
  /** The id it had in a program like this one. */
  readonly ownId: string | null;
  /** The id it had in the first of such programs; null where the mapping reads nothing of it. */
  readonly originId: string | null;
}

export type Derived = { readonly history: TraceHistory } | { readonly reasons: readonly Refusal[] };

const idChars = 200;
const activityChars = 200;
const officerChars = 100;

/**
 * The history of a trace, or every reason why it has none (codes in `messages.ts`).
 * What is missing is never replaced: a trace without an amount or a time is a bad trace, not one of zero.
 */
export function derive(trace: XesTrace, mapping: LogMapping): Derived {
  const reasons: Refusal[] = [];
  const blame: Blame = (code, params) => reasons.push(because(code, params));
  const place = { line: trace.line };

  const traceId = idOf(trace.attributes, mapping.trace.identity, blame, place);
  const registeredAt = instantOf(trace.attributes, mapping.trace.registeredAt, place, blame);
  const amountFen = amountOf(trace.attributes, mapping, place, blame);
  if (trace.events.length === 0) blame("EVENTS_MISSING", place);
  const events = trace.events.map((event, index) => eventOf(event, index, mapping, blame));
  // What the reader has blamed already leaves a gap and no further reason.
  const whole = events.filter((event) => event !== null);
  const gaps = whole.length < events.length;
  if (reasons.length > 0 || gaps || !traceId || !registeredAt || amountFen === null) return { reasons };

  const partners = statedPartners(trace.attributes, mapping, (_key, reason) => reasons.push(reason));
  const units = statedUnits(trace.attributes, mapping, (_key, reason) => reasons.push(reason));
  const { held: heldKeys } = mapping;
  const held = heldKeys
    ? statedHeld(
        trace.events.map(({ attributes }) => attributes),
        heldKeys,
        (_key, reason) => reasons.push(reason),
      )
    : null;
  const measured = measure(
    whole,
    amountFen,
    mapping,
    trace.events.map(({ attributes }) => attributes),
  );
  if ("reasons" in measured || reasons.length > 0)
    return { reasons: [...reasons, ...("reasons" in measured ? measured.reasons : [])] };
  const ownId = mapping.trace.ownId ? textOf(trace.attributes, mapping.trace.ownId) : null;
  const { originId: originKey } = mapping.trace;
  const { code: source } = mapping.source;
  return {
    history: {
      source,
      traceId,
      digest: digestOfTrace(trace),
      registeredAt,
      amountFen,
      events: whole,
      facts: measured.facts,
      partners,
      units,
      told: statedCase(trace.attributes, mapping),
      held,
      ownId,
      originId: originKey ? (textOf(trace.attributes, originKey) ?? ownId) : null,
    },
  };
}

type Blame = (code: ExchangeCode, params: RefusalParams) => void;

/** Not there at all; what is there and wrong has been blamed by the reader. */
const missing = (attributes: XesAttributes, key: string) => !attributes.get(key)?.wrong;

/** Without the spaces around it: databases do not agree on whether those make another text. */
function textOf(attributes: XesAttributes, key: string): string | null {
  const text = String(attributes.get(key)?.value ?? "").trim();
  return text === "" ? null : text;
}

function idOf(attributes: XesAttributes, attribute: string, blame: Blame, place: RefusalParams): string | null {
  const id = textOf(attributes, attribute);
  if (id === null && missing(attributes, attribute)) blame("TRACE_ID_MISSING", { ...place, attribute });
  else if (id && id.length > idChars) blame("TRACE_ID_TOO_LONG", { ...place, attribute, limit: idChars });
  return id;
}

function instantOf(attributes: XesAttributes, attribute: string, place: RefusalParams, blame: Blame): string | null {
  const text = textOf(attributes, attribute);
  if (text === null) {
    if (missing(attributes, attribute)) blame("INSTANT_MISSING", { ...place, attribute });
    return null;
  }
  // The reader has made an instant of a date; only a log that keeps its times as plain text is read here.
  if (attributes.get(attribute)?.type === "date") return text;
  const read = readInstant(text);
  if ("instant" in read) return read.instant;
  blame(read.fault, { ...place, key: attribute, value: beginning(text) });
  return null;
}

function amountOf(attributes: XesAttributes, { trace }: LogMapping, place: RefusalParams, blame: Blame): number | null {
  const { attribute, fenPerUnit } = trace.amount;
  const text = textOf(attributes, attribute);
  if (text === null) {
    if (missing(attributes, attribute)) blame("AMOUNT_MISSING", { ...place, attribute });
    return null;
  }
  const fen = readFen(text, fenPerUnit);
  if (fen === null) blame("AMOUNT_UNREADABLE", { ...place, attribute, value: beginning(text) });
  return fen;
}

function eventOf(event: XesEvent, index: number, mapping: LogMapping, blame: Blame): HistoryEvent | null {
  const keys = mapping.event;
  const place = { event: index + 1, line: event.line };
  const activity = textOf(event.attributes, keys.activity);
  const transition = textOf(event.attributes, keys.transition);
  const officer = textOf(event.attributes, keys.officer);
  const at = instantOf(event.attributes, keys.at, place, blame);
  if (activity === null && missing(event.attributes, keys.activity))
    blame("ACTIVITY_MISSING", { ...place, attribute: keys.activity });
  else if (activity && activity.length > activityChars) blame("ACTIVITY_TOO_LONG", { ...place, limit: activityChars });
  if (transition === null && missing(event.attributes, keys.transition))
    blame("TRANSITION_MISSING", { ...place, attribute: keys.transition });
  else if (transition && !mapping.transitions.includes(transition))
    blame("TRANSITION_UNKNOWN", { ...place, value: beginning(transition) });
  if (officer !== null && officer.length > officerChars) blame("OFFICER_TOO_LONG", { ...place, limit: officerChars });
  if (!activity || !transition || !at) return null;
  const party = statedParty(event.attributes, mapping);
  return party === null ? [activity, transition, at, officer] : [activity, transition, at, officer, party];
}

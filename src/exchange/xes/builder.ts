/** Builds traces from the tags of an XES document as they come, and collects what is wrong with each. */
import type { Refusal } from "../../kernel/index.js";
import { because } from "../messages.js";
import { attributeOf, gather, type AttributeHead, type Gathered, type Tag } from "./attributes.js";
import type { LogItem, XesAttribute, XesAttributes, XesEvent, XesLimits, XesTrace } from "./model.js";
import { FileStop } from "./stop.js";
import { beginning, isAttributeType } from "./values.js";

export interface TraceBuilder {
  open(tag: Tag): void;
  close(): void;
  /** The trace that has begun and not ended, if we are in one. */
  unfinished(): { index: number; name: string | null } | null;
  /** Call at the end of the file: faults that only the whole file shows. */
  end(): void;
}

/** Where we are; attributes of one element are gathered in its frame. */
interface Frame {
  readonly kind: "LOG" | "GLOBAL" | "TRACE" | "EVENT" | "ATTRIBUTE" | "VALUES" | "IGNORED";
  readonly line: number;
  readonly gathered: Gathered | null;
  readonly attribute?: AttributeHead;
  readonly scope?: string;
}

interface OpenTrace {
  readonly index: number;
  readonly line: number;
  readonly startedAt: number;
  readonly events: XesEvent[];
  readonly reasons: Refusal[];
  reasonsLeftOut: number;
  eventNumber: number;
  /** A limit was passed: nothing more of this trace is kept. */
  abandoned: boolean;
}

const noChildren: readonly XesAttribute[] = [];

export interface BuilderOptions {
  readonly limits: XesLimits;
  /** Attributes for which the log's global defaults may stand in, by scope. */
  readonly defaultsOf: { readonly trace: readonly string[]; readonly event: readonly string[] };
}

export function traceBuilder({ limits, defaultsOf }: BuilderOptions, emit: (item: LogItem) => void): TraceBuilder {
  const frames: Frame[] = [];
  const globals = new Map<string, XesAttribute[]>();
  let traces = 0;
  let trace: OpenTrace | null = null;
  let strayEvents: { count: number; line: number } | null = null;

  const inEvent = () => frames.some((frame) => frame.kind === "EVENT");
  const blame = (reason: Refusal) => {
    if (!trace) return;
    const located = inEvent() ? { ...reason, params: { ...reason.params, event: trace.eventNumber } } : reason;
    if (trace.reasons.length >= limits.reasonsPerTrace) trace.reasonsLeftOut += 1;
    else trace.reasons.push(located);
  };
  const abandon = (reason: Refusal) => {
    blame(reason);
    if (!trace) return;
    trace.abandoned = true;
    trace.events.length = 0;
  };
  const ignore = (tag: Tag): Frame => ({ kind: "IGNORED", line: tag.line, gathered: null });

  function frameOf(tag: Tag): Frame {
    const parent = frames.at(-1);
    if (!parent) {
      if (tag.name !== "log") throw new FileStop("NOT_XES", { element: beginning(tag.name) });
      return { kind: "LOG", line: tag.line, gathered: gather(false) };
    }
    if (tag.foreign || parent.kind === "IGNORED" || trace?.abandoned) return ignore(tag);
    if (parent.kind === "LOG") return frameInLog(tag);
    if (parent.kind === "TRACE" && tag.name === "event") return frameOfEvent(tag);
    if (tag.name === "values" && parent.attribute?.type === "list")
      return { kind: "VALUES", line: tag.line, gathered: parent.gathered };
    if (isAttributeType(tag.name) && parent.gathered) return frameOfAttribute(tag, parent.gathered);
    blame(because("ELEMENT_UNKNOWN", { element: beginning(tag.name), line: tag.line }));
    return ignore(tag);
  }

  function frameInLog(tag: Tag): Frame {
    if (tag.name === "trace") {
      traces += 1;
      const startedAt = tag.position;
      trace = {
        index: traces,
        line: tag.line,
        startedAt,
        events: [],
        reasons: [],
        reasonsLeftOut: 0,
        eventNumber: 0,
        abandoned: false,
      };
      return { kind: "TRACE", line: tag.line, gathered: gather(true) };
    }
    if (tag.name === "global")
      return { kind: "GLOBAL", line: tag.line, gathered: gather(true), scope: tag.attribute("scope") ?? "event" };
    if (tag.name === "event") strayEvents = { line: tag.line, ...strayEvents, count: (strayEvents?.count ?? 0) + 1 };
    // Extensions, classifiers and the log's own attributes say nothing about a trace.
    return ignore(tag);
  }

  function frameOfEvent(tag: Tag): Frame {
    trace!.eventNumber += 1;
    if (trace!.eventNumber > limits.eventsPerTrace) {
      abandon(because("EVENTS_TOO_MANY", { limit: limits.eventsPerTrace, line: tag.line }));
      return ignore(tag);
    }
    return { kind: "EVENT", line: tag.line, gathered: gather(true) };
  }

  function frameOfAttribute(tag: Tag, into: Gathered): Frame {
    const depth = frames.filter((frame) => frame.kind === "ATTRIBUTE").length;
    const read = attributeOf(tag, into, depth, limits);
    if ("attribute" in read)
      return { kind: "ATTRIBUTE", line: tag.line, gathered: gather(tag.name !== "list"), attribute: read.attribute };
    blame(read.refusal);
    return ignore(tag);
  }

  function withDefaults(items: readonly XesAttribute[], scope: "trace" | "event"): XesAttributes {
    const attributes = new Map(items.map((item) => [item.key, item]));
    for (const key of defaultsOf[scope]) {
      const standIn = globals.get(scope)?.find((item) => item.key === key);
      if (standIn && !attributes.has(key)) attributes.set(key, standIn);
    }
    return attributes;
  }

  function closeTrace(frame: Frame): void {
    const { index, line, events, reasons, reasonsLeftOut, abandoned } = trace!;
    trace = null;
    const attributes = withDefaults(frame.gathered!.items, "trace");
    const read: XesTrace = { index, line, attributes, events };
    if (reasons.length === 0) return emit({ kind: "TRACE", trace: read });
    if (reasonsLeftOut > 0) reasons.push(because("REASONS_LEFT_OUT", { count: reasonsLeftOut }));
    const fault = { traceIndex: index, traceName: nameOf(attributes), line, column: null, ends: false, reasons };
    emit({ kind: "FAULT", fault, trace: abandoned ? undefined : read });
  }

  return {
    open(tag) {
      if (trace && !trace.abandoned && tag.position - trace.startedAt > limits.traceChars)
        abandon(because("TRACE_TOO_LARGE", { limit: limits.traceChars, line: tag.line }));
      frames.push(frameOf(tag));
    },
    close() {
      const frame = frames.pop()!;
      const parent = frames.at(-1);
      if (frame.kind === "TRACE") closeTrace(frame);
      if (frame.kind === "GLOBAL") globals.set(frame.scope!, frame.gathered!.items);
      if (frame.kind === "EVENT" && !trace!.abandoned)
        trace!.events.push({ line: frame.line, attributes: withDefaults(frame.gathered!.items, "event") });
      if (frame.kind === "ATTRIBUTE") {
        const { items } = frame.gathered!;
        parent!.gathered!.items.push({ ...frame.attribute!, children: items.length > 0 ? items : noChildren });
      }
    },
    unfinished() {
      const items = frames.find((frame) => frame.kind === "TRACE")?.gathered?.items ?? [];
      return trace && { index: trace.index, name: nameOf(withDefaults(items, "trace")) };
    },
    end() {
      if (!strayEvents) return;
      const { count, line } = strayEvents;
      const reasons = [because("EVENTS_OUTSIDE_TRACES", { count, line })];
      emit({ kind: "FAULT", fault: { traceIndex: null, traceName: null, line, column: null, ends: false, reasons } });
    },
  };
}

/** The trace's name, as the standard's concept extension gives it unless another key is named. */
export function nameOf(attributes: XesAttributes, key = "concept:name"): string | null {
  const value = attributes.get(key)?.value;
  return value === undefined || value === null ? null : beginning(String(value));
}

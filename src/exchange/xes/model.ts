/** What an event log (IEEE 1849 XES) is made of once it is read: traces, events, typed attributes; and its limits. */
import type { Refusal } from "../../kernel/index.js";

export type XesScalarType = "string" | "date" | "int" | "float" | "boolean" | "id";
export type XesAttributeType = XesScalarType | "list" | "container";

/** An attribute with its typed value: a date is an instant in UTC, a list or container has children and no value. */
export interface XesAttribute {
  readonly type: XesAttributeType;
  readonly key: string;
  readonly value: string | number | boolean | null;
  /** Nested attributes; of a list, its items in order. */
  readonly children: readonly XesAttribute[];
  /** Its value could not be read: a reason of the trace says why. */
  readonly wrong?: true;
}

export type XesAttributes = ReadonlyMap<string, XesAttribute>;

export interface XesEvent {
  readonly line: number;
  readonly attributes: XesAttributes;
}

export interface XesTrace {
  /** Its number in the file, from 1; bad traces count too. */
  readonly index: number;
  /** The line of its start tag. */
  readonly line: number;
  readonly attributes: XesAttributes;
  /** In the order of the document, which is the order that counts. */
  readonly events: readonly XesEvent[];
}

/** Something in the file that is not imported, where it stands, and every reason. */
export interface LogFault {
  /** Number of the trace to blame, from 1; null where it is the file. */
  readonly traceIndex: number | null;
  /** The trace's `concept:name`, where it was read. */
  readonly traceName: string | null;
  readonly line: number;
  readonly column: number | null;
  /** Nothing after this place can be read. */
  readonly ends: boolean;
  readonly reasons: readonly Refusal[];
}

export type LogItem =
  | { readonly kind: "TRACE"; readonly trace: XesTrace }
  /** `trace` is what could be read of a bad trace, so that its other faults can be told too; nothing of it is stored. */
  | { readonly kind: "FAULT"; readonly fault: LogFault; readonly trace?: XesTrace };

/** What a trace may weigh; beyond it the trace (or, for one endless piece of markup, the file) is refused. */
export interface XesLimits {
  readonly attributeChars: number;
  readonly attributesPerElement: number;
  readonly nestingDepth: number;
  readonly eventsPerTrace: number;
  readonly traceChars: number;
  /** Characters of one tag, comment or run of text. */
  readonly markupChars: number;
  readonly reasonsPerTrace: number;
}

export const xesLimits: XesLimits = {
  attributeChars: 10_000,
  attributesPerElement: 500,
  nestingDepth: 16,
  eventsPerTrace: 20_000,
  traceChars: 8_000_000,
  markupChars: 1_000_000,
  reasonsPerTrace: 100,
};

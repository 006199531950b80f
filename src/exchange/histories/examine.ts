/** What one item of a log comes to: a history or an input to store, or a fault with every reason; and how a known one is met. Pure. */
import { statedInput, type StatedInput } from "../inputs/stated.js";
import type { LogMapping } from "../mapping/schema.js";
import { nameOf } from "../xes/builder.js";
import type { LogFault, LogItem, XesTrace } from "../xes/model.js";
import { derive, type TraceHistory } from "./derive.js";

export type Examined =
  | { readonly kind: "HISTORY"; readonly history: TraceHistory; readonly traceIndex: number; readonly line: number }
  | { readonly kind: "INPUT"; readonly input: StatedInput; readonly traceIndex: number; readonly line: number }
  | { readonly kind: "FAULT"; readonly fault: LogFault };

/** A trace that breaks the standard is still looked at under the mapping, so that all its reasons come at once. */
export function examine(item: LogItem, mapping: LogMapping): Examined {
  if (item.kind === "FAULT" && !item.trace) return { kind: "FAULT", fault: item.fault };
  const trace = item.trace as XesTrace;
  const { index, line, attributes } = trace;
  const input = statedInput(trace, mapping);
  const derived = input ?? derive(trace, mapping);
  if (item.kind === "TRACE" && "input" in derived)
    return { kind: "INPUT", input: derived.input, traceIndex: index, line };
  if (item.kind === "TRACE" && "history" in derived)
    return { kind: "HISTORY", history: derived.history, traceIndex: index, line };
  const more = "reasons" in derived ? derived.reasons : [];
  if (item.kind === "FAULT")
    return { kind: "FAULT", fault: { ...item.fault, reasons: [...item.fault.reasons, ...more] } };
  const traceName = nameOf(attributes, mapping.trace.identity);
  return { kind: "FAULT", fault: { traceIndex: index, traceName, line, column: null, ends: false, reasons: more } };
}

export type Meeting = "NEW" | "SAME" | "CONFLICT";

/** How a history meets what is stored under its identity: the same again is skipped, another digest stored nowhere. */
export function meet(storedDigest: string | null | undefined, { digest }: Pick<TraceHistory, "digest">): Meeting {
  if (!storedDigest) return "NEW";
  return storedDigest === digest ? "SAME" : "CONFLICT";
}

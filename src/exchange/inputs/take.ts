/** Hands what a log states as entered for a board to the room that keeps it, and says what became of it. */
import type { Refusal } from "../../kernel/index.js";
import { because } from "../messages.js";
import { beginning } from "../xes/values.js";
import type { StatedInput } from "./stated.js";

/** Which of an input's parts the policy of its period does not take. */
export type InputPart = "partner" | "period" | "code" | "numerator" | "denominator" | "cases";

export interface InputOfLog extends Omit<StatedInput, "traceId" | "line" | "center" | "digest" | "partner"> {
  /** The mapping's source and digest, the exporting center, the digest of the trace. */
  readonly from: {
    readonly source: string;
    readonly center: string | null;
    readonly digest: string;
    readonly mappingDigest: string;
  };
}

type Met = "NEW" | "SAME" | "CONFLICT";

/** Oversight's; its partner is there already. */
export type InputStore = (input: InputOfLog) => Promise<Met | { readonly wrong: readonly InputPart[] }>;

export async function takeInput(
  store: InputStore | undefined,
  { center, digest, traceId: _traceId, line: _line, partner: _partner, ...input }: StatedInput,
  { line, ...log }: { readonly source: string; readonly mappingDigest: string; readonly line: number },
): Promise<Met | { readonly reasons: readonly Refusal[] }> {
  if (!store) return { reasons: [because("INPUTS_NOT_TAKEN", { line })] };
  const met = await store({ ...input, from: { ...log, center, digest } });
  if (typeof met === "string") return met;
  const reasons = met.wrong.map((part) => {
    const value = part === "partner" ? input.partnerCode : input[part];
    return because("INPUT_REFUSED", { line, attribute: part, value: beginning(String(value ?? "")) });
  });
  return { reasons };
}

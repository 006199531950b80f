/** What a case's home is worth as security, and what may not be secured on it. Pure. */
import type { Refusal } from "../kernel/index.js";
import { refuse } from "./refusals.js";
import type { CaseState } from "./state.js";

type Says = Pick<CaseState, "lifecycle">;

/** Second-hand, the lower of price and valuation; null while the case names no home. */
export function homeValueFen({ lifecycle }: Says): number | null {
  const { property } = lifecycle.content;
  if (!property) return null;
  return property.valuationFen === null ? property.priceFen : Math.min(property.priceFen, property.valuationFen);
}

export interface Secured {
  readonly kind: "MORTGAGE" | "PLEDGE" | "SURETY" | "OTHER";
  readonly securedFen: number;
  readonly valuationFen?: number | null;
}

/** A mortgage is worth the home, a pledge what it was valued at; a surety has no value to go beyond. */
export function beyondValue(state: Says, { kind, securedFen, valuationFen }: Secured, field?: string): Refusal[] {
  const worth = [kind === "MORTGAGE" ? homeValueFen(state) : null, valuationFen ?? null];
  const valueFen = Math.min(...worth.filter((one): one is number => one !== null && one > 0));
  if (securedFen <= valueFen) return [];
  return [refuse("ABOVE_PROPERTY_VALUE", { ...(field && { field }), params: { valueFen } })];
}

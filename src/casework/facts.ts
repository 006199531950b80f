/** What policy asks about a case, read off its state. */
import type { CaseFacts } from "../policy/index.js";
import type { CaseState } from "./state.js";

export function caseFacts({ lifecycle }: Pick<CaseState, "lifecycle">): CaseFacts {
  const { content } = lifecycle;
  return {
    product: lifecycle.product,
    propertyKind: content.property?.kind ?? "NEW",
    guaranteeKind: lifecycle.guaranteeKind,
    married: content.people.some(({ roles }) => roles.includes("SPOUSE")),
    oldMortgage: content.property?.oldMortgage ?? false,
  };
}

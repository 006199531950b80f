/** Whether a rule of a pack applies to a case, and which party it falls to. */
import type { ByGuarantee, CaseFacts, Condition, PolicyVersion } from "./types.js";

/** Everything that the condition names holds for the case; no condition always applies. */
export function applies(policy: PolicyVersion, condition: Condition | undefined, facts: CaseFacts): boolean {
  if (!condition) return true;
  const combined = policy.products.find((product) => product.code === facts.product)?.combined ?? false;
  return (
    (!condition.products || condition.products.includes(facts.product)) &&
    (!condition.propertyKinds || condition.propertyKinds.includes(facts.propertyKind)) &&
    (!condition.guaranteeKinds || condition.guaranteeKinds.includes(facts.guaranteeKind)) &&
    (condition.married === undefined || condition.married === facts.married) &&
    (condition.combined === undefined || condition.combined === combined) &&
    (condition.oldMortgage === undefined || condition.oldMortgage === (facts.oldMortgage ?? false))
  );
}

/** The party that a task falls to under the case's guarantee kind. */
export const partyFor = <Party extends string>(
  rule: ByGuarantee<Party>,
  facts: Pick<CaseFacts, "guaranteeKind">,
): Party => rule[facts.guaranteeKind] ?? rule.otherwise;

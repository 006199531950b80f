/** Whether a party needs a kind of document for its part: policy says so, or it brought the document in. Pure. */
import type { Viewer } from "../parties/index.js";
import { documentKindOf, type PolicyVersion } from "../policy/index.js";

export interface Paper {
  readonly kind: string;
  readonly originPartyId: string;
}

/** The center sees all; a kind that the policy in force no longer knows is seen by who brought it in. */
export function needs(
  { partyKind, partyId }: Pick<Viewer, "partyKind" | "partyId">,
  policy: PolicyVersion | null,
  { kind, originPartyId }: Paper,
): boolean {
  if (partyKind === "CENTER" || originPartyId === partyId) return true;
  return policy !== null && (documentKindOf(policy, kind)?.seenBy.includes(partyKind) ?? false);
}

/** Whose part a former bank's is now, and from when. */
import type { LifecycleState } from "./lifecycle/state.js";

/** Whose it is to do now what was a former bank's. */
export const presentParty = ({ bankId, formerBanks }: LifecycleState, partyId: string): string =>
  formerBanks.some((former) => former.bankId === partyId) ? bankId : partyId;

/** From when the present bank has the case; null where it had it from the start. */
export const bankSince = ({ formerBanks }: LifecycleState): string | null => formerBanks.at(-1)?.until ?? null;

/** The paper original: who holds it, and every step it takes. Pure. */
import { assert, type Refusal } from "../../kernel/index.js";
import { type Ruling, ruling, when } from "../ruling.js";
import type { DocumentState } from "./aggregate.js";
import { documentEntry } from "./entries.js";

export type CustodyAct =
  | { readonly step: "RECEIVE"; readonly partyId: string; readonly kindHasOriginal: boolean }
  | {
      readonly step: "SEND";
      readonly from: string;
      readonly to: string;
      readonly handoffId: string;
      readonly itemId: string;
    }
  /** The receiver of the handoff took it over, or did not. */
  | { readonly step: "ARRIVE" | "RETURN"; readonly handoffId: string; readonly itemId: string }
  | { readonly step: "GIVE_BACK"; readonly partyId: string };

type Field = readonly string[] | undefined;

/** Only who holds the original may part with it, and only while it is not under way. */
const notInHand = (state: DocumentState, partyId: string, field: Field): Refusal[] => [
  ...when(state.holderPartyId !== partyId, "ORIGINAL_NOT_HELD", { field }),
  ...when(state.transit !== null, "ORIGINAL_IN_TRANSIT", { field }),
];

/** One step of the original; `field` is what a refusal blames. */
export function moveCustody(state: DocumentState, act: CustodyAct, field?: readonly string[]): Ruling {
  switch (act.step) {
    case "RECEIVE":
      return ruling(
        [
          ...when(!act.kindHasOriginal, "KIND_HAS_NO_ORIGINAL", { field }),
          ...when(state.holderPartyId !== null, "ORIGINAL_ALREADY_HELD", { field }),
        ],
        () => [documentEntry("ORIGINAL_RECEIVED", { partyId: act.partyId })],
      );
    case "SEND": {
      const { from, to, handoffId, itemId } = act;
      return ruling(notInHand(state, from, field), () => [
        documentEntry("ORIGINAL_SENT", { from, to, handoffId, itemId }),
      ]);
    }
    case "ARRIVE":
    case "RETURN":
      return ruling([], () => [ended(state, act)]);
    case "GIVE_BACK":
      return ruling(notInHand(state, act.partyId, field), () => [
        documentEntry("ORIGINAL_GIVEN_BACK", { partyId: act.partyId }),
      ]);
  }
}

/** @throws Error when the original does not travel with that item: handoff and document then tell different stories. */
function ended(state: DocumentState, act: CustodyAct & { step: "ARRIVE" | "RETURN" }) {
  const { transit, holderPartyId } = state;
  const { handoffId, itemId } = act;
  assert(transit?.handoffId === handoffId && transit.itemId === itemId, `document ${state.id} travels with ${itemId}`);
  assert(holderPartyId !== null, `the original of ${state.id} has a sender`);
  const [from, to] = [holderPartyId, transit.toPartyId];
  return act.step === "ARRIVE"
    ? documentEntry("CUSTODY_MOVED", { from, to, handoffId, itemId })
    : documentEntry("ORIGINAL_RETURNED", { from: to, to: from, handoffId, itemId });
}

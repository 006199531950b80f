/** Reads off a handoff what counts for its sender: each item received, by the day of receipt. Pure. */
import type { HandoffState } from "../../documents/index.js";
import type { Aggregate } from "../../journal/index.js";
import { withFacts, type Measured } from "./ledger.js";

/** DOCUMENT_ERRORS: rejected by a reason that policy counts as the sender's mistake, or not. */
export const handoffFacts = ({ fromPartyId, sentById, items }: HandoffState): Measured[] =>
  items.flatMap(({ id, caseId, receivedAt, result, countsAsError, product, propertyKind }) =>
    receivedAt === null
      ? []
      : [
          {
            ...{ key: id, indicator: "DOCUMENT_ERRORS", partnerId: fromPartyId, occurredAt: receivedAt },
            ...{ caseId, product, propertyKind, memberId: sentById },
            value: result === "REJECTED" && countsAsError ? 1 : 0,
          },
        ],
  );

/** The handoff's stream with its facts, dated in the center's zone. */
export const withHandoffFacts = (aggregate: Aggregate<HandoffState>, zone: string): Aggregate<HandoffState> =>
  withFacts(aggregate, {
    factsOf: handoffFacts,
    partyOf: ({ type }, { fromPartyId }) => (type === "HANDOFF_SENT" ? fromPartyId : null),
    zone,
  });

/** Where a paper original is, whatever is tried with it. */
import fc from "fast-check";
import {
  after,
  afterAppends,
  bankId,
  caseId,
  centerId,
  certificate,
  guarantorId,
  testContext as context,
  testId,
} from "../../../test/support/documents.js";
import { moveCustody } from "../document/custody.js";
import { documentAggregate, type DocumentState } from "../document/aggregate.js";
import { handoffAggregate, type HandoffState } from "./aggregate.js";
import { receiveHandoff, sendHandoff, type Receipt } from "./decide.js";

const rejectionReasons = [{ code: "ILLEGIBLE", countsAsError: true }];
const codes = ({ refusals }: { refusals: readonly { code: string }[] }) => refusals.map(({ code }) => code);

describe("the paper original", () => {
  const parties = [bankId, guarantorId, centerId];

  test("is taken in once, and given back only by whom holds it", () => {
    const take = { step: "RECEIVE", partyId: bankId, kindHasOriginal: true } as const;
    const without = certificate(guarantorId);
    expect(codes(moveCustody(without, { ...take, kindHasOriginal: false }))).toEqual(["KIND_HAS_NO_ORIGINAL"]);
    const held = after(documentAggregate, without, moveCustody(without, take).entries);
    expect(codes(moveCustody(held, take))).toEqual(["ORIGINAL_ALREADY_HELD"]);
    expect(codes(moveCustody(held, { step: "GIVE_BACK", partyId: centerId }))).toEqual(["ORIGINAL_NOT_HELD"]);
    const gone = after(documentAggregate, held, moveCustody(held, { step: "GIVE_BACK", partyId: bankId }).entries);
    expect(gone.holderPartyId).toBeNull();
  });

  test("whatever is tried, it is with exactly one party, and every step begins where the last one ended", () => {
    const party = fc.constantFrom(...parties);
    const act = fc.oneof(
      fc.record({ what: fc.constant("send" as const), from: party, to: party }),
      fc.record({ what: fc.constant("receive" as const), partyId: party, accepted: fc.boolean() }),
      fc.record({ what: fc.constant("giveBack" as const), partyId: party }),
      fc.record({ what: fc.constant("take" as const), partyId: party }),
    );
    let sends = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 10, maxLength: 40 }), (acts) => {
        let state = certificate(guarantorId, true);
        let way: HandoffState | null = null;
        for (const one of acts) {
          const documents = new Map([[state.id, state]]);
          const before = state;
          if (one.what === "send") {
            const start = handoffAggregate.initial(testId());
            const items = [{ caseId, documentId: state.id, documentVersion: 1, original: true }];
            const input = { fromPartyId: one.from, toPartyId: one.to, items };
            const ruled = sendHandoff(start, input, context, { documents });
            const allowed = one.from === state.holderPartyId && one.from !== one.to && state.transit === null;
            expect(ruled.refusals.length === 0).toBe(allowed);
            if (!allowed) continue;
            const result = afterAppends(start, documents, ruled.appends);
            [way, state, sends] = [result.handoff, result.documents.get(state.id) as DocumentState, sends + 1];
          } else if (one.what === "receive") {
            if (!way) continue;
            const itemId = way.items[0]?.id as string;
            const receipt: Receipt = one.accepted
              ? { itemId, result: "ACCEPTED" }
              : { itemId, result: "REJECTED", reasonCode: "ILLEGIBLE" };
            const input = { partyId: one.partyId, items: [receipt] };
            const ruled = receiveHandoff(way, input, context, { documents, rejectionReasons });
            if (ruled.refusals.length > 0) continue;
            const result = afterAppends(way, documents, ruled.appends);
            [way, state] = [result.handoff, result.documents.get(state.id) as DocumentState];
            expect(state.holderPartyId).toBe(one.accepted ? one.partyId : before.holderPartyId);
          } else {
            const step =
              one.what === "take"
                ? ({ step: "RECEIVE", partyId: one.partyId, kindHasOriginal: true } as const)
                : ({ step: "GIVE_BACK", partyId: one.partyId } as const);
            state = after(documentAggregate, state, moveCustody(state, step).entries);
          }
          if (state.transit) expect(state.holderPartyId).not.toBeNull();
        }
        let holder: string | null = null;
        for (const { step, fromPartyId, toPartyId, number } of state.custody) {
          expect(number).toBeGreaterThan(0);
          if (step === "RECEIVED" || step === "SENT" || step === "GIVEN_BACK") expect(fromPartyId).toBe(holder);
          if (step === "RECEIVED" || step === "MOVED" || step === "RETURNED" || step === "GIVEN_BACK")
            holder = toPartyId;
        }
        expect(state.holderPartyId).toBe(holder);
      }),
    );
    expect(sends).toBeGreaterThan(20);
  });
});

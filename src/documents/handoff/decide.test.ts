/** Handoffs: what may be sent, what is received, and where the paper is in between. */
import {
  afterAppends,
  bankId,
  caseId,
  centerId,
  certificate,
  guarantorId,
  keptTexts,
  testContext as context,
  testId,
} from "../../../test/support/documents.js";
import { limits } from "../../kernel/index.js";
import type { DocumentState } from "../document/aggregate.js";
import { handoffAggregate, type HandoffState } from "./aggregate.js";
import { receiveBlockers, receiveHandoff, sendHandoff, type Receipt, type SendHandoffInput } from "./decide.js";
import type { Handoff } from "./rows.js";

const rejectionReasons = [
  { code: "ILLEGIBLE", countsAsError: true },
  { code: "SENT_TO_THE_WRONG_PARTY", countsAsError: false },
];
const codes = ({ refusals }: { refusals: readonly { code: string }[] }) => refusals.map(({ code }) => code);
const known = (...documents: DocumentState[]) => new Map(documents.map((one) => [one.id, one]));
const itemOf = (document: DocumentState, original = false) => ({
  caseId,
  documentId: document.id,
  documentVersion: 1,
  original,
});
const row = (state: HandoffState) => handoffAggregate.rowsOf(state)[0]?.row as Handoff;

function send(
  documents: Map<string, DocumentState>,
  items: SendHandoffInput["items"],
  from = guarantorId,
  to = bankId,
) {
  const start = handoffAggregate.initial(testId());
  return { start, ruled: sendHandoff(start, { fromPartyId: from, toPartyId: to, items }, context, { documents }) };
}

/** Sent and under way. */
function sent(documents: Map<string, DocumentState>, items: SendHandoffInput["items"], from?: string, to?: string) {
  const { start, ruled } = send(documents, items, from, to);
  expect(ruled.refusals).toEqual([]);
  return afterAppends(start, documents, ruled.appends);
}

const receive = (
  { handoff, documents }: { handoff: HandoffState; documents: Map<string, DocumentState> },
  items: readonly Receipt[],
  more: { partyId?: string; expectedVersion?: number } = {},
) => receiveHandoff(handoff, { partyId: bankId, items, ...more }, context, { documents, rejectionReasons });

describe("sending", () => {
  const paper = certificate(guarantorId, true);
  const copy = certificate(guarantorId);
  const documents = known(paper, copy);

  test("keeps the list in its order, all of it waiting", () => {
    const { handoff } = sent(documents, [itemOf(paper, true), itemOf(copy)]);
    expect(row(handoff)).toMatchObject({ itemCount: 2, openCount: 2, rejectedCount: 0, status: "SENT", version: 1 });
    expect(handoff.items.map(({ documentId, number }) => [documentId, number])).toEqual([
      [paper.id, 1],
      [copy.id, 2],
    ]);
  });

  test("puts the paper on its way, while the sender still answers for it", () => {
    const now = sent(documents, [itemOf(paper, true)]);
    expect(now.documents.get(paper.id)).toMatchObject({
      holderPartyId: guarantorId,
      transit: { toPartyId: bankId, handoffId: now.handoff.id },
    });
    const again = send(now.documents, [itemOf(paper, true)], guarantorId, centerId);
    expect(again.ruled.refusals).toEqual([{ code: "ORIGINAL_IN_TRANSIT", field: ["items", "0", "original"] }]);
    expect(send(now.documents, [itemOf(paper)], guarantorId, centerId).ruled.refusals).toEqual([]);
  });

  const way = [guarantorId, bankId] as const;
  const circle = [bankId, bankId] as const;
  const elsewhere = testId();
  test.each<[string, SendHandoffInput["items"], readonly [string, string], string[]]>([
    ["nothing", [], way, ["HANDOFF_EMPTY"]],
    ["to oneself", [itemOf(copy)], circle, ["HANDOFF_TO_ONESELF"]],
    ["what nobody knows", [{ ...itemOf(copy), documentId: testId() }], way, ["DOCUMENT_NOT_FOUND"]],
    ["a version that is not there", [{ ...itemOf(copy), documentVersion: 2 }], way, ["NO_SUCH_VERSION"]],
    ["the same twice for one case", [itemOf(copy), itemOf(copy)], way, ["ITEM_TWICE"]],
    [
      "one paper for two cases",
      [itemOf(paper, true), { ...itemOf(paper, true), caseId: elsewhere }],
      way,
      ["ITEM_TWICE"],
    ],
    ["paper that was never taken in", [itemOf(copy, true)], way, ["ORIGINAL_NOT_HELD"]],
    ["paper that another holds", [itemOf(paper, true)], [bankId, centerId], ["ORIGINAL_NOT_HELD"]],
    [
      "all of this at once",
      [
        { ...itemOf(copy), documentId: testId() },
        { ...itemOf(copy, true), documentVersion: 9 },
      ],
      circle,
      ["HANDOFF_TO_ONESELF", "DOCUMENT_NOT_FOUND", "NO_SUCH_VERSION", "ORIGINAL_NOT_HELD"],
    ],
  ])("%s is refused", (_what, items, [from, to], expected) => {
    expect(codes(send(documents, items, from, to).ruled)).toEqual(expected);
  });

  test("one copy may serve two cases of the same list", () => {
    expect(send(documents, [itemOf(copy), { ...itemOf(copy), caseId: testId() }]).ruled.refusals).toEqual([]);
  });

  test("a list has at most so many items as the limits or policy say, whichever is less", () => {
    const many = Array.from({ length: limits.list.handoffItems + 1 }, () => certificate(guarantorId));
    const items = many.map((one) => itemOf(one));
    expect(codes(send(known(...many), items).ruled)).toEqual(["HANDOFF_TOO_LONG"]);
    expect(send(known(...many), items.slice(1)).ruled.refusals).toEqual([]);
    const facts = { documents: known(...many), maxItems: 2 };
    const input = { fromPartyId: guarantorId, toPartyId: bankId, items: items.slice(0, 3) };
    expect(sendHandoff(handoffAggregate.initial(testId()), input, context, facts).refusals).toEqual([
      { code: "HANDOFF_TOO_LONG", field: ["items"], params: { max: 2 } },
    ]);
  });

  test("the longest list fits into one entry", () => {
    const many = Array.from({ length: limits.list.handoffItems }, () => certificate(guarantorId));
    const { ruled } = send(
      known(...many),
      many.map((one) => itemOf(one)),
    );
    const text = JSON.stringify(ruled.appends[0]?.entries[0]?.body);
    expect(text.length + 1_000).toBeLessThan(limits.journal.entryTextBytes);
  });
});

describe("receiving", () => {
  const paper = certificate(guarantorId, true);
  const copy = certificate(guarantorId);
  const onItsWay = () => sent(known(paper, copy), [itemOf(paper, true), itemOf(copy)]);

  test("item by item, until every one is received", () => {
    const way = onItsWay();
    const [first, second] = way.handoff.items.map(({ id }) => id) as [string, string];
    const half = afterAppends(
      way.handoff,
      way.documents,
      receive(way, [{ itemId: first, result: "ACCEPTED" }]).appends,
    );
    expect(row(half.handoff)).toMatchObject({ openCount: 1, status: "PARTLY_RECEIVED", completedAt: null, version: 2 });
    expect(half.documents.get(paper.id)).toMatchObject({ holderPartyId: bankId, transit: null });

    const rejection = {
      itemId: second,
      result: "REJECTED",
      reasonCode: "ILLEGIBLE",
      note: "李四的签名看不清",
    } as const;
    const ruled = receive(half, [rejection], { expectedVersion: 2 });
    expect(JSON.stringify(ruled.appends)).not.toContain("李四");
    const whole = afterAppends(half.handoff, half.documents, ruled.appends);
    expect(row(whole.handoff)).toMatchObject({
      openCount: 0,
      rejectedCount: 1,
      status: "RECEIVED",
      completedAt: context.now,
    });
    expect(whole.handoff.items[1]).toMatchObject({ result: "REJECTED", reasonCode: "ILLEGIBLE", countsAsError: true });
    expect(keptTexts.get(whole.handoff.items[1]?.noteId as string)).toBe("李四的签名看不清");
    expect(codes(receive(whole, [rejection]))).toEqual(["HANDOFF_COMPLETE", "ITEM_ALREADY_RECEIVED"]);
  });

  test("a rejected original is the sender's again, and may be sent once more", () => {
    const way = onItsWay();
    const itemId = way.handoff.items[0]?.id as string;
    const ruled = receive(way, [{ itemId, result: "REJECTED", reasonCode: "SENT_TO_THE_WRONG_PARTY" }]);
    const back = afterAppends(way.handoff, way.documents, ruled.appends);
    expect(back.documents.get(paper.id)).toMatchObject({ holderPartyId: guarantorId, transit: null });
    expect(back.handoff.items[0]).toMatchObject({ countsAsError: false });
    expect(send(back.documents, [itemOf(paper, true)], guarantorId, centerId).ruled.refusals).toEqual([]);
    expect(back.documents.get(paper.id)?.custody.map(({ step }) => step)).toEqual(["RECEIVED", "SENT", "RETURNED"]);
  });

  test("nobody but the receiver receives, and learns nothing more", () => {
    for (const partyId of [guarantorId, centerId]) {
      expect(receive(onItsWay(), [], { partyId, expectedVersion: 9 }).refusals).toEqual([{ code: "NOT_THE_RECEIVER" }]);
    }
  });

  test.each<[string, (id: string) => Receipt[], string[]]>([
    ["nothing", () => [], ["HANDOFF_EMPTY"]],
    ["an item of another list", () => [{ itemId: testId(), result: "ACCEPTED" }], ["ITEM_NOT_FOUND"]],
    [
      "an item twice",
      (itemId) => [
        { itemId, result: "ACCEPTED" },
        { itemId, result: "ACCEPTED" },
      ],
      ["ITEM_TWICE"],
    ],
    ["a rejection without a reason", (itemId) => [{ itemId, result: "REJECTED" }], ["REJECTION_REASON_MISSING"]],
    [
      "a reason that policy does not know",
      (itemId) => [{ itemId, result: "REJECTED", reasonCode: "UGLY" }],
      ["UNKNOWN_REJECTION_REASON"],
    ],
    [
      "an acceptance with a reason",
      (itemId) => [{ itemId, result: "ACCEPTED", reasonCode: "ILLEGIBLE" }],
      ["REASON_WITHOUT_REJECTION"],
    ],
  ])("%s is refused", (_what, receipts, expected) => {
    const way = onItsWay();
    expect(codes(receive(way, receipts(way.handoff.items[0]?.id as string)))).toEqual(expected);
  });

  test("a list that was partly received meanwhile is stale", () => {
    const way = onItsWay();
    const itemId = way.handoff.items[0]?.id as string;
    expect(receive(way, [{ itemId, result: "ACCEPTED" }], { expectedVersion: 7 }).refusals).toEqual([
      { code: "STALE_VERSION", field: ["expectedVersion"], params: { version: 1 } },
    ]);
  });

  test("empty blockers mean that some receipt is accepted", () => {
    const way = onItsWay();
    expect(receiveBlockers(way.handoff, bankId)).toEqual([]);
    const all = way.handoff.items.map(({ id }) => ({ itemId: id, result: "ACCEPTED" as const }));
    const ruled = receive(way, all);
    expect(ruled.refusals).toEqual([]);
    expect(
      codes({ refusals: receiveBlockers(afterAppends(way.handoff, way.documents, ruled.appends).handoff, bankId) }),
    ).toEqual(["HANDOFF_COMPLETE"]);
  });

  test("an original that does not travel with the list is a fault of ours", () => {
    const way = onItsWay();
    const astray = { ...way, documents: known(paper, copy) };
    const itemId = way.handoff.items[0]?.id as string;
    expect(() => receive(astray, [{ itemId, result: "ACCEPTED" }])).toThrow("travels with");
  });
});

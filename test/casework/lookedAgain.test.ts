/** What a party said before something new came is not said of it; and the same defect is posted once. */
import { partiesYetToSpeak } from "../../src/casework/notices/decide.js";
import type { Viewer } from "../../src/parties/index.js";
import { people } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, attach } from "./support/way.js";

const hour = 60;
const accepting = () => advanceTo(PureCase.open(), "ACCEPTANCE");
const post = (one: PureCase, viewer: Viewer, more: object = {}) =>
  one.must(viewer, "DEFECT_POST", { kind: "ILLEGIBLE", note: "看不清", ...more });
const nothingFurther = (one: PureCase) =>
  [people.guaranteeOfficer, people.reviewer].forEach((viewer) => one.must(viewer, "NOTHING_FURTHER"));
const itemOf = (one: PureCase, document: string) => one.state.papers.items.find((item) => item.document === document);

test("nothing further is said of what a party has: a later version of what it sees wants its word again", () => {
  const one = accepting();
  attach(one, people.bankOfficer, "PURCHASE_CONTRACT", { itemId: itemOf(one, "PURCHASE_CONTRACT")?.id });
  attach(one, people.bankOfficer, "INCOME_PROOF", { itemId: itemOf(one, "INCOME_PROOF")?.id });
  post(one, people.bankOfficer);
  nothingFurther(one.later(10));
  const newer = (kind: string) => {
    const known = one.state.papers.documents.find((document) => document.kind === kind);
    const version = (known?.version ?? 0) + 1;
    return one.later(10).must(people.bankOfficer, "DOCUMENT_ATTACH", {
      ...{ kind, documentId: known?.id, version, way: "UPLOAD" },
    });
  };
  const waiting = () =>
    partiesYetToSpeak(one.state, people.bankOfficer.partyId, one.context(people.bankOfficer).policy);
  expect(waiting()).toEqual([]);
  expect(one.refused(people.guaranteeOfficer, "NOTHING_FURTHER")).toEqual(["ALREADY_RECORDED"]);
  // What another party finds is told with the rest, and asks nobody to look again.
  post(one.later(10), people.reviewer, { kind: "EXPIRED" });
  one.must(people.reviewer, "NOTHING_FURTHER");
  expect(waiting()).toEqual([]);
  // The guarantee company does not see proofs of income.
  newer("INCOME_PROOF");
  expect(waiting()).toEqual([people.reviewer.partyId]);
  newer("PURCHASE_CONTRACT");
  expect(waiting().sort()).toEqual([people.reviewer.partyId, people.guaranteeOfficer.partyId].sort());
  expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual(["PRE_LOOK_OPEN"]);
  nothingFurther(one.later(10));
  expect(one.refused(people.bankOfficer, "NOTICE_SEND")).toEqual([]);
});

test("the same defect of the same thing is posted once by a party while it is not answered", () => {
  const one = accepting();
  const itemId = itemOf(one, "ID_CARD")?.id;
  const again = (viewer: Viewer, more: object = {}) =>
    one.refused(viewer, "DEFECT_POST", { kind: "ILLEGIBLE", itemId, note: "看不清", ...more });
  expect(again(people.guaranteeOfficer)).toEqual([]);
  expect(again(people.guaranteeManager, { note: "还是看不清" })).toEqual(["DUPLICATE_DEFECT"]);
  expect(again(people.guaranteeOfficer, { kind: "EXPIRED" })).toEqual([]);
  expect(again(people.reviewer)).toEqual([]);
  one.later(6 * hour).must(people.bankOfficer, "NOTICE_SEND");
  expect(again(people.reviewer, { justification: "漏看" })).toEqual(["DUPLICATE_DEFECT"]);
  const [notice] = one.state.notices.notices;
  const answers = one.state.notices.defects.map(({ id }) => ({ defectId: id }));
  one.must(people.bankOfficer, "NOTICE_ANSWER", { noticeId: notice?.id, answers });
  expect(again(people.reviewer, { justification: "漏看" })).toEqual([]);
});

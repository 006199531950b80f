/** Papers of a case: what the checklist asks for, of whom and by when; whose paper meets it; what a check rests on. */
import { newId } from "../../src/kernel/index.js";
import { holders } from "../../src/casework/holders.js";
import { inventedContent } from "./support/content.js";
import { parties, people } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { advanceTo, attach, attachAllFor, recordChecks } from "./support/way.js";
import type { Stage } from "../../src/policy/index.js";

const at = (stage: Stage) => advanceTo(PureCase.open(), stage);
const items = (one: PureCase, document: string) => one.state.papers.items.filter((item) => item.document === document);
const personIds = (one: PureCase) => one.state.lifecycle.content.people.map(({ personId }) => personId);
const submit = (one: PureCase) => one.must(people.bankOfficer, "LOAN_CASE_SUBMIT", { content: null, knownPeople: [] });

describe("the checklist", () => {
  test("asks each person for what is theirs, and the case once for the rest", () => {
    const one = at("ACCEPTANCE");
    expect(items(one, "ID_CARD").map(({ personId }) => personId)).toEqual(
      one.state.lifecycle.content.people.map(({ id }) => id),
    );
    expect(items(one, "PURCHASE_CONTRACT")).toMatchObject([{ personId: null, neededBy: "ACCEPTANCE" }]);
    expect(items(one, "MORTGAGE_CERTIFICATE")).toMatchObject([
      { neededBy: "DISBURSEMENT", bringer: "GUARANTEE_COMPANY" },
    ]);
  });

  test("names everything that is missing when a case is to be accepted", () => {
    const { refusals } = at("ACCEPTANCE").give(people.bankOfficer, "LOAN_CASE_ACCEPT");
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(["DOCUMENT_MISSING"]));
    expect(refusals).toHaveLength(10);
  });

  test("what may follow later does not keep a case back (容缺受理)", () => {
    const content = inventedContent({ kind: "SECOND_HAND" });
    const one = advanceTo(PureCase.open({ content }), "SECURITY");
    expect(items(one, "SELF_FUNDING_RECEIPT")).toMatchObject([{ documentId: null, neededBy: "DISBURSEMENT" }]);
  });

  test("a rejected paper is missing again; its newer version is not", () => {
    const one = at("ACCEPTANCE");
    attachAllFor(one, "ACCEPTANCE");
    const [item] = items(one, "INCOME_PROOF");
    const verify = { documentId: item?.documentId, version: 1, result: "REJECTED" };
    one.must(people.bankOfficer, "DOCUMENT_VERIFY", verify);
    expect(one.refused(people.bankOfficer, "LOAN_CASE_ACCEPT")).toEqual(["DOCUMENT_MISSING"]);
    one.must(people.bankOfficer, "DOCUMENT_ATTACH", { ...verify, kind: "INCOME_PROOF", version: 2, way: "UPLOAD" });
    expect(one.refused(people.bankOfficer, "LOAN_CASE_ACCEPT")).toEqual([]);
  });
});

describe("papers that come before the application is submitted", () => {
  test("meet the items of their own persons, in whatever order they came", () => {
    const one = PureCase.open();
    const [borrower, spouse] = personIds(one);
    const ofSpouse = attach(one, people.bankOfficer, "ID_CARD", { personId: spouse });
    const ofBorrower = attach(one, people.bankOfficer, "ID_CARD", { personId: borrower });
    submit(one);
    expect(items(one, "ID_CARD").map(({ documentId }) => documentId)).toEqual([ofBorrower, ofSpouse]);
  });

  test("one that names nobody goes to whoever still lacks one", () => {
    const one = PureCase.open();
    const unnamed = attach(one, people.bankOfficer, "ID_CARD");
    const ofBorrower = attach(one, people.bankOfficer, "ID_CARD", { personId: personIds(one)[0] });
    submit(one);
    expect(items(one, "ID_CARD").map(({ documentId }) => documentId)).toEqual([ofBorrower, unnamed]);
  });

  test("of a person who has left the application meet nothing, and a way that an item does not take neither", () => {
    const one = PureCase.open();
    attach(one, people.bankOfficer, "ID_CARD", { personId: newId() });
    attach(one, people.bankOfficer, "PURCHASE_CONTRACT", { way: "REUSE" });
    submit(one);
    expect(items(one, "ID_CARD").map(({ documentId }) => documentId)).toEqual([null, null]);
    expect(items(one, "PURCHASE_CONTRACT")).toMatchObject([{ documentId: null }]);
  });
});

describe("attaching", () => {
  test("goes to the item of its person; without one, to an item that nothing meets", () => {
    const one = at("ACCEPTANCE");
    const ofSpouse = attach(one, people.bankOfficer, "ID_CARD", { personId: personIds(one)[1] });
    const next = attach(one, people.bankOfficer, "ID_CARD");
    expect(items(one, "ID_CARD").map(({ documentId }) => documentId)).toEqual([next, ofSpouse]);
    // Rejected is as good as missing.
    one.must(people.bankOfficer, "DOCUMENT_VERIFY", { documentId: ofSpouse, version: 1, result: "REJECTED" });
    const again = attach(one, people.bankOfficer, "ID_CARD");
    expect(items(one, "ID_CARD").map(({ documentId }) => documentId)).toEqual([next, again]);
  });

  test("the same version twice is refused, unless it is to meet an item that it does not meet yet", () => {
    const one = at("ACCEPTANCE");
    const documentId = attach(one, people.bankOfficer, "ID_CARD");
    const twice = { kind: "ID_CARD", documentId, version: 1, way: "UPLOAD" };
    expect(one.refused(people.bankOfficer, "DOCUMENT_ATTACH", twice)).toEqual(["ALREADY_ATTACHED"]);
    one.must(people.bankOfficer, "DOCUMENT_VERIFY", { documentId, version: 1, result: "ACCEPTED" });
    const [, second] = items(one, "ID_CARD");
    one.must(people.bankOfficer, "DOCUMENT_ATTACH", { ...twice, itemId: second?.id });
    expect(items(one, "ID_CARD").map((item) => item.documentId)).toEqual([documentId, documentId]);
    // Moved, not changed: the word on it stands.
    expect(one.state.papers.documents).toMatchObject([{ verification: "ACCEPTED" }]);
  });

  test("asks for the kind and the way that the item names, and a kind that policy knows", () => {
    const one = at("ACCEPTANCE");
    const refused = (input: object) =>
      one.refused(people.bankOfficer, "DOCUMENT_ATTACH", { documentId: newId(), version: 1, way: "UPLOAD", ...input });
    const [contract] = items(one, "PURCHASE_CONTRACT");
    expect(refused({ kind: "ID_CARD", itemId: contract?.id })).toEqual(["ITEM_ASKS_ANOTHER_KIND"]);
    expect(refused({ kind: "PURCHASE_CONTRACT", way: "REUSE" })).toEqual(["WAY_NOT_ALLOWED"]);
    expect(refused({ kind: "LOVE_LETTER", itemId: "no-item" })).toEqual(["NOT_FOUND", "UNKNOWN_CODE"]);
  });

  test("is verified once per version, by the party that the checklist names", () => {
    const one = at("REVIEW");
    const documentId = attach(one, people.guaranteeOfficer, "GUARANTEE_OPINION");
    const verify = (who: keyof typeof people, version = 1) =>
      one.refused(people[who], "DOCUMENT_VERIFY", { documentId, version, result: "ACCEPTED" });
    expect(verify("bankOfficer")).toEqual(["NOT_ALLOWED"]);
    expect(verify("reviewer", 2)).toEqual(["STALE_VERSION"]);
    expect(verify("reviewer")).toEqual([]);
    expect(verify("reviewer")).toEqual(["ALREADY_VERIFIED"]);
  });
});

describe("what a check rests on", () => {
  const reviewed = () => {
    const one = at("REVIEW");
    attachAllFor(one, "APPROVAL");
    recordChecks(one);
    return one;
  };
  const openCodes = (one: PureCase) =>
    one.state.review.checks.filter(({ result }) => result === "OPEN").map(({ code }) => code);

  test("the versions of its documents, those that nobody has rejected", () => {
    const one = at("REVIEW");
    const [first, second] = items(one, "ID_CARD");
    one.must(people.bankOfficer, "DOCUMENT_VERIFY", { documentId: first?.documentId, version: 1, result: "REJECTED" });
    const check = one.state.review.checks.find(({ code }) => code === "DEPOSIT_RECORD");
    one.must(people.reviewer, "CHECK_RECORD", { checkId: check?.id, result: "PASSED" });
    const recorded = one.state.review.checks.find(({ id }) => id === check?.id);
    expect(recorded?.documents).toEqual([{ documentId: second?.documentId, version: 1 }]);
  });

  test("a newer version opens those checks again and only those, and takes the case back from approval", () => {
    const one = reviewed();
    expect(one.stage).toBe("APPROVAL");
    const [contract] = items(one, "PURCHASE_CONTRACT");
    const newer = { kind: "PURCHASE_CONTRACT", documentId: contract?.documentId, version: 2, way: "UPLOAD" };
    one.must(people.bankOfficer, "DOCUMENT_ATTACH", newer);
    expect(openCodes(one).sort()).toEqual(["LOAN_QUOTA", "PROPERTY_CLEAR", "PURCHASE_GENUINE"]);
    expect(one.stage).toBe("REVIEW");
    expect(one.state.lifecycle).toMatchObject({ returns: 1, countedReturns: 0 });
  });

  test("so does another document that takes its place", () => {
    const one = reviewed();
    const [contract] = items(one, "PURCHASE_CONTRACT");
    attach(one, people.bankOfficer, "PURCHASE_CONTRACT", { itemId: contract?.id });
    expect(openCodes(one).sort()).toEqual(["LOAN_QUOTA", "PROPERTY_CLEAR", "PURCHASE_GENUINE"]);
  });

  test("after the decision a newer version changes nothing; a correction would", () => {
    const one = at("SIGNING");
    const [contract] = items(one, "PURCHASE_CONTRACT");
    const newer = { kind: "PURCHASE_CONTRACT", documentId: contract?.documentId, version: 2, way: "UPLOAD" };
    one.must(people.bankOfficer, "DOCUMENT_ATTACH", newer);
    expect(openCodes(one)).toEqual([]);
    expect(one.stage).toBe("SIGNING");
  });

  test("one that rests on no document is recorded on none", () => {
    const one = reviewed();
    const capacity = one.state.review.checks.find(({ code }) => code === "GUARANTEE_CAPACITY");
    expect(capacity).toMatchObject({ result: "PASSED", documents: [], restsOn: [] });
  });

  test("all is checked and the guarantee opinion is missing: its company holds the case", () => {
    const one = at("REVIEW");
    recordChecks(one);
    expect(one.stage).toBe("REVIEW");
    expect(holders(one.state)).toEqual([{ institution: "GUARANTEE_COMPANY", partyId: parties.guarantor }]);
    attach(one, people.guaranteeOfficer, "GUARANTEE_OPINION");
    expect(one.stage).toBe("APPROVAL");
  });
});

test("papers go to another party of the case, and only those that are in it", () => {
  const one = at("REVIEW");
  const [document] = one.state.papers.documents;
  const hand = (toPartyId: string, documentId = document?.id) => {
    const handoffId = newId();
    const items = [{ id: newId(), documentId, version: 1 }];
    return one.refused(people.bankOfficer, "HANDOFF_SEND", { handoffId, toPartyId, items });
  };
  expect(hand(parties.otherGuarantor)).toEqual(["NOT_A_PARTY_OF_THE_CASE"]);
  expect(hand(parties.center, "of-another-case")).toEqual(["NOT_FOUND"]);
  expect(hand(parties.guarantor)).toEqual([]);
});

test("nobody is handed a paper that they could not open, and nobody hands over one that they do not see", () => {
  const one = at("REVIEW");
  attachAllFor(one, "APPROVAL");
  const income = one.state.papers.documents.find(({ kind }) => kind === "INCOME_PROOF");
  const contract = one.state.papers.documents.find(({ kind }) => kind === "PURCHASE_CONTRACT");
  const told = (who: keyof typeof people, toPartyId: string, more: object = {}) => {
    const items = [contract, income].map((document) => ({
      id: newId(),
      documentId: document?.id,
      version: 1,
      ...more,
    }));
    const { refusals } = one.copy().give(people[who], "HANDOFF_SEND", { handoffId: newId(), toPartyId, items });
    return refusals.map(({ code, field, params }) => [code, field?.join("."), params?.["document"]]);
  };
  expect(told("bankOfficer", parties.guarantor)).toEqual([
    ["NOT_FOR_THE_RECEIVER", "items.1.documentId", "INCOME_PROOF"],
  ]);
  expect(told("bankOfficer", parties.center)).toEqual([]);
  expect(told("guaranteeOfficer", parties.center)).toEqual([["NOT_FOUND", "items.1.documentId", undefined]]);
  // What it brought into the house itself, it may have back.
  expect(told("bankOfficer", parties.guarantor, { originPartyId: parties.guarantor })).toEqual([]);
});

test("each check is done once by the party best placed; without a guarantee company the bank owns its checks", () => {
  const owners = (guaranteeKind: "GUARANTEE_COMPANY" | "MORTGAGE") =>
    advanceTo(PureCase.open({ guaranteeKind }), "REVIEW").state.review.checks.map(
      ({ code, owner }) => `${code} ${owner}`,
    );
  expect(new Set(owners("GUARANTEE_COMPANY")).size).toBe(owners("GUARANTEE_COMPANY").length);
  expect(owners("GUARANTEE_COMPANY")).toContain("PROPERTY_CLEAR GUARANTEE_COMPANY");
  expect(owners("MORTGAGE")).toContain("PROPERTY_CLEAR BANK");
  expect(owners("MORTGAGE").some((one) => one.endsWith("GUARANTEE_COMPANY"))).toBe(false);
});

/** Opening and submitting: what is refused by name, what is missing all at once, what a case is pinned to. */
import {
  attachDocument,
  openCase,
  submitCase,
  type ApplicationInput,
  type LoanCaseOpenInput,
} from "../../src/casework/index.js";
import type { Viewer } from "../../src/parties/index.js";
import { toUserErrors } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, inventedIdNumber, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { contentsOf } from "../support/wholeDatabase.js";
import { codesOf } from "./support/planted.js";

let idNumbers = 700;
const someone = (roles: readonly string[], more: object = {}) => {
  idNumbers += 1;
  const person = { name: "陈静", idType: "RESIDENT_ID" as const, idNumber: inventedIdNumber(idNumbers) };
  return { person, roles, ...more } as NonNullable<ApplicationInput["people"]>[number];
};

onEachDatabase((fresh) => {
  let world: CaseWorld;
  let officer: Viewer;
  beforeAll(async () => {
    world = await caseWorld(await fresh());
    officer = world.staff.bankOfficer;
  });

  const given = (more: Partial<LoanCaseOpenInput> = {}): LoanCaseOpenInput => ({
    ...fundCase(),
    guaranteeCompanyId: world.world.partyIds.guarantor,
    ...more,
  });
  const opening = async (more: Partial<LoanCaseOpenInput>, viewer: Viewer = officer) =>
    codesOf(await openCase(world.services, viewer, given(more)));
  const opened = (more: Partial<ApplicationInput> = {}, product = "FUND") =>
    world.desk.open(fundCase({ product, guaranteeKind: "MORTGAGE", application: { ...application(), ...more } }));
  const submitting = async (caseId: string, input?: ApplicationInput, viewer: Viewer = officer) =>
    codesOf(await submitCase(world.services, viewer, { caseId, application: input }));

  test.each(["OUT_OF_TOWN", "COMMERCIAL_CONVERSION"])(
    "%s is refused by name, and nothing is kept of it",
    async (product) => {
      const before = await contentsOf(world.services.journal.database);
      expect(await opening({ product })).toEqual(["PRODUCT_NOT_OFFERED"]);
      expect(await contentsOf(world.services.journal.database)).toEqual(before);
      const told = await openCase(world.services, officer, given({ product }));
      const [english] = told.ok ? [] : toUserErrors(told.refusals, "en");
      expect(english?.message).not.toMatch(/\p{Script=Han}/u);
    },
  );

  test("a product that nobody knows, and combinations that it is not given for", async () => {
    const base = application();
    const secondHand = base.property && { ...base.property, kind: "SECOND_HAND" as const, valuation: 1 };
    expect(await opening({ product: "CASTLE" })).toEqual(["UNKNOWN_CODE"]);
    const staged = { guaranteeKind: "DEVELOPER_STAGED" as const, guaranteeCompanyId: null };
    expect(await opening({ ...staged, application: { property: secondHand } })).toEqual(["COMBINATION_NOT_OFFERED"]);
    const pledged = { guaranteeKind: "PLEDGE" as const, guaranteeCompanyId: null, product: "COMBINED" };
    expect(await opening({ ...pledged, application: { property: base.property } })).toEqual([
      "COMBINATION_NOT_OFFERED",
    ]);
  });

  test("parties are what they are named as, and the bank its own", async () => {
    const { partyIds } = world.world;
    expect(await opening({ guaranteeCompanyId: null })).toEqual(["GUARANTEE_COMPANY_REQUIRED"]);
    expect(await opening({ guaranteeKind: "MORTGAGE" })).toEqual(["GUARANTEE_COMPANY_UNEXPECTED"]);
    expect(await opening({ guaranteeCompanyId: partyIds.otherBank })).toEqual(["NOT_FOUND"]);
    expect(await opening({ bankId: partyIds.otherBank })).toEqual(["NOT_FOUND"]);
    const reviewer = world.staff.reviewer;
    expect(await opening({}, reviewer)).toEqual(["INCOMPLETE"]);
    expect(await opening({ bankId: partyIds.bank }, reviewer)).toEqual([]);
    expect(await opening({}, world.world.viewers.guaranteeOfficer)).toEqual(["NOT_ALLOWED"]);
  });

  test("every fault of an application is told at once, with its place", async () => {
    const base = application();
    const [first] = base.people ?? [];
    const outcome = await openCase(world.services, officer, {
      ...given(),
      application: {
        people: [first, first, someone([], { sharePpm: 1_000_001 })] as never,
        property: base.property && { ...base.property, price: 0, contractDay: "2030-01-01", unitNumber: " " },
        terms: base.terms && { ...base.terms, amount: -1, termMonths: 0 },
        payees: [{ name: "甲", bankName: "乙", accountNumber: "", supervised: true, amount: 0 }],
        commercial: { lenderId: "nobody", amount: 0 },
      },
    });
    expect(codesOf(outcome)).toEqual([
      ...["ABOVE_PRICE", "AMOUNT_REQUIRED", "IN_THE_FUTURE", "NOT_FOUND", "PERSON_NAMED_TWICE"],
      ...["ROLE_REQUIRED", "SHARES_ABOVE_WHOLE", "TERM_REQUIRED", "TEXT_WRONG"],
    ]);
    const fields = outcome.ok ? [] : outcome.refusals.map(({ field }) => field?.join("."));
    expect(fields).toContain("application.payees.0.accountNumber");
  });

  test("one faulty person is told as that, and nothing else as missing", async () => {
    const { people = [], ...rest } = application();
    const faulty = people?.map((one, at) =>
      at === 0 ? { ...one, person: { ...one.person, idNumber: "42120219900101001Y" } } : one,
    );
    const empty = given({ guaranteeKind: "MORTGAGE", guaranteeCompanyId: null, application: null });
    const outcome = await openCase(world.services, officer, empty);
    const caseId = outcome.ok ? outcome.resultId : "";
    const refused = await submitCase(world.services, officer, { caseId, application: { ...rest, people: faulty } });
    const told = refused.ok ? [] : refused.refusals.map(({ code, field }) => `${code} ${field?.join(".")}`);
    expect(told).toEqual(["ID_NUMBER_MALFORMED application.people.0.person.idNumber"]);
    expect(await submitting(caseId, { ...rest, people })).toEqual([]);
  });

  test("what is missing when it is submitted is told at once; what is added then counts", async () => {
    const { people, ...rest } = application();
    const outcome = await openCase(
      world.services,
      officer,
      given({ guaranteeKind: "MORTGAGE", guaranteeCompanyId: null, application: null }),
    );
    const caseId = outcome.ok ? outcome.resultId : "";
    const refused = await submitCase(world.services, officer, { caseId });
    const missing = refused.ok ? [] : refused.refusals.map(({ field }) => field?.join("."));
    expect(missing).toEqual([
      ...["people", "property", "terms", "depositAccount", "payees"].map((section) => `application.${section}`),
    ]);
    expect(await submitting(caseId, { ...rest, people: people?.slice(1) })).toEqual(["ONE_BORROWER"]);
    expect(await submitting(caseId, { ...rest, people })).toEqual([]);
    expect((await world.desk.state(caseId)).lifecycle).toMatchObject({ stage: "ACCEPTANCE", reviewMode: "JOINT" });
  });

  test("everybody about whom queries are made has authorised them, guarantors too, for longer than today", async () => {
    const { people = [] } = application();
    const guarantor = someone(["GUARANTOR"]);
    expect(await submitting(await opened({ people: [...(people ?? []), guarantor] }))).toEqual([
      "AUTHORISATION_MISSING",
    ]);
    const until = (validUntil: string) =>
      people?.map((one) => ({
        ...one,
        authorisations: one.authorisations?.map((given_) => ({ ...given_, validUntil })),
      }));
    const caseId = await opened({ people: until("2026-03-03") });
    const before = world.clock.now;
    world.clock.now = "2026-03-04T02:00:00.000Z";
    expect(await submitting(caseId)).toEqual(["AUTHORISATION_MISSING"]);
    world.clock.now = before;
    expect(await submitting(caseId)).toEqual([]);
  });

  test("a second-hand home has a seller, a staged guarantee a developer, a combined loan its commercial part", async () => {
    const base = application();
    const property = base.property && { ...base.property, kind: "SECOND_HAND" as const, valuation: 70_000_000 };
    expect(await submitting(await opened({ property }))).toEqual(["INCOMPLETE"]);
    const people = [...(base.people ?? []), someone(["SELLER"]), someone(["SELLER_SPOUSE"])];
    expect(await submitting(await opened({ property, people }))).toEqual([]);
    const staged = await openCase(
      world.services,
      officer,
      given({ guaranteeKind: "DEVELOPER_STAGED", guaranteeCompanyId: null }),
    );
    const caseId = staged.ok ? staged.resultId : "";
    expect(await submitting(caseId)).toEqual(["INCOMPLETE"]);
    const developerId = world.world.partyIds.developer;
    const home = application().property;
    expect(await submitting(caseId, { property: home && { ...home, developerId: "nobody" } })).toEqual(["NOT_FOUND"]);
    expect(await submitting(caseId, { property: home && { ...home, developerId } })).toEqual([]);
    expect(await submitting(await opened({}, "COMBINED"))).toEqual(["COMMERCIAL_PART_MISMATCH"]);
    const commercial = { lenderId: world.world.partyIds.otherBank, amount: 10_000_000 };
    expect(await submitting(await opened({ commercial }, "COMBINED"))).toEqual([]);
    expect(await submitting(await opened({ commercial }))).toEqual(["COMMERCIAL_PART_MISMATCH"]);
  });

  test("a single applicant's cap is lower than a couple's; terms have the product's bounds", async () => {
    const single = someone(["BORROWER"], { authorisations: application().people?.[0]?.authorisations });
    const terms = {
      amount: 60_000_001,
      termMonths: 361,
      repaymentMethod: "AT_ONCE" as const,
      houseOrder: "FIRST" as const,
    };
    const refused = await opening({ application: { people: [single], terms } });
    expect(refused).toEqual(["ABOVE_CAP", "REPAYMENT_METHOD_NOT_OFFERED", "TERM_REQUIRED"]);
    expect(await opening({ application: { people: [single], terms: { ...terms, termMonths: 6 } } })).toEqual([
      ...["ABOVE_CAP", "REPAYMENT_METHOD_NOT_OFFERED", "TERM_OUTSIDE"],
    ]);
  });

  test("only the opener's party submits, and it is one of theirs who need not be the opener", async () => {
    const { bankColleague, bankManager, otherBankOfficer } = world.world.viewers;
    const caseId = await opened();
    expect(await submitting(caseId, undefined, world.staff.reviewer)).toEqual(["NOT_ALLOWED"]);
    expect(await submitting(caseId, undefined, otherBankOfficer)).toEqual(["NOT_FOUND"]);
    // Of the unit below the opener's: out of sight.
    expect(await submitting(caseId, undefined, bankColleague)).toEqual(["NOT_FOUND"]);
    expect(await submitting(caseId, undefined, bankManager)).toEqual([]);
  });

  test("numbers carry the center's code and the year in its zone, and rise", async () => {
    const before = world.clock.now;
    world.clock.now = "2026-12-31T16:30:00.000Z";
    const numbers = [await opened(), await opened()].map(async (id) => (await world.desk.state(id)).lifecycle.number);
    const [one = "", two = ""] = await Promise.all(numbers);
    world.clock.now = before;
    expect(one).toMatch(/^XN2027\d{6}$/);
    expect(two > one).toBe(true);
  });

  test("an authorisation names a scope and a purpose that policy lists; what was authorised before the list stays", async () => {
    const { people = [] } = application();
    const saying = (more: object) =>
      people?.map((one) => ({ ...one, authorisations: one.authorisations?.map((it) => ({ ...it, ...more })) }));
    const wrong = await openCase(
      world.services,
      officer,
      given({ application: { people: saying({ scope: "SHOE_SIZE", purpose: "CURIOSITY" }) } }),
    );
    expect(wrong.ok ? [] : wrong.refusals.map(({ code, field }) => `${code} ${field?.slice(1).join(".")}`)).toEqual(
      [0, 1].flatMap((at) => ["scope", "purpose"].map((name) => `UNKNOWN_CODE people.${at}.authorisations.0.${name}`)),
    );
    const before = world.clock.now;
    world.clock.now = "2025-12-01T02:00:00.000Z";
    const home = { ...application(), people: saying({ scope: "CREDIT" }) };
    const property = home.property && { ...home.property, contractDay: "2025-11-01" };
    const caseId = await world.desk.open(fundCase({ guaranteeKind: "MORTGAGE", application: { ...home, property } }));
    world.clock.now = before;
    expect(await submitting(caseId)).toEqual([]);
  });

  test("evidence of an authorisation is a document of the case, and no other", async () => {
    const { people = [] } = application();
    const evident = (evidenceDocumentId: string) =>
      people?.map((one) => ({
        ...one,
        authorisations: one.authorisations?.map((it) => ({ ...it, evidenceDocumentId })),
      }));
    expect(await opening({ application: { people: evident("free text with a name in it") } })).toEqual(["NOT_FOUND"]);
    const caseId = await opened();
    const documentId = await world.desk.attach(caseId, officer, "AUTHORISATION");
    expect(await submitting(caseId, { people: evident("another") })).toEqual(["NOT_FOUND"]);
    expect(await submitting(caseId, { people: evident(documentId) })).toEqual([]);
  });

  describe("a document that is there already", () => {
    const reuse = async (caseId: string, kind: string, documentId: string, viewer: Viewer = officer) =>
      codesOf((await attachDocument(world.services, viewer, { caseId, kind, documentId })).outcome);

    test("serves the later case of the same person, and no stranger's", async () => {
      const { people } = application();
      const [first, again, strangers] = [await opened({ people }), await opened({ people }), await opened()];
      const documentId = await world.desk.attach(first, officer, "ID_CARD");
      expect(await reuse(again, "ID_CARD", documentId)).toEqual([]);
      expect(await reuse(strangers, "ID_CARD", documentId)).toEqual(["DOCUMENT_OF_ANOTHER"]);
      expect(await reuse(again, "HOUSEHOLD_REGISTER", documentId)).toEqual(["NOT_FOUND"]);
    });

    test("of a whole building serves every buyer", async () => {
      const [first, other] = [await opened(), await opened()];
      const documentId = await world.desk.attach(first, officer, "PRE_SALE_PERMIT");
      expect(await reuse(other, "PRE_SALE_PERMIT", documentId)).toEqual([]);
    });

    test("is out of reach for who may not see its kind, or any case that it is in", async () => {
      const { guaranteeOfficer, otherBankOfficer } = world.world.viewers;
      const { people } = application();
      const caseId = await world.desk.open(fundCase({ application: application({ people }) }));
      const income = await world.desk.attach(caseId, officer, "INCOME_PROOF");
      await world.desk.submit(caseId);
      expect(await reuse(caseId, "INCOME_PROOF", income, guaranteeOfficer)).toEqual(["NOT_FOUND"]);
      expect(await reuse(caseId, "INCOME_PROOF", income, otherBankOfficer)).toEqual(["NOT_FOUND"]);
    });
  });
});

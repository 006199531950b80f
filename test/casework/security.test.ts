/** Signatures and security: every required one, each by who may; steps in their order, each with its proof. */
import { inventedContent } from "./support/content.js";
import { parties, people } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { holders } from "../../src/casework/holders.js";
import { advanceTo, attach, attachAllFor, officerOf, registerFor, secure, sign } from "./support/way.js";
import type { GuaranteeKind, Stage } from "../../src/policy/index.js";

const at = (stage: Stage, guaranteeKind: GuaranteeKind = "GUARANTEE_COMPANY", content = inventedContent()) =>
  advanceTo(PureCase.open({ guaranteeKind, content }), stage);

describe("signatures", () => {
  test.each([
    ["GUARANTEE_COMPANY", { LOAN_CONTRACT: 3, GUARANTEE_CONTRACT: 3, MORTGAGE_CONTRACT: 4 }],
    ["MORTGAGE", { LOAN_CONTRACT: 3, MORTGAGE_CONTRACT: 4 }],
    ["DEVELOPER_STAGED", { LOAN_CONTRACT: 3, GUARANTEE_CONTRACT: 3, MORTGAGE_CONTRACT: 4 }],
    ["PLEDGE", { LOAN_CONTRACT: 3, PLEDGE_CONTRACT: 2 }],
  ] as const)("under %s: %j", (guaranteeKind, counts) => {
    const { signatures } = at("SIGNING", guaranteeKind).state.signing;
    const found: Record<string, number> = {};
    for (const { contract } of signatures ?? []) found[contract] = (found[contract] ?? 0) + 1;
    expect(found).toEqual(counts);
  });

  test("a person signs for each role they have a contract in; two co-borrowers are two signatures", () => {
    const content = inventedContent({ people: [["BORROWER"], ["CO_BORROWER"], ["CO_BORROWER"]] });
    const { signatures } = at("SIGNING", "MORTGAGE", content).state.signing;
    const loan = signatures?.filter(({ contract, kind }) => contract === "LOAN_CONTRACT" && kind === "SIGNATURE");
    expect(new Set(loan?.map(({ personId }) => personId)).size).toBe(3);
  });

  test("the bank has the contracts signed; another party records its own seal only", () => {
    const one = at("SIGNING");
    const seal = one.state.signing.signatures?.find(({ partyId }) => partyId === parties.guarantor);
    const hand = one.state.signing.signatures?.find(({ personId }) => personId !== null);
    const record = (who: keyof typeof people, id?: string, method = "PAPER") =>
      one.copy().refused(people[who], "SIGNATURE_RECORD", { signatureId: id, method });
    expect(record("guaranteeOfficer", seal?.id)).toEqual([]);
    expect(record("guaranteeOfficer", hand?.id)).toEqual(["NOT_ALLOWED"]);
    expect(record("reviewer", hand?.id)).toEqual(["NOT_ALLOWED"]);
    expect(record("bankOfficer", seal?.id)).toEqual([]);
    expect(record("bankOfficer", hand?.id, "E_SEAL")).toEqual(["METHOD_NOT_ALLOWED"]);
  });

  test("once, after the approval and not in the future, on a paper of the case", () => {
    const one = at("SIGNING").later(60);
    const [first] = one.state.signing.signatures ?? [];
    const record = (more: object) =>
      one.refused(people.bankOfficer, "SIGNATURE_RECORD", { signatureId: first?.id, method: "PAPER", ...more });
    expect(record({ signedAt: "2026-03-02T01:29:59.999Z" })).toEqual(["BEFORE_APPROVAL"]);
    expect(record({ signedAt: "2030-01-01T00:00:00.000Z", documentId: "of-another-case" })).toEqual([
      "IN_THE_FUTURE",
      "NOT_FOUND",
    ]);
    expect(record({ documentId: attach(one, people.bankOfficer, "LOAN_CONTRACT") })).toEqual([]);
    expect(record({})).toEqual(["ALREADY_SIGNED"]);
  });

  test("all signed and a contract missing: the bank holds the case until it is there", () => {
    const one = at("SIGNING");
    sign(one);
    expect(one.stage).toBe("SIGNING");
    expect(holders(one.state)).toEqual([{ institution: "BANK", partyId: parties.bank }]);
    attachAllFor(one, "SECURITY");
    expect(one.stage).toBe("SECURITY");
  });

  test("the developer's seal alone left is the bank's to get", () => {
    const one = at("SIGNING", "DEVELOPER_STAGED");
    for (const { id, who, methods } of one.state.signing.signatures ?? []) {
      if (who !== "DEVELOPER")
        one.must(people.bankOfficer, "SIGNATURE_RECORD", { signatureId: id, method: methods[0] });
    }
    expect(holders(one.state)).toEqual([{ institution: "BANK", partyId: parties.bank }]);
  });
});

describe("steps of security", () => {
  const secondHand = () => inventedContent({ kind: "SECOND_HAND", oldMortgage: true });

  test.each([
    ["NEW", "GUARANTEE_COMPANY", ["MORTGAGE FORMAL GUARANTEE_COMPANY"]],
    ["NEW", "MORTGAGE", ["MORTGAGE FORMAL BANK"]],
    ["NEW", "DEVELOPER_STAGED", ["MORTGAGE PRE_NOTICE BANK"]],
    ["NEW", "PLEDGE", ["PLEDGE NONE BANK"]],
    [
      "SECOND_HAND",
      "GUARANTEE_COMPANY",
      [
        "TRANSFER NONE GUARANTEE_COMPANY",
        "OLD_MORTGAGE_RELEASE NONE GUARANTEE_COMPANY",
        "MORTGAGE FORMAL GUARANTEE_COMPANY",
      ],
    ],
  ] as const)("of a %s home under %s: %j", (kind, guaranteeKind, wanted) => {
    const content = inventedContent({ kind, oldMortgage: kind === "SECOND_HAND" });
    const { steps } = at("SECURITY", guaranteeKind, content).state.collateral;
    expect(steps?.map(({ code, registration, actor }) => `${code} ${registration} ${actor}`)).toEqual(wanted);
  });

  test("are confirmed in their order, each by its party, the last one leads on", () => {
    const one = at("SECURITY", "GUARANTEE_COMPANY", secondHand());
    const [transfer, release, mortgage] = one.state.collateral.steps ?? [];
    const confirm = (stepId?: string, who: keyof typeof people = "guaranteeOfficer") =>
      one.refused(people[who], "SECURITY_CONFIRM", { stepId });
    expect(confirm(transfer?.id, "bankOfficer")).toEqual(["NOT_ALLOWED"]);
    expect(confirm(release?.id)).toEqual(["EARLIER_STEP_OPEN"]);
    expect(confirm(mortgage?.id)).toEqual(["COLLATERAL_NOT_REGISTERED", "DOCUMENT_MISSING", "EARLIER_STEP_OPEN"]);
    expect(confirm(transfer?.id)).toEqual([]);
    expect(confirm(transfer?.id)).toEqual(["ALREADY_CONFIRMED"]);
    expect(confirm(release?.id)).toEqual([]);
    attachAllFor(one, "DISBURSEMENT");
    registerFor(one, { id: mortgage?.id ?? "", code: "MORTGAGE", actor: "GUARANTEE_COMPANY" });
    expect(confirm(mortgage?.id)).toEqual([]);
    expect(one.stage).toBe("DISBURSEMENT");
  });

  test("a receipt of the registry proves nothing; the certificate that follows it does", () => {
    const one = at("SECURITY");
    const [step] = one.state.collateral.steps ?? [];
    const register = (more: object) =>
      one.refused(people.guaranteeOfficer, "COLLATERAL_REGISTER", {
        ...{ kind: "MORTGAGE", stepId: step?.id, securedFen: 45_000_000, fromDay: "2026-03-01" },
        ...more,
      });
    attach(one, people.guaranteeOfficer, "MORTGAGE_CERTIFICATE");
    expect(register({})).toEqual(["CERTIFICATE_NUMBER_REQUIRED"]);
    expect(register({ registryReceiptNo: "受理-1" })).toEqual([]);
    expect(one.refused(people.guaranteeOfficer, "SECURITY_CONFIRM", { stepId: step?.id })).toEqual([
      "CERTIFICATE_NUMBER_REQUIRED",
    ]);
    expect(register({ registrationCertificateNo: "REG-1" })).toEqual([]);
    expect(register({ registrationCertificateNo: "REG-1" })).toEqual(["ALREADY_REGISTERED"]);
    expect(one.refused(people.guaranteeOfficer, "SECURITY_CONFIRM", { stepId: step?.id })).toEqual([]);
  });

  test("a pre-notice registration is marked as one, to be converted in servicing", () => {
    const one = at("SECURITY", "DEVELOPER_STAGED");
    secure(one);
    expect(one.state.collateral.records).toMatchObject([{ kind: "MORTGAGE", preNotice: true }]);
    advanceTo(one, "SERVICING");
    one.must(people.bankOfficer, "COLLATERAL_REGISTER", {
      ...{ kind: "MORTGAGE", securedFen: 45_000_000, fromDay: "2026-03-01", registrationCertificateNo: "FORMAL-1" },
    });
    expect(one.state.collateral.records.at(-1)).toMatchObject({ preNotice: false });
    const early = at("REVIEW", "DEVELOPER_STAGED");
    early.must(people.bankOfficer, "COLLATERAL_REGISTER", {
      ...{ kind: "MORTGAGE", securedFen: 45_000_000, fromDay: "2026-03-01", registrationCertificateNo: "EARLY-1" },
    });
    expect(early.state.collateral.records).toMatchObject([{ preNotice: true }]);
  });

  test("a rejected certificate proves nothing, and its bringer holds the case while a new one is missing", () => {
    const one = at("SECURITY");
    const [step] = one.state.collateral.steps ?? [];
    const documentId = attach(one, people.guaranteeOfficer, "MORTGAGE_CERTIFICATE");
    registerFor(one, { id: step?.id ?? "", code: "MORTGAGE", actor: "GUARANTEE_COMPANY" });
    one.must(people.reviewer, "DOCUMENT_VERIFY", { documentId, version: 1, result: "REJECTED" });
    const confirm = { stepId: step?.id };
    expect(one.refused(people.guaranteeOfficer, "SECURITY_CONFIRM", confirm)).toEqual(["DOCUMENT_MISSING"]);
    const other = one.copy();
    one.must(officerOf.GUARANTEE_COMPANY, "DOCUMENT_ATTACH", {
      kind: "MORTGAGE_CERTIFICATE",
      documentId,
      version: 2,
      way: "UPLOAD",
    });
    one.must(people.guaranteeOfficer, "SECURITY_CONFIRM", confirm);
    expect(one.stage).toBe("DISBURSEMENT");
    expect(holders(other.state)).toEqual([{ institution: "GUARANTEE_COMPANY", partyId: parties.guarantor }]);
  });

  const mortgage = (more: object = {}) => ({
    ...{ kind: "MORTGAGE", securedFen: 45_000_000, fromDay: "2026-03-01" },
    ...{ registrationCertificateNo: "REG-1", ...more },
  });

  test("a loan is not secured by too little, by a seized home, or behind another's mortgage: all is told at once", () => {
    const one = at("SECURITY");
    const [step] = one.state.collateral.steps ?? [];
    attach(one, people.guaranteeOfficer, "MORTGAGE_CERTIFICATE");
    one.must(people.guaranteeOfficer, "COLLATERAL_REGISTER", mortgage({ securedFen: 10_000, seizures: ["SEIZED"] }));
    one.must(people.guaranteeOfficer, "COLLATERAL_REGISTER", mortgage({ registrationCertificateNo: "REG-2" }));
    const [poor, good] = one.state.collateral.records;
    const told = (spoilt: object) => {
      const other = one.copy();
      const records = [{ ...poor, ...spoilt }] as typeof one.state.collateral.records;
      other.state = { ...other.state, collateral: { ...other.state.collateral, records } };
      const { refusals } = other.give(people.guaranteeOfficer, "SECURITY_CONFIRM", { stepId: step?.id });
      return refusals.map(({ code, params }) => [code, params]);
    };
    const seized = ["COLLATERAL_SEIZED", { number: "REG-1", found: "SEIZED" }];
    expect(told({})).toEqual([["COLLATERAL_BELOW_LOAN", { securedFen: 10_000, amountFen: 45_000_000 }], seized]);
    expect(told({ rank: 5, preNotice: true, securedFen: 9_000_000_000 })).toEqual([
      ["REGISTRATION_OF_ANOTHER_KIND", { wanted: "FORMAL" }],
      ["ABOVE_PROPERTY_VALUE", { valueFen: 100_000_000 }],
      ["RANK_BEHIND", { most: 1 }],
      seized,
    ]);
    expect(told({ ...good, seizures: [] })).toEqual([]);
    expect(told({ ...good, seizures: [], preNotice: true }).map(([code]) => code)).toEqual([
      "REGISTRATION_OF_ANOTHER_KIND",
    ]);
  });

  test("what cannot secure the loan is refused where it is registered", () => {
    const one = at("SECURITY");
    const [step] = one.state.collateral.steps ?? [];
    const told = (more: object) =>
      one
        .copy()
        .give(people.guaranteeOfficer, "COLLATERAL_REGISTER", mortgage({ stepId: step?.id, ...more }))
        .refusals.map(({ code, field }) => `${code} ${field?.join(".")}`);
    expect(told({ rank: 2, preNotice: true, securedFen: 9_000_000_000 })).toEqual([
      ...["RANK_BEHIND rank", "ABOVE_PROPERTY_VALUE securedAmount", "REGISTRATION_OF_ANOTHER_KIND preNotice"],
    ]);
    for (const kind of ["PLEDGE", "SURETY"]) expect(told({ kind })).toEqual(["COLLATERAL_OF_ANOTHER_KIND kind"]);
    expect(told({ kind: "SURETY", stepId: null })).toEqual([]);
    expect(told({})).toEqual([]);
  });

  test("collateral says what it must, of parties and in codes", () => {
    const one = at("SECURITY");
    const refused = one.refused(people.guaranteeOfficer, "COLLATERAL_REGISTER", {
      ...{ kind: "MORTGAGE", stepId: "no-step", securedFen: 0, fromDay: "2031-01-01", toDay: "2030-01-01", rank: 0 },
      ...{
        valuationFen: -5,
        areaSquareCentimetres: 0,
        mortgagees: [{ partyId: parties.otherBank, capacity: "the lender" }],
      },
      ...{ seizures: ["he owes money"], loanContractNo: "x".repeat(101) },
    });
    expect(refused).toEqual([
      ...["AMOUNT_REQUIRED", "BELOW_ONE", "CERTIFICATE_NUMBER_REQUIRED", "ENDS_BEFORE_START", "IN_THE_FUTURE"],
      ...["NOT_FOUND", "TEXT_WRONG", "UNKNOWN_CODE"],
    ]);
  });
});

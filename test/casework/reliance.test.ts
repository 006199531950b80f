/** A check is relied on, on named versions; when one of them is replaced it opens again, and only that one. */
import { application, caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { tokenAt } from "../support/raceScene.js";
import { serverOver, type Served } from "../support/serverOver.js";
import { PureCase } from "./support/pure.js";
import { people } from "./support/people.js";
import { advanceTo, attachAllFor, recordChecks } from "./support/way.js";

jest.setTimeout(120_000);

const open = (one: PureCase) =>
  one.state.review.checks
    .filter(({ result }) => result === "OPEN")
    .map(({ code }) => code)
    .sort();

/** Everything recorded, and one paper missing, so that the case stays in review. */
function reviewed(): PureCase {
  const one = advanceTo(PureCase.open(), "REVIEW");
  attachAllFor(one, "ACCEPTANCE");
  recordChecks(one);
  return one;
}

const kinds = [...new Set(reviewed().state.papers.documents.map(({ kind }) => kind))];

test.each(kinds)("a new version of %s opens the checks that rested on it, and no others", (kind) => {
  const one = reviewed();
  const rested = (code: string) => one.state.review.checks.find((check) => check.code === code)?.documents ?? [];
  const [document] = one.state.papers.documents.filter((each) => each.kind === kind);
  const codes = one.state.review.checks.map(({ code }) => code);
  const expected = codes.filter((code) => rested(code).some(({ documentId }) => documentId === document?.id)).sort();
  one.must(people.bankOfficer, "DOCUMENT_ATTACH", { kind, documentId: document?.id, version: 2, way: "UPLOAD" });
  expect(open(one)).toEqual(expected);
  // Recorded again it rests on the new version, and the old one's return changes nothing.
  recordChecks(one);
  const versions = one.state.review.checks.flatMap(({ documents }) => documents);
  expect(versions.filter(({ documentId, version }) => documentId === document?.id && version === 1)).toEqual([]);
});

test("a paper of a kind that nothing rests on, and the same version once more, open nothing", () => {
  const one = reviewed();
  one.must(people.bankOfficer, "DOCUMENT_ATTACH", {
    ...{ kind: "SUPPORTING_EVIDENCE", documentId: "another", version: 1, way: "UPLOAD" },
  });
  expect(open(one)).toEqual([]);
});

const query = `query ($id: ID!) { loanCase(id: $id) { reviewMode checks {
  id code result owner turn repeated sparedCount ownerParty { code } reliedOnBy { code }
  documentVersions { version current document { id kind } } } } }`;
const compared = `query { reviewComparison(period: "2026H1") { period product modes { mode cases elapsedMedianMinutes
  parties { kind totalMinutes } duplicatesAvoided duplicatesDone } } }`;

interface Shown {
  readonly code: string;
  readonly owner: string;
  readonly turn: number;
  readonly repeated: boolean;
  readonly result: string;
  readonly reliedOnBy: readonly { readonly code: string }[];
  readonly documentVersions: readonly {
    readonly version: number;
    readonly current: boolean;
    readonly document: { readonly id: string; readonly kind: string };
  }[];
}

onEachDatabase((fresh) => {
  let world: CaseWorld;
  let served: Served;
  beforeAll(async () => {
    world = await caseWorld(await fresh());
    served = await serverOver(world.services);
  });
  afterAll(() => served.close());

  const tokenOf = (who: keyof CaseWorld["world"]["viewers"]) => tokenAt(world.services, world.world.viewers[who]);
  async function checksOf(who: "reviewer" | "guaranteeOfficer", id: string): Promise<Shown[]> {
    const { body } = await served.ask(await tokenOf(who), query, { id });
    expect(body.errors).toBeUndefined();
    return body.data.loanCase.checks as Shown[];
  }

  test("joint: each once, with who relies on it and on which versions, as far as one may see them", async () => {
    const { desk, staff } = world;
    const caseId = await desk.open(fundCase({ application: application() }));
    await desk.advanceTo(caseId, "APPROVAL");
    const checks = await checksOf("reviewer", caseId);
    expect(checks.some(({ repeated }) => repeated)).toBe(false);
    const identity = checks.find(({ code }) => code === "IDENTITY_HOUSEHOLD");
    expect(identity?.reliedOnBy.map(({ code }) => code).sort()).toEqual(["ANJU", "XN"]);
    expect(identity?.documentVersions.length).toBeGreaterThan(1);
    expect(identity?.documentVersions.every(({ version, current }) => version === 1 && current)).toBe(true);
    // What a guarantee company does not need shows neither through a check.
    const hidden = (await checksOf("guaranteeOfficer", caseId)).find(({ code }) => code === "REPAYMENT_CAPACITY");
    const whole = checks.find(({ code }) => code === "REPAYMENT_CAPACITY");
    expect(hidden?.documentVersions.length).toBeLessThanOrEqual(whole?.documentVersions.length ?? 0);

    const [income] = whole?.documentVersions ?? [];
    await desk.attach(caseId, staff.bankOfficer, "INCOME_PROOF", { documentId: income?.document.id });
    const after = await checksOf("reviewer", caseId);
    const opened = after.filter(({ result }) => result === "OPEN").map(({ code }) => code);
    expect(opened.sort()).toEqual(["LOAN_QUOTA", "REPAYMENT_CAPACITY"]);
  });

  test("serial: parties look again in turn, nobody relies on a check that they repeat; and the two are compared", async () => {
    const { desk } = world;
    const caseId = await desk.open(fundCase({ product: "FUND_SERIAL", application: application() }));
    await desk.advanceTo(caseId, "SIGNING");
    const checks = await checksOf("reviewer", caseId);
    const credit = checks.filter(({ code }) => code === "CREDIT");
    expect(credit.map(({ owner, turn, repeated }) => `${owner} ${turn} ${repeated}`)).toEqual([
      "BANK 1 false",
      "GUARANTEE_COMPANY 2 true",
      "CENTER 3 true",
    ]);
    expect(credit.flatMap(({ reliedOnBy }) => reliedOnBy)).toEqual([]);
    const ask = async (who: "reviewer" | "bankOfficer" | "otherBankOfficer") =>
      (await served.ask(await tokenOf(who), compared)).body.data.reviewComparison.modes.map(
        ({ mode, cases, duplicatesDone }: { mode: string; cases: number; duplicatesDone: number | null }) =>
          `${mode} ${cases} ${duplicatesDone}`,
      );
    const repeats = checks.filter(({ repeated }) => repeated).length;
    expect(repeats).toBeGreaterThan(5);
    expect(await ask("reviewer")).toEqual(["JOINT 0 null", `SERIAL 1 ${repeats}`]);
    expect(await ask("bankOfficer")).toEqual(["JOINT 0 null", `SERIAL 1 ${repeats}`]);
    expect(await ask("otherBankOfficer")).toEqual(["JOINT 0 null", "SERIAL 0 null"]);
  });
});

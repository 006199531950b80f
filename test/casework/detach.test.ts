/** A document attached to the wrong case leaves it: its item is open again, what rested on it too; the entries stay. */
import { caseCommandOf, mayReadDocument, runCommand } from "../../src/casework/index.js";
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import type { Viewer } from "../../src/parties/index.js";
import { application, caseWorld, fundCase } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { people } from "./support/people.js";
import { PureCase } from "./support/pure.js";
import { codesOf } from "./support/planted.js";
import { advanceTo, attach, officerOf, order, recordChecks, sign } from "./support/way.js";

const detach = (documentId: string | null | undefined) => ({
  documentId,
  reasonCode: "WRONG_CASE",
  note: "属于另一笔申请",
});
const why = { reasonCode: "WRONG_CASE", note: "属于另一笔申请" };
/** One proposes, the center's supervisor confirms; what the confirmation wrote. */
function takeOut(one: PureCase, by: Viewer, documentId: string | null | undefined): readonly string[] {
  const entryId = one.state.papers.documents.find(({ id }) => id === documentId)?.entryId;
  one.must(by, "ENTRY_CORRECT", { ...why, entryId, values: null });
  const correctionId = one.state.corrections.proposed.at(-1)?.id;
  return one.give(people.supervisor, "CORRECTION_CONFIRM", { correctionId }).written;
}
const itemOf = (one: PureCase, kind: string) => one.state.papers.items.find(({ document }) => document === kind);

test("its item is open again and keeps the case back; another paper meets it as any would", () => {
  const one = advanceTo(PureCase.open(), "REVIEW");
  const documentId = itemOf(one, "PURCHASE_CONTRACT")?.documentId;
  one.must(people.bankOfficer, "DOCUMENT_DETACH", detach(documentId));
  expect(itemOf(one, "PURCHASE_CONTRACT")).toMatchObject({ documentId: null, way: null, metAt: null });
  expect(one.state.papers.documents.map(({ id }) => id)).not.toContain(documentId);
  expect(one.refused(people.bankOfficer, "DOCUMENT_DETACH", detach(documentId))).toEqual(["NOT_FOUND"]);
  recordChecks(one);
  expect(one.stage).toBe("REVIEW");
  attach(one, people.bankOfficer, "PURCHASE_CONTRACT");
  attach(one, people.guaranteeOfficer, "GUARANTEE_OPINION");
  expect(one.stage).toBe("APPROVAL");
});

test("checks that relied on it are open again, and after the decision the case goes back to review", () => {
  const one = advanceTo(PureCase.open(), "SIGNING");
  const relying = one.state.review.checks.find(({ documents }) => documents.length > 0);
  const documentId = relying?.documents[0]?.documentId;
  const written = takeOut(one, people.bankOfficer, documentId);
  expect(written).toEqual(
    expect.arrayContaining(["ENTRY_CORRECTED", "DOCUMENT_DETACHED", "CHECK_REOPENED", "RETURNED"]),
  );
  expect(one.stage).toBe("REVIEW");
  for (const { id, result } of one.state.review.checks) {
    const restedOnIt = one.entries.some(({ type, body }) => type === "CHECK_REOPENED" && body.checkId === id);
    expect([id, result]).toEqual([id, restedOnIt ? "OPEN" : "PASSED"]);
  }
  expect(one.state.review.checks.find(({ id }) => id === relying?.id)).toMatchObject({ result: "OPEN", documents: [] });
});

test("a signature on it is open again, and a step of securing the loan with the last certificate of its kind", () => {
  const one = advanceTo(PureCase.open(), "SIGNING");
  const contract = attach(one, people.bankOfficer, "LOAN_CONTRACT");
  const [first] = one.state.signing.signatures ?? [];
  one.must(people.bankOfficer, "SIGNATURE_RECORD", {
    signatureId: first?.id,
    method: first?.methods[0],
    documentId: contract,
  });
  one.must(people.bankOfficer, "DOCUMENT_DETACH", detach(contract));
  expect(one.state.signing.signatures?.[0]).toMatchObject({ signedAt: null, documentId: null });
  sign(one);

  const secured = advanceTo(PureCase.open(), "DISBURSEMENT");
  const step = secured.state.collateral.steps?.find(({ certificate }) => certificate !== null);
  const certificates = secured.state.papers.documents.filter(({ kind }) => kind === step?.certificate);
  const officer = step ? officerOf[step.actor] : people.bankOfficer;
  const further = attach(secured, officer, String(step?.certificate));
  for (const { id } of certificates) takeOut(secured, people.reviewer, id);
  expect(secured.stage).toBe("DISBURSEMENT");
  takeOut(secured, officer, further);
  expect(secured.stage).toBe("SECURITY");
  expect(secured.state.collateral.steps?.find(({ id }) => id === step?.id)).toMatchObject({ confirmedAt: null });
});

test("what a decision or a stage behind the case rests on leaves it by two people, never by one", () => {
  const one = advanceTo(PureCase.open(), "SERVICING");
  const spare = attach(one, people.bankOfficer, "SUPPORTING_EVIDENCE");
  for (const kind of ["PURCHASE_CONTRACT", "LOAN_CONTRACT", "MORTGAGE_CERTIFICATE", "PAYMENT_VOUCHER"]) {
    const document = one.state.papers.documents.find((known) => known.kind === kind);
    const { refusals } = one.give(people.reviewer, "DOCUMENT_DETACH", detach(document?.id));
    expect([kind, refusals]).toEqual([
      kind,
      [expect.objectContaining({ code: "DETACH_BY_CORRECTION", params: { entry: document?.entryId } })],
    ]);
    const before = one.state.papers;
    one.must(people.reviewer, "ENTRY_CORRECT", { ...why, entryId: document?.entryId, values: null });
    expect(one.state.papers).toBe(before);
    const correctionId = one.state.corrections.proposed[0]?.id;
    expect(one.refused(people.reviewer, "CORRECTION_CONFIRM", { correctionId })).toEqual(["SAME_PERSON"]);
    one.must(people.otherReviewer, "CORRECTION_CONFIRM", { correctionId });
    expect(one.state.papers.documents.map(({ id }) => id)).not.toContain(document?.id);
  }
  // What nothing rests on one person takes out, either way.
  const again = attach(one, people.bankOfficer, "SUPPORTING_EVIDENCE");
  one.must(people.bankOfficer, "DOCUMENT_DETACH", detach(spare));
  const entryId = one.state.papers.documents.find(({ id }) => id === again)?.entryId;
  const { written } = one.give(people.bankOfficer, "ENTRY_CORRECT", { ...why, entryId, values: null });
  expect(written).toEqual(["ENTRY_CORRECTED", "DOCUMENT_DETACHED"]);
});

test("once a part is ordered, what leaves the case holds the rest back", () => {
  const one = advanceTo(PureCase.open(), "DISBURSEMENT");
  order(one, 0, 15_000_000);
  takeOut(one, people.reviewer, itemOf(one, "MORTGAGE_CERTIFICATE")?.documentId);
  const input = { amountFen: 30_000_000 };
  expect(one.refused(people.fundsOfficer, "FUNDS_ORDER", input)).toEqual(["DOCUMENT_MISSING", "SECURITY_OPEN"]);
});

test("it is for whoever brought it in and for the center, with a known reason and in words", () => {
  const one = advanceTo(PureCase.open(), "REVIEW");
  const opinion = attach(one, people.guaranteeOfficer, "GUARANTEE_OPINION");
  expect(one.refused(people.bankOfficer, "DOCUMENT_DETACH", detach(opinion))).toEqual(["NOT_ALLOWED"]);
  const wrong = { documentId: opinion, reasonCode: "BECAUSE", note: " " };
  expect(one.refused(people.reviewer, "DOCUMENT_DETACH", wrong)).toEqual(["REASON_REQUIRED", "UNKNOWN_CODE"]);
  expect(one.refused(people.reviewer, "DOCUMENT_DETACH", { ...detach(opinion), expectedVersion: 9 })).toEqual([
    "STALE_VERSION",
  ]);
  one.must(people.guaranteeOfficer, "DOCUMENT_DETACH", detach(opinion));
});

test("what proves a pause stays while the clocks stand still on its word", () => {
  const one = advanceTo(PureCase.open(), "REVIEW");
  const evidence = attach(one, people.bankOfficer, "PUBLIC_ANNOUNCEMENT");
  const until = { reasonCode: "FORCE_MAJEURE", resumeOn: "2026-03-20" };
  one.must(people.bankOfficer, "CLOCK_PAUSE", { ...until, evidenceDocumentId: evidence });
  expect(one.refused(people.bankOfficer, "DOCUMENT_DETACH", detach(evidence))).toEqual(["DOCUMENT_IN_USE"]);
  one.must(people.bankOfficer, "CLOCK_RESUME").must(people.bankOfficer, "DOCUMENT_DETACH", detach(evidence));
});

onEachDatabase((open) => {
  test("who saw it only through this case sees it no more; through another case as before; all its entries stay", async () => {
    const { services, staff, world, desk } = await caseWorld(await open());
    const { bankOfficer, reviewer, guaranteeOfficer } = staff;
    const { people: applicants } = application();
    const caseId = await desk.open(fundCase({ application: application({ people: applicants }) }));
    const alone = await desk.attach(caseId, bankOfficer, "PURCHASE_CONTRACT");
    await desk.submit(caseId);
    const reads = (viewer: Viewer) => mayReadDocument(services, viewer, alone);
    expect([await reads(bankOfficer), await reads(reviewer), await reads(guaranteeOfficer as Viewer)]).toEqual([
      true,
      true,
      true,
    ]);
    const given = { caseId, ...detach(alone), idempotencyKey: "once" };
    const run = () => runCommand(services, bankOfficer, caseCommandOf("DOCUMENT_DETACH"), given);
    expect(codesOf(await run())).toEqual([]);
    expect(await run()).toMatchObject({ ok: true, replayed: true });
    expect([await reads(bankOfficer), await reads(reviewer), await reads(guaranteeOfficer as Viewer)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(
      codesOf(await runCommand(services, world.viewers.otherBankOfficer, caseCommandOf("DOCUMENT_DETACH"), given)),
    ).toEqual(["NOT_FOUND"]);
    const types = await services.journal.database.read.all<{ type: string }>(
      "SELECT type FROM journal_entry WHERE streamId = ? AND type LIKE 'DOCUMENT%' ORDER BY seq",
      [caseId],
    );
    expect(types.map(({ type }) => type)).toEqual(["DOCUMENT_ATTACHED", "DOCUMENT_DETACHED"]);
    expect((await verifyJournal({ journal: services.journal, tables })).differences).toEqual([]);
  });
});

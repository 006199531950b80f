/** Cases, papers and members, each one step before a mutation that the right person may give. */
import type { Desk } from "../../src/app/demo/desk.js";
import { proposeApproval } from "../../src/app/demo/stageWork.js";
import {
  answerComplaint,
  assignComplaint,
  closeComplaint,
  receiveComplaint,
  sendPapers,
  tickCases,
  type CaseState,
} from "../../src/casework/index.js";
import { HandoffItem, verifyBuilding } from "../../src/documents/index.js";
import { enterFigure, setTarget } from "../../src/oversight/index.js";
import {
  addMember,
  disableMember,
  delegationRules,
  grantDelegation,
  registerBuilding,
  registerParty,
  resultOf,
  suspendParty,
  type Viewer,
} from "../../src/parties/index.js";
import { selectRows } from "../../src/platform/index.js";
import { confirmClosure, proposeClosure, type Stage } from "../../src/policy/index.js";
import { application, caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import type { TestDatabase } from "../support/harness.js";
import { uploadAt } from "../support/raceScene.js";
import { scoreInputsOf } from "./scoreInputs.js";
import { testPasswords, worldPassword } from "../support/world.js";
import { preparedBoards } from "./boards.js";
import { preparedMeetings } from "./meetings.js";

export type Prepared = Awaited<ReturnType<typeof prepare>>;

/** Everything that the table of mutations names; each case is for one row, or for rows that leave its stage alone. */
export async function prepare(fresh: TestDatabase) {
  const base = await caseWorld(fresh);
  const { desk } = base;
  const at = (stage: Stage) => caseAt(desk, stage);
  const cases = {
    late: await lateCase(base),
    toSubmit: await desk.open(fundCase()),
    toAccept: await at("ACCEPTANCE"),
    toRefuse: await at("ACCEPTANCE"),
    toWithdraw: await at("ACCEPTANCE"),
    acceptance: await at("ACCEPTANCE"),
    noticeReady: await withDefect(base),
    noticed: await withDefect(base),
    review: await at("REVIEW"),
    toTransfer: await at("REVIEW"),
    transferred: await at("REVIEW"),
    toReassign: await at("REVIEW"),
    spent: await at("REVIEW"),
    toPropose: await at("APPROVAL"),
    toReturn: await at("APPROVAL"),
    toConfirm: await at("APPROVAL"),
    toConfirmMany: await at("APPROVAL"),
    toReturnDecision: await at("APPROVAL"),
    withdrawn: await at("SIGNING"),
    signing: await at("SIGNING"),
    security: await at("SECURITY"),
    toSecure: await at("SECURITY"),
    corrected: await at("SECURITY"),
    paused: await at("SECURITY"),
    paying: await at("DISBURSEMENT"),
    paidOut: await at("SERVICING"),
    toRate: await at("SERVICING"),
    rated: await at("SERVICING"),
  };
  await takeTheLastStep(base, cases);
  return {
    base,
    cases,
    corrections: await proposedCorrections(desk, cases.corrected),
    handoff: await handedOver(base, cases.review),
    complaints: await complaints(base),
    tickets: await tickets(base),
    closures: await closuresOf(base),
    members: await spareMembers(base),
    register: await spareParties(base),
    scoreInputs: await scoreInputsOf(base),
    targets: await enteredTargets(base),
    states: await statesOf(desk, cases),
    // At the end: what is recorded after them must not count for their boards.
    ...(await reviewed(base)),
  };
}

async function reviewed(base: CaseWorld) {
  const boards = await preparedBoards(base);
  return { boards, meetings: await preparedMeetings(base, boards.frozenPeriod) };
}

type Cases = Readonly<Record<string, string>>;

/** What has to have happened in a case before its row can be given. */
async function takeTheLastStep({ desk, world }: CaseWorld, cases: Cases): Promise<void> {
  const { bankOfficer, bankManager, guaranteeOfficer, fundsOfficer } = world.viewers;
  const act = (name: string, viewer: Viewer, action: string, input: object = {}) =>
    desk.act(cases[name] ?? "", viewer, action, input);
  await desk.attachAllFor(cases.toAccept ?? "", "ACCEPTANCE");
  await act("noticed", bankOfficer, "NOTICE_SEND");
  await act("review", bankOfficer, "VISIT_RECORD", { reasonCode: "EXPLAIN", place: "BRANCH" });
  await act("review", bankOfficer, "INQUIRY_POST", { toPartyId: world.partyIds.center, question: "何时可放款？" });
  await act("review", bankOfficer, "CONTACT_RECORD", { channel: "PHONE", direction: "OUTGOING", summary: "告知进度" });
  await act("transferred", bankOfficer, "OWNER_TRANSFER", {
    toMemberId: bankManager.memberId,
    to: { ...bankManager, active: true },
  });
  await act("rated", world.viewers.reviewer, "RATING_RECORD", { channel: "PHONE", score: 5, trips: [] });
  await act("review", world.viewers.supervisor, "VISIT_EXCEPTION_GRANT", { note: "行动不便" });
  for (const name of ["toConfirm", "toConfirmMany", "toReturnDecision"]) await proposeApproval(desk, cases[name] ?? "");
  await desk.attachAllFor(cases.toConfirm ?? "", "SIGNING");
  await desk.attachAllFor(cases.toConfirmMany ?? "", "SIGNING");
  await act("withdrawn", bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" });
  await desk.attach(cases.security ?? "", bankOfficer, "REGISTRY_RECEIPT");
  const evidence = await desk.attach(cases.paused ?? "", bankOfficer, "REGISTRY_RECEIPT");
  await act("paused", bankOfficer, "CLOCK_PAUSE", { reasonCode: "AT_REGISTRY", evidenceDocumentId: evidence });
  const [step] = (await desk.state(cases.toSecure ?? "")).collateral.steps ?? [];
  if (step?.certificate)
    await desk.attach(cases.toSecure ?? "", guaranteeOfficer, step.certificate, { withOriginal: true });
  await act("toSecure", guaranteeOfficer, "COLLATERAL_REGISTER", collateral("证零"));
  for (let count = 0; count < 3; count += 1) await act("paying", fundsOfficer, "FUNDS_ORDER", { amountFen: 1_000_000 });
}

const collateral = (registrationCertificateNo: string) => ({
  kind: "MORTGAGE",
  securedFen: 45_000_000,
  fromDay: "2011-01-01",
  registrationCertificateNo,
});

async function caseAt(desk: Desk, stage: Stage): Promise<string> {
  const caseId = await desk.open(fundCase({ application: application() }));
  await desk.advanceTo(caseId, stage);
  return caseId;
}

/** A closure that waits for a second person. */
const closureOf = async ({ services, world }: CaseWorld): Promise<string> =>
  resultOf(
    await proposeClosure(services.journal, { day: "2026-02-03", reason: "停电" }, { asker: world.viewers.supervisor }),
  );

async function closuresOf(base: CaseWorld) {
  const toRevoke = await closureOf(base);
  const { services, world } = base;
  resultOf(await confirmClosure(services.journal, toRevoke, { asker: world.viewers.administrator }));
  return { toConfirm: await closureOf(base), toRefuse: await closureOf(base), toRevoke };
}

/** A case that should have been accepted days ago; its miss is written down, and escalated twice. */
async function lateCase({ desk, clock, services }: CaseWorld): Promise<string> {
  const { now } = clock;
  clock.now = "2026-02-24T01:30:00.000Z";
  const caseId = await caseAt(desk, "ACCEPTANCE");
  clock.now = now;
  await tickCases(services);
  return caseId;
}

/** A defect by the bank; the others have nothing to add. */
async function withDefect({ desk, world }: CaseWorld): Promise<string> {
  const { bankOfficer, guaranteeOfficer, reviewer } = world.viewers;
  const caseId = await caseAt(desk, "ACCEPTANCE");
  await desk.act(caseId, bankOfficer, "DEFECT_POST", { kind: "MISSING", note: "缺少材料" });
  for (const viewer of [guaranteeOfficer, reviewer]) await desk.act(caseId, viewer, "NOTHING_FURTHER");
  return caseId;
}

/** Two corrections of certificates that wait for a second person. */
async function proposedCorrections(desk: Desk, caseId: string): Promise<string[]> {
  const { bankOfficer } = desk.staff;
  for (const number of ["证一", "证二"]) await desk.act(caseId, bankOfficer, "COLLATERAL_REGISTER", collateral(number));
  for (const { entryId } of (await desk.state(caseId)).collateral.records) {
    const given = {
      entryId,
      reasonCode: "TYPING_MISTAKE",
      note: "证号有误",
      values: { registrationCertificateNo: "证三" },
    };
    await desk.act(caseId, bankOfficer, "ENTRY_CORRECT", given);
  }
  return (await desk.state(caseId)).corrections.proposed.map(({ id }) => id);
}

/** About the bank, each one step before something is done with it. */
async function complaints({ services, world }: CaseWorld) {
  const { supervisor, reviewer } = world.viewers;
  const about = { channel: "PHONE" as const, partyId: world.partyIds.bank, text: "等了一上午" };
  const received = async () => resultOf(await receiveComplaint(services, supervisor, about));
  const assigned = async () => {
    const complaintId = await received();
    return resultOf(await assignComplaint(services, supervisor, { complaintId, handlerId: reviewer.memberId }));
  };
  const answered = async () => {
    const given = { complaintId: await assigned(), finding: "UPHELD" as const, answer: "属实" };
    return resultOf(await answerComplaint(services, reviewer, given));
  };
  return {
    toAssign: await received(),
    toAnswer: await assigned(),
    toClose: await answered(),
    closed: resultOf(await closeComplaint(services, supervisor, { complaintId: await answered() })),
  };
}

async function handedOver({ services, world, desk }: CaseWorld, caseId: string) {
  const { papers } = await desk.state(caseId);
  const items = papers.documents.slice(0, 1).map(({ id }) => ({ caseId, documentId: id }));
  const { guarantor } = world.partyIds;
  const id = resultOf(await sendPapers(services, world.viewers.bankOfficer, { toPartyId: guarantor, items }));
  const [item] = await selectRows(services.journal.database.read, HandoffItem, "handoffId = ?", [id]);
  return { id, itemId: item?.id ?? "" };
}

/** An upload of everybody who may bring papers, by their name. */
async function tickets(base: CaseWorld): Promise<Record<string, string>> {
  const { bankOfficer, bankSystem, ...others } = base.world.viewers;
  const systemOfBankOfficer = { ...bankOfficer, memberId: bankSystem.memberId, onBehalfOfId: bankOfficer.memberId };
  const found: Record<string, string> = {};
  for (const [name, viewer] of Object.entries({ bankOfficer, systemOfBankOfficer, ...others })) {
    if (viewer.roles.includes("AUDITOR")) continue;
    found[name] = await uploadAt(base, `an upload of ${name}`, viewer);
  }
  return found;
}

/** A suspended developer, and a building that was verified. */
async function spareParties({ services, world }: CaseWorld) {
  const { journal } = services;
  const suspended = { kind: "DEVELOPER" as const, code: "IDLE", name: "停用开发商", nameEn: "Idle Homes" };
  const partyId = resultOf(await registerParty(journal, suspended));
  resultOf(await suspendParty(journal, { partyId, reason: "整改" }));
  const place = { partyId: world.partyIds.developer, projectId: world.projectId };
  const buildingId = resultOf(
    await registerBuilding(journal, { ...place, code: "9", presalePermit: "咸预售2016-019" }),
  );
  const ticketId = await uploadAt({ services, world }, "a permit", world.viewers.bankManager);
  resultOf(await verifyBuilding(services, world.viewers.bankManager, { buildingId, ticketId }));
  return { suspended: partyId, verified: buildingId };
}

/** Members of the bank for whom something is to be administered, and a clerk of the developer. */
async function spareMembers({ services: { journal, policies }, world }: CaseWorld) {
  const add = (party: "bank" | "developer", username: string, name: string) => {
    const roles = party === "bank" ? (["BANK_OFFICER"] as const) : [];
    const given = { partyId: world.partyIds[party], username, name, roles, password: worldPassword };
    return addMember(journal, given, testPasswords);
  };
  const toEnable = await add("bank", "spare-enable", "备用甲");
  resultOf(await disableMember(journal, null, { memberId: toEnable }));
  const asked = { toMemberId: world.viewers.bankOfficer.memberId, fromDay: "2026-03-02", untilDay: "2026-03-06" };
  return {
    toEnable,
    delegation: resultOf(await grantDelegation(journal, world.viewers.bankColleague, asked, delegationRules(policies))),
    toDisable: await add("bank", "spare-disable", "备用乙"),
    toChange: await add("bank", "spare-change", "备用丙"),
    toReset: await add("bank", "spare-reset", "备用丁"),
    developerClerk: await add("developer", "developer-clerk", "开发商员"),
  };
}

/** Tasks and figures that wait for another person. */
async function enteredTargets({ services, world }: CaseWorld) {
  const asker = world.viewers.fundsOfficer;
  const said = { business: "LENDING", unitId: null, productCode: null, amountFen: 100, count: 1, source: "年度计划" };
  const days = { fromDay: "2016-01-01", toDay: "2016-09-30" };
  return {
    toConfirm: resultOf(await setTarget(services, asker, { ...said, year: 2026 }, null)),
    toRefuse: resultOf(await setTarget(services, asker, { ...said, year: 2026 }, null)),
    figureToConfirm: resultOf(await enterFigure(services, asker, { ...said, ...days }, null)),
    figureToRefuse: resultOf(await enterFigure(services, asker, { ...said, ...days }, null)),
  };
}

async function statesOf<Name extends string>(desk: Desk, ids: Record<Name, string>): Promise<Record<Name, CaseState>> {
  const entries = await Promise.all(
    Object.entries<string>(ids).map(async ([name, id]) => [name, await desk.state(id)] as const),
  );
  return Object.fromEntries(entries) as Record<Name, CaseState>;
}

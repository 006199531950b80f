/** What may happen to a case on its way, beside what always does: each twist at its stage, once. */
import { receivePapers, sendPapers, verifyDocument } from "../../casework/index.js";
import { Handoff, HandoffItem } from "../../documents/index.js";
import type { Viewer } from "../../parties/index.js";
import { selectRow, selectRows } from "../../platform/index.js";
import type { Stage } from "../../policy/index.js";
import { complain, rate } from "./afterwards.js";
import type { DemoClock } from "./clock.js";
import { done, type Desk } from "./desk.js";
import { proposeApproval, recordChecks } from "./stageWork.js";

export interface Scene {
  readonly caseId: string;
  readonly desk: Desk;
  readonly clock: DemoClock;
  readonly supervisor: Viewer;
  /** Sees the cases of every unit, and so may take one over. */
  readonly bankManager: Viewer;
}

interface Twist {
  readonly at: Stage;
  readonly play: (scene: Scene) => Promise<void>;
}

const twist = (at: Stage, play: Twist["play"]): Twist => ({ at, play });
const workingDay = 420;

const officer = ({ desk }: Scene): Viewer => desk.staff.bankOfficer;
/** The guarantee company's officer, or the bank's where there is no company. */
const guarantor = ({ desk }: Scene): Viewer => desk.staff.guaranteeOfficer ?? desk.staff.bankOfficer;
const act = ({ desk, caseId }: Scene, viewer: Viewer, action: string, input?: object) =>
  desk.act(caseId, viewer, action, input);
const stateOf = ({ desk, caseId }: Scene) => desk.state(caseId);

export const twists = {
  // Before acceptance and in review
  verified: twist("REVIEW", verifyOwnPapers),
  noticed: twist("ACCEPTANCE", async (scene) => {
    await scene.desk.attachAllFor(scene.caseId, "ACCEPTANCE");
    const { items } = (await stateOf(scene)).papers;
    const [first, second] = items.filter(({ document }) => ["INCOME_PROOF", "HOUSEHOLD_REGISTER"].includes(document));
    await act(scene, scene.desk.staff.reviewer, "DEFECT_POST", { kind: "INCOMPLETE", itemId: first?.id });
    await act(scene, officer(scene), "DEFECT_POST", { kind: "ILLEGIBLE", itemId: second?.id, note: "第二页无法辨认" });
    await act(scene, scene.desk.staff.reviewer, "NOTHING_FURTHER");
    if (scene.desk.staff.guaranteeOfficer) await act(scene, guarantor(scene), "NOTHING_FURTHER");
    await act(scene, officer(scene), "NOTICE_SEND");
    scene.clock.forwardMinutes(2 * workingDay);
    await answerNotice(scene);
  }),
  noticeOpen: twist("REVIEW", async (scene) => {
    const item = (await stateOf(scene)).papers.items.find(({ document }) => document === "INCOME_PROOF");
    await act(scene, officer(scene), "DEFECT_POST", {
      kind: "EXPLANATION_NEEDED",
      itemId: item?.id,
      note: "请说明收入来源",
    });
    await act(scene, guarantor(scene), "DEFECT_POST", { kind: "INCONSISTENT", note: "地址与合同不一致" });
    scene.clock.forwardMinutes(workingDay);
    await act(scene, officer(scene), "NOTICE_SEND");
  }),
  interview: twist("ACCEPTANCE", (scene) =>
    act(scene, officer(scene), "VISIT_RECORD", { reasonCode: "FACE_TO_FACE_INTERVIEW", place: "BRANCH" }),
  ),
  cameIn: twist("REVIEW", (scene) =>
    act(scene, officer(scene), "VISIT_RECORD", { reasonCode: "BRING_DOCUMENT", place: "WINDOW" }),
  ),
  exception: twist("REVIEW", async (scene) => {
    await act(scene, scene.supervisor, "VISIT_EXCEPTION_GRANT", { note: "申请人无法上传原件，同意到场一次" });
    await act(scene, officer(scene), "VISIT_REQUEST", { reasonCode: "SHOW_ORIGINAL", note: "核验购房合同原件" });
    const visit = (await stateOf(scene)).trips.visits.at(-1);
    await act(scene, officer(scene), "VISIT_RECORD", { visitId: visit?.id, place: "BRANCH" });
  }),
  homeVisit: twist("SIGNING", (scene) =>
    act(scene, officer(scene), "VISIT_RECORD", { reasonCode: "SIGN", place: "HOME" }),
  ),
  dissent: twist("REVIEW", async (scene) => {
    const check = (await stateOf(scene)).review.checks.find(
      ({ ownerPartyId, result }) => ownerPartyId === guarantor(scene).partyId && result === "OPEN",
    );
    const note = "周边成交价偏低，建议降低额度";
    await act(scene, guarantor(scene), "CHECK_RECORD", { checkId: check?.id, result: "PASSED", dissent: true, note });
  }),
  asked: twist("REVIEW", async (scene) => {
    await ask(scene, "申请人近六个月缴存基数有变动，请核实收入证明。");
    const inquiry = (await stateOf(scene)).inquiries.inquiries.at(-1);
    const answer = "已核实：因职务调整上调基数，收入证明无误。";
    await act(scene, officer(scene), "INQUIRY_ANSWER", { inquiryId: inquiry?.id, answer });
  }),
  askedOpen: twist("REVIEW", (scene) => ask(scene, "首付款付款人与借款人不一致，请说明。")),
  called: twist("REVIEW", (scene) =>
    act(scene, officer(scene), "CONTACT_RECORD", {
      ...{ channel: "PHONE", direction: "OUTGOING", summary: "电话告知审核进度, 申请人无疑问" },
    }),
  ),
  broughtIn: twist("REVIEW", async (scene) => {
    await scene.desk.attach(scene.caseId, officer(scene), "SUPPORTING_EVIDENCE", { handedIn: "IN_PERSON" });
  }),
  halfReviewed: twist("REVIEW", (scene) => recordChecks(scene.desk, scene.caseId, "BANK")),
  creditFailed: twist("REVIEW", async (scene) => {
    const check = (await stateOf(scene)).review.checks.find(({ code }) => code === "CREDIT");
    await act(scene, officer(scene), "CHECK_RECORD", { checkId: check?.id, result: "FAILED", note: "近两年连续逾期" });
  }),
  transferred: twist("REVIEW", async (scene) => {
    await proposeOwner(scene);
    await act(scene, scene.bankManager, "OWNER_ACCEPT");
  }),
  transferOpen: twist("REVIEW", proposeOwner),

  // The decision
  sentBack: twist("APPROVAL", async (scene) => {
    const [check] = (await stateOf(scene)).review.checks;
    const input = { reasonCode: "CHECK_TO_REDO", reopen: [check?.id], note: "请复核户籍信息" };
    await act(scene, scene.desk.staff.reviewer, "LOAN_CASE_RETURN", input);
  }),
  proposalReturned: twist("APPROVAL", async (scene) => {
    await proposeApproval(scene.desk, scene.caseId);
    await act(scene, scene.desk.staff.approver, "DECISION_RETURN", {
      reasonCode: "DOCUMENT_WRONG",
      note: "请核对期限",
    });
  }),
  commercialApproved: twist("APPROVAL", (scene) =>
    act(scene, officer(scene), "COMMERCIAL_PART_DECIDE", { state: "APPROVED" }),
  ),
  proposed: twist("APPROVAL", (scene) => proposeApproval(scene.desk, scene.caseId)),

  // Signing and security
  payeeVerified: twist("SIGNING", async (scene) => {
    const [payee] = (await stateOf(scene)).lifecycle.content.payees;
    await act(scene, officer(scene), "PAYEE_VERIFY", { payeeId: payee?.id });
  }),
  halfSigned: twist("SIGNING", async (scene) => {
    const [signature] = (await stateOf(scene)).signing.signatures ?? [];
    const input = { signatureId: signature?.id, method: signature?.methods[0] };
    await act(scene, officer(scene), "SIGNATURE_RECORD", input);
  }),
  contractWrong: twist("SECURITY", async (scene) => {
    const [signature] = (await stateOf(scene)).signing.signatures ?? [];
    await act(scene, officer(scene), "LOAN_CASE_RETURN", { reasonCode: "CONTRACT_WRONG", reopen: [signature?.id] });
  }),
  contractsHanded: twist("SECURITY", async (scene) => {
    const handoffId = await hand(scene, officer(scene), guarantor(scene), ["GUARANTEE_CONTRACT", "MORTGAGE_CONTRACT"]);
    await receive(scene, guarantor(scene), handoffId);
  }),
  contractRejected: twist("SECURITY", async (scene) => {
    const handoffId = await hand(scene, officer(scene), guarantor(scene), ["LOAN_CONTRACT", "MORTGAGE_CONTRACT"]);
    await receive(scene, guarantor(scene), handoffId, "SIGNATURE_OR_SEAL_MISSING");
  }),
  handoffOpen: twist("SECURITY", async (scene) => {
    await hand(scene, officer(scene), guarantor(scene), ["LOAN_CONTRACT", "GUARANTEE_CONTRACT"]);
  }),
  atRegistry: twist("SECURITY", async (scene) => {
    await pause(scene, guarantor(scene), "AT_REGISTRY", "REGISTRY_RECEIPT");
    scene.clock.forwardMinutes(3 * workingDay);
  }),

  // Money
  certificateHanded: twist("DISBURSEMENT", async (scene) => {
    const handoffId = await hand(scene, guarantor(scene), officer(scene), ["MORTGAGE_CERTIFICATE"], true);
    await receive(scene, officer(scene), handoffId);
  }),
  correctionWaits: twist("DISBURSEMENT", async (scene) => {
    const { records } = (await stateOf(scene)).collateral;
    const [record] = records;
    const values = { registrationCertificateNo: `${record?.registrationCertificateNo ?? ""}-1` };
    const input = { entryId: record?.entryId, reasonCode: "TYPING_MISTAKE", note: "登记证明号录入有误", values };
    await act(scene, guarantor(scene), "ENTRY_CORRECT", input);
  }),
  paymentFailed: twist("DISBURSEMENT", async (scene) => {
    await order(scene);
    const payment = (await stateOf(scene)).payment.payments.at(-1);
    const failure = { paymentId: payment?.id, outcome: "FAILED", reasonCode: "ACCOUNT_WRONG" };
    await act(scene, officer(scene), "PAYMENT_FAIL", failure);
  }),
  sent: twist("DISBURSEMENT", async (scene) => {
    await order(scene);
    const payment = (await stateOf(scene)).payment.payments.at(-1);
    await act(scene, officer(scene), "PAYMENT_SEND", { paymentId: payment?.id });
  }),
  queued: twist("DISBURSEMENT", (scene) => pause(scene, scene.desk.staff.reviewer, "FUNDS_QUEUE", "FUNDS_PLAN")),

  // Afterwards
  rated: twist("SERVICING", (scene) => rate(scene, 5, 0)),
  ratedLow: twist("SERVICING", (scene) => rate(scene, 3, 2)),
  complained: twist("SERVICING", complain),

  // Too late
  slowAcceptance: twist("ACCEPTANCE", async ({ clock }) => clock.forwardMinutes(3 * workingDay)),
  slowReview: twist("REVIEW", async ({ clock }) => clock.forwardMinutes(5 * workingDay)),
  slowSecurity: twist("SECURITY", async ({ clock }) => clock.forwardMinutes(7 * workingDay)),

  // Ends
  notAccepted: twist("ACCEPTANCE", (scene) =>
    act(scene, officer(scene), "LOAN_CASE_REFUSE", { reasonCode: "NOT_ELIGIBLE", note: "连续缴存未满六个月" }),
  ),
  notLent: twist("APPROVAL", async (scene) => {
    const { reviewer, approver } = scene.desk.staff;
    await act(scene, reviewer, "DECISION_PROPOSE", { outcome: "REFUSE", reasonCode: "CREDIT_NOT_SUFFICIENT" });
    await act(scene, approver, "DECISION_CONFIRM");
  }),
  withdrawn: twist("REVIEW", (scene) =>
    act(scene, officer(scene), "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" }),
  ),
  withdrawnLate: twist("SECURITY", async (scene) => {
    await act(scene, officer(scene), "LOAN_CASE_WITHDRAW", {
      reasonCode: "PURCHASE_CANCELLED",
      note: "买卖双方解除合同",
    });
    const { tasks } = (await stateOf(scene)).lifecycle;
    const own = tasks.find(({ actor }) => actor === "BANK");
    await act(scene, officer(scene), "UNWINDING_TASK_DONE", { taskId: own?.id });
  }),
  lapsed: twist("SIGNING", async (scene) => {
    // An approval is good for ninety days.
    scene.clock.forwardMinutes(70 * workingDay);
    await act(scene, scene.desk.staff.reviewer, "LOAN_CASE_LAPSE");
  }),
} satisfies Record<string, Twist>;

export type TwistName = keyof typeof twists;

async function answerNotice(scene: Scene): Promise<void> {
  const { notices, papers } = await stateOf(scene);
  const notice = notices.notices.at(-1);
  const defects = notices.defects.filter(({ noticeId }) => noticeId === notice?.id);
  for (const { itemId } of defects) {
    const item = papers.items.find(({ id }) => id === itemId);
    if (!item?.documentId) continue;
    await scene.desk.attach(scene.caseId, officer(scene), item.document, {
      itemId: item.id,
      documentId: item.documentId,
    });
  }
  const answers = defects.map(({ id }) => ({ defectId: id, note: "已补交清晰完整影像" }));
  await act(scene, officer(scene), "NOTICE_ANSWER", { noticeId: notice?.id, answers });
}

/** The center asks the bank; the applicant sees nothing of it, and no clock stands still. */
const ask = (scene: Scene, question: string) =>
  act(scene, scene.desk.staff.reviewer, "INQUIRY_POST", { toPartyId: officer(scene).partyId, question });

async function proposeOwner(scene: Scene): Promise<void> {
  const { memberId, partyId, unitId, roles } = scene.bankManager;
  const to = { memberId, partyId, unitId, roles, service: false, active: true };
  await act(scene, officer(scene), "OWNER_TRANSFER", { toMemberId: memberId, to });
}

async function order(scene: Scene): Promise<void> {
  const [payee] = (await stateOf(scene)).lifecycle.content.payees;
  await act(scene, scene.desk.staff.fundsOfficer, "FUNDS_ORDER", { payeeId: payee?.id });
}

async function pause(scene: Scene, viewer: Viewer, reasonCode: string, evidence: string): Promise<void> {
  const evidenceDocumentId = await scene.desk.attach(scene.caseId, viewer, evidence);
  await act(scene, viewer, "CLOCK_PAUSE", { reasonCode, evidenceDocumentId });
}

/** The bank's word on the papers that it is to verify. */
async function verifyOwnPapers(scene: Scene): Promise<void> {
  const { items, documents } = (await stateOf(scene)).papers;
  for (const { document, documentId, verifierPartyId } of items) {
    const open = documents.find(({ id, verification }) => id === documentId && verification === "OPEN");
    if (!open || verifierPartyId !== officer(scene).partyId) continue;
    scene.clock.forwardMinutes(2);
    const verdict = { caseId: scene.caseId, documentId: open.id, result: "ACCEPTED" as const };
    done(await verifyDocument(scene.desk.services, officer(scene), verdict), `DOCUMENT_VERIFY ${document}`);
  }
}

async function hand(scene: Scene, from: Viewer, to: Viewer, kinds: readonly string[], original = false) {
  const { documents } = (await stateOf(scene)).papers;
  const items = documents
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ documentId }) => ({ caseId: scene.caseId, documentId, original }));
  scene.clock.forwardMinutes(30);
  return done(await sendPapers(scene.desk.services, from, { toPartyId: to.partyId, items }), "HANDOFF_SEND");
}

/** All items; with a reason the first of them is rejected. */
async function receive(scene: Scene, viewer: Viewer, handoffId: string, reasonCode?: string): Promise<void> {
  scene.clock.forwardMinutes(200);
  const { services } = scene.desk;
  const { read } = services.journal.database;
  const handoff = await selectRow(read, Handoff, "id = ?", [handoffId]);
  const rows = await selectRows(read, HandoffItem, "handoffId = ?", [handoff?.id ?? ""]);
  const items = rows.map(({ id }, at) =>
    reasonCode && at === 0
      ? { itemId: id, result: "REJECTED" as const, reasonCode }
      : { itemId: id, result: "ACCEPTED" as const },
  );
  done(await receivePapers(services, viewer, { handoffId, items }), "HANDOFF_RECEIVE");
}

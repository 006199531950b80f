/** An input that fits, for each act, made from the state: whenever nothing is in the way, it must be accepted. */
import { addDays, newId } from "../../../src/kernel/index.js";
import type { CaseState } from "../../../src/casework/index.js";
import { correctionRuleOf } from "../../../src/casework/corrections/rules.js";
import { needs } from "../../../src/casework/documentNeed.js";
import { mayCorrect, ownerOfEntry } from "../../../src/casework/corrections/standing.js";
import type { Viewer } from "../../../src/parties/index.js";
import { type PolicyVersion, type Stage } from "../../../src/policy/index.js";
import { tripsLeft } from "../../../src/casework/trips/budget.js";
import { inventedContent } from "./content.js";
import { people, parties, units } from "./people.js";

export interface Setting {
  readonly state: CaseState;
  readonly viewer: Viewer;
  readonly policy: PolicyVersion;
  /** The thing it is done to, where the act has one. */
  readonly subject: string;
  /** The center's day. */
  readonly today: string;
}

type Reasons = readonly { readonly code: string; readonly stages: readonly Stage[] }[];

const reasonAt = (reasons: Reasons, stage: Stage) => reasons.find(({ stages }) => stages.includes(stage))?.code ?? "";
const stageOf = ({ state }: Setting): Stage => state.lifecycle.stage;
const nothing = () => ({});

/** A party of the case other than the viewer's. */
const another = ({ viewer, state }: Setting): string =>
  viewer.partyId === parties.center ? state.lifecycle.bankId : parties.center;

const unanswered = ({ notices }: CaseState, noticeId: string) =>
  notices.defects.filter((defect) => defect.noticeId === noticeId && !defect.answeredAt && !defect.voided);

function order({ state, viewer, policy }: Setting) {
  const out = state.payment.payments.filter(({ status }) => status !== "FAILED" && status !== "RETURNED");
  const sum = (list: typeof out) => list.reduce((total, { amountFen }) => total + amountFen, 0);
  const room = state.lifecycle.content.payees
    .map(({ id, amountFen }) => ({ id, amountFen: amountFen - sum(out.filter(({ payeeId }) => payeeId === id)) }))
    .find(({ id, amountFen }) => amountFen > 0 && state.lifecycle.verifiedPayees.some((payee) => payee.id === id));
  const limits = policy.amountLimits.filter(({ act, rank }) => act === "ORDER_FUNDS" && rank <= viewer.rank);
  const most = Math.max(0, ...limits.map(({ limitFen }) => limitFen));
  const left = (state.decision.approved?.amountFen ?? 0) - sum(out);
  return { payeeId: room?.id, amountFen: Math.min(room?.amountFen ?? 0, left, most) };
}

function pause({ state, policy, today }: Setting) {
  const stage = state.lifecycle.stage;
  for (const reason of policy.pauseReasons.filter((one) => one.stages.includes(stage) && one.evidence !== "NOTICE")) {
    const proof = state.papers.documents.find(({ kind }) => kind === reason.evidence);
    const resumeOn = reason.resumesOn === "DAY_NAMED" ? addDays(today, 1) : null;
    if (proof) return { reasonCode: reason.code, evidenceDocumentId: proof.id, resumeOn };
  }
  return { reasonCode: "", evidenceDocumentId: "" };
}

function correction({ state, viewer, policy }: Setting) {
  const waiting = state.corrections.proposed.map(({ entryId }) => entryId);
  const standing = state.clocks.pauses.filter(({ resumedAt }) => resumedAt === null);
  const provingPause = (entryId: string) =>
    state.papers.documents.some(
      (document) => document.entryId === entryId && standing.some((pause) => pause.evidenceDocumentId === document.id),
    );
  const mine = state.corrections.entries.filter(
    ({ id, type, corrected }) =>
      correctionRuleOf(type) &&
      !corrected &&
      !provingPause(id) &&
      ownerOfEntry(state, id) !== null &&
      mayCorrect(state, id, viewer) &&
      !waiting.includes(id),
  );
  // What may always be corrected comes first: figures set anew as they are hurt nobody.
  const one = mine.find(({ type }) => type === "SUBMITTED") ?? mine[0];
  const amountFen = state.lifecycle.content.terms?.amountFen;
  const voidable = one && correctionRuleOf(one.type)?.voidable;
  return {
    entryId: one?.id ?? "",
    reasonCode: policy.correctionReasons[0]?.code ?? "",
    note: "录入错误",
    values: voidable ? null : { amountFen },
  };
}

function visit({ state, policy }: Setting) {
  const left = tripsLeft(state);
  const byLaw = policy.trips.legalInterviews.find(({ stages }) => stages.includes(state.lifecycle.stage))?.code;
  return { reasonCode: left > 0 ? "BRING_DOCUMENT" : (byLaw ?? ""), note: "核验原件" };
}

const officersOf = ({ lifecycle }: CaseState) =>
  lifecycle.bankId === parties.bank
    ? [people.bankColleague, people.bankOfficer]
    : [people.otherBankColleague, people.otherBankOfficer];

/** A colleague at the bank who may own cases and does not own this one. */
const colleague = ({ state }: Setting) =>
  officersOf(state).find(({ memberId }) => memberId !== state.ownership.ownerId);

export const fitting: Readonly<Record<string, (setting: Setting) => object>> = {
  LOAN_CASE_SUBMIT: ({ state }) => ({
    content: inventedContent({
      product: state.lifecycle.product,
      kind: state.lifecycle.guaranteeKind === "DEVELOPER_STAGED" ? "NEW" : undefined,
    }),
    knownPeople: [],
  }),
  LOAN_CASE_ACCEPT: nothing,
  LOAN_CASE_REFUSE: (at) => ({ reasonCode: reasonAt(at.policy.refusalReasons, stageOf(at)) }),
  LOAN_CASE_RETURN: (at) => ({ reasonCode: reasonAt(at.policy.returnReasons, stageOf(at)) }),
  LOAN_CASE_WITHDRAW: (at) => ({ reasonCode: reasonAt(at.policy.withdrawalReasons, stageOf(at)) }),
  LOAN_CASE_LAPSE: nothing,
  UNWINDING_TASK_DONE: ({ subject }) => ({ taskId: subject }),
  DOCUMENT_ATTACH: () => ({ kind: "SUPPORTING_EVIDENCE", documentId: newId(), version: 1, way: "UPLOAD" }),
  DOCUMENT_DETACH: ({ subject }) => ({ documentId: subject, reasonCode: "WRONG_CASE", note: "属于另一笔申请" }),
  DOCUMENT_VERIFY: ({ state, subject }) => ({
    documentId: subject,
    version: state.papers.documents.find(({ id }) => id === subject)?.version ?? 0,
    result: "ACCEPTED",
  }),
  HANDOFF_SEND: (at) => {
    const items = at.state.papers.documents
      .filter(({ kind, versionsAt: [first] }) =>
        needs(at.viewer, at.policy, { kind, originPartyId: first?.partyId ?? "" }),
      )
      .slice(0, 1)
      .map(({ id, version }) => ({ id: newId(), documentId: id, version }));
    return { handoffId: newId(), toPartyId: another(at), items };
  },
  CHECK_RECORD: (at) => ({ checkId: at.subject, result: stageOf(at) === "ACCEPTANCE" ? "LOOKED_AT" : "PASSED" }),
  DEFECT_POST: ({ policy }) => ({
    kind: policy.defectKinds[0]?.code,
    note: "第二页缺失",
    justification: "新发现的问题",
  }),
  NOTHING_FURTHER: nothing,
  NOTICE_SEND: nothing,
  NOTICE_ANSWER: ({ state, subject }) => ({
    noticeId: subject,
    answers: unanswered(state, subject).map(({ id }) => ({ defectId: id })),
  }),
  DECISION_PROPOSE: ({ policy }) => ({
    outcome: "REFUSE",
    reasonCode: reasonAt(policy.refusalReasons, "APPROVAL"),
  }),
  DECISION_CONFIRM: nothing,
  DECISION_CONFIRM_MANY: nothing,
  DECISION_RETURN: ({ policy }) => ({ reasonCode: reasonAt(policy.returnReasons, "APPROVAL") }),
  SIGNATURE_RECORD: ({ state, subject }) => ({
    signatureId: subject,
    method: state.signing.signatures?.find(({ id }) => id === subject)?.methods[0],
  }),
  COLLATERAL_REGISTER: ({ today }) => ({ kind: "OTHER", securedFen: 1, fromDay: today }),
  SECURITY_CONFIRM: ({ subject }) => ({ stepId: subject }),
  FUNDS_ORDER: order,
  PAYMENT_SEND: ({ subject }) => ({ paymentId: subject }),
  PAYMENT_CONFIRM: ({ subject }) => ({ paymentId: subject, bankReference: "B-1" }),
  PAYMENT_FAIL: ({ subject, policy }) => ({
    paymentId: subject,
    outcome: "FAILED",
    reasonCode: policy.payment.failureReasons[0]?.code,
  }),
  PAYEE_VERIFY: ({ subject }) => ({ payeeId: subject }),
  COMMERCIAL_PART_DECIDE: ({ state }) => ({
    state: state.lifecycle.content.commercial?.state === "FAILED" ? "APPROVED" : "FAILED",
  }),
  VISIT_REQUEST: visit,
  VISIT_RECORD: () => ({ reasonCode: "BRING_DOCUMENT", place: "WINDOW" }),
  VISIT_EXCEPTION_GRANT: () => ({ note: "申请人无法上传" }),
  OWNER_TRANSFER: (at) => {
    const to = colleague(at);
    const { memberId = "", partyId = "", unitId = null, roles = [] } = to ?? {};
    return { toMemberId: memberId, to: { memberId, partyId, unitId, roles, service: false, active: true } };
  },
  OWNER_ACCEPT: nothing,
  OWNER_REASSIGN: ({ state, viewer }) => {
    const others = viewer.partyKind === "CENTER" ? [people.reviewer, people.supervisor] : officersOf(state);
    const to = others.find(({ memberId }) => memberId !== state.ownership.ownerId) ?? people.bankManager;
    return { reason: "岗位调整", to: { ...to, service: false, active: true } };
  },
  UNIT_REASSIGN: ({ state }) => ({
    reason: "网点撤并",
    to: {
      unitId: state.lifecycle.bankUnitId === units.east ? units.west : units.east,
      partyId: state.lifecycle.bankId,
    },
  }),
  BANK_REASSIGN: ({ state }) => ({
    reason: "委托到期",
    to: {
      partyId: state.lifecycle.bankId === parties.bank ? parties.otherBank : parties.bank,
      ...{ kind: "BANK", active: true },
    },
    owner: null,
    ownerNamed: false,
  }),
  INQUIRY_POST: (at) => ({ toPartyId: another(at), question: "合同面积与产权证是否一致？" }),
  INQUIRY_ANSWER: ({ subject }) => ({ inquiryId: subject, answer: "一致。" }),
  CONTACT_RECORD: () => ({ channel: "WINDOW", direction: "INCOMING", summary: "询问进度" }),
  RATING_TICKET: nothing,
  RATING_RECORD: () => ({ channel: "PHONE", score: 5, trips: [] }),
  RATING_CORRECT: ({ policy }) => ({ reasonCode: policy.correctionReasons[0]?.code, note: "听错了", score: 4 }),
  CLOCK_PAUSE: pause,
  CLOCK_RESUME: nothing,
  ESCALATION_ACKNOWLEDGE: ({ subject }) => ({ escalationId: subject }),
  ENTRY_CORRECT: correction,
  CORRECTION_CONFIRM: ({ subject }) => ({ correctionId: subject }),
  CORRECTION_REFUSE: ({ subject }) => ({ correctionId: subject }),
};

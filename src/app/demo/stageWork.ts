/** What ends each stage of a case when nothing goes wrong: the acts of all parties, in their order. */
import { dayOf } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";
import { documentKindOf, type Stage } from "../../policy/index.js";
import type { Desk } from "./desk.js";

type Work = (desk: Desk, caseId: string) => Promise<void>;

/** @throws Error where the case stands in a stage that no work ends. */
export async function finishStage(desk: Desk, caseId: string): Promise<void> {
  const { stage } = (await desk.state(caseId)).lifecycle;
  const work = workOf[stage];
  if (!work) throw new Error(`Nothing leads on from ${stage}`);
  await work(desk, caseId);
}

const workOf: Partial<Record<Stage, Work>> = {
  APPLICATION: (desk, caseId) => desk.submit(caseId),
  async ACCEPTANCE(desk, caseId) {
    await desk.attachAllFor(caseId, "ACCEPTANCE");
    await desk.act(caseId, desk.staff.bankOfficer, "LOAN_CASE_ACCEPT");
  },
  async REVIEW(desk, caseId) {
    await desk.attachAllFor(caseId, "APPROVAL");
    await recordChecks(desk, caseId);
  },
  async APPROVAL(desk, caseId) {
    await proposeApproval(desk, caseId);
    await desk.attachAllFor(caseId, "SIGNING");
    await desk.act(caseId, desk.staff.approver, "DECISION_CONFIRM");
  },
  async SIGNING(desk, caseId) {
    await desk.attachAllFor(caseId, "SECURITY");
    for (const signature of (await desk.state(caseId)).signing.signatures ?? []) {
      if (signature.signedAt) continue;
      const method = signature.methods[0];
      await desk.act(caseId, desk.staff.bankOfficer, "SIGNATURE_RECORD", { signatureId: signature.id, method });
    }
  },
  async SECURITY(desk, caseId) {
    await verifyPayees(desk, caseId);
    await secure(desk, caseId);
  },
  async DISBURSEMENT(desk, caseId) {
    await verifyPayees(desk, caseId);
    // The voucher first: with it in the case, the last payment confirmed ends the stage.
    await desk.attachAllFor(caseId, "SERVICING");
    for (const { id } of (await desk.state(caseId)).lifecycle.content.payees) await payOut(desk, caseId, id);
  },
};

/** Every open check by its owner, or only those of one institution. */
export async function recordChecks(desk: Desk, caseId: string, only?: string): Promise<void> {
  const { bankOfficer, guaranteeOfficer, reviewer } = desk.staff;
  const owners = { BANK: bankOfficer, GUARANTEE_COMPANY: guaranteeOfficer, CENTER: reviewer, DEVELOPER: null };
  const byTurn = [...(await desk.state(caseId)).review.checks].sort((one, other) => one.turn - other.turn);
  for (const check of byTurn.filter(({ result, owner }) => result === "OPEN" && (!only || owner === only))) {
    const viewer = owners[check.owner];
    if (viewer) await desk.act(caseId, viewer, "CHECK_RECORD", { checkId: check.id, result: "PASSED" });
  }
}

/** What was applied for, whole. */
export async function proposeApproval(desk: Desk, caseId: string): Promise<void> {
  const { terms } = (await desk.state(caseId)).lifecycle.content;
  const amounts = { outcome: "APPROVE", amountFen: terms?.amountFen, termMonths: terms?.termMonths };
  await desk.act(caseId, desk.staff.reviewer, "DECISION_PROPOSE", amounts);
}

/** The bank looks up whom the money is to go to, before it is ordered. */
async function verifyPayees(desk: Desk, caseId: string): Promise<void> {
  const { content, verifiedPayees } = (await desk.state(caseId)).lifecycle;
  for (const { id } of content.payees) {
    if (verifiedPayees.some((payee) => payee.id === id)) continue;
    await desk.act(caseId, desk.staff.bankOfficer, "PAYEE_VERIFY", { payeeId: id });
  }
}

async function secure(desk: Desk, caseId: string): Promise<void> {
  const { guaranteeOfficer, bankOfficer } = desk.staff;
  for (const { id, code, actor, certificate, confirmedAt } of (await desk.state(caseId)).collateral.steps ?? []) {
    if (confirmedAt) continue;
    const viewer = actor === "GUARANTEE_COMPANY" ? (guaranteeOfficer ?? bankOfficer) : bankOfficer;
    const { papers } = await desk.state(caseId);
    if (certificate && !papers.documents.some(({ kind }) => kind === certificate)) {
      await desk.attach(caseId, viewer, certificate, { withOriginal: hasOriginal(desk, certificate) });
    }
    if (code === "MORTGAGE" || code === "PLEDGE") await registerCollateral(desk, caseId, viewer, { id, code });
    await desk.act(caseId, viewer, "SECURITY_CONFIRM", { stepId: id });
  }
  await desk.attachAllFor(caseId, "DISBURSEMENT");
}

const todayOf = ({ services: { journal, policies } }: Desk): string =>
  dayOf(journal.clock().toISOString(), policies.calendar.zone);

const hasOriginal = (desk: Desk, kind: string): boolean =>
  documentKindOf(desk.services.policies.on(todayOf(desk)), kind)?.original ?? false;

async function registerCollateral(desk: Desk, caseId: string, viewer: Viewer, step: { id: string; code: string }) {
  const { lifecycle, decision, collateral } = await desk.state(caseId);
  const today = todayOf(desk);
  const number = lifecycle.number.slice(-6);
  // After a return the step is confirmed anew; what was registered stands.
  if (collateral.records.some(({ kind, voided }) => kind === step.code && !voided)) return;
  await desk.act(caseId, viewer, "COLLATERAL_REGISTER", {
    kind: step.code,
    stepId: step.id,
    securedFen: decision.approved?.amountFen ?? 1,
    fromDay: today,
    registrationCertificateNo: `(${today.slice(0, 4)})不动产证明第${number}号`,
    loanContractNo: `JK-${number}`,
  });
}

/** What a payee is still to get: ordered by the center, confirmed by the bank. */
async function payOut(desk: Desk, caseId: string, payeeId: string): Promise<void> {
  const { lifecycle, decision, payment } = await desk.state(caseId);
  if (lifecycle.stage !== "DISBURSEMENT") return;
  const share = lifecycle.content.payees.find(({ id }) => id === payeeId)?.amountFen ?? 0;
  const standing = payment.payments.filter(({ status }) => status !== "FAILED" && status !== "RETURNED");
  const sum = (of: typeof standing) => of.reduce((total, one) => total + one.amountFen, 0);
  const stillApproved = (decision.approved?.amountFen ?? 0) - sum(standing);
  const amountFen = Math.min(share - sum(standing.filter((one) => one.payeeId === payeeId)), stillApproved);
  if (amountFen > 0) await desk.act(caseId, desk.staff.fundsOfficer, "FUNDS_ORDER", { payeeId, amountFen });
  for (const { id, status } of (await desk.state(caseId)).payment.payments) {
    if (status !== "ORDERED") continue;
    const bankReference = `B${id.slice(-12)}`;
    await desk.act(caseId, desk.staff.bankOfficer, "PAYMENT_CONFIRM", { paymentId: id, bankReference });
  }
}

/** Takes a case in memory from stage to stage by the acts that end each one. */
import { newId } from "../../../src/kernel/index.js";
import type { Viewer } from "../../../src/parties/index.js";
import { neededBefore, type Institution, type Stage } from "../../../src/policy/index.js";
import { isMet } from "../../../src/casework/papers/state.js";
import type { PureCase } from "./pure.js";
import { people } from "./people.js";

export const officerOf: Readonly<Record<Institution, Viewer>> = {
  BANK: people.bankOfficer,
  GUARANTEE_COMPANY: people.guaranteeOfficer,
  CENTER: people.reviewer,
  DEVELOPER: people.bankOfficer,
};

/** A document of a kind; for a checklist item where one is named. */
export function attach(one: PureCase, viewer: Viewer, kind: string, more: object = {}): string {
  const documentId = newId();
  one.must(viewer, "DOCUMENT_ATTACH", { kind, documentId, version: 1, way: "UPLOAD", ...more });
  return documentId;
}

/** Where something was rejected, another one for it too. */
export function attachAllFor(one: PureCase, stage: Stage, andRejected = false): void {
  for (const item of neededBefore(one.state.papers.items, stage)) {
    if (andRejected ? !isMet(one.state.papers, item) : item.documentId === null)
      attach(one, people.bankOfficer, item.document, { itemId: item.id });
  }
}

/** Every open check by its owner, in the order of turns. */
export function recordChecks(one: PureCase, except: (code: string) => boolean = () => false): void {
  const byTurn = [...one.state.review.checks].sort((first, second) => first.turn - second.turn);
  for (const check of byTurn.filter(({ result, code }) => result === "OPEN" && !except(code))) {
    one.must(officerOf[check.owner], "CHECK_RECORD", { checkId: check.id, result: "PASSED" });
  }
}

export function propose(one: PureCase, more: object = {}): void {
  const { terms } = one.state.lifecycle.content;
  const amounts = { amountFen: terms?.amountFen, termMonths: terms?.termMonths };
  one.must(people.reviewer, "DECISION_PROPOSE", { outcome: "APPROVE", ...amounts, ...more });
}

export function sign(one: PureCase, atMost = Infinity): void {
  const open = (one.state.signing.signatures ?? []).filter(({ signedAt }) => signedAt === null);
  for (const { id, methods } of open.slice(0, atMost)) {
    one.must(people.bankOfficer, "SIGNATURE_RECORD", { signatureId: id, method: methods[0] });
  }
}

export function registerFor(one: PureCase, step: { id: string; code: string; actor: Institution }): void {
  if (step.code !== "MORTGAGE" && step.code !== "PLEDGE") return;
  one.must(officerOf[step.actor], "COLLATERAL_REGISTER", {
    kind: step.code,
    stepId: step.id,
    securedFen: one.state.decision.approved?.amountFen ?? 45_000_000,
    fromDay: "2024-01-01",
    registrationCertificateNo: `REG-${newId().slice(-12)}`,
  });
}

export function secure(one: PureCase, atMost = Infinity): void {
  const open = (one.state.collateral.steps ?? []).filter(({ confirmedAt }) => confirmedAt === null);
  for (const step of open.slice(0, atMost)) {
    if (step.certificate) attach(one, officerOf[step.actor], step.certificate);
    registerFor(one, step);
    one.must(officerOf[step.actor], "SECURITY_CONFIRM", { stepId: step.id });
  }
}

export function verifyPayees(one: PureCase): void {
  const { content, verifiedPayees } = one.state.lifecycle;
  for (const { id } of content.payees) {
    if (!verifiedPayees.some((payee) => payee.id === id)) one.must(people.bankOfficer, "PAYEE_VERIFY", { payeeId: id });
  }
}

export function order(one: PureCase, payeeAt = 0, amountFen?: number): string {
  const payee = one.state.lifecycle.content.payees[payeeAt];
  one.must(people.fundsOfficer, "FUNDS_ORDER", { payeeId: payee?.id, amountFen: amountFen ?? payee?.amountFen });
  return one.state.payment.payments.at(-1)?.id ?? "";
}

export const pay = (one: PureCase, paymentId: string, more: object = {}): PureCase =>
  one.must(people.bankOfficer, "PAYMENT_CONFIRM", { paymentId, bankReference: "B-1", ...more });

const work: Partial<Record<Stage, (one: PureCase) => void>> = {
  APPLICATION: (one) => one.must(people.bankOfficer, "LOAN_CASE_SUBMIT", { content: null, knownPeople: [] }),
  ACCEPTANCE(one) {
    attachAllFor(one, "ACCEPTANCE");
    one.must(people.bankOfficer, "LOAN_CASE_ACCEPT");
  },
  REVIEW(one) {
    attachAllFor(one, "APPROVAL");
    recordChecks(one);
  },
  APPROVAL(one) {
    attachAllFor(one, "SIGNING");
    propose(one);
    one.must(people.approver, "DECISION_CONFIRM");
  },
  SIGNING(one) {
    attachAllFor(one, "SECURITY");
    sign(one);
  },
  SECURITY(one) {
    verifyPayees(one);
    secure(one);
    attachAllFor(one, "DISBURSEMENT");
  },
  DISBURSEMENT(one) {
    verifyPayees(one);
    attachAllFor(one, "SERVICING");
    one.state.lifecycle.content.payees.forEach((_payee, at) => pay(one, order(one, at)));
  },
};

/** Does what ends the present stage. @throws Error where an act is refused */
export const finishStage = (one: PureCase): void => work[one.stage]?.(one);

/** @throws Error where an act is refused on the way, or the stage is not on it. */
export function advanceTo(one: PureCase, stage: Stage): PureCase {
  for (let stages = 0; one.stage !== stage; stages += 1) {
    const next = work[one.stage];
    if (!next || stages > 8) throw new Error(`From ${one.stage} there is no way to ${stage}`);
    next(one);
  }
  return one;
}

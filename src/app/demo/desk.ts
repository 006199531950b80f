/** Takes a case through its stages by the same commands that people give; for the demonstration center and for tests. */
import { createHash } from "node:crypto";
import {
  attachDocument,
  caseCommandOf,
  loanCaseAggregate,
  openCase,
  runCommand,
  submitCase,
  type ApplicationInput,
  type CaseServices,
  type CaseState,
} from "../../casework/index.js";
import { issueTicket, receiveUpload } from "../../documents/index.js";
import type { Outcome } from "../../journal/index.js";
import type { Viewer } from "../../parties/index.js";
import { neededBefore, type GuaranteeKind, type Stage } from "../../policy/index.js";

/** Who acts at this desk; a case without a guarantee company needs no guarantee officer. */
export interface Staff {
  readonly bankOfficer: Viewer;
  readonly guaranteeOfficer: Viewer | null;
  readonly reviewer: Viewer;
  readonly approver: Viewer;
  readonly fundsOfficer: Viewer;
}

export interface NewCase {
  readonly product: string;
  readonly guaranteeKind: GuaranteeKind;
  readonly application: ApplicationInput;
}

/** @throws Error naming every refusal: at this desk nothing should be refused. */
function done(outcome: Outcome, what: string): string {
  if (outcome.ok) return outcome.resultId;
  const reasons = outcome.refusals.map(
    ({ code, field, params }) => `${code} ${field?.join(".") ?? ""} ${JSON.stringify(params ?? {})}`,
  );
  throw new Error(`${what} was refused: ${reasons.join("; ")}`);
}

export interface Desk {
  open(fresh: NewCase): Promise<string>;
  state(caseId: string): Promise<CaseState>;
  /** Gives a command by its action; refusals are thrown. */
  act(caseId: string, viewer: Viewer, action: string, input?: object): Promise<void>;
  attach(
    caseId: string,
    viewer: Viewer,
    kind: string,
    more?: { itemId?: string; documentId?: string },
  ): Promise<string>;
  /** Attaches everything that the case needs before it enters a stage. */
  attachAllFor(caseId: string, stage: Stage): Promise<void>;
  /** Takes the case on until it stands in a stage on the way to pay-out. */
  advanceTo(caseId: string, stage: Stage): Promise<void>;
}

/** A small file that says what it stands for; every one is different. */
function sampleFile(kind: string, caseId: string, count: number): Buffer {
  return Buffer.from(`%PDF-1.4\n% ${kind} ${caseId} ${count}\n%%EOF\n`);
}

export function createDesk(services: CaseServices, staff: Staff): Desk {
  let files = 0;
  const state = async (caseId: string): Promise<CaseState> => {
    const found = await services.journal.read(loanCaseAggregate, caseId);
    if (!found) throw new Error(`There is no case ${caseId}`);
    return found;
  };
  const act: Desk["act"] = async (caseId, viewer, action, input = {}) => {
    done(await runCommand(services, viewer, caseCommandOf(action), { caseId, ...input }), action);
  };

  const attach: Desk["attach"] = async (caseId, viewer, kind, more = {}) => {
    files += 1;
    const bytes = sampleFile(kind, caseId, files);
    const { ticket, refusals } = await issueTicket(services, viewer, {
      kind,
      fileName: `${kind.toLowerCase()}.pdf`,
      mediaType: "application/pdf",
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    if (!ticket) throw new Error(`No ticket: ${refusals.map(({ code }) => code).join(", ")}`);
    const upload = await receiveUpload(services, {
      secret: ticket.url.split("/").at(-1) ?? "",
      stream: inOnePiece(bytes),
      contentLength: bytes.length,
      contentType: "application/pdf",
    });
    if (upload.refusals.length > 0) throw new Error(`No upload: ${upload.refusals.map(({ code }) => code).join(", ")}`);
    const { outcome, documentId } = await attachDocument(services, viewer, {
      caseId,
      kind,
      ticketId: ticket.id,
      ...more,
    });
    done(outcome, `DOCUMENT_ATTACH ${kind}`);
    return documentId;
  };

  const attachAllFor: Desk["attachAllFor"] = async (caseId, stage) => {
    const { papers } = await state(caseId);
    for (const item of neededBefore(papers.items, stage).filter(({ documentId }) => documentId === null)) {
      const byGuarantor = ["GUARANTEE_OPINION", "MORTGAGE_CERTIFICATE"].includes(item.document);
      const viewer = byGuarantor ? (staff.guaranteeOfficer ?? staff.bankOfficer) : staff.bankOfficer;
      await attach(caseId, viewer, item.document, { itemId: item.id });
    }
  };

  /** What ends each stage. */
  const steps: Partial<Record<Stage, (caseId: string) => Promise<void>>> = {
    async APPLICATION(caseId) {
      done(await submitCase(services, staff.bankOfficer, { caseId }), "LOAN_CASE_SUBMIT");
    },
    async ACCEPTANCE(caseId) {
      await attachAllFor(caseId, "ACCEPTANCE");
      await act(caseId, staff.bankOfficer, "LOAN_CASE_ACCEPT");
    },
    async REVIEW(caseId) {
      await attachAllFor(caseId, "APPROVAL");
      const byTurn = [...(await state(caseId)).review.checks].sort((one, other) => one.turn - other.turn);
      const owners = {
        BANK: staff.bankOfficer,
        GUARANTEE_COMPANY: staff.guaranteeOfficer,
        CENTER: staff.reviewer,
        DEVELOPER: null,
      };
      for (const check of byTurn.filter(({ result }) => result === "OPEN")) {
        const viewer = owners[check.owner];
        if (viewer) await act(caseId, viewer, "CHECK_RECORD", { checkId: check.id, result: "PASSED" });
      }
    },
    async APPROVAL(caseId) {
      const { terms } = (await state(caseId)).lifecycle.content;
      const amounts = { outcome: "APPROVE", amountFen: terms?.amountFen, termMonths: terms?.termMonths };
      await act(caseId, staff.reviewer, "DECISION_PROPOSE", amounts);
      await act(caseId, staff.approver, "DECISION_CONFIRM");
    },
    async SIGNING(caseId) {
      await attachAllFor(caseId, "SECURITY");
      for (const signature of (await state(caseId)).signing.signatures ?? []) {
        if (signature.signedAt) continue;
        const method = signature.methods[0];
        await act(caseId, staff.bankOfficer, "SIGNATURE_RECORD", { signatureId: signature.id, method });
      }
    },
    SECURITY: (caseId) => secure(caseId),
    async DISBURSEMENT(caseId) {
      for (const { id } of (await state(caseId)).lifecycle.content.payees) {
        const before = await state(caseId);
        if (before.lifecycle.stage !== "DISBURSEMENT") return;
        const { amountFen } = before.lifecycle.content.payees.find((payee) => payee.id === id) ?? { amountFen: 0 };
        const approved = before.decision.approved?.amountFen ?? 0;
        const paid = before.payment.payments.reduce((sum, payment) => sum + payment.amountFen, 0);
        const amount = Math.min(amountFen, approved - paid);
        if (amount <= 0) continue;
        await act(caseId, staff.fundsOfficer, "FUNDS_ORDER", { payeeId: id, amountFen: amount });
        const payment = (await state(caseId)).payment.payments.at(-1);
        await act(caseId, staff.bankOfficer, "PAYMENT_CONFIRM", {
          paymentId: payment?.id,
          bankReference: `B${payment?.id.slice(-12)}`,
        });
      }
      await attachAllFor(caseId, "SERVICING");
    },
  };

  async function secure(caseId: string): Promise<void> {
    for (const step of (await state(caseId)).collateral.steps ?? []) {
      if (step.confirmedAt) continue;
      const viewer =
        step.actor === "GUARANTEE_COMPANY" ? (staff.guaranteeOfficer ?? staff.bankOfficer) : staff.bankOfficer;
      const { papers, decision } = await state(caseId);
      if (step.certificate && !papers.documents.some(({ kind }) => kind === step.certificate)) {
        await attach(caseId, viewer, step.certificate);
      }
      if (step.code === "MORTGAGE" || step.code === "PLEDGE") {
        await act(caseId, viewer, "COLLATERAL_REGISTER", {
          kind: step.code,
          stepId: step.id,
          securedFen: decision.approved?.amountFen ?? 1,
          fromDay: "2011-01-01",
          registrationCertificateNo: `REG-${caseId.slice(-12)}`,
          loanContractNo: `LOAN-${caseId.slice(-12)}`,
        });
      }
      await act(caseId, viewer, "SECURITY_CONFIRM", { stepId: step.id });
    }
    await attachAllFor(caseId, "DISBURSEMENT");
  }

  return {
    state,
    act,
    attach,
    attachAllFor,
    async open(fresh) {
      const { guaranteeKind, ...rest } = fresh;
      const guaranteeCompanyId =
        guaranteeKind === "GUARANTEE_COMPANY" ? (staff.guaranteeOfficer?.partyId ?? null) : null;
      const outcome = await openCase(services, staff.bankOfficer, { ...rest, guaranteeKind, guaranteeCompanyId });
      return done(outcome, "LOAN_CASE_OPEN");
    },
    async advanceTo(caseId, stage) {
      for (let steps_ = 0; steps_ < 12; steps_ += 1) {
        const now = (await state(caseId)).lifecycle.stage;
        if (now === stage) return;
        const step = steps[now];
        if (!step) throw new Error(`From ${now} there is no way to ${stage}`);
        await step(caseId);
      }
      throw new Error(`Case ${caseId} did not come to ${stage}`);
    },
  };
}

async function* inOnePiece(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}

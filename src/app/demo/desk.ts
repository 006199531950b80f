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
import { samplePaper } from "./paper.js";
import { inOnePiece } from "./samples.js";
import { finishStage } from "./stageWork.js";

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

export interface AttachMore {
  readonly itemId?: string;
  /** The document that gets a new version. */
  readonly documentId?: string;
  readonly withOriginal?: boolean;
  readonly handedIn?: "IN_PERSON" | "AT_HOME" | "BY_POST" | "BY_PARTY";
}

export interface Desk {
  readonly services: CaseServices;
  readonly staff: Staff;
  open(fresh: NewCase): Promise<string>;
  state(caseId: string): Promise<CaseState>;
  submit(caseId: string): Promise<void>;
  /** Gives a command by its action; refusals are thrown. */
  act(caseId: string, viewer: Viewer, action: string, input?: object): Promise<void>;
  /** Uploads a sample and attaches it; the document's id. */
  attach(caseId: string, viewer: Viewer, kind: string, more?: AttachMore): Promise<string>;
  /** Attaches everything that the case needs before it enters a stage. */
  attachAllFor(caseId: string, stage: Stage): Promise<void>;
  /** Does what ends the stage in which the case stands. */
  finishStage(caseId: string): Promise<void>;
  /** Takes the case on until it stands in a stage on the way to pay-out. */
  advanceTo(caseId: string, stage: Stage): Promise<void>;
}

export interface DeskOptions {
  /** Told before each act; the demonstration's clock moves here. */
  readonly before?: (action: string, viewer: Viewer) => void;
  /** What a paper of that kind is like; every one different where it is left out. */
  readonly sampleOf?: (kind: string) => Buffer;
}

/** At this desk nothing should be refused. @throws Error naming every refusal */
export function done(outcome: Outcome, what: string): string {
  if (outcome.ok) return outcome.resultId;
  const reasons = outcome.refusals.map(
    ({ code, field, params }) => `${code} ${field?.join(".") ?? ""} ${JSON.stringify(params ?? {})}`,
  );
  throw new Error(`${what} was refused: ${reasons.join("; ")}`);
}

const byGuarantor = ["GUARANTEE_OPINION", "MORTGAGE_CERTIFICATE"];
const stagesAtMost = 12;

/** Uploads a paper, of no kind where it is evidence; the ticket that it came with. */
export async function uploadSample(
  services: CaseServices,
  viewer: Viewer,
  kind: string | null,
  bytes: Buffer,
): Promise<string> {
  const { ticket, refusals } = await issueTicket(services, viewer, {
    ...(kind !== null && { kind }),
    fileName: `${kind?.toLowerCase() ?? "evidence"}.pdf`,
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
  return ticket.id;
}

export function createDesk(services: CaseServices, staff: Staff, { before, sampleOf }: DeskOptions = {}): Desk {
  let papers = 0;
  const { bankOfficer, guaranteeOfficer } = staff;

  /** The ticket of a sample that was uploaded. */
  async function uploaded(caseId: string, viewer: Viewer, kind: string): Promise<string> {
    papers += 1;
    const bytes = sampleOf?.(kind) ?? samplePaper(["LIANBAN SAMPLE", kind, `case ${caseId}`, `paper ${papers}`]);
    return uploadSample(services, viewer, kind, bytes);
  }

  const desk: Desk = {
    services,
    staff,
    async state(caseId) {
      const found = await services.journal.read(loanCaseAggregate, caseId);
      if (!found) throw new Error(`There is no case ${caseId}`);
      return found;
    },
    async open(fresh) {
      const { guaranteeKind, ...rest } = fresh;
      const guaranteeCompanyId = guaranteeKind === "GUARANTEE_COMPANY" ? (guaranteeOfficer?.partyId ?? null) : null;
      before?.("LOAN_CASE_OPEN", bankOfficer);
      const outcome = await openCase(services, bankOfficer, { ...rest, guaranteeKind, guaranteeCompanyId });
      return done(outcome, "LOAN_CASE_OPEN");
    },
    async submit(caseId) {
      before?.("LOAN_CASE_SUBMIT", bankOfficer);
      done(await submitCase(services, bankOfficer, { caseId }), "LOAN_CASE_SUBMIT");
    },
    async act(caseId, viewer, action, input = {}) {
      before?.(action, viewer);
      done(await runCommand(services, viewer, caseCommandOf(action), { caseId, ...input }), action);
    },
    async attach(caseId, viewer, kind, more = {}) {
      before?.("DOCUMENT_ATTACH", viewer);
      const ticketId = await uploaded(caseId, viewer, kind);
      const { outcome, documentId } = await attachDocument(services, viewer, { caseId, kind, ticketId, ...more });
      done(outcome, `DOCUMENT_ATTACH ${kind}`);
      return documentId;
    },
    async attachAllFor(caseId, stage) {
      const missing = neededBefore((await desk.state(caseId)).papers.items, stage).filter(
        ({ documentId }) => documentId === null,
      );
      for (const { id: itemId, document } of missing) {
        const viewer = byGuarantor.includes(document) ? (guaranteeOfficer ?? bankOfficer) : bankOfficer;
        await desk.attach(caseId, viewer, document, { itemId });
      }
    },
    finishStage: (caseId) => finishStage(desk, caseId),
    async advanceTo(caseId, stage) {
      for (let stages = 0; stages < stagesAtMost; stages += 1) {
        if ((await desk.state(caseId)).lifecycle.stage === stage) return;
        await desk.finishStage(caseId);
      }
      throw new Error(`Case ${caseId} did not come to ${stage}`);
    },
  };
  return desk;
}

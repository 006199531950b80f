/** Cases one step before something that two people may do at once. */
import { createDesk } from "../../src/app/demo/desk.js";
import {
  caseCommandOf,
  openCase,
  runCommand,
  sendPapers,
  type ApplicationInput,
  type CaseServices,
} from "../../src/casework/index.js";
import { HandoffItem, issueTicket, receiveUpload } from "../../src/documents/index.js";
import { createJournal, type Outcome } from "../../src/journal/index.js";
import { openSession, resultOf, stateNetAssets, type Viewer } from "../../src/parties/index.js";
import { selectRows, type Database } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, type CaseWorld } from "./cases.js";
import { digest, pdf } from "./documents.js";
import type { TestDatabase } from "./harness.js";
import { copyAll } from "./wholeDatabase.js";

export interface RaceScene extends CaseWorld {
  readonly fresh: TestDatabase;
  /** Complete, to be accepted or refused. */
  readonly toAccept: readonly [string, string];
  /** In joint review: checks of the bank, the guarantee company and the center are open. */
  readonly inReview: string;
  /** Proposed, to be confirmed. */
  readonly proposed: string;
  /** Of one household, neither submitted. */
  readonly household: readonly [string, string];
  /** Proposed, under one guarantee company whose capacity takes two of the three. */
  readonly guaranteed: readonly [string, string, string];
  /** Proposed, on one home that is not worth both. */
  readonly sameHome: readonly [string, string];
  readonly toPay: string;
  /** One trip may be asked for. */
  readonly oneTrip: string;
  /** With a defect drafted, and nobody left to be waited for. */
  readonly toNotify: string;
  /** Two papers of one case on their way from the bank to the guarantee company. */
  readonly handoff: { readonly id: string; readonly itemIds: readonly string[] };
}

export const give = (
  services: CaseServices,
  viewer: Viewer,
  action: string,
  caseId: string,
  input: object = {},
): Promise<Outcome> => runCommand(services, viewer, caseCommandOf(action), { caseId, ...input });

/** A loan weighs 30 % of its amount: a capacity of 3 million yuan hundredths takes two of 450,000 yuan and no third. */
const netAssetsFen = 3_000_000;

export async function makeRaceScene(fresh: TestDatabase): Promise<RaceScene> {
  const base = await caseWorld(fresh);
  const { services, world, desk, staff } = base;
  const { viewers, partyIds } = world;
  const open = (input: ApplicationInput, guaranteeKind: "GUARANTEE_COMPANY" | "MORTGAGE" = "GUARANTEE_COMPANY") =>
    desk.open(fundCase({ application: input, guaranteeKind }));
  const proposedBy = async (from: typeof desk, caseId: string) => {
    await from.advanceTo(caseId, "APPROVAL");
    const amounts = { outcome: "APPROVE", amountFen: 45_000_000, termMonths: 240 };
    await from.act(caseId, viewers.reviewer, "DECISION_PROPOSE", amounts);
    return caseId;
  };
  const toAccept = async () => {
    const caseId = await open(application());
    await desk.advanceTo(caseId, "ACCEPTANCE");
    await desk.attachAllFor(caseId, "ACCEPTANCE");
    return caseId;
  };

  const inReview = await open(application());
  await desk.advanceTo(inReview, "REVIEW");
  const toPay = await open(application(), "MORTGAGE");
  await desk.advanceTo(toPay, "DISBURSEMENT");

  const oneTrip = await desk.open({ ...fundCase(), product: "FUND_SERIAL" });
  await desk.advanceTo(oneTrip, "REVIEW");
  const toNotify = await open(application(), "MORTGAGE");
  await desk.advanceTo(toNotify, "ACCEPTANCE");
  await desk.act(toNotify, viewers.bankOfficer, "DEFECT_POST", { kind: "ILLEGIBLE", note: "看不清" });
  await desk.act(toNotify, viewers.reviewer, "NOTHING_FURTHER");

  const same = application();
  const home = application().property;
  const sameHome = async () => proposedBy(desk, await open(application({ property: home }), "MORTGAGE"));

  const other = createDesk(services, { ...staff, guaranteeOfficer: viewers.otherGuaranteeOfficer });
  const stated = { partyId: partyIds.otherGuarantor, asOf: "2026-01-01", amountFen: netAssetsFen };
  resultOf(await stateNetAssets(services.journal, stated));
  const guaranteed = async () => proposedBy(other, await other.open(fundCase()));

  return {
    ...base,
    fresh,
    inReview,
    toPay,
    oneTrip,
    toNotify,
    toAccept: [await toAccept(), await toAccept()],
    proposed: await proposedBy(desk, await open(application())),
    household: [await open(same), await open({ ...application(), people: same.people })],
    guaranteed: [await guaranteed(), await guaranteed(), await guaranteed()],
    sameHome: [await sameHome(), await sameHome()],
    handoff: await sendTwo(services, viewers.bankOfficer, partyIds.guarantor, inReview, base),
  };
}

async function sendTwo(
  services: CaseServices,
  viewer: Viewer,
  toPartyId: string,
  caseId: string,
  { desk }: Pick<CaseWorld, "desk">,
) {
  const { papers } = await desk.state(caseId);
  const items = papers.documents.slice(0, 2).map(({ id }) => ({ caseId, documentId: id }));
  const id = resultOf(await sendPapers(services, viewer, { toPartyId, items }));
  const rows = await selectRows(services.journal.database.read, HandoffItem, "handoffId = ? ORDER BY number", [id]);
  return { id, itemIds: rows.map((row) => row.id) };
}

/** The same scene on another database: made once by the commands, then copied row by row. */
export async function copyScene(scene: RaceScene, fresh: TestDatabase): Promise<RaceScene> {
  await copyAll(scene.fresh.database, fresh.database);
  const services = servicesOn(scene.services, fresh.database);
  return { ...scene, fresh, services, desk: createDesk(services, scene.staff) };
}

/** The same services over another database: same keys, clock, policy and documents. */
export function servicesOn(services: CaseServices, database: Database): CaseServices {
  const { keys, clock, aggregates } = services.journal;
  const kinds = [...aggregates.values()] as never[];
  return { ...services, journal: createJournal({ database, keys, clock, aggregates: kinds }) };
}

/** Opens a case at a seat; for races to be the first. */
export const openAt = (services: CaseServices, viewer: Viewer, input: ApplicationInput, idempotencyKey: string) =>
  openCase(services, viewer, { product: "FUND", guaranteeKind: "MORTGAGE", application: input, idempotencyKey });

/** An upload whose bytes are there, by the bank's officer where nobody else is named; its ticket's id. */
export async function uploadAt(
  { services, world }: Pick<CaseWorld, "services" | "world">,
  text: string,
  viewer: Viewer = world.viewers.bankOfficer,
): Promise<string> {
  const bytes = pdf(text);
  const announced = { fileName: "证明.pdf", mediaType: "application/pdf", bytes: bytes.length, sha256: digest(bytes) };
  const { ticket } = await issueTicket(services, viewer, announced);
  if (!ticket) throw new Error("No ticket");
  const stream = (async function* () {
    yield await Promise.resolve(bytes);
  })();
  const secret = ticket.url.split("/").at(-1) ?? "";
  await receiveUpload(services, { secret, stream, contentLength: bytes.length, contentType: "application/pdf" });
  return ticket.id;
}

/** A bearer token of a new session, on whichever copy these services write to. */
export async function tokenAt({ journal }: Pick<CaseServices, "journal">, { memberId }: Viewer): Promise<string> {
  const now = journal.clock().toISOString();
  const { token } = await journal.database.write((tx) => openSession(tx, memberId, "API", now));
  return token;
}

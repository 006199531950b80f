/** Seeds the mould: a worklist, one case paid out, and cases whose checks and documents wait to be dealt with. */
import { verifyDocument, type CaseServices, type CaseState } from "../../casework/index.js";
import { neededBefore } from "../../policy/index.js";
import { createDesk, type Desk, type Staff } from "../demo/desk.js";
import type { Write } from "./floor/driver.js";
import type { Ask } from "./load/loop.js";
import { application, type Parties, type Person } from "./people.js";
import { commandQueries, graphqlAsk, worklistDocuments } from "./queries.js";

export interface Amounts {
  /** Cases on the worklist, of which the query shows the newest fifty. */
  readonly worklist: number;
  /** Clients that give commands, and times that they do. */
  readonly clients: number;
  readonly rounds: number;
}

/** One command: how the system is asked for it, and what it writes. */
export interface Planned {
  readonly ask: Ask;
  readonly writes: readonly Write[];
}

export interface Seeded {
  readonly pageCaseId: string;
  /** Cases to give commands for: one for each client of each round. */
  readonly commandCaseIds: readonly (readonly string[])[];
}

/** Every officer in turn brings cases in for their own bank. */
function deskOf(services: CaseServices, parties: Parties, officer: Person): Desk {
  const { guaranteeOfficer, reviewer, approver, fundsOfficer } = parties;
  const staff: Staff = {
    bankOfficer: officer.viewer,
    guaranteeOfficer: guaranteeOfficer.viewer,
    reviewer: reviewer.viewer,
    approver: approver.viewer,
    fundsOfficer: fundsOfficer.viewer,
  };
  return createDesk(services, staff);
}

export async function seed(
  services: CaseServices,
  parties: Parties,
  amounts: Amounts,
  signal: AbortSignal,
): Promise<Seeded> {
  const { bankOfficers } = parties;
  const desks = bankOfficers.map((officer) => ({ officer, desk: deskOf(services, parties, officer) }));
  let count = 0;
  async function opened(): Promise<{ caseId: string; desk: Desk; officer: Person }> {
    signal.throwIfAborted();
    const at = desks[count % desks.length];
    if (!at) throw new Error("There are no banks");
    count += 1;
    const fresh = { product: "FUND", guaranteeKind: "GUARANTEE_COMPANY" as const, application: application(count) };
    return { ...at, caseId: await at.desk.open(fresh) };
  }

  const paidOut = await opened();
  await paidOut.desk.advanceTo(paidOut.caseId, "SERVICING");
  const commandCaseIds: string[][] = [];
  for (let round = 0; round < amounts.rounds; round += 1) {
    const ids: string[] = [];
    for (let client = 0; client < amounts.clients; client += 1) {
      const { caseId, desk } = await opened();
      await desk.advanceTo(caseId, "REVIEW");
      ids.push(caseId);
    }
    commandCaseIds.push(ids);
  }
  for (let at = 0; at < amounts.worklist; at += 1) {
    const { caseId, desk, officer } = await opened();
    await desk.advanceTo(caseId, "ACCEPTANCE");
    const { papers } = await desk.state(caseId);
    for (const item of neededBefore(papers.items, "ACCEPTANCE").slice(0, worklistDocuments)) {
      await desk.attach(caseId, officer.viewer, item.document, { itemId: item.id });
    }
  }
  return { pageCaseId: paidOut.caseId, commandCaseIds };
}

/**
 * Gives every command once, on a copy of the mould, and notes what it writes.
 * Of a case first its papers are verified, then its checks recorded, each by whom it is up to.
 */
export async function rehearse(
  services: CaseServices,
  parties: Parties,
  { commandCaseIds }: Seeded,
  taken: () => Write[],
  signal: AbortSignal,
): Promise<Planned[][][]> {
  const everybody = [...parties.bankOfficers, parties.guaranteeOfficer, parties.reviewer];
  const of = (partyId: string | null): Person => {
    const person = everybody.find(({ viewer }) => viewer.partyId === partyId);
    if (!person) throw new Error(`Nobody acts for ${partyId}`);
    return person;
  };
  const desk = deskOf(services, parties, parties.bankOfficers[0] as Person);

  async function commandsOf(caseId: string): Promise<Planned[]> {
    signal.throwIfAborted();
    const state = await desk.state(caseId);
    const planned: Planned[] = [];
    taken();
    for (const [at, { documentId, verifierPartyId }] of papersOf(state).entries()) {
      const { viewer, token } = of(verifierPartyId);
      const input = { caseId, documentId, result: "ACCEPTED" as const, idempotencyKey: `${caseId}/verify/${at}` };
      const outcome = await verifyDocument(services, viewer, input);
      if (!outcome.ok)
        throw new Error(`DOCUMENT_VERIFY was refused: ${outcome.refusals.map(({ code }) => code).join()}`);
      planned.push({ ask: graphqlAsk(token, commandQueries.DOCUMENT_VERIFY, { input }), writes: taken() });
    }
    for (const { id: checkId, ownerPartyId } of state.review.checks) {
      const { viewer, token } = of(ownerPartyId);
      const input = { caseId, checkId, result: "PASSED" as const, idempotencyKey: `${caseId}/check/${checkId}` };
      await desk.act(caseId, viewer, "CHECK_RECORD", input);
      planned.push({ ask: graphqlAsk(token, commandQueries.CHECK_RECORD, { input }), writes: taken() });
    }
    return planned;
  }

  const rounds: Planned[][][] = [];
  for (const ids of commandCaseIds) {
    const clients: Planned[][] = [];
    for (const caseId of ids) clients.push(await commandsOf(caseId));
    rounds.push(clients);
  }
  return rounds;
}

const papersOf = ({ papers, lifecycle }: CaseState) =>
  papers.documents.map(({ id, itemId }) => ({
    documentId: id,
    verifierPartyId: papers.items.find((item) => item.id === itemId)?.verifierPartyId ?? lifecycle.bankId,
  }));

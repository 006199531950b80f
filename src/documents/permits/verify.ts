/** Verifying a building: its pre-sale permit becomes a document that every buyer's case may use. */
import type { Outcome, StreamRef } from "../../journal/index.js";
import { addMonths, dayOf, newId, refuse, type Refusal } from "../../kernel/index.js";
import { actorOf, buildingInSight, hasRole, party, permitFaults } from "../../parties/index.js";
import type { BuildingVerdict, PartyCode, PartyState, Role, Viewer } from "../../parties/index.js";
import { documentKindOf } from "../../policy/index.js";
import { documentAggregate, type DocumentState } from "../document/aggregate.js";
import { newDocument } from "../document/decide.js";
import { documentEntry } from "../document/entries.js";
import { kindRuleAt, policyAt, type DocumentServices } from "../services.js";
import { attachRefusals, fileOfTicket, spendTicket, ticketFacts } from "../upload/ticket.js";

/** The document kind that proves a building. */
export const permitKind = "PRE_SALE_PERMIT";

const verifiers: readonly Role[] = ["CENTER_REVIEWER", "BANK_OFFICER", "BANK_MANAGER"];

export interface BuildingVerifyGiven {
  readonly buildingId: string;
  /** The permit, uploaded. */
  readonly ticketId: string;
  /** Its number, where the register has none yet. */
  readonly presalePermit?: string | null;
  /** Last day of use, read off the paper. */
  readonly expiresOn?: string | null;
  readonly idempotencyKey?: string | null;
}

/** Refusals: NOT_FOUND or NOT_ALLOWED alone; BUILDING_VERIFIED, PERMIT_REQUIRED, PERMIT_INVALID, and those of the upload. */
export async function verifyBuilding(
  services: DocumentServices,
  viewer: Viewer,
  given: BuildingVerifyGiven,
): Promise<Outcome> {
  const { journal, blobs } = services;
  const building = await buildingInSight({ journal }, viewer, given.buildingId);
  if (!building) return refused(when(true, "NOT_FOUND", { field: "buildingId" }));
  if (!hasRole(viewer, verifiers)) return refused(when(true, "NOT_ALLOWED"));
  const { idempotencyKey, ...input } = given;
  const developer: StreamRef<PartyState> = { aggregate: party, id: building.partyId };
  const paper: StreamRef<DocumentState> = { aggregate: documentAggregate, id: newId(), create: true };
  return journal.execute({
    command: "BUILDING_VERIFY",
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [developer, paper],
    prepare: (tx) => ticketFacts(tx, blobs, given.ticketId, viewer),
    decide(loaded, context, ticket) {
      const known = loaded.state(developer)?.buildings.find(({ id }) => id === building.id);
      const document = loaded.state(paper);
      if (!known || !document) return { refusals: when(true, "NOT_FOUND", { field: "buildingId" }) };
      const presalePermit = given.presalePermit ?? known.presalePermit;
      const today = dayOf(context.now, services.policies.calendar.zone);
      const refusals: Refusal[] = [
        ...when(known.verifiedAt !== null, "BUILDING_VERIFIED", { field: "buildingId" }),
        ...when(!presalePermit, "PERMIT_REQUIRED", { field: "presalePermit" }),
        ...permitFaults(given.presalePermit ?? null),
        ...when(Boolean(given.expiresOn && given.expiresOn < today), "PERMIT_EXPIRED", { field: "expiresOn" }),
        ...attachRefusals(ticket, context.now),
      ];
      if (refusals.length > 0 || !presalePermit) return { refusals };
      const ruled = newDocument(
        document,
        {
          kind: permitKind,
          about: { propertyId: building.id },
          file: fileOfTicket(journal.keys, ticket),
          partyId: viewer.partyId,
          expiresOn: given.expiresOn ?? usualExpiry(services, context.now, today),
        },
        context,
        { kind: kindRuleAt(services, permitKind, context.now) },
      );
      if (ruled.refusals.length > 0) {
        return { refusals: ruled.refusals.map((refusal) => ({ ...refusal, field: ["ticketId"] })) };
      }
      const { partyId } = viewer;
      const verdict = { version: 1, result: "ACCEPTED" as const, partyId, reasonCode: null, note: null };
      const body: BuildingVerdict = { buildingId: building.id, presalePermit, documentId: document.id, partyId };
      return {
        appends: [
          { streamId: developer.id, entries: [{ type: "BUILDING_VERIFIED", body }] },
          { streamId: document.id, entries: [...ruled.entries, documentEntry("VERSION_VERIFIED", verdict)] },
        ],
        resultId: building.id,
        technical: spendTicket(given.ticketId, context.now),
      };
    },
  });
}

/** The register of buildings is that of the room of parties: so are the reasons. */
const when = (condition: boolean, code: PartyCode | "NOT_FOUND", about?: Parameters<typeof refuse>[1]): Refusal[] =>
  condition ? [refuse(code, about)] : [];

const refused = (refusals: readonly Refusal[]): Outcome => ({ ok: false, refusals });

function usualExpiry(services: DocumentServices, now: string, today: string): string | null {
  const policy = policyAt(services, now);
  const months = policy && documentKindOf(policy, permitKind)?.expiryMonths;
  return months ? addMonths(today, months) : null;
}

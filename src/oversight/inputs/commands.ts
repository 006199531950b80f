/** Commands on what is added to a board: proposed with its document by one person, confirmed, rejected, revoked. */
import {
  attachRefusals,
  documentAggregate,
  evidenceEntries,
  fileOfTicket,
  spendTicket,
  ticketFacts,
  type TicketFacts,
} from "../../documents/index.js";
import type { Journal, Outcome } from "../../journal/index.js";
import { newId } from "../../kernel/index.js";
import {
  actingMemberId,
  actorOf,
  member,
  Partner,
  standsAs,
  type PartnerKind,
  type Viewer,
} from "../../parties/index.js";
import { selectRow, type BlobStore, type Sql, type WriteSql } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import { refuse } from "../refusals.js";
import { inputEntry, scoreInput } from "./aggregate.js";
import {
  decisionFaults,
  enterers,
  inputFaults,
  policyOf,
  replacementFaults,
  revocationFaults,
  signedPoints,
  type NewScoreInput,
} from "./decide.js";
import type { ScoreInputKind } from "./rows.js";

export interface InputServices {
  readonly journal: Journal;
  readonly policies: Pick<PolicyBook, "find">;
  readonly blobs: BlobStore;
}

interface ProposeFacts {
  readonly partnerKind: PartnerKind | null;
  readonly ticket: TicketFacts | null;
  /** Something takes the place already that this is to take. */
  readonly placeTaken: boolean;
}

/** Refusals: NOT_ALLOWED alone; every fault of the input. A figure, an adjustment and a veto need their document. */
export function proposeInput(
  { journal, policies, blobs }: InputServices,
  asker: Viewer,
  given: NewScoreInput,
  idempotencyKey: string | null,
): Promise<Outcome> {
  const id = newId();
  const documentId = newId();
  const askerStream = { aggregate: member, id: asker.memberId };
  const paper = { aggregate: documentAggregate, id: documentId, create: true };
  const replaced = given.replacesId ? { aggregate: scoreInput, id: given.replacesId } : null;
  return journal.execute<ProposeFacts>({
    command: `${given.kind}_PROPOSE`,
    actor: actorOf(asker),
    input: given,
    idempotencyKey,
    streams: [
      { aggregate: scoreInput, id, create: true },
      askerStream,
      ...(given.ticketId ? [paper] : []),
      ...(replaced ? [replaced] : []),
    ],
    async prepare(tx) {
      const partner = await selectRow(tx, Partner, "id = ?", [given.partnerId]);
      const { kind = null } = partner ?? {};
      return {
        partnerKind: kind === "BANK" || kind === "GUARANTEE_COMPANY" ? kind : null,
        ticket: given.ticketId ? await ticketFacts(tx, blobs, given.ticketId, asker) : null,
        placeTaken: given.replacesId ? await placeTaken(tx, given.replacesId) : false,
      };
    },
    decide(loaded, context, { partnerKind, ticket, placeTaken: taken }) {
      if (!standsAs(asker, loaded.state(askerStream), enterers[given.kind])) {
        return { refusals: [refuse("NOT_ALLOWED")] };
      }
      const policy = policyOf(policies, given.period);
      const unproved = !ticket && given.kind !== "TASK";
      const refusals = [
        ...inputFaults(given, { partnerKind, policy }),
        ...replacementFaults(given, replaced && loaded.state(replaced), taken),
        ...(unproved ? [refuse("SOURCE_REQUIRED", { field: "ticketId" })] : []),
        ...(ticket ? attachRefusals(ticket, context.now) : []),
      ];
      if (refusals.length > 0) return { refusals };
      const { kind, partnerId, period, code, denominator, cases, ticketId } = given;
      const note = given.note?.trim() ? context.keep("score_input_note", id, given.note.trim()) : null;
      const body = { kind, partnerId, period, code, denominator, cases, note };
      const file = ticket && fileOfTicket(journal.keys, ticket);
      const proposed = inputEntry("SCORE_INPUT_PROPOSED", {
        ...{ ...body, numerator: signedPoints(given, policy), documentId: file ? documentId : null },
        ...(given.replacesId && { replacesId: given.replacesId }),
      });
      const empty = loaded.state(paper);
      const papers =
        file && empty ? [{ streamId: documentId, entries: evidenceEntries(empty, file, asker, context) }] : [];
      return {
        appends: [{ streamId: id, entries: [proposed] }, ...papers],
        resultId: id,
        ...(ticketId && { technical: (tx: WriteSql) => spendTicket(ticketId, context.now)(tx) }),
      };
    },
  });
}

const placeTaken = async (sql: Sql, id: string): Promise<boolean> =>
  (await sql.all("SELECT id FROM score_input WHERE replacesId = ? AND status IN ('PROPOSED', 'CONFIRMED')", [id]))
    .length > 0;

export interface Deciding {
  readonly kind: ScoreInputKind;
  readonly inputId: string;
  readonly expectedVersion: number | null;
  readonly confirms: boolean;
}

/** Refusals: NOT_FOUND or NOT_ALLOWED alone; STALE_VERSION, INPUT_DECIDED, SAME_PERSON. The result is the same id. */
export function decideInput(
  { journal }: Pick<InputServices, "journal">,
  asker: Viewer,
  { kind, inputId, confirms, expectedVersion }: Deciding,
  idempotencyKey: string | null,
): Promise<Outcome> {
  const stream = { aggregate: scoreInput, id: inputId };
  const askerStream = { aggregate: member, id: asker.memberId };
  return journal.execute({
    command: `${kind}_${confirms ? "CONFIRM" : "REJECT"}`,
    actor: actorOf(asker),
    input: { inputId, expectedVersion },
    idempotencyKey,
    streams: [stream, askerStream],
    decide(loaded) {
      const state = loaded.state(stream);
      if (state?.input?.kind !== kind || asker.partyKind !== "CENTER") {
        return { refusals: [refuse("NOT_FOUND", { field: "inputId" })] };
      }
      if (!standsAs(asker, loaded.state(askerStream), enterers[kind])) return { refusals: [refuse("NOT_ALLOWED")] };
      const refusals = decisionFaults(state, actingMemberId(asker), { confirms, expectedVersion });
      if (refusals.length > 0) return { refusals };
      const type = confirms ? "SCORE_INPUT_CONFIRMED" : "SCORE_INPUT_REJECTED";
      return { appends: [{ streamId: inputId, entries: [inputEntry(type, {})] }], resultId: inputId };
    },
  });
}

export interface Revoking {
  readonly inputId: string;
  readonly expectedVersion: number | null;
  readonly note: string;
}

/** The first person proposes it, the second one's same request does it. Refusals: NOT_FOUND or NOT_ALLOWED alone; INPUT_NOT_CONFIRMED, SAME_PERSON, NOTE_NEEDED. */
export function revokeInput(
  { journal }: Pick<InputServices, "journal">,
  asker: Viewer,
  given: Revoking,
  idempotencyKey: string | null,
): Promise<Outcome> {
  const { inputId } = given;
  const stream = { aggregate: scoreInput, id: inputId };
  const askerStream = { aggregate: member, id: asker.memberId };
  return journal.execute({
    command: "SCORE_INPUT_REVOKE",
    actor: actorOf(asker),
    input: given,
    idempotencyKey,
    streams: [stream, askerStream],
    decide(loaded, context) {
      const state = loaded.state(stream);
      if (!state?.input || asker.partyKind !== "CENTER") {
        return { refusals: [refuse("NOT_FOUND", { field: "inputId" })] };
      }
      if (!standsAs(asker, loaded.state(askerStream), enterers[state.input.kind])) {
        return { refusals: [refuse("NOT_ALLOWED")] };
      }
      const refusals = revocationFaults(state, actingMemberId(asker), given);
      if (refusals.length > 0) return { refusals };
      const entry = state.input.revokingById
        ? inputEntry("SCORE_INPUT_REVOKED", {})
        : inputEntry("SCORE_INPUT_REVOCATION_PROPOSED", {
            note: context.keep("score_input_note", inputId, given.note.trim()),
          });
      return { appends: [{ streamId: inputId, entries: [entry] }], resultId: inputId };
    },
  });
}

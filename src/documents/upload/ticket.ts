/** Upload tickets: how one is asked for, and how a document takes over what came with it. */
import { LostRace } from "../../journal/index.js";
import { limits, refuse, sha256, type Refusal } from "../../kernel/index.js";
import { actorOf, hasRole, roles, type Viewer } from "../../parties/index.js";
import { insertRows, selectRow, type BlobStore, type Keys, type Sql, type WriteSql } from "../../platform/index.js";
import { fileRefusals, type KindRule, type UploadedFile } from "../document/decide.js";
import { when } from "../ruling.js";
import { kindRuleAt, type DocumentServices } from "../services.js";
import { knownMediaTypes } from "./mediaTypes.js";
import { UploadTicket } from "./tables.js";

/** After this long what was uploaded and never attached is thrown away. */
export const attachWithinHours = 24;

export interface TicketInput {
  /** The document kind, where it is known by now; its rules for files then hold from the start. */
  readonly kind?: string | null;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256 of the bytes in hex, where the client knows it. */
  readonly sha256?: string | null;
  readonly idempotencyKey?: string | null;
}

export interface IssuedTicket {
  readonly id: string;
  /** Where to PUT the bytes; whoever has the address may. */
  readonly url: string;
  readonly expiresAt: string;
}

/** The secret follows from the id by a key, so that a repeated request gets the same address and none is stored. */
const secretOf = (keys: Keys, ticketId: string): string => keys.mac("upload-ticket", ticketId);

export const secretDigestOf = (secret: string): string => sha256(secret);

const aboutName = (ticketId: string): string => `upload_ticket/${ticketId}`;

/** Whoever acts in cases brings documents; the auditor only reads, and a system does nothing without its officer. */
const mayUpload = (viewer: Viewer): boolean =>
  viewer.partyKind === "DEVELOPER" ||
  hasRole(
    viewer,
    roles.filter((role) => role !== "AUDITOR"),
  );

/** What holds for files while no kind of document is named. */
const anyKind: Pick<KindRule, "fileTypes" | "maxBytes"> = { fileTypes: knownMediaTypes, maxBytes: Infinity };

/** Every reason against a ticket; the announced type in lower case. Pure. */
export function ticketRefusals(
  input: TicketInput,
  facts: { readonly kind: KindRule | null; readonly openTickets: number },
): Refusal[] {
  const { fileName, bytes, sha256: digest } = input;
  const rule = input.kind ? facts.kind : anyKind;
  const most = limits.upload.openTicketsOfMember;
  return [
    ...when(Boolean(input.kind) && facts.kind === null, "UNKNOWN_DOCUMENT_KIND", {
      field: "kind",
      params: { kind: input.kind ?? "" },
    }),
    ...(rule ? fileRefusals(input, { ...rule, maxBytes: Math.min(rule.maxBytes, limits.upload.fileBytes) }) : []),
    ...when(bytes < 1, "UPLOAD_EMPTY", { field: "bytes" }),
    ...when(!isFileName(fileName), "FILE_NAME_INVALID", {
      field: "fileName",
      params: { atMost: limits.text.nameChars },
    }),
    ...when(Boolean(digest) && !/^[0-9a-f]{64}$/i.test(digest ?? ""), "DIGEST_INVALID", { field: "sha256" }),
    ...when(facts.openTickets >= most, "TOO_MANY_OPEN_TICKETS", { params: { atMost: most } }),
  ];
}

const isFileName = (name: string): boolean =>
  name.trim() !== "" && name.length <= limits.text.nameChars && !/[\p{Cc}\p{Cs}/\\]/u.test(name);

/** A ticket for one file. Refusals: NOT_ALLOWED alone, or every reason of the input. */
export async function issueTicket(
  services: DocumentServices,
  viewer: Viewer,
  given: TicketInput,
): Promise<{ ticket: IssuedTicket | null; refusals: readonly Refusal[] }> {
  if (!mayUpload(viewer)) return { ticket: null, refusals: [refuse("NOT_ALLOWED")] };
  const { journal } = services;
  const { idempotencyKey, ...rest } = given;
  const input = { ...rest, mediaType: rest.mediaType.trim().toLowerCase() };
  const outcome = await journal.execute({
    command: "UPLOAD_TICKET",
    actor: actorOf(viewer),
    input,
    idempotencyKey,
    streams: [],
    prepare: (tx) => openTickets(tx, viewer.memberId, journal.clock().toISOString()),
    decide(_loaded, context, open) {
      const kind = input.kind ? kindRuleAt(services, input.kind, context.now) : null;
      const refusals = ticketRefusals(input, { kind, openTickets: open });
      if (refusals.length > 0) return { refusals };
      const row = ticketRow(journal.keys, viewer, input, context.newId(), context.now);
      return { appends: [], resultId: row.id, technical: (tx) => insertRows(tx, UploadTicket, [row]) };
    },
  });
  if (!outcome.ok) return { ticket: null, refusals: outcome.refusals };
  const row = await selectRow(journal.database.read, UploadTicket, "id = ?", [outcome.resultId]);
  // A repeated key may come long after; its ticket is swept away by then.
  if (!row) return { ticket: null, refusals: [refuse("UPLOAD_TICKET_EXPIRED")] };
  const url = `/uploads/${secretOf(journal.keys, row.id)}`;
  return { ticket: { id: row.id, url, expiresAt: row.expiresAt }, refusals: [] };
}

async function openTickets(tx: Sql, memberId: string, now: string): Promise<number> {
  const [row] = await tx.all<{ n: number }>(
    "SELECT COUNT(*) AS n FROM upload_ticket WHERE memberId = ? AND expiresAt > ? AND attachedAt IS NULL",
    [memberId, now],
  );
  return Number(row?.n ?? 0);
}

function ticketRow(keys: Keys, viewer: Viewer, input: TicketInput, id: string, now: string): UploadTicket {
  return {
    id,
    secretDigest: secretDigestOf(secretOf(keys, id)),
    memberId: viewer.memberId,
    partyId: viewer.partyId,
    kind: input.kind ?? null,
    announcedMediaType: input.mediaType,
    announcedBytes: input.bytes,
    announcedSha256: input.sha256?.toLowerCase() ?? null,
    sealedFileName: keys.seal(input.fileName.trim(), aboutName(id)),
    createdAt: now,
    expiresAt: later(now, limits.upload.ticketMinutes * 60_000),
    usedAt: null,
    sha256: null,
    bytes: null,
    mediaType: null,
    attachedAt: null,
  };
}

export const later = (instant: string, byMs: number): string => new Date(Date.parse(instant) + byMs).toISOString();

/** What a command that attaches finds out about a ticket, inside its transaction. */
export interface TicketFacts {
  /** Null where the member has no such ticket. */
  readonly ticket: UploadTicket | null;
  /** Whether its bytes are in the store. */
  readonly stored: boolean;
}

export async function ticketFacts(
  tx: Sql,
  blobs: BlobStore,
  ticketId: string,
  viewer: Pick<Viewer, "memberId">,
): Promise<TicketFacts> {
  const ticket = await selectRow(tx, UploadTicket, "id = ? AND memberId = ?", [ticketId, viewer.memberId]);
  return { ticket, stored: Boolean(ticket?.sha256) && (await blobs.has(ticket?.sha256 ?? "")) };
}

/** Why a document may not take over what came with the ticket. Pure. */
export function attachRefusals({ ticket, stored }: TicketFacts, now: string, field = "ticketId"): Refusal[] {
  if (!ticket) return when(true, "UPLOAD_TICKET_UNKNOWN", { field });
  if (ticket.attachedAt) return when(true, "UPLOAD_TICKET_USED", { field });
  if (ticket.usedAt && later(ticket.usedAt, attachWithinHours * 3_600_000) < now) {
    return when(true, "UPLOAD_TICKET_EXPIRED", { field });
  }
  return when(!stored, "UPLOAD_MISSING", { field });
}

/** The file that came with a ticket that nothing speaks against. */
export function fileOfTicket(keys: Keys, { ticket }: TicketFacts): UploadedFile {
  const { sha256: digest, bytes, mediaType } = ticket ?? {};
  if (!ticket || !digest || !bytes || !mediaType) throw new Error("The ticket brought no file");
  const fileName = keys.open(ticket.sealedFileName, aboutName(ticket.id)).toString("utf8");
  return { sha256: digest, bytes, mediaType, fileName };
}

/** For `technical` of the accepted decision: the ticket is spent together with the entry that takes its file over. */
export const spendTicket =
  (ticketId: string, now: string) =>
  async (tx: WriteSql): Promise<void> => {
    const spent = await tx.run("UPDATE upload_ticket SET attachedAt = ? WHERE id = ? AND attachedAt IS NULL", [
      now,
      ticketId,
    ]);
    if (spent !== 1) throw new LostRace(`The ticket ${ticketId} was spent by another command`);
  };

/** Takes the bytes that a ticket was given for: whole and as announced, or not at all. */
import { limits, type Refusal } from "../../kernel/index.js";
import { BlobRefused, selectRow, type BlobRefusal } from "../../platform/index.js";
import type { DocumentsCode } from "../messages.js";
import { when } from "../ruling.js";
import type { DocumentServices } from "../services.js";
import { ofMediaType, OtherMediaType } from "./mediaTypes.js";
import { UploadTicket } from "./tables.js";
import { secretDigestOf } from "./ticket.js";

export interface Upload {
  /** The last part of the ticket's address. */
  readonly secret: string;
  readonly stream: AsyncIterable<Uint8Array>;
  /** Headers as they came; null where there is none. */
  readonly contentLength: number | null;
  readonly contentType: string | null;
  readonly contentEncoding?: string | null;
}

export interface Received {
  readonly ticketId: string;
  readonly bytes: number;
  readonly mediaType: string;
}

export type UploadAnswer =
  { readonly received: Received; readonly refusals: readonly [] } | { readonly refusals: readonly Refusal[] };

/** The giver broke off, or its connection did. */
class SourceBroken extends Error {
  override readonly name = "SourceBroken";
}

/**
 * Until a document has taken the file over, the same bytes may come again (the answer may have been lost on its way);
 * other bytes need another ticket. Nothing is stored with a refusal.
 */
export async function receiveUpload(
  services: Pick<DocumentServices, "journal" | "blobs">,
  upload: Upload,
): Promise<UploadAnswer> {
  const { database, clock } = services.journal;
  const ticket = await selectRow(database.read, UploadTicket, "secretDigest = ?", [secretDigestOf(upload.secret)]);
  const refusals = ticketRefusals(ticket, clock().toISOString());
  if (!ticket || refusals.length > 0) return { refusals };
  const wrongHeaders = headerRefusals(ticket, upload);
  if (wrongHeaders.length > 0) return { refusals: wrongHeaders };

  let stored;
  try {
    stored = await services.blobs.put(ofMediaType(unbroken(upload.stream), ticket.announcedMediaType), {
      maxBytes: limits.upload.fileBytes,
      bytes: ticket.announcedBytes,
      sha256: ticket.sha256 ?? ticket.announcedSha256,
    });
  } catch (error) {
    return { refusals: bodyRefusals(error, ticket) };
  }
  const { sha256, bytes } = stored;
  const taken = await database.write((tx) =>
    tx.run(
      `UPDATE upload_ticket SET usedAt = COALESCE(usedAt, ?), sha256 = ?, bytes = ?, mediaType = ?
       WHERE id = ? AND attachedAt IS NULL AND (sha256 IS NULL OR sha256 = ?)`,
      [clock().toISOString(), sha256, bytes, ticket.announcedMediaType, ticket.id, sha256],
    ),
  );
  if (taken !== 1) return { refusals: when(true, "UPLOAD_TICKET_USED", { field: "ticket" }) };
  return { received: { ticketId: ticket.id, bytes, mediaType: ticket.announcedMediaType }, refusals: [] };
}

function ticketRefusals(ticket: UploadTicket | null, now: string): Refusal[] {
  const field = "ticket";
  if (!ticket) return when(true, "UPLOAD_TICKET_UNKNOWN", { field });
  if (ticket.attachedAt) return when(true, "UPLOAD_TICKET_USED", { field });
  return when(ticket.expiresAt <= now, "UPLOAD_TICKET_EXPIRED", { field });
}

/** What can be known before the first byte. */
function headerRefusals(ticket: UploadTicket, { contentLength, contentType, contentEncoding }: Upload): Refusal[] {
  const announced = ticket.announcedBytes;
  const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  const length = contentLength ?? announced;
  return [
    ...when(Boolean(contentEncoding) && contentEncoding !== "identity", "UPLOAD_ENCODED", {
      field: "content-encoding",
    }),
    ...when(!["", "application/octet-stream", ticket.announcedMediaType].includes(type), "UPLOAD_OF_OTHER_TYPE", {
      field: "content-type",
      params: { announced: ticket.announcedMediaType },
    }),
    ...when(length === 0, "UPLOAD_EMPTY", { field: "body" }),
    ...when(length > announced, "UPLOAD_TOO_LONG", { field: "body", params: { announced } }),
    ...when(length > 0 && length < announced, "UPLOAD_TRUNCATED", { field: "body", params: { announced } }),
  ];
}

const codes: Record<BlobRefusal, DocumentsCode> = {
  EMPTY: "UPLOAD_EMPTY",
  TOO_LARGE: "UPLOAD_TOO_LONG",
  LONGER_THAN_ANNOUNCED: "UPLOAD_TOO_LONG",
  TRUNCATED: "UPLOAD_TRUNCATED",
  DIGEST_MISMATCH: "UPLOAD_DIGEST_MISMATCH",
};

/** What the bytes told; anything else is our own fault and thrown on. */
function bodyRefusals(error: unknown, ticket: UploadTicket): Refusal[] {
  const params = { announced: ticket.announcedBytes };
  if (error instanceof SourceBroken) return when(true, "UPLOAD_TRUNCATED", { field: "body", params });
  if (error instanceof OtherMediaType) {
    return when(true, "UPLOAD_OF_OTHER_TYPE", { field: "body", params: { announced: ticket.announcedMediaType } });
  }
  if (!(error instanceof BlobRefused)) throw error;
  if (error.reason === "DIGEST_MISMATCH" && ticket.sha256) return when(true, "UPLOAD_TICKET_USED", { field: "ticket" });
  return when(true, codes[error.reason], { field: "body", params });
}

async function* unbroken(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (cause) {
    throw new SourceBroken("The upload broke off", { cause });
  }
}

/** GET /documents/:id/content: the bytes of a version, to whoever may see the document; every opening is logged. */
import type { Response } from "express";
import { pipeline } from "node:stream/promises";
import { Busy, openPrivate, type StreamRef } from "../../journal/index.js";
import { isId, refuse, type Refusal } from "../../kernel/index.js";
import { actorOf, type Viewer } from "../../parties/index.js";
import { BlobDamaged, selectRow } from "../../platform/index.js";
import { documentAggregate } from "../document/aggregate.js";
import { openDocument } from "../document/decide.js";
import { Document, DocumentVersion } from "../document/rows.js";
import type { DocumentServices } from "../services.js";
import { mediaTypes } from "../upload/mediaTypes.js";
import { answerRefusals } from "./answers.js";
import type { Exchange } from "./routes.js";

export interface ContentServices extends Pick<DocumentServices, "journal" | "blobs"> {
  /** Whether the viewer reaches the document through a case in sight. */
  readonly mayRead: (viewer: Viewer, documentId: string) => Promise<boolean>;
}

export const contentRoute =
  (services: ContentServices) =>
  async ({ req: request, res: response, context, params }: Exchange): Promise<void> => {
    const refused = (refusal: Refusal) => answerRefusals(response, context.language, [refusal]);
    const { viewer } = context;
    if (!viewer) return refused(refuse("UNAUTHENTICATED"));
    const number = versionAsked(request.query["version"]);
    if (number === undefined) return refused(refuse("BAD_REQUEST", { field: "version" }));
    const id = params["id"] ?? "";
    const found = isId(id) && (await services.mayRead(viewer, id)) ? await findVersion(services, id, number) : null;
    if (!found) return refused(refuse("NOT_FOUND"));
    try {
      const bytes = await services.blobs.get(found.sha256);
      try {
        await logOpening(services, viewer, found);
        setHeaders(response, found, await fileName(services, found));
        await pipeline(bytes, response);
      } finally {
        bytes.destroy();
      }
    } catch (error) {
      if (response.headersSent) {
        // The connection breaks off short of the length promised: nobody takes the half for the whole.
        response.destroy();
        if (!(error instanceof BlobDamaged)) return;
        throw error;
      }
      if (error instanceof Busy) return refused(refuse("BUSY"));
      if (!(error instanceof BlobDamaged)) throw error;
      refused(refuse("DOCUMENT_UNREADABLE"));
    }
  };

/** Null for the latest; undefined where it is no number. */
function versionAsked(given: unknown): number | null | undefined {
  if (given === undefined) return null;
  return typeof given === "string" && /^[1-9]\d{0,5}$/.test(given) ? Number(given) : undefined;
}

type Found = DocumentVersion & { readonly kind: string };

async function findVersion(
  { journal }: ContentServices,
  documentId: string,
  number: number | null,
): Promise<Found | null> {
  const { read } = journal.database;
  const document = await selectRow(read, Document, "id = ?", [documentId]);
  if (!document) return null;
  const wanted = [documentId, number ?? document.latestVersion];
  const version = await selectRow(read, DocumentVersion, "documentId = ? AND number = ?", wanted);
  return version && { ...version, kind: document.kind };
}

/** @throws Error when the opening could not be logged: then nothing is opened. */
async function logOpening({ journal }: ContentServices, viewer: Viewer, { documentId, number }: Found): Promise<void> {
  const stream = { aggregate: documentAggregate, id: documentId };
  const outcome = await journal.execute({
    command: "DOCUMENT_OPEN",
    actor: actorOf(viewer),
    input: { documentId, number },
    streams: [stream as StreamRef],
    decide(loaded) {
      const state = loaded.state(stream);
      const opened = state && openDocument(state, number, viewer.partyId);
      if (!opened) return { refusals: [refuse("NOT_FOUND")] };
      return { appends: [{ streamId: documentId, entries: [opened] }], resultId: documentId };
    },
  });
  if (!outcome.ok) throw new Error(`Document ${documentId} has rows and no version ${number} in its stream`);
}

/** The name it came with; a plain one where that was erased. */
async function fileName({ journal }: ContentServices, version: Found): Promise<string> {
  const names = await openPrivate(journal.database.read, journal.keys, [version.fileNameId]);
  const extension = mediaTypes[version.mediaType]?.extension ?? "bin";
  return names.get(version.fileNameId) ?? `${version.kind}-${version.number}.${extension}`;
}

function setHeaders(response: Response, version: Found, name: string): void {
  response.status(200);
  for (const [header, value] of Object.entries({
    "Content-Type": version.mediaType,
    "Content-Length": String(version.bytes),
    "Content-Disposition": attachment(name),
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "none",
  }))
    response.setHeader(header, value);
}

/** RFC 6266, with the name in full as RFC 5987 writes it. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%;]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

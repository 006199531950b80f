/** Throws away what nobody took over: tickets long past, and bytes that no ticket and no version names. */
import { placeholders } from "../../platform/index.js";
import type { DocumentServices } from "../services.js";
import { attachWithinHours, later } from "./ticket.js";

const digestsAtOnce = 200;
/** As long as a repeated idempotency key is answered. */
const spentTicketDays = 30;
const hourMs = 3_600_000;

export interface Swept {
  readonly tickets: number;
  readonly blobs: number;
}

/** Run now and then by one process; a blob is left alone for a day, longer than any upload takes to be noted. */
export async function sweepUploads({ journal, blobs }: Pick<DocumentServices, "journal" | "blobs">): Promise<Swept> {
  const now = journal.clock().toISOString();
  const { database } = journal;
  const tickets = await database.write((tx) =>
    tx.run("DELETE FROM upload_ticket WHERE (attachedAt IS NULL AND expiresAt < ?) OR attachedAt < ?", [
      // Uploaded in the last minute before it expired, and still to be attached.
      later(now, -(attachWithinHours + 1) * hourMs),
      later(now, -spentTicketDays * 24 * hourMs),
    ]),
  );
  const youngestMs = Date.parse(now) - 24 * hourMs;
  let removed = 0;
  const sweep = async (digests: readonly string[]) => {
    const named = await database.read.all<{ sha256: string }>(
      `SELECT sha256 FROM document_version WHERE sha256 IN ${placeholders(digests)}
       UNION SELECT sha256 FROM upload_ticket WHERE sha256 IN ${placeholders(digests)}`,
      [...digests, ...digests],
    );
    const kept = new Set(named.map(({ sha256 }) => sha256));
    for (const sha256 of digests.filter((digest) => !kept.has(digest))) {
      // The same content may have come again meanwhile.
      if (await blobs.remove(sha256, youngestMs)) removed += 1;
    }
  };
  let batch: string[] = [];
  for await (const { sha256, storedAtMs } of blobs.list()) {
    if (storedAtMs < youngestMs) batch.push(sha256);
    if (batch.length < digestsAtOnce) continue;
    await sweep(batch);
    batch = [];
  }
  if (batch.length > 0) await sweep(batch);
  return { tickets, blobs: removed };
}

/** Stores one history: one transaction, or none where it is known already. */
import { systemActor, type Actor, type Journal, type Outcome } from "../../journal/index.js";
import { newId } from "../../kernel/index.js";
import { because } from "../messages.js";
import type { TraceHistory } from "./derive.js";
import { entriesOf } from "./entries.js";
import { meet, type Meeting } from "./examine.js";
import { history } from "./history.js";

const importer: Actor = { ...systemActor, channel: "IMPORT" };

const storedDigestSql = "SELECT digest FROM history WHERE source = ? AND traceId = ?";

/**
 * NEW: it is stored now. SAME: the same digest was stored before, or a case or history of our own comes home; nothing is done. CONFLICT: another digest is stored
 * under its identity, nothing is done.
 */
export async function importHistory(journal: Journal, found: TraceHistory, mappingDigest: string): Promise<Meeting> {
  const { source, traceId, digest, ownId, originId } = found;
  for (const id of new Set([ownId, originId])) if (id !== null && (await isOwn(journal, id))) return "SAME";
  const [known] = await journal.database.read.all<{ digest: string }>(storedDigestSql, [source, traceId]);
  if (known) return meet(known.digest, found);
  const id = newId();
  return meetingOf(
    await journal.execute({
      command: "HISTORY_IMPORT",
      actor: importer,
      input: { source, traceId, digest },
      streams: [{ aggregate: history, id, create: true }],
      prepare: async (tx) => (await tx.all<{ digest: string }>(storedDigestSql, [source, traceId]))[0]?.digest ?? null,
      decide(_loaded, _context, storedDigest) {
        const meeting = meet(storedDigest, found);
        if (meeting === "SAME") return { refusals: [because("HISTORY_KNOWN", { source, traceId })] };
        if (meeting === "CONFLICT") return { refusals: [because("HISTORY_CONFLICT", { source, traceId })] };
        return { appends: [{ streamId: id, entries: entriesOf(found, mappingDigest) }], resultId: id };
      },
    }),
  );
}

const isOwn = async ({ database }: Journal, id: string): Promise<boolean> =>
  (await database.read.all("SELECT id FROM journal_stream WHERE id = ?", [id])).length > 0;

function meetingOf(outcome: Outcome): Meeting {
  if (outcome.ok) return "NEW";
  return outcome.refusals.some(({ code }) => code === "HISTORY_CONFLICT") ? "CONFLICT" : "SAME";
}

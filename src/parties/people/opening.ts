/** The log of who opened a person's file, and erasing a person. */
import { fromText, PrivateRow, readEntries, type Actor, type Journal, type NewEntry } from "../../journal/index.js";
import type { Outcome } from "../../journal/index.js";
import { placeholders, tableOf, type Sql } from "../../platform/index.js";
import { refuse } from "../refusals.js";
import { actorOf, type Viewer } from "../viewer.js";
import { personKind } from "./identity.js";
import { personFile, type PersonFileEntry } from "./personFile.js";

/** Why a file is opened: a code, because entries hold no free text. */
const purposePattern = /^[A-Z][A-Z0-9_]{1,59}$/;

type FileFact = PersonFileEntry extends infer One
  ? One extends PersonFileEntry
    ? NewEntry<One["type"], One["body"]>
    : never
  : never;

/**
 * Notes that the viewer opens these people's files unmasked; one command for all of them, before anything is shown.
 * Refusals: PURPOSE_INVALID, PERSON_ERASED.
 */
export function logOpening(
  journal: Journal,
  viewer: Viewer,
  personIds: readonly string[],
  about: { readonly purpose: string; readonly caseId?: string | null; readonly idempotencyKey?: string | null },
): Promise<Outcome> {
  const { purpose, caseId = null, idempotencyKey } = about;
  if (!purposePattern.test(purpose)) {
    return Promise.resolve({ ok: false, refusals: [refuse("PURPOSE_INVALID", { field: "purpose" })] });
  }
  return write(journal, "PERSON_OPEN", actorOf(viewer), personIds, {
    fact: { type: "PERSON_OPENED", body: { purpose, caseId } },
    idempotencyKey,
  });
}

/**
 * Takes away everything that is known of a person, for good: the entries stay, what they point to is gone, and the same
 * ID number is a new person from then on. Refusals: PURPOSE_INVALID, PERSON_ERASED.
 */
export function erasePerson(journal: Journal, actor: Actor, personId: string, reason: string): Promise<Outcome> {
  if (!purposePattern.test(reason)) {
    return Promise.resolve({ ok: false, refusals: [refuse("PURPOSE_INVALID", { field: "reason" })] });
  }
  return write(journal, "PERSON_ERASE", actor, [personId], {
    fact: { type: "PERSON_ERASED", body: { reason } },
    async technical(tx, now) {
      await tx.run(
        `UPDATE ${tableOf(PrivateRow).name} SET salt = NULL, sealed = NULL, erasedAt = ? WHERE streamId = ? AND kind = ? AND erasedAt IS NULL`,
        [now, personId, personKind],
      );
      await tx.run("UPDATE person SET lookup = NULL, erasedAt = ? WHERE id = ?", [now, personId]);
    },
  });
}

export interface Opening {
  readonly memberId: string;
  readonly onBehalfOfId: string | null;
  readonly openedAt: string;
  readonly purpose: string;
  readonly caseId: string | null;
}

/** Who opened a person's file, newest first. */
export async function openingsOf(sql: Sql, personId: string, atMost = 100): Promise<Opening[]> {
  const rows = await readEntries(sql, `streamId = ? AND type = 'PERSON_OPENED' ORDER BY seq DESC LIMIT ${atMost}`, [
    personId,
  ]);
  return rows.map(({ text }) => {
    const entry = fromText(text) as Extract<PersonFileEntry, { type: "PERSON_OPENED" }>;
    const { actorId: memberId, onBehalfOfId, recordedAt: openedAt, body } = entry;
    return { memberId, onBehalfOfId, openedAt, ...body };
  });
}

interface Written {
  readonly fact: FileFact;
  readonly technical?: (tx: Sql, now: string) => Promise<void>;
  readonly idempotencyKey?: string | null;
}

const beginningsAtMost = 5;

/** A file's stream begins with the first thing that is noted; who comes second to begin it goes on with the one that is there. */
async function write(
  journal: Journal,
  command: string,
  actor: Actor,
  personIds: readonly string[],
  { fact, technical, idempotencyKey = null }: Written,
): Promise<Outcome> {
  const ids = [...new Set(personIds)];
  if (ids.length === 0) return { ok: true, resultId: "", replayed: false };
  for (let tries = 1; ; tries += 1) {
    const begun = await streamsThere(journal.database.read, ids);
    const refs = ids.map((id) => ({ aggregate: personFile, id, create: !begun.has(id) }));
    try {
      return await journal.execute({
        command,
        actor,
        input: { ids, ...fact.body },
        idempotencyKey,
        streams: refs,
        decide(loaded, { now }) {
          const erased = refs.some((ref) => loaded.state(ref)?.erased);
          if (erased) return { refusals: [refuse("PERSON_ERASED")] };
          return {
            appends: ids.map((id) => ({ streamId: id, entries: [fact] })),
            resultId: ids[0] as string,
            technical: (tx) => technical?.(tx, now) ?? Promise.resolve(),
          };
        },
      });
    } catch (error) {
      const nowBegun = await streamsThere(journal.database.read, ids);
      if (nowBegun.size === begun.size || tries >= beginningsAtMost) throw error;
    }
  }
}

async function streamsThere(sql: Sql, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql.all<{ id: string }>(`SELECT id FROM journal_stream WHERE id IN ${placeholders(ids)}`, ids);
  return new Set(rows.map(({ id }) => id));
}

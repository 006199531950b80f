/** The log of who opened a person's file, setting right what is known of a person, and erasing them. */
import { fromText, PrivateRow, readEntries, type Actor, type Journal, type NewEntry } from "../../journal/index.js";
import type { Context, Outcome } from "../../journal/index.js";
import { dayOf, type Refusal } from "../../kernel/index.js";
import { placeholders, selectRow, tableOf, type Sql } from "../../platform/index.js";
import { refuse } from "../refusals.js";
import { actorOf, type Viewer } from "../viewer.js";
import { personKind, personLookup } from "./identity.js";
import { normalPerson, personFaults, personText, type PersonGiven } from "./person.js";
import { personFile, type PersonFileEntry } from "./personFile.js";
import { Person } from "./rows.js";

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
    said: { purpose, caseId },
    fact: () => ({ type: "PERSON_OPENED", body: { purpose, caseId } }),
    idempotencyKey,
  });
}

export interface ErasureOptions {
  readonly idempotencyKey?: string | null;
  /** What still needs the person, read while nothing new can come to need them. */
  readonly neededBy?: (tx: Sql) => Promise<readonly Refusal[]>;
}

/**
 * Takes away everything that is known of a person, for good: the entries stay, what they point to is gone, and the same
 * ID number is a new person from then on. Refusals: PURPOSE_INVALID, PERSON_ERASED, and whatever still needs them.
 */
export function erasePerson(
  journal: Journal,
  actor: Actor,
  personId: string,
  reason: string,
  { idempotencyKey, neededBy }: ErasureOptions = {},
): Promise<Outcome> {
  if (!purposePattern.test(reason)) {
    return Promise.resolve({ ok: false, refusals: [refuse("PURPOSE_INVALID", { field: "reasonCode" })] });
  }
  return write(journal, "PERSON_ERASE", actor, [personId], {
    said: { reason },
    idempotencyKey,
    async prepare(tx) {
      // Held from here on: a case that takes the person in waits, and then finds that they are gone.
      await tx.run("UPDATE person SET erasedAt = erasedAt WHERE id = ?", [personId]);
      return (await neededBy?.(tx)) ?? [];
    },
    fact: () => ({ type: "PERSON_ERASED", body: { reason } }),
    async technical(tx, now) {
      await tx.run(
        `UPDATE ${tableOf(PrivateRow).name} SET salt = NULL, sealed = NULL, erasedAt = ? WHERE streamId = ? AND kind = ? AND erasedAt IS NULL`,
        [now, personId, personKind],
      );
      await tx.run("UPDATE person SET lookup = NULL, correctedId = NULL, erasedAt = ? WHERE id = ?", [now, personId]);
    },
  });
}

export interface PersonCorrection {
  readonly person: PersonGiven;
  readonly reason: string;
  readonly idempotencyKey?: string | null;
}

/**
 * Says what is right of a person, for every case that knows them; what was said before stays in the journal.
 * Refusals: PERSON_ERASED, PERSON_IS_ANOTHER where the ID number is somebody else's, and the faults of the person.
 */
export function correctPerson(
  journal: Journal,
  actor: Actor,
  personId: string,
  { person, reason, idempotencyKey }: PersonCorrection,
  zone: string,
): Promise<Outcome> {
  const faults = personFaults(person, dayOf(journal.clock().toISOString(), zone), ["person"]);
  if (!purposePattern.test(reason)) faults.push(refuse("PURPOSE_INVALID", { field: "reasonCode" }));
  if (faults.length > 0) return Promise.resolve({ ok: false, refusals: faults });
  const lookup = personLookup(journal.keys, person);
  return write(journal, "PERSON_CORRECT", actor, [personId], {
    said: { person: { ...person }, reason },
    idempotencyKey,
    async prepare(tx) {
      const other = await selectRow(tx, Person, "lookup = ? AND id <> ?", [lookup, personId]);
      return other ? [refuse("PERSON_IS_ANOTHER", { field: "person.idNumber" })] : [];
    },
    fact: ({ keep }) => ({
      type: "PERSON_CORRECTED",
      body: { reason, person: keep(personKind, personId, personText(normalPerson(person))) },
    }),
    async technical(tx, _now, [fact]) {
      const correctedId = fact?.type === "PERSON_CORRECTED" ? fact.body.person.id : null;
      await tx.run("UPDATE person SET lookup = ?, correctedId = ? WHERE id = ?", [lookup, correctedId, personId]);
    },
  });
}

/** Which private row says what is right of a person: the correction, unless the case was told after it. */
export const rightRowOf = (privateId: string, person: Pick<Person, "correctedId"> | null): string =>
  // Ids rise with time (UUID v7).
  person?.correctedId && person.correctedId > privateId ? person.correctedId : privateId;

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
  /** Part of what an idempotency key stands for. */
  readonly said: Readonly<Record<string, unknown>>;
  readonly fact: (context: Pick<Context, "keep">) => FileFact;
  /** Every reason why not. */
  readonly prepare?: (tx: Sql) => Promise<readonly Refusal[]>;
  readonly technical?: (tx: Sql, now: string, facts: readonly FileFact[]) => Promise<void>;
  readonly idempotencyKey?: string | null;
}

const beginningsAtMost = 5;

/** A file's stream begins with the first thing that is noted; who comes second to begin it goes on with the one that is there. */
async function write(
  journal: Journal,
  command: string,
  actor: Actor,
  personIds: readonly string[],
  { said, fact, prepare, technical, idempotencyKey = null }: Written,
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
        input: { ids, ...said },
        idempotencyKey,
        streams: refs,
        prepare: async (tx) => (await prepare?.(tx)) ?? [],
        decide(loaded, context, refusals) {
          const erased = refs.some((ref) => loaded.state(ref)?.erased);
          if (erased) return { refusals: [refuse("PERSON_ERASED")] };
          if (refusals.length > 0) return { refusals };
          const facts = ids.map(() => fact(context));
          return {
            appends: ids.map((id, at) => ({ streamId: id, entries: facts.slice(at, at + 1) })),
            resultId: ids[0] as string,
            technical: (tx) => technical?.(tx, context.now, facts) ?? Promise.resolve(),
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

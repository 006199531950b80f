/** What `verify` asks of people: erased where an entry says so and nowhere else, found by their own ID number. */
import { fromText, PrivateRow, privateValue, type Difference } from "../../journal/index.js";
import { placeholders, selectRows, type Keys, type Sql } from "../../platform/index.js";
import { personKind, personLookup } from "./identity.js";
import { personOfText } from "./person.js";
import type { PersonFileEntry } from "./personFile.js";
import { Person } from "./rows.js";

const atATime = 500;

export async function* verifyPeople(sql: Sql, keys: Keys): AsyncGenerator<Difference> {
  yield* erasedByNobody(sql);
  for (let after = ""; ;) {
    const people = await selectRows(sql, Person, `id > ? ORDER BY id LIMIT ${atATime}`, [after]);
    const wrong = await wrongOf(sql, keys, people);
    if (wrong.length > 0) {
      // Somebody may have been corrected or erased between two reads: whoever is wrong the second time, too, is.
      const ids = [...new Set(wrong.map(({ streamId }) => String(streamId)))];
      yield* await wrongOf(sql, keys, await selectRows(sql, Person, `id IN ${placeholders(ids)} ORDER BY id`, ids));
    }
    if (people.length < atATime) return;
    after = people.at(-1)?.id ?? after;
  }
}

/** Private rows called erased without an entry of that moment which erases. */
async function* erasedByNobody(sql: Sql): AsyncGenerator<Difference> {
  const rows = await sql.all<Pick<PrivateRow, "id" | "streamId" | "kind">>(
    `SELECT p.id, p.streamId, p.kind FROM private_row p
     LEFT JOIN journal_entry e ON e.streamId = p.streamId AND e.type = 'PERSON_ERASED' AND e.recordedAt = p.erasedAt
     WHERE p.erasedAt IS NOT NULL AND (p.kind <> ? OR e.id IS NULL) ORDER BY p.id`,
    [personKind],
  );
  for (const { id, streamId, kind } of rows) {
    yield { kind: "PRIVATE_ERASED", streamId, table: "private_row", id, detail: kind };
  }
}

interface Known {
  readonly rows: readonly PrivateRow[];
  /** The private row of the last correction. */
  readonly correctedId: string | null;
  readonly erasedAt: string | null;
}

async function knownOf(sql: Sql, ids: readonly string[]): Promise<(id: string) => Known> {
  const inIds = `streamId IN ${placeholders(ids)}`;
  const rows = await selectRows(sql, PrivateRow, `${inIds} AND kind = ? ORDER BY id`, [...ids, personKind]);
  const entries = await sql.all<{ streamId: string; text: string }>(
    `SELECT streamId, text FROM journal_entry WHERE ${inIds} AND type IN ('PERSON_CORRECTED', 'PERSON_ERASED') ORDER BY streamId, seq`,
    ids,
  );
  return (id) => {
    const own = entries.filter(({ streamId }) => streamId === id).map(({ text }) => fromText(text));
    const erased = own.find(({ type }) => type === "PERSON_ERASED");
    const corrected = own.findLast(({ type }) => type === "PERSON_CORRECTED") as PersonFileEntry | undefined;
    return {
      rows: rows.filter(({ streamId }) => streamId === id),
      correctedId: corrected?.type === "PERSON_CORRECTED" ? corrected.body.person.id : null,
      erasedAt: erased?.recordedAt ?? null,
    };
  };
}

async function wrongOf(sql: Sql, keys: Keys, people: readonly Person[]): Promise<Difference[]> {
  if (people.length === 0) return [];
  const knownOfId = await knownOf(
    sql,
    people.map(({ id }) => id),
  );
  return people.flatMap(({ id, erasedAt, correctedId, lookup }) => {
    const known = knownOfId(id);
    const gone = known.erasedAt !== null;
    const place = { streamId: id, table: "person", id };
    const face = (column: string): Difference => ({ kind: "PRIVATE_FACE", ...place, column });
    return [
      ...(erasedAt === known.erasedAt ? [] : [{ kind: "PRIVATE_ERASED", ...place } as const]),
      ...(correctedId === (gone ? null : known.correctedId) ? [] : [face("correctedId")]),
      ...(lookup === (gone ? null : lookupOf(known, keys)) ? [] : [face("lookup")]),
    ];
  });
}

/** Where a row cannot be opened, it is told as a private row that changed; the lookup then follows from nothing. */
function lookupOf({ rows, correctedId }: Known, keys: Keys): string | null {
  const row = rows.find(({ id }) => id === correctedId) ?? rows.at(-1);
  try {
    const text = row ? privateValue(keys, row) : null;
    return text === null ? null : personLookup(keys, personOfText(text));
  } catch {
    return null;
  }
}

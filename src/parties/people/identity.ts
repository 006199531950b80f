/** Finding, placing and opening people: a case holds references, the private tables what they stand for. */
import { openPrivate, type Context } from "../../journal/index.js";
import { insertRows, LostRace, placeholders, selectRows, type Keys, type Sql } from "../../platform/index.js";
import { identityOf, normalPerson, personOfText, personText } from "./person.js";
import type { PersonData, PersonGiven, PersonRef } from "./person.js";
import { Person } from "./rows.js";

/** The kind of the private rows that hold a person. */
export const personKind = "PERSON";

/** Keyed digest of an ID document: finds the same person again without holding the number. */
export const personLookup = (keys: Keys, given: Pick<PersonGiven, "idType" | "idNumber">): string =>
  keys.mac("person", identityOf(given));

/** Who of the people asked for is known already: their lookup digests, and the id of each known one by its digest. */
export interface KnownPeople {
  readonly lookups: readonly string[];
  readonly ids: ReadonlyMap<string, string>;
}

/** For a command's `prepare`; one statement. */
export async function findPeople(
  sql: Sql,
  keys: Keys,
  given: readonly Pick<PersonGiven, "idType" | "idNumber">[],
): Promise<KnownPeople> {
  const lookups = given.map((one) => personLookup(keys, one));
  if (lookups.length === 0) return { lookups, ids: new Map() };
  const rows = await selectRows(sql, Person, `lookup IN ${placeholders(lookups)}`, lookups);
  return { lookups, ids: new Map(rows.map(({ id, lookup }) => [String(lookup), id])) };
}

export interface PlacedPeople {
  /** In the order given. */
  readonly refs: readonly PersonRef[];
  /** Writes those who were not known; belongs into the accepted decision's `technical`. */
  readonly technical: (tx: Sql) => Promise<void>;
}

/**
 * For a command's `decide`: a reference for each person, what is known of them kept as a private row. Their rows stand
 * under the person's own id, not the case's, so that erasing a person finds them all. `known` is what `findPeople` said of the
 * same people in the same order; they have no faults.
 */
export function placePeople(
  context: Pick<Context, "newId" | "keep">,
  known: KnownPeople,
  given: readonly PersonGiven[],
): PlacedPeople {
  const fresh: Person[] = [];
  const refs = given.map((one, at): PersonRef => {
    const lookup = known.lookups[at] as string;
    const personId = known.ids.get(lookup) ?? fresh.find((row) => row.lookup === lookup)?.id ?? context.newId();
    if (!known.ids.has(lookup) && fresh.every((row) => row.lookup !== lookup)) {
      fresh.push({ id: personId, lookup, erasedAt: null, correctedId: null });
    }
    return { personId, private: context.keep(personKind, personId, personText(normalPerson(one))) };
  });
  const found = [...new Set(refs.map(({ personId }) => personId))].filter((id) => fresh.every((row) => row.id !== id));
  return {
    refs,
    async technical(tx) {
      await insertRows(tx, Person, fresh);
      for (const id of found.sort()) await holdPerson(tx, id);
    },
  };
}

/** Nobody is erased while a case takes them in: their row is held until both have settled. @throws LostRace where they were */
async function holdPerson(tx: Sql, id: string): Promise<void> {
  const held = await tx.run("UPDATE person SET erasedAt = erasedAt WHERE id = ? AND erasedAt IS NULL", [id]);
  if (held === 0) throw new LostRace(`The person ${id} was erased meanwhile`);
}

/** What is known of people, by the id of the private row; null where it was erased. Log the opening, or mask what is shown. */
export async function openPeople(
  sql: Sql,
  keys: Keys,
  refs: readonly Pick<PersonRef, "private">[],
): Promise<Map<string, PersonData | null>> {
  const texts = await openPrivate(sql, keys, [...new Set(refs.map((ref) => ref.private.id))]);
  return new Map([...texts].map(([id, text]) => [id, text === null ? null : personOfText(text)]));
}

/** Compares private rows with the digests in the entries, and finds rows that no entry refers to; tells no values. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, placeholders, selectRows, type Database, type Keys, type Sql } from "../../platform/index.js";
import { checkPrivate } from "../private.js";
import { PrivateRow } from "../tables.js";
import { following } from "./reading.js";
import type { Difference, Findings } from "./report.js";
import type { PlacedRef } from "./trace.js";

const rowsAtOnce = 500;
const table = "private_row";

export interface PrivateCheck {
  /** Compares what the entries of a batch refer to. */
  check(refs: readonly PlacedRef[]): Promise<void>;
  /** Once every entry was read: the rows that none refers to. */
  orphans(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opened before the first entry is read: a row that is there by then is referred to by an entry that is there, too, for
 * both were written together. Ids wait in a file of their own, so that memory does not grow with the journal.
 */
export async function openPrivateCheck(database: Database, keys: Keys, findings: Findings): Promise<PrivateCheck> {
  const folder = await mkdtemp(join(tmpdir(), "lianban-verify-"));
  const notes = await openDatabase({ url: null, dataFolder: folder, durable: false });
  const close = async () => {
    await notes.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await notes.write((tx) => tx.run("CREATE TABLE unreferenced (id TEXT PRIMARY KEY) WITHOUT ROWID"));
    for await (const ids of idsOf(database.read, table)) await insertIds(notes, ids);
  } catch (error) {
    await close();
    throw error;
  }

  async function check(refs: readonly PlacedRef[]): Promise<void> {
    for (let at = 0; at < refs.length; at += rowsAtOnce) {
      const some = refs.slice(at, at + rowsAtOnce);
      const ids = [...new Set(some.map(({ id }) => id))];
      const rows = await selectRows(database.read, PrivateRow, `id IN ${placeholders(ids)}`, ids);
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const ref of some) {
        const answer = answerTo(keys, ref, byId.get(ref.id) ?? null);
        if (answer === "ERASED") findings.count("erased");
        else if (answer) findings.note([answer]);
      }
      findings.count("privateReferences", some.length);
      await notes.write((tx) => tx.run(`DELETE FROM unreferenced WHERE id IN ${placeholders(ids)}`, ids));
    }
  }

  async function orphans(): Promise<void> {
    for await (const ids of idsOf(notes.read, "unreferenced")) {
      const rows = await selectRows(database.read, PrivateRow, `id IN ${placeholders(ids)} ORDER BY id`, ids);
      findings.note(
        rows.map(({ id, streamId, kind }) => ({ kind: "PRIVATE_ORPHAN", streamId, table, id, detail: kind })),
      );
    }
  }

  return { check, orphans, close };
}

async function* idsOf(sql: Sql, from: string): AsyncGenerator<string[]> {
  for (let after: string | null = null; ;) {
    const { condition, params } = following("id", after);
    const query = `SELECT id FROM ${from} WHERE ${condition} ORDER BY id LIMIT ${rowsAtOnce}`;
    const ids = (await sql.all<{ id: string }>(query, params)).map(({ id }) => id);
    if (ids.length > 0) yield ids;
    after = ids.at(-1) ?? after;
    if (ids.length < rowsAtOnce) return;
  }
}

const insertIds = (notes: Database, ids: readonly string[]): Promise<number> =>
  notes.write((tx) => tx.run(`INSERT INTO unreferenced (id) VALUES ${ids.map(() => "(?)").join(", ")}`, ids));

/** What is wrong with the row that a reference names; null when it is right, ERASED when it was erased in good order. */
function answerTo(keys: Keys, ref: PlacedRef, row: PrivateRow | null): Difference | "ERASED" | null {
  const place = { streamId: ref.streamId, seq: ref.seq, table, id: ref.id };
  const changed = (detail: string): Difference => ({ kind: "PRIVATE_CHANGED", ...place, detail });
  if (!row) return { kind: "PRIVATE_MISSING", ...place };
  const holds = [row.salt, row.sealed].filter((value) => value !== null).length;
  if (row.erasedAt !== null) return holds === 0 ? "ERASED" : changed("it is called erased and still holds its value");
  if (holds < 2) return changed("it lost its value and was not erased");
  try {
    return checkPrivate(keys, row, ref) === true ? null : changed("its value has another digest");
  } catch (error) {
    // The driver of the cipher speaks of keys and seals only.
    return changed(`it cannot be opened: ${(error as Error).message}`);
  }
}

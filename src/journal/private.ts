/** Private rows: personal data and free texts, sealed; an entry holds only a reference and a salted digest. */
import { createHmac, randomBytes } from "node:crypto";
import { newId } from "../kernel/index.js";
import { insertRows, placeholders, selectRows, type Keys, type Sql } from "../platform/index.js";
import { PrivateRow } from "./tables.js";

/** What an entry holds of a private row. */
export interface PrivateRef {
  readonly id: string;
  /** HMAC-SHA-256 of the value under the row's salt, in hex. */
  readonly mac: string;
}

const macUnder = (salt: string, value: string): string =>
  createHmac("sha256", Buffer.from(salt, "hex")).update(value).digest("hex");

/** Makes the row and the reference to it; nothing is written yet. */
export function sealPrivate(keys: Keys, kind: string, streamId: string, value: string) {
  const id = newId();
  const salt = randomBytes(32).toString("hex");
  const row: PrivateRow = {
    id,
    streamId,
    kind,
    salt,
    sealed: keys.seal(value, `private_row/${id}`),
    erasedAt: null,
  };
  return { row, ref: { id, mac: macUnder(salt, value) } satisfies PrivateRef };
}

export const insertPrivate = (tx: Sql, rows: readonly PrivateRow[]): Promise<void> => insertRows(tx, PrivateRow, rows);

/** The values by row id; null where a row was erased. */
export async function openPrivate(sql: Sql, keys: Keys, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await selectRows(sql, PrivateRow, `id IN ${placeholders(ids)}`, ids);
  return new Map(rows.map((row) => [row.id, privateValue(keys, row)]));
}

/** What a row says; null where it was erased. */
export const privateValue = (keys: Keys, row: PrivateRow): string | null =>
  row.sealed === null ? null : keys.open(row.sealed, `private_row/${row.id}`).toString("utf8");

/** Whether a row still says what an entry's digest says: true, false, or "erased". */
export function checkPrivate(keys: Keys, row: PrivateRow, ref: PrivateRef): boolean | "erased" {
  if (row.salt === null || row.sealed === null) return "erased";
  return macUnder(row.salt, privateValue(keys, row) ?? "") === ref.mac;
}

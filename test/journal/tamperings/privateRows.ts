/** Hands on private rows. */
import { erasedAt, first, nowhere, sql, type Tampering } from "./scene.js";

const secret = (at: number) =>
  `WHERE id = (SELECT id FROM (SELECT id FROM private_row WHERE erasedAt IS NULL ORDER BY id LIMIT 1 OFFSET ${at}) AS one)`;
export const privateTamperings: Tampering[] = [
  [
    "a private value",
    sql(`UPDATE private_row SET sealed = CONCAT(sealed, 'A') ${secret(0)}`),
    { PRIVATE_CHANGED: 1 },
    { streamId: first, seq: 2, table: "private_row" },
  ],
  [
    "the salt of a private value",
    sql(`UPDATE private_row SET salt = SUBSTR(salt, 3) ${secret(0)}`),
    { PRIVATE_CHANGED: 1 },
    { detail: "its value has another digest" },
  ],
  [
    "a private row taken away",
    sql(`DELETE FROM private_row ${secret(1)}`),
    { PRIVATE_MISSING: 1 },
    { streamId: first, seq: 3 },
  ],
  [
    "a private row emptied and not called erased",
    sql(`UPDATE private_row SET salt = NULL, sealed = NULL ${secret(1)}`),
    { PRIVATE_CHANGED: 1 },
    { seq: 3 },
  ],
  [
    "a private row that lost its salt",
    sql(`UPDATE private_row SET salt = NULL ${secret(1)}`),
    { PRIVATE_CHANGED: 1 },
    { seq: 3 },
  ],
  [
    "a private row called erased that is not",
    sql(`UPDATE private_row SET erasedAt = '${erasedAt}' ${secret(1)}`),
    { PRIVATE_CHANGED: 1 },
    { seq: 3 },
  ],
  [
    "a private row that nobody refers to",
    sql(`INSERT INTO private_row (id, streamId, kind) VALUES ('${nowhere}', '${first}', 'NOTE')`),
    { PRIVATE_ORPHAN: 1 },
    { id: nowhere },
  ],
  [
    "a private row without an id",
    sql(`INSERT INTO private_row (id, streamId, kind) VALUES ('', '${first}', 'NOTE')`),
    { PRIVATE_ORPHAN: 1 },
    { id: "" },
  ],
];

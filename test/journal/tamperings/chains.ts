/** Hands on entries, heads and streams. */
import { fromText, type Entry, type EntryRow } from "../../../src/journal/index.js";
import { chained } from "../../support/rawStreams.js";
import type { Run } from "../../support/tampering.js";
import { entry, first, idOf, nowhere, replaced, seatId, second, sql, type Tampering } from "./scene.js";

/** As one does who knows how: texts, copies, every later hash and the head. */
const rewritten = (change: (entry: Entry) => Entry) => async (run: Run) => {
  const rows = (await run(
    `SELECT * FROM journal_entry WHERE streamId = '${first}' ORDER BY seq`,
  )) as unknown as EntryRow[];
  const { head, rows: fresh } = chained(
    first,
    "thing",
    rows.map(({ text }) => change(fromText(text))),
  );
  for (const { id, text, hash, type } of fresh) {
    await run("UPDATE journal_entry SET text = ?, hash = ?, type = ? WHERE id = ?", [text, hash, type, id]);
  }
  await run("UPDATE journal_stream SET hash = ? WHERE id = ?", [head.hash, head.id]);
};

export const chainTamperings: Tampering[] = [
  ["a text, the rows not touched by it", replaced(3, "kept", "lost"), { ENTRY_HASH: 1 }, { streamId: first, seq: 3 }],
  ["a text of the last entry", replaced(8, "last", "lost"), { ENTRY_HASH: 1 }, { seq: 8 }],
  [
    "a text that says other rows",
    replaced(7, '"amountFen":9', '"amountFen":8'),
    { ENTRY_HASH: 1, ROW_DIFFERS: 1 },
    { seq: 7 },
  ],
  ["a text that is no JSON", replaced(8, "}", ""), { ENTRY_TEXT: 1, ENTRY_HASH: 1 }, { seq: 8 }],
  [
    "a text that is no envelope",
    sql(`UPDATE journal_entry SET text = '[]' ${entry(8)}`),
    { ENTRY_TEXT: 1, ENTRY_HASH: 1 },
  ],
  ["a space in a text", replaced(8, '"body":', '"body": '), { ENTRY_TEXT: 1, ENTRY_HASH: 1 }, { seq: 8 }],
  ["a fraction in a text", replaced(7, ":9,", ":9.5,"), { ENTRY_TEXT: 1, ENTRY_HASH: 1, ROW_DIFFERS: 1 }, { seq: 7 }],
  ["a hash", sql(`UPDATE journal_entry SET hash = UPPER(hash) ${entry(4)}`), { ENTRY_HASH: 1 }, { seq: 4 }],
  [
    "the last hash",
    sql(`UPDATE journal_entry SET hash = 'none' ${entry(8)}`),
    { ENTRY_HASH: 1 },
    { seq: 8, stored: "none" },
  ],
  [
    "an entry taken out",
    sql(`DELETE FROM journal_entry ${entry(5)}`),
    { ENTRY_SEQ: 1 },
    { seq: 6, stored: 6, computed: 5 },
  ],
  [
    "the last entry taken away",
    sql(`DELETE FROM journal_entry ${entry(8)}`),
    { STREAM_HEAD: 1 },
    { column: "seq", stored: 8, computed: 7 },
  ],
  [
    "the head's number",
    sql(`UPDATE journal_stream SET seq = 9 WHERE id = '${first}'`),
    { STREAM_HEAD: 1 },
    { stored: 9, computed: 8 },
  ],
  [
    "the head's hash",
    sql(`UPDATE journal_stream SET hash = 'none' WHERE id = '${first}'`),
    { STREAM_HEAD: 1 },
    { column: "hash", stored: "none" },
  ],
  [
    "a head taken away",
    sql(`DELETE FROM journal_stream WHERE id = '${first}'`),
    { ENTRY_WITHOUT_STREAM: 8 },
    { streamId: first, seq: 1 },
  ],
  [
    "a stream's entries taken away",
    sql(`DELETE FROM journal_entry WHERE streamId = '${seatId}'`),
    { STREAM_EMPTY: 1 },
    { streamId: seatId },
  ],
  [
    "a stream made up",
    sql(`INSERT INTO journal_stream (id, kind, seq, hash) VALUES ('${nowhere}', 'thing', 0, '')`),
    { STREAM_EMPTY: 1 },
    { streamId: nowhere },
  ],
  [
    "a kind that nobody knows",
    sql(`UPDATE journal_stream SET kind = 'nothing' WHERE id = '${first}'`),
    { STREAM_KIND: 1 },
    { streamId: first, streamKind: "nothing" },
  ],
  [
    "a kind that is another's",
    sql(`UPDATE journal_stream SET kind = 'seat' WHERE id = '${second}'`),
    { ROW_MISSING: 1, ROW_EXTRA: 1 },
  ],
  [
    "an entry moved to another stream",
    sql(`UPDATE journal_entry SET streamId = '${nowhere}' ${entry(8)}`),
    { ENTRY_WITHOUT_STREAM: 1, STREAM_HEAD: 1 },
  ],
  [
    "an entry's number",
    sql(`UPDATE journal_entry SET seq = 9 ${entry(8)}`),
    { ENTRY_SEQ: 1, ENTRY_COPY: 1, STREAM_HEAD: 1 },
  ],
  [
    "a rewritten chain",
    rewritten((one) => (one.seq === 7 ? { ...one, body: { ...(one.body as object), amountFen: 8 } } : one)),
    { ROW_DIFFERS: 1 },
    { table: "thing_part", id: idOf("a"), column: "amountFen", stored: 9, computed: 8 },
  ],
  [
    "a rewritten chain with an entry of no known type",
    rewritten((one) => (one.seq === 6 ? { ...one, type: "EATEN" } : one)),
    { REPLAY_FAILED: 1 },
    { streamId: first, streamKind: "thing", seq: 6, detail: "EATEN: it has no place in such a stream" },
  ],
  [
    "a rewritten chain with an entry of a later program",
    rewritten((one) => (one.seq === 6 ? { ...one, version: 2 } : one)),
    { REPLAY_FAILED: 1, ENTRY_COPY: 1 },
    { seq: 6, detail: "TAKEN: version 2 is newer than this program, which knows 1" },
  ],
];

const copied = ["id", "type", "version", "actorId", "onBehalfOfId", "unitId", "channel", "occurredAt", "recordedAt"];
export const copyTamperings = copied.map((column): Tampering => {
  const other = column === "version" ? 7 : column === "id" ? nowhere : "other";
  const named = { streamId: first, seq: 2, column, stored: other };
  return [
    `the copy of ${column}`,
    (run) => run(`UPDATE journal_entry SET ${column} = ? ${entry(2)}`, [other]),
    { ENTRY_COPY: 1 },
    named,
  ];
});

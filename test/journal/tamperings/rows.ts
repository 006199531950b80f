/** Hands on derived rows and on the totals of claims. */
import { erasedAt, first, idOf, nowhere, old, part, seatId, second, sql, type Tampering } from "./scene.js";

const changedRow = (column: string, to: string, stored: unknown, computed: unknown): Tampering => [
  `${column} of a derived row`,
  sql(`UPDATE thing_part SET ${column} = ${to} ${part("b")}`),
  { ROW_DIFFERS: 1 },
  { streamId: first, streamKind: "thing", table: "thing_part", id: idOf("b"), column, stored, computed },
];
const partValues = (id: string, thingId: string) => `('${id}', '${thingId}', '[]', 1, 0)`;
const partColumns = "(id, thingId, tags, open, amountFen)";

export const rowTamperings: Tampering[] = [
  changedRow("label", "'new'", "new", null),
  changedRow("tags", `'{"one":"1","two":"3"}'`, { one: "1", two: "3" }, { one: "1", two: "2" }),
  changedRow("tags", "'no json'", "no json", { one: "1", two: "2" }),
  changedRow("open", "1", true, false),
  changedRow("amountFen", "1", 1, 0),
  changedRow("closedAt", `'${erasedAt}'`, erasedAt, null),
  [
    "a derived row taken away",
    sql(`DELETE FROM thing_part ${part("b")}`),
    { ROW_MISSING: 1 },
    { table: "thing_part", id: idOf("b") },
  ],
  [
    "a derived row added",
    sql(`INSERT INTO thing_part ${partColumns} VALUES ${partValues("more", first)}`),
    { ROW_EXTRA: 1 },
    { streamId: first, id: "more" },
  ],
  [
    "a derived row of no stream",
    sql(`INSERT INTO thing_part ${partColumns} VALUES ${partValues("more", nowhere)}`),
    { ROW_WITHOUT_STREAM: 1 },
    { streamId: nowhere, table: "thing_part", id: "more" },
  ],
  [
    "a derived row under no id of a stream",
    sql(`INSERT INTO thing_part ${partColumns} VALUES ${partValues("more", "")}`),
    { ROW_WITHOUT_STREAM: 1 },
    { streamId: "", id: "more" },
  ],
  [
    "a derived row under another id",
    sql(`UPDATE thing_part SET id = 'moved' ${part("b")}`),
    { ROW_MISSING: 1, ROW_EXTRA: 1 },
    { id: idOf("b") },
  ],
  [
    "a derived row under another stream",
    sql(`UPDATE thing_part SET thingId = '${second}' ${part("b")}`),
    { ROW_DIFFERS: 1, ROW_EXTRA: 1 },
    { streamId: second, id: idOf("b") },
  ],
];

export const claimTamperings: Tampering[] = [
  [
    "a claim's total",
    sql("UPDATE claim_total SET total = 501 WHERE kind = 'SHELF'"),
    { CLAIM_TOTAL: 1 },
    { id: "SHELF:one", stored: 501, computed: 500 },
  ],
  ["a total far beyond its limit", sql("UPDATE claim_total SET total = 5000 WHERE kind = 'SHELF'"), { CLAIM_TOTAL: 1 }],
  [
    "a total taken away",
    sql("DELETE FROM claim_total WHERE kind = 'SHELF'"),
    { CLAIM_TOTAL: 1 },
    { stored: null, computed: 500 },
  ],
  [
    "a total of nothing",
    sql("INSERT INTO claim_total (id, kind, subject, total) VALUES ('A:b', 'A', 'b', 1)"),
    { CLAIM_TOTAL: 1 },
    { id: "A:b", stored: 1, computed: 0 },
  ],
  [
    "a total under another id",
    sql("UPDATE claim_total SET id = 'else' WHERE kind = 'SHELF'"),
    { CLAIM_TOTAL: 1 },
    { column: "id", stored: "else", computed: "SHELF:one" },
  ],
  [
    "a total of another subject",
    sql("UPDATE claim_total SET subject = 'two' WHERE kind = 'SHELF'"),
    { CLAIM_TOTAL: 3 },
  ],
  [
    "a holding's amount",
    sql(`UPDATE claim_holding SET amount = 201 WHERE streamId = '${old}'`),
    { ROW_DIFFERS: 1, CLAIM_TOTAL: 1 },
    { table: "claim_holding", stored: 201, computed: 200 },
  ],
  [
    "limits below what is held",
    sql("UPDATE claim_holding SET limitAmount = 499 WHERE kind = 'SHELF'"),
    { ROW_DIFFERS: 2, CLAIM_LIMIT: 1 },
  ],
  [
    "a holding of a kind that shares the table",
    sql("DELETE FROM claim_holding WHERE kind = 'SEAT'"),
    { ROW_MISSING: 1, CLAIM_TOTAL: 1 },
    { streamId: seatId },
  ],
];

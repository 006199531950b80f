/** When a stored value is the value of a row, and when not; rows found wanting, too many, or twice. */
import { col, Derived, type ColumnKind } from "../../platform/index.js";
import { rowOut } from "../aggregate.js";
import { derivedTables, rowDifferences, sameAsStored, type DerivedTable } from "./rows.js";

test.each<[ColumnKind, unknown, unknown, boolean]>([
  ["code", "A", "A", true],
  ["code", "A", "a", false],
  ["code", "", null, false],
  ["code", null, undefined, true],
  ["fen", 100, 100, true],
  ["fen", 100, "100", false],
  ["fen", 0, null, false],
  ["flag", 1, true, true],
  ["flag", true, true, true],
  ["flag", 0, false, true],
  ["flag", 2, true, false],
  ["flag", 0, null, false],
  ["json", "[1,2]", [1, 2], true],
  ["json", "[2,1]", [1, 2], false],
  ["json", '{"b":1,"a":2}', { a: 2, b: 1 }, true],
  ["json", '{"a":2}', { a: 2, b: undefined }, true],
  ["json", "[1,", [1], false],
  ["json", "null", null, false],
])("%s: %j stored and %j computed are the same: %s", (kind, stored, computed, same) => {
  expect(sameAsStored(kind, stored, computed)).toBe(same);
});

@Derived("leaf", { stream: "treeId" })
class Leaf {
  @col.id({ primary: true }) id!: string;
  @col.id() treeId!: string;
  @col.code() colour!: string;
}

const [leaves] = derivedTables([Leaf, Leaf]) as [DerivedTable];
const byClass = new Map([[leaves.rowClass, leaves]]);
const leaf = (id: string, colour = "green") => ({ id, treeId: "t", colour });
const compared = (implied: Leaf[], stored: Leaf[], tables = byClass) =>
  rowDifferences(
    "t",
    "tree",
    implied.map((row) => rowOut(Leaf, row)),
    new Map([[leaves, stored.map((row) => ({ ...row }))]]),
    tables,
  );

test("differences are named both ways, with their place and their values", () => {
  expect(compared([leaf("a"), leaf("b"), leaf("c")], [leaf("c"), leaf("b", "red"), leaf("d")])).toEqual([
    {
      kind: "ROW_DIFFERS",
      streamId: "t",
      streamKind: "tree",
      table: "leaf",
      id: "b",
      column: "colour",
      stored: "red",
      computed: "green",
    },
    { kind: "ROW_EXTRA", streamId: "t", streamKind: "tree", table: "leaf", id: "d" },
    { kind: "ROW_MISSING", streamId: "t", streamKind: "tree", table: "leaf", id: "a" },
  ]);
});

test("a row implied twice, and a row of a table that nobody lists, are faults of the replay", () => {
  expect(() => compared([leaf("a"), leaf("a")], [])).toThrow("rowsOf names leaf/a twice");
  expect(() => compared([leaf("a")], [], new Map())).toThrow("no aggregate lists");
});

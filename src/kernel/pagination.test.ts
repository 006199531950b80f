/** Cursors: only one's own come back, and nothing else is taken for one. */
import fc from "fast-check";
import { decodeCursor, encodeCursor, keysetWhere, orderSql, type OrderTerm } from "./pagination.js";

const order: OrderTerm[] = [
  { column: "dueAt", direction: "DESC", nullable: true },
  { column: "id", direction: "ASC" },
];

test("a cursor gives back the values that it was made of", () => {
  const values = fc.tuple(fc.oneof(fc.string(), fc.constant(null), fc.maxSafeInteger()), fc.string());
  fc.assert(
    fc.property(values, (place) => {
      expect(decodeCursor(order, encodeCursor(order, place))).toEqual(place);
    }),
  );
});

test("any other text is no cursor", () => {
  fc.assert(fc.property(fc.string(), (text) => decodeCursor(order, text) === null));
});

test.each([
  ["of another order", encodeCursor([{ column: "id", direction: "ASC" }], ["a"])],
  ["with a value too few", encodeCursor(order, ["a"])],
  ["with nothing where something must be", encodeCursor(order, ["a", null])],
  ["with an object in it", encodeCursor(order, [{} as never, "a"])],
])("a cursor %s is none", (_why, cursor) => {
  expect(decodeCursor(order, cursor)).toBeNull();
});

test("the condition enters at the first column and breaks ties by the others", () => {
  expect(keysetWhere(order, ["2026", "a"], "c")).toEqual({
    sql:
      "((c.dueAt <= ? OR c.dueAt IS NULL) AND " + "(((c.dueAt < ? OR c.dueAt IS NULL)) OR (c.dueAt = ? AND c.id > ?)))",
    params: ["2026", "2026", "2026", "a"],
  });
  expect(orderSql(order, "c")).toBe("c.dueAt DESC, c.id ASC");
});

/** Which cells a row falls into, and which spans make up a stretch of months. */
import fc from "fast-check";
import { parsePeriod } from "../../kernel/index.js";
import { cellsOf, spansOf } from "./cells.js";

const row = { subject: "b", measure: "ON_TIME", day: "2026-03-04", value: 1 };

test("a row is in its day once, in its month whole and by slice, in its half-year whole and by stratum", () => {
  const cells = cellsOf({ ...row, stratum: "FUND/NEW", unitId: "u", memberId: "m" });
  expect(cells.map(({ span, slice }) => `${span} ${slice}`)).toEqual([
    "D2026-03-04 FUND/NEW",
    "M2026-03 ",
    "H2026H1 ",
    "M2026-03 FUND/NEW",
    "H2026H1 FUND/NEW",
    "CM2026-03 ",
    "CH2026H1 ",
    "CM2026-03 FUND/NEW",
    "CH2026H1 FUND/NEW",
    "M2026-03 unit:u",
    "M2026-03 member:m",
  ]);
  const bare = cellsOf({ ...row, stratum: null, unitId: null, memberId: null });
  expect(bare.map(({ span, slice }) => `${span} ${slice}`)).toEqual([
    "D2026-03-04 -",
    "M2026-03 ",
    "H2026H1 ",
    "CM2026-03 ",
    "CH2026H1 ",
  ]);
});

test("a value is counted by itself, and in classes under the first value of its class", () => {
  const cells = cellsOf({ ...row, value: 1_001, stratum: null, unitId: null, memberId: null });
  expect(cells.map(({ span, value }) => `${span} ${value}`)).toEqual([
    ...["D2026-03-04 1001", "M2026-03 1001", "H2026H1 1001", "CM2026-03 960", "CH2026H1 960"],
  ]);
});

test.each([
  ["2026", "H2026H1 H2026H2"],
  ["2026H2", "H2026H2"],
  ["2026Q2", "M2026-04 M2026-05 M2026-06"],
  ["2025-12", "M2025-12"],
  ["9999-12", "M9999-12"],
  ["9999", "H9999H1 H9999H2"],
])("%s is read as %s", (period, spans) => {
  expect(spansOf(parsePeriod(period)!).join(" ")).toBe(spans);
});

test("the spans of a stretch of months hold each of its months once", () => {
  const month = fc.integer({ min: 2000 * 12, max: 2030 * 12 });
  const text = (count: number) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`;
  fc.assert(
    fc.property(month, fc.integer({ min: 0, max: 40 }), (from, more) => {
      const months = spansOf({ from: `${text(from)}-01`, to: `${text(from + more)}-28` }).flatMap((span) =>
        span.startsWith("M") ? [span.slice(1)] : spansOf(parsePeriod(span.slice(1))!, false).map((one) => one.slice(1)),
      );
      expect(months).toEqual(Array.from({ length: more + 1 }, (_, at) => text(from + at)));
    }),
  );
});

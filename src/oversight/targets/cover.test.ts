/** Days covered by figures: each once, nothing twice, nothing left out unseen. */
import * as fc from "fast-check";
import { addDays, daysBetween } from "../../kernel/index.js";
import { coverDays, type Piece, type StatedFigure } from "./cover.js";

const figure = (fromDay: string, toDay: string, amountFen = 1, decidedAt = "2016-10-01"): StatedFigure => ({
  ...{ fromDay, toDay, amountFen, decidedAt },
  count: null,
});
const spans = (pieces: readonly Piece[] | null) =>
  pieces?.map((piece) =>
    piece.kind === "STATED" ? `${piece.figure.fromDay}..${piece.figure.toDay}` : `cases ${piece.from}..${piece.to}`,
  );
const year = ["2016-01-01", "2016-09-30"] as const;

test("one figure over all days is taken before its parts", () => {
  const figures = [figure("2016-01-01", "2016-06-30"), figure("2016-07-01", "2016-09-30"), figure(...year)];
  expect(spans(coverDays(...year, figures, null).pieces)).toEqual(["2016-01-01..2016-09-30"]);
  expect(spans(coverDays(...year, figures.slice(0, 2), null).pieces)).toHaveLength(2);
});

test("a longer figure that leads nowhere gives way to shorter ones", () => {
  const figures = [
    figure("2016-01-01", "2016-08-15"),
    figure("2016-01-01", "2016-06-30"),
    figure("2016-07-01", "2016-09-30"),
  ];
  expect(spans(coverDays(...year, figures, null).pieces)).toEqual(["2016-01-01..2016-06-30", "2016-07-01..2016-09-30"]);
});

test("of two figures over the same days the one confirmed last counts", () => {
  const figures = [figure(...year, 2, "2016-10-09"), figure(...year, 1, "2016-10-02")];
  const [piece] = coverDays(...year, figures, null).pieces ?? [];
  expect(piece).toMatchObject({ figure: { amountFen: 2 } });
});

test("a gap is told by the last day that is reached", () => {
  const figures = [figure("2016-01-01", "2016-06-30"), figure("2016-08-01", "2016-09-30")];
  expect(coverDays(...year, figures, null)).toEqual({ pieces: null, reached: "2016-06-30" });
  expect(coverDays(...year, [], null)).toEqual({ pieces: null, reached: null });
});

test("cases count what nobody stated, from the day on which there were cases", () => {
  const figures = [figure("2016-01-01", "2016-03-31")];
  expect(spans(coverDays(...year, figures, "2016-02-10").pieces)).toEqual([
    "2016-01-01..2016-03-31",
    "cases 2016-04-01..2016-09-30",
  ]);
  expect(coverDays(...year, figures, "2016-04-02").pieces).toBeNull();
  expect(spans(coverDays(...year, [figure("2016-05-01", "2016-05-31")], "2015-01-01").pieces)).toEqual([
    "cases 2016-01-01..2016-04-30",
    "2016-05-01..2016-05-31",
    "cases 2016-06-01..2016-09-30",
  ]);
});

test("whatever is stated, the pieces follow on each other from the first day to the last", () => {
  const at = fc.integer({ min: 0, max: 59 });
  const stated = fc.array(fc.tuple(at, at), { maxLength: 8 });
  const since = fc.option(at, { nil: null });
  fc.assert(
    fc.property(stated, since, (pairs, sinceAt) => {
      const day = (index: number) => addDays("2016-01-01", index);
      const figures = pairs.map(([one, other]) => figure(day(Math.min(one, other)), day(Math.max(one, other))));
      const casesSince = sinceAt === null ? null : day(sinceAt);
      const { pieces, reached } = coverDays(day(0), day(59), figures, casesSince);
      // A walk over the days that shares nothing with the search.
      let ends = new Set([-1]);
      for (let grown = true; grown;) {
        const more = new Set(ends);
        for (const end of ends) {
          for (const { fromDay, toDay } of figures) if (fromDay === day(end + 1)) more.add(daysBetween(day(0), toDay));
          if (casesSince !== null && end < 59 && day(end + 1) >= casesSince) more.add(end + 1);
        }
        grown = more.size > ends.size;
        ends = more;
      }
      expect(pieces !== null).toBe(ends.has(59));
      if (!pieces) {
        const furthest = Math.max(...ends);
        expect(reached).toBe(furthest < 0 ? null : day(furthest));
        return;
      }
      let next = day(0);
      for (const piece of pieces) {
        const [from, to] =
          piece.kind === "STATED" ? [piece.figure.fromDay, piece.figure.toDay] : [piece.from, piece.to];
        expect(from).toBe(next);
        next = addDays(to, 1);
      }
      expect(next).toBe(day(60));
    }),
    { numRuns: 300 },
  );
});

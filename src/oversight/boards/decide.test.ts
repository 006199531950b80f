/** What holds a kept board back, its entries taken as they come: also entries of boards from before a rule. */
import type { Entry } from "../../journal/index.js";
import { freezeBlockers, readingUpTo, recompute } from "./decide.js";
import type { BoardBodies, ProvisionalReason } from "./entries.js";
import { evolveBoard, initialBoard, type BoardState } from "./state.js";

const now = "2027-01-20T02:00:00.000Z";

const entry = <Type extends keyof BoardBodies>(seq: number, type: Type, body: BoardBodies[Type]): Entry =>
  ({ seq, type, body, recordedAt: now, actorId: "supervisor", onBehalfOfId: null }) as unknown as Entry;

const head = {
  reading: { cutoff: "2026-11-20T02:00:00.000Z", later: {} },
  ...{ formulaVersion: 1, policyDigest: "p", inputDigest: "i", resultDigest: "r", cardCount: 0 },
};

function previewed(provisional: readonly ProvisionalReason[], partners: readonly string[]): BoardState {
  const preview = entry(1, "BOARD_PREVIEWED", {
    ...{ ...head, provisional, period: "2026Q4", kind: "BANK", number: 1, calendarVersion: "c" },
    ...{ objectionsUntil: "2026-11-27T09:30:00.000Z", supersedesId: null, reason: null },
  });
  const cards = partners.map((id) => ({ card: { partner: { id, code: id } }, facts: {} }));
  return [preview, entry(2, "BOARD_CARDS", { cards })].reduce(evolveBoard, initialBoard("board"));
}

const codes = (state: BoardState): string[] => freezeBlockers(state, now).map(({ code }) => code);

test("a board of the past is not frozen while it has nobody on it, or was cut off inside its period", () => {
  expect(codes(previewed(["COVERAGE"], ["CCB"]))).toEqual([]);
  expect(codes(previewed(["COVERAGE"], []))).toEqual(["BOARD_EMPTY"]);
  expect(codes(previewed(["PERIOD_RUNNING"], ["CCB"]))).toEqual(["CUTOFF_IN_PERIOD"]);
});

test("one that was cut off inside its period is computed again only with a later cut-off", () => {
  const old = previewed(["PERIOD_RUNNING"], ["CCB"]);
  const cards = [{ card: { partner: { id: "CCB", code: "CCB" } }, facts: {} }];
  const again = (cutoff: string | null, at = now) =>
    recompute(
      old,
      { ...head, provisional: [], cards },
      { cutoff },
      {
        now: at,
        calendar: { zone: "Asia/Shanghai" },
        objectionWindow: () => ({ objectionsUntil: at, calendarVersion: "c" }),
      },
    ).refusals.map(({ code }) => code);
  expect(again(null)).toEqual(["CUTOFF_IN_PERIOD"]);
  expect(again("2026-12-31T15:59:59.999Z")).toEqual(["CUTOFF_IN_PERIOD"]);
  expect(again(null, "2026-12-01T00:00:00.000Z")).toEqual(["PERIOD_NOT_OVER"]);
  expect(again("2026-12-31T16:00:00.000Z")).toEqual([]);
});

test("with another cut-off what an upheld objection named is never read as of before it", () => {
  const [early, late] = ["2027-01-05T00:00:00.000Z", "2027-01-15T00:00:00.000Z"];
  const reading = { cutoff: "2027-01-01T00:00:00.000Z", later: { a: early, b: late }, laterInputs: { c: early } };
  expect(readingUpTo(reading, reading.cutoff)).toEqual(reading);
  const between = "2027-01-10T00:00:00.000Z";
  expect(readingUpTo(reading, between)).toEqual({ cutoff: between, later: { b: late } });
  expect(readingUpTo(reading, now)).toEqual({ cutoff: now, later: {} });
});

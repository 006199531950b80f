/** Joint beside serial review, against figures worked out by hand. */
import fc from "fast-check";
import { compareReviews, minutesIn } from "./figures.js";
import type { ReviewOutcome } from "./rows.js";
import type { Hand } from "./state.js";

/** An instant so many whole minutes after some midnight; every minute is a working one here. */
const at = (minute: number) => new Date(Date.UTC(2026, 2, 2) + minute * 60_000).toISOString();
const minutes = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000;

/** A case whose hands took so many minutes each, one after another. */
function outcome(
  mode: "JOINT" | "SERIAL",
  hands: readonly [number, ...Hand[]][],
  more: Partial<ReviewOutcome> = {},
): ReviewOutcome {
  const ends = hands.map((_one, upTo) => hands.slice(0, upTo + 1).reduce((sum, [took]) => sum + took, 0));
  return {
    ...{ id: "case", reviewMode: mode, productCode: "FUND", acceptedAt: at(0), decidedAt: at(ends.at(-1) ?? 0) },
    partyKinds: ["BANK", "CENTER", "GUARANTEE_COMPANY"],
    spans: hands.map(([took, ...who], index) => ({
      from: at((ends[index] ?? 0) - took),
      to: at(ends[index] ?? 0),
      hands: who,
    })),
    ...{ duplicatesAvoided: 0, duplicatesDone: 0, noticeCount: 0, missedDefects: 0, tripCount: 0, returnCount: 0 },
    ...more,
  };
}

const figuresOf = (mode: "JOINT" | "SERIAL", outcomes: readonly ReviewOutcome[]) =>
  compareReviews(outcomes, minutes).find((figures) => figures.mode === mode);

test("two joint cases and three serial ones", () => {
  const outcomes = [
    outcome(
      "JOINT",
      [
        [60, "BANK", "CENTER", "GUARANTEE_COMPANY"],
        [30, "CENTER"],
      ],
      {
        ...{ duplicatesAvoided: 9, noticeCount: 1, tripCount: 0, returnCount: 0 },
      },
    ),
    outcome(
      "JOINT",
      [
        [20, "BANK", "CENTER"],
        [15, "APPLICANT"],
        [6, "CENTER"],
      ],
      {
        ...{ duplicatesAvoided: 7, noticeCount: 0, missedDefects: 1, tripCount: 1, returnCount: 1 },
        partyKinds: ["BANK", "CENTER"],
      },
    ),
    outcome(
      "SERIAL",
      [
        [100, "BANK"],
        [50, "GUARANTEE_COMPANY"],
        [50, "CENTER"],
      ],
      { duplicatesDone: 9, tripCount: 1 },
    ),
    outcome(
      "SERIAL",
      [
        [10, "BANK"],
        [10, "GUARANTEE_COMPANY"],
        [11, "CENTER"],
      ],
      { duplicatesDone: 9, tripCount: 1 },
    ),
    outcome(
      "SERIAL",
      [
        [400, "BANK"],
        [1, "CENTER"],
      ],
      { duplicatesDone: 8, noticeCount: 2, tripCount: 2 },
    ),
  ];
  const joint = figuresOf("JOINT", outcomes);
  // 90 and 41 minutes: mean 65.5, and so is the median of two.
  expect(joint).toMatchObject({ cases: 2, elapsedMeanMinutes: 65.5, elapsedMedianMinutes: 65.5 });
  expect(joint).toMatchObject({ duplicatesAvoided: 16, duplicatesDone: 0, missedDefects: 1 });
  expect(joint).toMatchObject({ noticesPerCase: 0.5, tripsPerCase: 0.5, returnsPerCase: 0.5 });
  expect(joint?.parties).toEqual([
    { kind: "BANK", cases: 2, totalMinutes: 80, meanMinutes: 40, medianMinutes: 40 },
    { kind: "GUARANTEE_COMPANY", cases: 1, totalMinutes: 60, meanMinutes: 60, medianMinutes: 60 },
    { kind: "CENTER", cases: 2, totalMinutes: 116, meanMinutes: 58, medianMinutes: 58 },
    { kind: "APPLICANT", cases: 2, totalMinutes: 15, meanMinutes: 7.5, medianMinutes: 7.5 },
  ]);
  // 200, 31 and 401: 632 ÷ 3 = 210.666…; 26 ÷ 3 = 8.666…
  const serial = figuresOf("SERIAL", outcomes);
  expect(serial).toMatchObject({ cases: 3, elapsedMeanMinutes: 210.67, elapsedMedianMinutes: 200, duplicatesDone: 26 });
  expect(serial).toMatchObject({ noticesPerCase: 0.67, tripsPerCase: 1.33, duplicatesAvoided: 0 });
});

test("where no case was decided nothing is known, and nothing is said", () => {
  const serial = figuresOf("SERIAL", [outcome("JOINT", [[5, "BANK"]])]);
  expect(serial).toMatchObject({ cases: 0, elapsedMeanMinutes: null, duplicatesDone: null, noticesPerCase: null });
  expect(serial).toMatchObject({ missedDefects: null, tripsPerCase: null, returnsPerCase: null });
  for (const party of serial?.parties ?? []) expect(party).toMatchObject({ totalMinutes: null, medianMinutes: null });
});

test("the minutes of hands that never overlap add up to the elapsed minutes, however instants fall between minutes", () => {
  const whole = (from: string, to: string) => Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
  const stretch = fc.tuple(fc.integer({ min: 1, max: 500_000 }), fc.constantFrom<Hand>("BANK", "CENTER", "APPLICANT"));
  fc.assert(
    fc.property(fc.array(stretch, { minLength: 1, maxLength: 12 }), (stretches) => {
      let now = Date.UTC(2026, 2, 2);
      const spans = stretches.map(([took, hand]) => {
        const from = new Date(now).toISOString();
        now += took;
        return { from, to: new Date(now).toISOString(), hands: [hand] };
      });
      const [acceptedAt, decidedAt] = [spans[0]?.from ?? "", spans.at(-1)?.to ?? ""];
      const one = { ...outcome("JOINT", []), acceptedAt, decidedAt, spans };
      const used = (["BANK", "CENTER", "APPLICANT"] as const).map((kind) => minutesIn(one, kind, whole));
      expect(used.reduce((sum, took) => sum + took, 0)).toBe(whole(acceptedAt, decidedAt));
    }),
    { numRuns: 200 },
  );
});

/** Sections of a pack about scoring partners: indicators, weights, curves, minimum volumes. */
import { z } from "zod";
import { scoredKinds } from "../vocabulary.js";
import { code, count, listOf, names, percent, positive, source } from "./basics.js";

const weight = z.int().min(1).max(100);
const value = z.int().min(0).max(100_000_000);

export const indicator = z.strictObject({
  code,
  names,
  source,
  /** Whose doings are counted, and the date that puts one in a period. */
  population: names,
  formula: names,
  better: z.enum(["UP", "DOWN", "VETO"]),
  /** Values are whole numbers of this unit. */
  unit: z.enum(["PPM", "WORKING_MINUTES", "RATING_HUNDREDTHS", "PER_MILLION_CASES", "COUNT"]),
  /** MEASURED by the platform, or EXTERNAL: entered by one person, confirmed by another. */
  origin: z.enum(["MEASURED", "EXTERNAL"]),
  weights: z.partialRecord(z.enum(scoredKinds), weight),
  /** Value to points: `floor` gives 0, `target` gives 100, straight between; null for a veto. */
  curve: z.strictObject({ floor: value, target: value }).nullable(),
  /** With fewer cases, nothing is said and the weight is spread over the others. */
  minVolume: count,
  /** Shown on the first scoreboard. */
  firstBoard: z.boolean(),
});

export const scoringSections = {
  indicators: listOf(indicator, "code"),
  scoring: z.strictObject({
    source,
    /** Below this share of the weight a board is PROVISIONAL. */
    minCoveragePpm: percent,
    taskCompletionCapPpm: percent,
    objectionWorkingDays: positive.max(60),
    bootstrapRounds: positive.max(100_000),
    confidencePpm: percent,
    /** Points beside the indicators, in hundredths; each with its reason and document, both sums capped. */
    adjustments: z
      .strictObject({
        maxAdditionHundredths: positive.max(10_000),
        maxDeductionHundredths: positive.max(10_000),
        reasons: listOf(
          z.strictObject({
            code,
            names,
            sign: z.enum(["ADDITION", "DEDUCTION"]),
            maxHundredths: positive.max(10_000),
          }),
          "code",
        ),
      })
      .optional(),
    /** What takes a partner its rank, once it is proved (一票否决). */
    vetoes: listOf(z.strictObject({ code, names, source }), "code").optional(),
  }),
};

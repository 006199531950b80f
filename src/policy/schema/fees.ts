/** On what the center pays its partners' fee: rates of what was paid out, by class of the frozen score (手续费计付依据). */
import { z } from "zod";
import { code, names, percent, source } from "./basics.js";

const feeClass = z.strictObject({
  code,
  names,
  /** Whole points; the class holds from there up to the next one. */
  scoreFrom: z.int().min(0).max(100),
  rate: percent,
});

const classes = z
  .array(feeClass)
  .min(1)
  .refine(
    (list) => list[0]?.scoreFrom === 0 && list.every((one, at) => at === 0 || one.scoreFrom > (list[at - 1]?.scoreFrom ?? 0)),
    "classes must begin at 0 and rise",
  );

export const feeBasis = z.strictObject({
  source,
  classes: z.strictObject({ BANK: classes, GUARANTEE_COMPANY: classes }),
});

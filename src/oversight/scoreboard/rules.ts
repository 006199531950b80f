/** Which indicators stand on a board, and how policy scores them. */
import type { PartnerKind } from "../../parties/index.js";
import type { PolicyVersion } from "../../policy/index.js";
import type { IndicatorRule } from "./figures.js";

/** The bare volume is shown beside what policy scores: how much was done says how much the rest weighs. */
const volume: IndicatorRule = {
  code: "VOLUME",
  weight: 0,
  better: "UP",
  unit: "COUNT",
  floor: null,
  target: null,
  minVolume: 0,
};

export function rulesFor(policy: PolicyVersion, kind: PartnerKind): IndicatorRule[] {
  const scored = policy.indicators.flatMap((indicator): IndicatorRule[] => {
    const { code, better, unit, weights, curve, minVolume, firstBoard, origin } = indicator;
    const weight = weights[kind];
    if (!firstBoard || better === "VETO" || weight === undefined) return [];
    const cap = code === "TASK_COMPLETION" ? policy.scoring.taskCompletionCapPpm : null;
    const points = { floor: curve?.floor ?? null, target: curve?.target ?? null, cap };
    return [{ code, weight, better, unit, ...points, minVolume, external: origin === "EXTERNAL" }];
  });
  return scored.some(({ code }) => code === "VOLUME") ? scored : [volume, ...scored];
}

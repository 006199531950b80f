/** Every figure, on what it rests, on which curve it is scored and what it adds to the score. */
import { exactPoints, type IndicatorFigure, type IndicatorRule } from "../../scoreboard/figures.js";
import { missingMessages } from "../../scoreboard/messages.js";
import { rational, times } from "../../scoreboard/rational.js";
import type { IndicatorScore } from "../../scoreboard/types.js";
import { shownBound } from "../../scoreboard/views.js";
import { decimals, indicatorName, type Sheet, type Showing, type Value } from "./sheet.js";

const unitNames: Readonly<Record<IndicatorScore["unit"], string>> = {
  RATIO: "比例 ratio",
  MINUTES: "分钟 minutes",
  COUNT: "笔 count",
  RATING: "分 rating",
  PER_THOUSAND_CASES: "每千笔 per 1000",
};

export const figuresSheet = ({ board, cards, policy }: Showing): Sheet => ({
  name: "指标 Figures",
  widths: [8, 20, 24, 10, 11, 13, 12, 8, 15, 9, 9, 8, 7, 9, 11, 26],
  head: [
    ...["机构 Partner", "指标代码 Code", "指标 Indicator", "指标值 Value", "单位 Unit", "分子 Numerator"],
    ...["分母 Denominator", "样本数 Sample", "金额(元) Amount (yuan)", "零分值 0 points at", "满分值 100 points at"],
    ...["得分 Points", "权重 Weight", "实际权重% Weight spread", "未取整得分×权重 Unrounded points × weight"],
    "缺失原因 Missing",
  ],
  rows: cards.flatMap(({ card, row }) =>
    row.indicators.map((one, at): Value[] => {
      const [rule, figure] = [board.rules[at], card.indicators[at]];
      return [
        ...[card.partner.code, one.code, indicatorName(one.code, policy), one.value, unitNames[one.unit]],
        ...[one.numerator, one.denominator, one.sampleSize, one.amount === null ? null : one.amount / 100],
        ...boundsOf(rule),
        ...[one.points, one.weight, one.spreadWeight, weighted(figure, rule)],
        whyMissing(one, rule),
      ];
    }),
  ),
});

function boundsOf(rule: IndicatorRule | undefined): [number | null, number | null] {
  if (!rule || rule.weight === 0) return [null, null];
  const { floor, target, unit } = rule;
  const shown = (bound: number | null) => (bound === null ? null : decimals(shownBound(bound, unit), 6));
  return [shown(floor), shown(target)];
}

function weighted(figure: IndicatorFigure | undefined, rule: IndicatorRule | undefined): number | null {
  const exact = figure && rule ? exactPoints(figure, rule) : null;
  return exact && figure ? decimals(times(exact, rational(figure.weight, 100)), 4) : null;
}

/** In both languages, with the number of cases that it falls short of. */
function whyMissing({ missing }: IndicatorScore, rule: IndicatorRule | undefined): string | null {
  if (!missing) return null;
  const { "zh-CN": zh, en } = missingMessages[missing];
  return `${zh}${en}${missing === "BELOW_MINIMUM_VOLUME" ? ` (< ${rule?.minVolume})` : ""}`;
}

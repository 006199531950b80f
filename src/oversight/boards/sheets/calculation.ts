/** From the figures to the score, step by step, so that whoever has the sheet can compute it again by hand. */
import { pointsOf } from "../../inputs/effects.js";
import { exactPoints } from "../../scoreboard/figures.js";
import { plus, rational, times } from "../../scoreboard/rational.js";
import { fromHundredths } from "../../scoreboard/views.js";
import { inputName, pointsKind } from "./entered.js";
import { codesNotApart, nothingScored } from "./scores.js";
import { decimals, intervalText, vetoNames, type FullCard, type Sheet, type Showing, type Value } from "./sheet.js";

/** Step, reason, value, how. */
type Step = readonly [string, string | null, Value, string | null];

export const calculationSheet = (showing: Showing): Sheet => ({
  name: "计算 Calculation",
  widths: [10, 36, 36, 14, 60],
  head: ["机构 Partner", "步骤 Step", "事由 Reason", "数值 Value", "说明 How"],
  rows: showing.cards.flatMap((one) =>
    [...baseSteps(one, showing), ...pointSteps(one, showing), ...rankSteps(one, showing)].map((step) => [
      one.card.partner.code,
      ...step,
    ]),
  ),
});

function baseSteps({ card, row }: FullCard, { board }: Showing): Step[] {
  const scored = card.indicators.flatMap((figure, at) => {
    const rule = board.rules[at];
    const exact = rule ? exactPoints(figure, rule) : null;
    return exact ? [{ weight: figure.weight, exact }] : [];
  });
  const total = scored.reduce((all, { exact, weight }) => plus(all, times(exact, rational(weight, 100))), rational(0));
  const weight = scored.reduce((all, one) => all + one.weight, 0);
  const whole = board.rules.reduce((all, one) => all + one.weight, 0);
  return [
    [
      "A 得分×权重合计 Sum of points × weight",
      null,
      decimals(total, 4),
      "“指标”表最后一列数字之和 summed over the figures",
    ],
    ["B 计分权重合计 Weight scored", null, weight, `全部权重 of all ${whole}：${row.coverage}%`],
    ["C 加减分前得分 Base score", null, row.baseScore, "A ÷ B，四舍五入到两位小数 rounded to two decimals"],
  ];
}

function pointSteps({ entered, row }: FullCard, { policy }: Showing): Step[] {
  const points = pointsOf(
    entered.map(({ input }) => input),
    policy,
  );
  const { maxAdditionHundredths = 0, maxDeductionHundredths = 0 } = policy.scoring.adjustments ?? {};
  const each = (kind: "ADDITION" | "DEDUCTION", name: string): Step[] =>
    entered.flatMap(({ input, note }): Step[] =>
      input.kind === "ADJUSTMENT" && pointsKind(input) === kind
        ? [[name, `${inputName(input, policy)} (${input.code})`, fromHundredths(input.numerator), note]]
        : [],
    );
  const counts = (said: number, cap: number) => `合计 sum ${fromHundredths(said)}，政策上限 cap ${fromHundredths(cap)}`;
  return [
    ...each("ADDITION", "加分 Addition"),
    ["D 计入的加分 Additions that count", null, points.addedCounts / 100, counts(points.added, maxAdditionHundredths)],
    ...each("DEDUCTION", "减分 Deduction"),
    [
      ...(["E 计入的减分 Deductions that count", null, points.deductedCounts / 100] as const),
      counts(points.deducted, -maxDeductionHundredths),
    ],
    ["总分 Score", row.score === null ? nothingScored : null, row.score, "C + D + E，0 至 100 from 0 to 100"],
  ];
}

function rankSteps({ card, row, entered }: FullCard, { board, policy, center }: Showing): Step[] {
  const ranked = board.cards.filter(({ rank }) => rank !== null).length;
  const { bootstrapRounds, confidencePpm } = policy.scoring;
  const sure = `自助抽样 seeded bootstrap：${bootstrapRounds} 次 rounds, ${confidencePpm / 10_000}%`;
  const noteOf = (code: string) =>
    entered.find(({ input }) => input.kind === "VETO" && input.code === code)?.note ?? "取消排名 takes the rank";
  return [
    ...row.vetoes.map((code): Step => [
      ...(["一票否决 Veto", `${vetoNames([code], policy)} (${code})`, null, noteOf(code)] as const),
    ]),
    ["名次 Rank", null, row.rank, `有名次的机构 ranked partners: ${ranked}`],
    ["名次区间 Interval of ranks", null, intervalText(row.rankLow, row.rankHigh), sure],
    ["得分区间 Interval of scores", null, intervalText(row.scoreLow, row.scoreHigh), sure],
    ...(center && row.rank !== null
      ? [
          [
            "不可区分机构 Not told apart from",
            null,
            codesNotApart(card, board) ?? "无 none",
            "名次区间重叠 intervals overlap",
          ] as const,
        ]
      : []),
  ];
}

/** A board as the sheets of a workbook: scores, every figure, and what it was computed from. Pure. */
import type { PolicyVersion } from "../../policy/index.js";
import type { Board } from "../scoreboard/board.js";
import { scoreboardView } from "../scoreboard/views.js";
import type { Board as KeptBoard } from "./rows.js";

interface Sheet {
  readonly name: string;
  readonly widths: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface SheetsOf {
  readonly board: Board;
  /** Null where it was computed just now. */
  readonly kept: KeptBoard | null;
  readonly formulaVersion: number;
  readonly policy: Pick<PolicyVersion, "indicators">;
  /** Whose card is shown in full; of the others the rank alone. */
  readonly sees: (partner: { readonly id: string }) => boolean;
  /** Whether the others' ranks are shown. */
  readonly ranks: boolean;
}

export function boardSheets({ board, kept, formulaVersion, policy, sees, ranks }: SheetsOf): Sheet[] {
  const view = scoreboardView(board, sees);
  const names = new Map(policy.indicators.map(({ code, names: { zh, en } }) => [code, `${zh} ${en}`]));
  const codes = board.rules.map(({ code }) => code);
  const own = new Map(view.rows.map((row) => [row.partner.id, row]));
  const cards = board.cards.filter(({ partner }) => own.has(partner.id) || ranks);
  return [
    {
      name: "评分 Scores",
      widths: [8, 10, 24, 30, 10, 12, ...codes.map(() => 16)],
      head: [
        ...["名次 Rank", "代码 Code", "机构 Partner", "英文名称 Name", "总分 Score", "权重覆盖率% Coverage"],
        ...codes.map((code) => `${names.get(code) ?? code} 得分 points`),
      ],
      rows: cards.map(({ rank, partner }) => {
        const face = board.partners.get(partner.id);
        const row = own.get(partner.id);
        const points = codes.map((_, at) => row?.indicators[at]?.points ?? null);
        return [
          rank,
          partner.code,
          face?.name ?? "",
          face?.nameEn ?? "",
          row?.score ?? null,
          row?.coverage ?? null,
          ...points,
        ];
      }),
    },
    {
      name: "指标 Figures",
      widths: [10, 24, 36, 14, 22, 16, 16, 10, 18, 10, 10, 14, 26],
      head: [
        ...["机构 Partner", "指标代码 Code", "指标 Indicator", "指标值 Value", "单位 Unit", "分子 Numerator"],
        ...["分母 Denominator", "样本数 Sample", "金额(元) Amount (yuan)", "得分 Points", "权重 Weight"],
        ...["实际权重% Weight spread", "缺失原因 Missing"],
      ],
      rows: view.rows.flatMap(({ partner, indicators }) =>
        indicators.map((one) => [
          ...[partner.code, one.code, names.get(one.code) ?? one.code, one.value, one.unit, one.numerator],
          ...[one.denominator, one.sampleSize, one.amount === null ? null : one.amount / 100, one.points, one.weight],
          ...[one.spreadWeight, one.missing],
        ]),
      ),
    },
    {
      name: "说明 About",
      widths: [36, 70],
      head: ["项目 Item", "内容 Value"],
      rows: [
        ["期间 Period", `${board.period.text} (${board.period.from} – ${board.period.to})`],
        ["机构类型 Kind", board.kind],
        ["状态 Status", board.status],
        ["暂定 Provisional", kept?.provisional || board.status === "PROVISIONAL" ? "是 yes" : "否 no"],
        ["序号 Number", kept?.number ?? null],
        ["数据截止时间 Cut-off", board.cutoff ?? "–"],
        ["公式版本 Formula version", formulaVersion],
        ["政策摘要 Policy digest", board.policyDigest],
        ["输入摘要 Input digest", kept?.inputDigest ?? "–"],
        ["结果摘要 Result digest", board.digest],
      ],
    },
  ];
}

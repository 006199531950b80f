/** The first sheet: who has which rank and score and why one has none; and the points of all side by side. */
import type { Board } from "../../scoreboard/board.js";
import type { Card } from "../../scoreboard/figures.js";
import { notDistinguishable } from "../../scoreboard/sureness.js";
import { indicatorName, intervalText, vetoNames, yesNo, type Sheet, type Showing, type Value } from "./sheet.js";

/** Of a card that is not shown in full the rank alone. */
export function scoresSheet({ board, cards, policy, center }: Showing, listed: readonly Card[]): Sheet {
  const full = new Map(cards.map((one) => [one.card, one]));
  const apart = ["名次可区分 Rank told apart", ...(center ? ["不可区分机构 Not told apart from"] : [])];
  return {
    name: "评分 Scores",
    widths: [8, 9, 20, 22, 9, 10, 9, 10, 15, 26, 10, 10, ...(center ? [20] : [])],
    head: [
      ...["名次 Rank", "代码 Code", "机构 Partner", "英文名称 Name", "总分 Score", "加减分前 Base score"],
      ...["加减分 Adjustment", "名次区间 Ranks", "得分区间 Scores", "一票否决或未排名原因 Vetoes, or why no rank"],
      ...["权重覆盖率% Coverage", ...apart],
    ],
    rows: listed.map((card): Value[] => {
      const face = board.partners.get(card.partner.id);
      const head = [card.rank, card.partner.code, face?.name ?? "", face?.nameEn ?? ""];
      const row = full.get(card)?.row;
      if (!row) return head;
      return [
        ...[...head, row.score, row.baseScore, row.adjustment],
        intervalText(row.rankLow, row.rankHigh),
        intervalText(row.scoreLow, row.scoreHigh),
        vetoNames(row.vetoes, policy) || (row.score === null ? nothingScored : null),
        row.coverage,
        row.distinguishable === null ? null : yesNo(row.distinguishable),
        ...(center ? [codesNotApart(card, board)] : []),
      ];
    }),
  };
}

export const nothingScored = "没有可计分的指标 No figure could be scored";

export const codesNotApart = (card: Card, board: Board): string | null =>
  notDistinguishable(card, board.cards)
    .map(({ partner }) => partner.code)
    .join("、") || null;

export const pointsSheet = ({ board, cards, policy }: Showing): Sheet => ({
  name: "得分对照 Points",
  widths: [10, ...board.rules.map(() => 14)],
  head: ["机构 Partner", ...board.rules.map(({ code }) => indicatorName(code, policy))],
  rows: cards.map(({ card, row }) => [card.partner.code, ...row.indicators.map(({ points }) => points)]),
});

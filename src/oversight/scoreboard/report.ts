/** A board for the command line: a table for people, figures for machines. Pure. */
import type { Board } from "./board.js";
import type { IndicatorScore } from "./types.js";
import { scoreboardView, shownValue } from "./views.js";
import type { Missing } from "./facts.js";
import type { IndicatorFigure, IndicatorRule } from "./figures.js";
import { decimalText, rational } from "./rational.js";

/** The shape of `--json`. */
export interface BoardJson {
  readonly period: string;
  readonly kind: string;
  readonly status: string;
  readonly digest: string | null;
  readonly rows: readonly {
    readonly partner: { readonly code: string; readonly name: string; readonly nameEn: string };
    readonly score: number | null;
    readonly baseScore: number | null;
    readonly scoreLow: number | null;
    readonly scoreHigh: number | null;
    readonly rank: number | null;
    readonly rankLow: number | null;
    readonly rankHigh: number | null;
    readonly distinguishable: boolean | null;
    readonly adjustment: number;
    readonly vetoes: readonly string[];
    readonly coverage: number;
    readonly indicators: readonly {
      readonly code: string;
      readonly value: number | null;
      readonly unit: string;
      readonly points: number | null;
      readonly weight: number;
      readonly spreadWeight: number;
      readonly sampleSize: number;
      readonly numerator: number | null;
      readonly denominator: number | null;
      /** In yuan, "350000.00". */
      readonly amount: string | null;
      readonly missing: Missing | null;
    }[];
  }[];
}

export function boardJson(board: Board): BoardJson {
  const { rows, period, kind, status, digest } = scoreboardView(board, () => true);
  return {
    ...{ period, kind, status, digest },
    rows: rows.map(({ partner: { code, name, nameEn }, behind: _behind, indicators, ...card }) => ({
      partner: { code, name, nameEn },
      ...card,
      indicators: indicators.map(jsonOf),
    })),
  };
}

const jsonOf = ({ amount, ...score }: IndicatorScore): BoardJson["rows"][number]["indicators"][number] => ({
  ...{ code: score.code, value: score.value, unit: score.unit, points: score.points },
  ...{ weight: score.weight, spreadWeight: score.spreadWeight, sampleSize: score.sampleSize },
  ...{ numerator: score.numerator, denominator: score.denominator, missing: score.missing },
  amount: amount === null ? null : decimalText(rational(amount, 100), 2),
});

export function boardText({ period, kind, status, cards, partners, rules }: Board): string {
  const head = ["rank", "of", "score", "partner", ...rules.map(({ code }) => code)];
  const lines = cards.map(({ rank, rankLow, rankHigh, score, partner, indicators }) => [
    partner.vetoes?.length ? "VETO" : rank === null ? "–" : String(rank),
    rankLow === null ? "–" : `${rankLow}–${rankHigh}`,
    score === null ? "–" : decimalText(rational(score, 100), 2),
    `${partner.code} ${partners.get(partner.id)?.nameEn ?? ""}`.trim(),
    ...indicators.map((figure, index) => cell(figure, rules[index] ?? { unit: "COUNT" })),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => (line[column] ?? "").length)),
  );
  const table = [head, ...lines].map((line) =>
    line
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${kind} ${period.text} (${period.from} to ${period.to}), ${status.toLowerCase()}\n\n${table.join("\n")}\n`;
}

type ShownBy = Pick<IndicatorRule, "unit" | "cap">;

/** "0.6947 (478)": the value, and how many it rests on; a missing one says why. */
function cell({ value, missing, sampleSize, amountFen, code }: IndicatorFigure, rule: ShownBy): string {
  if (value === null) return missing ?? "";
  if (code === "VOLUME") return `${sampleSize} / ${decimalText(rational(amountFen ?? 0, 100), 2)}`;
  const scaled = shownValue(value, rule);
  const shown = rule.unit === "WORKING_MINUTES" ? `${decimalText(scaled, 2)} min` : decimalText(scaled, 4);
  return `${shown} (${sampleSize})${missing ? ` ${missing}` : ""}`;
}

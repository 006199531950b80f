/** Computed targets turned into what the API and the command line show. Pure. */
import type { PolicyVersion } from "../../policy/index.js";
import { decimalText, rational, rounded, times } from "../scoreboard/rational.js";
import type { TargetBoardData } from "./board.js";
import type { TargetFigures } from "./figures.js";
import type { TargetBoard, TargetRow } from "./types.js";

const fromHundredths = (value: number | null): number | null => (value === null ? null : value / 100);

const shown = ({ progress, growth, lead, share, ...rest }: TargetFigures) => ({
  ...rest,
  progress: fromHundredths(progress),
  growth: fromHundredths(growth),
  lead: fromHundredths(lead),
  share: fromHundredths(share),
});

export function targetBoardView(
  { year, asOf, share, rows, units }: TargetBoardData,
  policy: PolicyVersion,
): TargetBoard {
  const named = (
    list: readonly { readonly code: string; readonly names: { en: string; zh: string } }[],
    code: string,
  ) => list.find((one) => one.code === code) ?? { code, names: { en: code, zh: code } };
  const products = [...policy.products, ...(policy.targets?.lines ?? [])];
  return {
    year,
    asOf,
    calendarShare: rounded(times(share, rational(10_000))) / 100,
    rows: rows.map(({ scope, reached, amount, count }): TargetRow => ({
      business: named(policy.targets?.businesses ?? [], scope.business),
      unit: (scope.unitId && units.get(scope.unitId)) || null,
      product: scope.productCode === null ? null : named(products, scope.productCode),
      figuresTo: reached,
      amount: shown(amount),
      count: shown(count),
    })),
  };
}

const yuan = (fen: number | null): string | null => (fen === null ? null : decimalText(rational(fen, 100), 2));

/** The shape of `--json`: amounts in yuan, percentages to two places. */
export const targetsJson = ({ rows, ...head }: TargetBoard) => ({
  ...head,
  rows: rows.map(({ business, unit, product, amount, ...rest }) => ({
    business: business.code,
    unit: unit && { code: unit.code, name: unit.name },
    product: product?.code ?? null,
    ...rest,
    amount: { ...amount, done: yuan(amount.done), task: yuan(amount.task), lastYear: yuan(amount.lastYear) },
  })),
});

export function targetsText({ year, asOf, calendarShare, rows }: TargetBoard): string {
  const head = ["business", "of", "done", "task", "progress %", "ahead", "growth %", "share %", "number", "share %"];
  const lines = rows.map(({ business, unit, product, amount, count }) => [
    business.names.en,
    [unit?.name, product?.names.en].filter(Boolean).join(", ") || "the center",
    yuan(amount.done) ?? amount.missing[0] ?? "–",
    yuan(amount.task) ?? "–",
    ...[amount.progress, amount.lead, amount.growth, amount.share].map((one) => one?.toFixed(2) ?? "–"),
    String(count.done ?? "–"),
    count.share?.toFixed(2) ?? "–",
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => (line[at] ?? "").length)));
  const table = [head, ...lines].map((line) =>
    line
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `Targets of ${year} as of ${asOf}, ${calendarShare.toFixed(2)} % of the year\n\n${table.join("\n")}\n`;
}

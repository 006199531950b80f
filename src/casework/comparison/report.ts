/** The comparison in words and in figures, for the command line. */
import type { Comparison } from "./read.js";
import type { ModeFigures } from "./figures.js";

export const comparisonJson = ({ period, product, modes }: Comparison): object => ({
  period: period.text,
  product,
  modes,
});

type Line = readonly [string, (figures: ModeFigures) => number | null];

const partyLine = (what: string, kind: string): Line => [
  `${what}, mean minutes`,
  ({ parties }) => parties.find((one) => one.kind === kind)?.meanMinutes ?? null,
];

const lines: readonly Line[] = [
  ["cases decided", ({ cases }) => cases],
  ["acceptance to decision, median working minutes", ({ elapsedMedianMinutes }) => elapsedMedianMinutes],
  ["acceptance to decision, mean working minutes", ({ elapsedMeanMinutes }) => elapsedMeanMinutes],
  partyLine("bank", "BANK"),
  partyLine("guarantee company", "GUARANTEE_COMPANY"),
  partyLine("center", "CENTER"),
  partyLine("waiting for the applicant", "APPLICANT"),
  ["duplicate checks avoided", ({ duplicatesAvoided }) => duplicatesAvoided],
  ["duplicate checks done", ({ duplicatesDone }) => duplicatesDone],
  ["notices per case", ({ noticesPerCase }) => noticesPerCase],
  ["defects that could have been seen before", ({ missedDefects }) => missedDefects],
  ["trips per case", ({ tripsPerCase }) => tripsPerCase],
  ["returns per case", ({ returnsPerCase }) => returnsPerCase],
];

export function comparisonText({ period, product, modes }: Comparison): string {
  const cells = lines.map(([title, figure]) => [title, ...modes.map((mode) => String(figure(mode) ?? "–"))]);
  const table = [["", ...modes.map(({ mode }) => mode.toLowerCase())], ...cells];
  const widths = (table[0] ?? []).map((_cell, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  const shown = table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  const of = product ? ` of ${product}` : "";
  return `Cases${of} decided in ${period.text} (${period.from} to ${period.to})\n\n${shown.join("\n")}\n`;
}

/** All that the boards of a database say of everybody who has something on them, by period and partner's code. */
import { factSources } from "../../src/app/context.js";
import type { Journal } from "../../src/journal/index.js";
import { computeBoard, type Board, type BoardQuery } from "../../src/oversight/index.js";
import { testPolicies } from "../support/cases.js";

type Stratum = NonNullable<BoardQuery["stratum"]>;

export async function boardsOf(
  journal: Journal,
  periods: readonly string[],
  stratum: Stratum | null = null,
): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const period of periods) {
    for (const kind of ["BANK", "GUARANTEE_COMPANY"] as const) {
      const services = { sql: journal.database.read, policies: testPolicies(), sources: factSources };
      const board = (await computeBoard(services, { period, kind, stratum, plain: true })) as Board;
      for (const { partner, score, baseScore, rank, coverage, indicators } of board.cards) {
        const { taskFen, external, adjustment, vetoes } = partner;
        const added = { taskFen, external, adjustment, vetoes };
        if (score === null && !vetoes?.length && indicators.every(({ sampleSize }) => sampleSize === 0)) continue;
        const figures = indicators.map(({ value, valueInUnit, ...figure }) => ({
          ...figure,
          value: value && `${value.n}/${value.d}`,
          valueInUnit: valueInUnit && `${valueInUnit.n}/${valueInUnit.d}`,
        }));
        found.set(`${period} ${partner.code}`, { score, baseScore, rank, coverage, added, figures });
      }
    }
  }
  return found;
}

/** Loans paid out in some days, summed by product and unit in one statement, and what of them a scope counts. */
import type { Day } from "../../kernel/index.js";
import type { Unit } from "../../parties/index.js";
import type { Sql } from "../../platform/index.js";
import type { Scope } from "./scope.js";

export type LoanSums = readonly {
  readonly productCode: string;
  readonly bankUnitId: string | null;
  readonly centerUnitId: string | null;
  readonly amountFen: number;
  readonly count: number;
}[];

export async function loansIn(sql: Sql, from: Day, to: Day): Promise<LoanSums> {
  const rows = await sql.all<LoanSums[number]>(
    "SELECT productCode, bankUnitId, centerUnitId, SUM(amountFen) AS amountFen, COUNT(*) AS count FROM paid_out_loan " +
      "WHERE day >= ? AND day <= ? GROUP BY productCode, bankUnitId, centerUnitId",
    [from, to],
  );
  // A server gives sums as decimal text.
  return rows.map((row) => ({ ...row, amountFen: Number(row.amountFen), count: Number(row.count) }));
}

/** A unit counts what it and the units below it did: a bank's as the loan's bank, the center's as its proposer. */
export function sumFor(loans: LoanSums, { unitId, productCode }: Scope, units: readonly Unit[]) {
  const top = units.find(({ id }) => id === unitId);
  const below = new Set(
    units
      .filter(({ partyId, path }) => top && partyId === top.partyId && path.startsWith(top.path))
      .map(({ id }) => id),
  );
  const inside = (id: string | null) => id !== null && below.has(id);
  const counted = loans.filter(
    (loan) =>
      (productCode === null || loan.productCode === productCode) &&
      (unitId === null || inside(loan.bankUnitId) || inside(loan.centerUnitId)),
  );
  return {
    amountFen: counted.reduce((all, { amountFen }) => all + amountFen, 0),
    count: counted.reduce((all, { count }) => all + count, 0),
  };
}

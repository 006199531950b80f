/** The row, the case or the input that an objection names, looked for among the partner's own. */
import type { Period } from "../../kernel/index.js";
import type { Sql } from "../../platform/index.js";
import { factKinds } from "../facts/kinds.js";
import { factsSql, type FactRow, type FactSource, type FactWhere } from "../facts/sources.js";
import { inputsOnBoard } from "../inputs/onBoard.js";
import type { ScoreInput } from "../inputs/rows.js";
import { factsBehind } from "../scoreboard/formulas.js";
import type { ObjectionInput } from "./decide.js";
import type { Reading } from "./entries.js";

export interface Named {
  readonly subjectId: string | null;
  readonly factFound: boolean;
  /** What was entered and counts on the board. */
  readonly named: ScoreInput | null;
}

/** Whatever it names. */
export async function namedBy(
  sql: Sql,
  sources: readonly FactSource[],
  partnerId: string,
  period: Period,
  reading: Reading,
  input: ObjectionInput,
): Promise<Named> {
  const { indicator, inputId } = input;
  if (indicator) {
    return { named: null, ...(await namedRow(sql, sources, partnerId, period, reading, { ...input, indicator })) };
  }
  const { cutoff, laterInputs = {} } = reading;
  const counted = await inputsOnBoard(sql, { period, cutoff, laterInputs, stratum: null }, [partnerId]);
  const named = counted.get(partnerId)?.find(({ id }) => id === inputId) ?? null;
  return { subjectId: null, factFound: true, named };
}

/** A row that counts for the indicator in the period, or is late for it; a case, whatever was measured on it for the partner. */
async function namedRow(
  sql: Sql,
  sources: readonly FactSource[],
  partnerId: string,
  { from, to }: Period,
  reading: Reading,
  { indicator, factId, subjectId }: Pick<ObjectionInput, "factId" | "subjectId"> & { readonly indicator: string },
): Promise<Omit<Named, "named">> {
  const find = async (where: Omit<FactWhere, "partnerIds">, column: string, value: string): Promise<FactRow | null> => {
    const facts = factsSql(sources, { ...where, partnerIds: [partnerId] });
    const select = `SELECT * FROM (${facts.sql}) row0 WHERE ${column} = ? LIMIT 1`;
    return (await sql.all<FactRow>(select, [...facts.params, value]))[0] ?? null;
  };
  if (factId) {
    const where = { from, to, indicators: [factsBehind(indicator)] };
    const row = (await find({ ...where, ...reading }, "id", factId)) ?? (await find(where, "id", factId));
    return {
      subjectId: row?.subjectId ?? null,
      factFound: row !== null && (!subjectId || row.subjectId === subjectId),
    };
  }
  if (!subjectId) return { subjectId: null, factFound: true };
  const ever = { from: "1000-01-01", to: "9999-12-31", indicators: Object.keys(factKinds) };
  return { subjectId, factFound: (await find(ever, "subjectId", subjectId)) !== null };
}

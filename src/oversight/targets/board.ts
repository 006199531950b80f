/** The targets of a year as of a day: what is due, what is done, and how the two stand to each other. */
import { dayOf, type Day } from "../../kernel/index.js";
import { Unit } from "../../parties/index.js";
import { selectRows, type Sql } from "../../platform/index.js";
import type { PolicyVersion } from "../../policy/index.js";
import { coverDays, type Piece } from "./cover.js";
import { calendarShare, comparableDay, figuresOf, type Measured, type TargetFigures } from "./figures.js";
import { loansIn, sumFor, type LoanSums } from "./loans.js";
import { BusinessFigure, YearlyTarget } from "./rows.js";
import { scopeKey, wholeOf, type Scope } from "./scope.js";
import type { Rational } from "../scoreboard/rational.js";

export interface TargetRowData {
  readonly scope: Scope;
  /** The last day that figures reach without a gap. */
  readonly reached: Day | null;
  readonly amount: TargetFigures;
  readonly count: TargetFigures;
}

export interface TargetBoardData {
  readonly year: number;
  readonly asOf: Day;
  readonly share: Rational;
  readonly rows: readonly TargetRowData[];
  readonly units: ReadonlyMap<string, Unit>;
}

interface Total {
  readonly amountFen: number;
  readonly count: number | null;
}
interface Tally {
  readonly total: Total | null;
  readonly reached: Day | null;
}

export interface TargetBoardServices {
  readonly sql: Sql;
  /** In force today: it names the businesses. */
  readonly policy: PolicyVersion;
  readonly zone: string;
}

export async function targetBoard({ sql, policy, zone }: TargetBoardServices, asOf: Day): Promise<TargetBoardData> {
  const year = Number(asOf.slice(0, 4));
  const first = `${year}-01-01`;
  const before = { from: `${year - 1}-01-01`, to: comparableDay(asOf) };
  const tasks = await selectRows(sql, YearlyTarget, "year = ? AND status = 'CONFIRMED' ORDER BY decidedAt, id", [year]);
  const stated = await selectRows(
    sql,
    BusinessFigure,
    "status = 'CONFIRMED' AND toDay >= ? AND toDay <= ? ORDER BY decidedAt, id",
    [before.from, asOf],
  );
  const units = await selectRows(sql, Unit, "1 = 1 ORDER BY path");
  const loans = await loansIn(sql, first, asOf);
  const casesSince = await firstCaseDay(sql, zone);

  const measured = new Set(
    policy.targets?.businesses.filter((one) => one.measured === "CASES").map(({ code }) => code),
  );
  const lines = new Set(policy.targets?.lines.map(({ code }) => code));
  const figuresBy = groupBy(stated, scopeKey);
  const sums = new Map<string, LoanSums>([[`${first}/${asOf}`, loans]]);
  const loansBetween = async (from: Day, to: Day): Promise<LoanSums> => {
    const key = `${from}/${to}`;
    const known = sums.get(key) ?? (await loansIn(sql, from, to));
    sums.set(key, known);
    return known;
  };
  const tallies = new Map<string, Tally>();
  const tally = async (scope: Scope, from: Day, to: Day): Promise<Tally> => {
    const key = `${scopeKey(scope)}/${from}`;
    const known = tallies.get(key);
    if (known) return known;
    // Cases know their product, and nothing of a scheme that lends as one.
    const counts = measured.has(scope.business) && !(scope.productCode && lines.has(scope.productCode));
    const since = counts ? casesSince : null;
    const { pieces, reached } = coverDays(from, to, figuresBy.get(scopeKey(scope)) ?? [], since);
    const parts: Total[] = [];
    for (const piece of pieces ?? []) parts.push(await totalOf(piece, scope));
    const fresh = { total: pieces && summed(parts), reached };
    tallies.set(key, fresh);
    return fresh;
  };
  const totalOf = async (piece: Piece, scope: Scope): Promise<Total> =>
    piece.kind === "STATED" ? piece.figure : sumFor(await loansBetween(piece.from, piece.to), scope, units);

  const share = calendarShare(asOf);
  const taskBy = new Map(tasks.map((task) => [scopeKey(task), task]));
  const rows: TargetRowData[] = [];
  for (const scope of scopesOf([...tasks, ...stated.filter(({ toDay }) => toDay >= first)], measured, loans)) {
    const now = await tally(scope, first, asOf);
    const past = await tally(scope, before.from, before.to);
    const whole = wholeOf(scope);
    const all = whole && (await tally(whole, first, asOf)).total;
    const task = taskBy.get(scopeKey(scope));
    const seen = { covered: now.total !== null, coveredLastYear: past.total !== null };
    const of = (pick: (total: Total) => number | null, due: number | null): Measured => ({
      ...seen,
      done: now.total && pick(now.total),
      lastYear: past.total && pick(past.total),
      task: due,
      whole: all && pick(all),
    });
    const amount = of(({ amountFen }) => amountFen, task?.amountFen ?? null);
    const count = of((total) => total.count, task?.count ?? null);
    rows.push({ scope, reached: now.reached, amount: figuresOf(amount, share), count: figuresOf(count, share) });
  }
  return { year, asOf, share, rows: inOrder(rows, policy, units), units: new Map(units.map((one) => [one.id, one])) };
}

/** Before the first case was opened here, nothing here knows what was lent. */
async function firstCaseDay(sql: Sql, zone: string): Promise<Day | null> {
  // Ids rise with the time of their making.
  const [first] = await sql.all<{ openedAt: string }>("SELECT openedAt FROM loan_case ORDER BY id LIMIT 1");
  return first ? dayOf(first.openedAt, zone) : null;
}

function scopesOf(said: readonly Scope[], measured: ReadonlySet<string>, loans: LoanSums): Scope[] {
  const scopes = new Map<string, Scope>();
  const add = ({ business, unitId, productCode }: Scope) => {
    const scope = { business, unitId, productCode };
    scopes.set(scopeKey(scope), scope);
  };
  said.forEach(add);
  for (const business of measured) {
    if (loans.length > 0) add({ business, unitId: null, productCode: null });
    for (const { productCode } of loans) add({ business, unitId: null, productCode });
  }
  return [...scopes.values()];
}

/** A number that one part does not know is not known of all. */
const summed = (parts: readonly Total[]): Total => ({
  amountFen: parts.reduce((all, { amountFen }) => all + amountFen, 0),
  count: parts.reduce<number | null>(
    (all, { count }) => (all === null || count === null ? null : all + count),
    parts.length === 0 ? null : 0,
  ),
});

/** As policy names the businesses; the whole center first, then its units as they lie, products after all. */
function inOrder(rows: readonly TargetRowData[], policy: PolicyVersion, units: readonly Unit[]): TargetRowData[] {
  const businesses = policy.targets?.businesses.map(({ code }) => code) ?? [];
  const place = ({ scope }: TargetRowData): string =>
    [
      String(businesses.indexOf(scope.business)).padStart(3, "0"),
      String(scope.unitId === null ? 0 : units.findIndex(({ id }) => id === scope.unitId) + 1).padStart(6, "0"),
      scope.productCode ?? "",
    ].join("/");
  return [...rows].sort((one, other) => (place(one) < place(other) ? -1 : 1));
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

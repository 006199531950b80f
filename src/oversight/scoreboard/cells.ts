/** What a period's facts come to: classes of values, and each value around the middle; as few rows for a million cases. */
import { classOf, inClasses, sliceOf, spansOf, whole, type ValueClass } from "../../journal/index.js";
import { placeholders, type Sql } from "../../platform/index.js";
import type { Condition, FactSource } from "../facts/sources.js";
import { readCounts, summed, type Count, type Counting } from "./counted.js";
import type { Cell } from "./facts.js";
import { countOf, isOrdered, valueAt } from "./formulas.js";

/** A cell, and whether it was counted in cases or in histories. */
export type CountedCell = Cell & { readonly source: FactSource["kind"] };

const looksAtMost = 5;

/**
 * Cells of classes, but of each single value where a middle one can lie. Two statements: where a command moved the tallies
 * between them they do not agree, and both are read again.
 */
export async function readCells(sql: Sql, sources: readonly FactSource[], counting: Counting): Promise<CountedCell[]> {
  const spans = spansOf(counting.period);
  const { stratum } = counting;
  const slice = stratum ? sliceOf.stratum(stratum.product, stratum.propertyKind) : whole;
  const of = (spans: readonly string[]): Condition => ({
    sql: `span IN ${placeholders(spans)} AND slice = ?`,
    params: [...spans, slice],
  });
  const exact = (where: Condition, indicators = counting.indicators) =>
    readCounts(sql, sources, { ...counting, indicators }, { where, sliceOf: () => slice });
  for (let look = 1; look <= looksAtMost; look += 1) {
    const classes = inClassesOf(await exact(of(spans.map(inClasses))));
    const middles = middlesOf(classes);
    if (middles.length === 0) return classes;
    const values = of(spans);
    const near = {
      sql: `${values.sql} AND (${middles.map(() => "(subject IN (?, ?) AND measure = ? AND value >= ? AND value < ?)").join(" OR ")})`,
      params: [
        ...values.params,
        ...middles.flatMap(({ partnerId, indicator, from, until }) => {
          const code = counting.partners.find(({ id }) => id === partnerId)?.code ?? "";
          return [partnerId, code, indicator, from, until];
        }),
      ],
    };
    const fine = summed(await exact(near, [...new Set(middles.map(({ indicator }) => indicator))]));
    const cells = withValues(classes, middles, fine);
    if (cells) return cells;
  }
  // Whoever is so busy is read value by value, which takes one statement.
  return summed(await exact(of(spans)));
}

const inClassesOf = (counts: readonly Count[]): Count[] =>
  summed(counts.map((count) => ({ ...count, value: classOf(count.value).from })));

interface Middle extends ValueClass {
  readonly partnerId: string;
  readonly indicator: string;
}

/** Deviations of a middle place; a draw beyond them comes once in a thousand million. */
const deviations = 6;

/** Of each partner and ordered indicator the stretch of whole classes in which a middle value lies, drawn ones too. */
function middlesOf(classes: readonly Count[]): Middle[] {
  const ordered = new Map<string, Count[]>();
  for (const one of classes) {
    if (!isOrdered(one.indicator)) continue;
    const key = `${one.partnerId}\n${one.indicator}`;
    const known = ordered.get(key);
    if (known) known.push(one);
    else ordered.set(key, [one]);
  }
  return [...ordered.values()].map((counts) => {
    const { partnerId, indicator } = counts[0] as Count;
    const sorted = counts.sort((one, other) => one.value - other.value);
    const all = countOf(sorted);
    const spread = (deviations / 2) * Math.sqrt(all) + 1;
    const classAt = (place: number) => classOf(valueAt(sorted, Math.min(all - 1, Math.max(0, place))));
    const { from } = classAt(Math.floor(all / 2 - spread));
    const { until } = classAt(Math.ceil(all / 2 + spread));
    return { partnerId, indicator, from, until };
  });
}

/** The classes with those in the stretches replaced by their values; null where the two do not come to the same. */
function withValues(
  classes: readonly Count[],
  middles: readonly Middle[],
  fine: readonly Count[],
): CountedCell[] | null {
  const stretches = new Map(middles.map((middle) => [`${middle.partnerId}\n${middle.indicator}`, middle]));
  const isMiddle = ({ partnerId, indicator, value }: Count): boolean => {
    const stretch = stretches.get(`${partnerId}\n${indicator}`);
    return stretch !== undefined && stretch.from <= value && value < stretch.until;
  };
  const [inside, outside] = [classes.filter(isMiddle), classes.filter((one) => !isMiddle(one))];
  const values = fine.filter(isMiddle);
  const again = inClassesOf(values);
  const told = (counts: readonly Count[]) =>
    JSON.stringify(counts.map((one) => [one.partnerId, one.source, one.indicator, one.value, one.n, one.total]).sort());
  return told(inside) === told(again) ? [...outside, ...values] : null;
}

/** A scoreboard of a period and kind of partner, computed from what the facts come to. */
import { dayOf, digestOf, parsePeriod, type Period } from "../../kernel/index.js";
import { Partner, type PartnerKind } from "../../parties/index.js";
import { selectRows, type Database, type Sql } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import { isOpen } from "../facts/kinds.js";
import { measuredBySource, tellingWholly, toldWhole, type FactSource, type Stratum } from "../facts/sources.js";
import { effectsOf, standingInputs, type LaterInputs } from "../inputs/effects.js";
import { readCells, type CountedCell } from "./cells.js";
import type { PartnerOnBoard } from "./facts.js";
import { cardsOf, type Card, type IndicatorRule } from "./figures.js";
import { allFactsBehind, factsBehind } from "./formulas.js";
import { inputDigestOf, withIntervals } from "./sureness.js";
import { rulesFor } from "./rules.js";

export interface BoardQuery {
  /** "2017H1", "2017Q3", "2017-08" or "2017". */
  readonly period: string;
  readonly kind: PartnerKind;
  /** Like compared with like: only cases of one product and kind of home. */
  readonly stratum?: Stratum | null;
  /** Only what was recorded by that instant, as it stood then. */
  readonly cutoff?: string | null;
  /** With a cut-off: cases and histories that are read as they stood at a later instant of their own. */
  readonly later?: Readonly<Record<string, string>>;
  /** The policy that a board was computed under before; that of the period's end where left out. */
  readonly policyDigest?: string;
  /** With a cut-off: what was entered for a partner under a code, read as it stood at a later instant of its own. */
  readonly laterInputs?: LaterInputs;
  /** Without intervals. */
  readonly plain?: boolean;
}

export interface Board {
  readonly period: Period;
  readonly kind: PartnerKind;
  readonly stratum: Stratum | null;
  readonly cutoff: string | null;
  /** Whether the period had passed: what was still open then is late. */
  readonly over: boolean;
  readonly later: Readonly<Record<string, string>>;
  readonly laterInputs: LaterInputs;
  readonly policyDigest: string;
  /** PROVISIONAL where a ranked card covers less of the weight than policy asks, or nobody is ranked. */
  readonly status: "PROVISIONAL" | "COMPUTED" | "PREVIEWED" | "FROZEN" | "SUPERSEDED";
  /** SHA-256 of rules and results: computing the same facts again gives the same one. */
  readonly digest: string;
  /** SHA-256 of everything that it was computed from; the seed of its intervals. */
  readonly inputDigest: string;
  readonly partners: ReadonlyMap<string, Partner>;
  readonly rules: readonly IndicatorRule[];
  readonly cards: readonly Card[];
}

export interface BoardServices {
  readonly sql: Sql;
  readonly policies: Pick<PolicyBook, "find" | "byDigest" | "calendar">;
  readonly sources: readonly FactSource[];
  /** Says whether a period is over; the machine's own where left out. */
  readonly clock?: () => Date;
  /** Where intervals are kept, so that they are computed once. */
  readonly database?: Pick<Database, "write">;
}

/** Null where the period is none, or no policy was in force at its end. */
export async function computeBoard(services: BoardServices, query: BoardQuery): Promise<Board | null> {
  const { sql, policies, sources, clock = () => new Date() } = services;
  const period = parsePeriod(query.period);
  const policy = query.policyDigest ? policies.byDigest(query.policyDigest) : period && policies.find(period.to);
  if (!period || !policy) return null;
  const { kind, stratum = null, cutoff = null, later = {}, laterInputs = {} } = query;
  const partners = await partnersOf(sql, kind, cutoff);
  const rules = rulesFor(policy, kind);
  const indicators = [...new Set(rules.flatMap(({ code }) => allFactsBehind(code)))].sort();
  const over = period.to < dayOf(cutoff ?? clock().toISOString(), policies.calendar.zone);
  const cells = (await readCells(sql, sources, { partners, indicators, period, stratum, cutoff, later })).filter(
    // What is still open is late only once its period has passed.
    ({ indicator, value }) => over || !isOpen(indicator, value),
  );
  const wholly = await tellingWholly(sql, sources);
  const measured = await measuredBySource(sql, sources, wholly, cutoff);
  const whole = await toldWhole(sql, wholly, period, cutoff);
  const ids = partners.map(({ id }) => id);
  const inputs = await standingInputs(sql, ids, cutoff, laterInputs);
  const onBoard = partners.map(({ id, code }): PartnerOnBoard => {
    const own = inputs.filter(({ partnerId }) => partnerId === id);
    const effects = effectsOf(own, period, policy);
    const unknown = whole.has(id) ? [] : unknownOf(id, cells, measured, rules);
    // Tasks, figures from outside and points are of all kinds of case together.
    return stratum ? { id, code, unknown, vetoes: effects.vetoes } : { id, code, unknown, ...effects };
  });
  const plain = cardsOf(onBoard, cells, rules);
  const { bootstrapRounds, confidencePpm } = policy.scoring;
  const sureness = { bootstrapRounds, confidencePpm };
  const inputDigest = inputDigestOf(plain, cells, rules, sureness);
  const cards = query.plain
    ? plain
    : await withIntervals(services, plain, cells, rules, { ...sureness, seed: inputDigest });
  const enough = Math.floor(policy.scoring.minCoveragePpm / 100);
  const ranked = cards.filter(({ rank }) => rank !== null);
  const thin = ranked.length === 0 || ranked.some(({ coverage }) => coverage < enough);
  return {
    ...{ period, kind, stratum, cutoff, over, later, laterInputs, rules, cards },
    ...{ policyDigest: policy.digest, inputDigest },
    status: thin ? "PROVISIONAL" : "COMPUTED",
    digest: digestOf(digestible(query, policy.digest, cards)),
    partners: new Map(partners.map((partner) => [partner.id, partner])),
  };
}

/** At a cut-off, who had been registered by then: whoever came later is on no board from before. */
function partnersOf(sql: Sql, kind: PartnerKind, cutoff: string | null): Promise<Partner[]> {
  if (cutoff === null) return selectRows(sql, Partner, "kind = ? ORDER BY code", [kind]);
  const registered = "SELECT streamId FROM journal_entry WHERE seq = 1 AND recordedAt <= ?";
  return selectRows(sql, Partner, `kind = ? AND id IN (${registered}) ORDER BY code`, [kind, cutoff]);
}

/** What none of the sources of a partner's facts in the period has ever measured. */
function unknownOf(
  partnerId: string,
  cells: readonly CountedCell[],
  measured: ReadonlyMap<string, ReadonlySet<string>>,
  rules: readonly IndicatorRule[],
): string[] {
  const kinds = new Set(cells.filter((cell) => cell.partnerId === partnerId).map(({ source }) => source));
  if (kinds.size === 0) return [];
  const known = new Set([...kinds].flatMap((kind) => [...(measured.get(kind) ?? [])]));
  return rules.map(({ code }) => code).filter((code) => !known.has(factsBehind(code)));
}

const digestible = ({ period, kind, stratum }: BoardQuery, policyDigest: string, cards: readonly Card[]) => ({
  period,
  kind,
  stratum: stratum ? { product: stratum.product, propertyKind: stratum.propertyKind } : null,
  policyDigest,
  cards: cards.map(({ partner, score, rank, coverage, indicators }) => ({
    partner: partner.code,
    score,
    rank,
    coverage,
    adjustment: partner.adjustment ?? 0,
    vetoes: [...(partner.vetoes ?? [])].sort(),
    indicators: indicators.map(({ code, sampleSize, value, amountFen, missing, points, weight, spreadWeight }) => ({
      ...{ code, sampleSize, amountFen, missing, points, weight, spreadWeight },
      value: value && `${value.n}/${value.d}`,
    })),
  })),
});

/** A scoreboard of a period and kind of partner, computed from the facts as they stand now. */
import { digestOf, parsePeriod, type Period } from "../../kernel/index.js";
import { Partner, type PartnerKind } from "../../parties/index.js";
import { selectRows, type Sql } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import { measuredBySource, readFacts, type FactRow, type FactSource } from "../facts/sources.js";
import { scoreboard, type Card, type IndicatorRule } from "./figures.js";
import { factsBehind } from "./formulas.js";
import { rulesFor } from "./rules.js";

export interface BoardQuery {
  /** "2017H1", "2017Q3", "2017-08" or "2017". */
  readonly period: string;
  readonly kind: PartnerKind;
}

export interface Board {
  readonly period: Period;
  readonly kind: PartnerKind;
  /** PROVISIONAL where a ranked card covers less of the weight than policy asks. */
  readonly status: "PROVISIONAL" | "COMPUTED";
  /** SHA-256 of rules and results: computing the same facts again gives the same one. */
  readonly digest: string;
  readonly partners: ReadonlyMap<string, Partner>;
  readonly rules: readonly IndicatorRule[];
  readonly cards: readonly Card[];
}

export interface BoardServices {
  readonly sql: Sql;
  readonly policies: Pick<PolicyBook, "find">;
  readonly sources: readonly FactSource[];
}

/** Null where the period is none, or no policy was in force at its end. */
export async function computeBoard(
  { sql, policies, sources }: BoardServices,
  query: BoardQuery,
): Promise<Board | null> {
  const period = parsePeriod(query.period);
  const policy = period && policies.find(period.to);
  if (!period || !policy) return null;
  const { kind } = query;
  const partners = await selectRows(sql, Partner, "kind = ? ORDER BY code", [kind]);
  const rules = rulesFor(policy, kind);
  const ids = partners.map(({ id }) => id);
  const facts = await readFacts(sql, sources, { from: period.from, to: period.to, partnerIds: ids });
  const measured = await measuredBySource(sql, sources);
  const onBoard = partners.map(({ id, code }) => ({ id, code, unknown: unknownOf(id, facts, measured, rules) }));
  const cards = scoreboard(onBoard, facts, rules);
  const enough = Math.floor(policy.scoring.minCoveragePpm / 100);
  return {
    period,
    kind,
    status: cards.some(({ rank, coverage }) => rank !== null && coverage < enough) ? "PROVISIONAL" : "COMPUTED",
    digest: digestOf(digestible(query, policy.digest, cards)),
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    rules,
    cards,
  };
}

/** What none of the sources of a partner's facts in the period has ever measured. */
function unknownOf(
  partnerId: string,
  facts: readonly FactRow[],
  measured: ReadonlyMap<string, ReadonlySet<string>>,
  rules: readonly IndicatorRule[],
): string[] {
  const kinds = new Set(facts.filter((fact) => fact.partnerId === partnerId).map(({ subjectKind }) => subjectKind));
  if (kinds.size === 0) return [];
  const known = new Set([...kinds].flatMap((kind) => [...(measured.get(kind) ?? [])]));
  return rules.map(({ code }) => code).filter((code) => !known.has(factsBehind(code)));
}

const digestible = ({ period, kind }: BoardQuery, policyDigest: string, cards: readonly Card[]) => ({
  period,
  kind,
  policyDigest,
  cards: cards.map(({ partner, score, rank, coverage, indicators }) => ({
    partner: partner.code,
    score,
    rank,
    coverage,
    indicators: indicators.map(({ code, sampleSize, value, amountFen, missing, points, weight, spreadWeight }) => ({
      ...{ code, sampleSize, amountFen, missing, points, weight, spreadWeight },
      value: value && `${value.n}/${value.d}`,
    })),
  })),
});

/** Computes a board as of its cut-off: the same book gives the same two digests, on any database and in any zone. */
import { createHash } from "node:crypto";
import { digestOf, parsePeriod, type Period } from "../../kernel/index.js";
import type { PartnerKind } from "../../parties/index.js";
import type { Sql } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import { readFacts, type FactRow, type FactSource, type FactWhere } from "../facts/sources.js";
import { computeBoard } from "../scoreboard/board.js";
import { allFactsBehind } from "../scoreboard/formulas.js";
import type { ComputationHead, Reading } from "./entries.js";
import { jsonOf, storedCard, type FactsDigest, type StoredCard } from "./stored.js";

/**
 * Rises whenever the same book would come to other figures; a board says by which one it was computed.
 * 2: steps that a return cut off are none; acts count for officers of the party that did them.
 */
export const formulaVersion = 2;

export interface ComputeServices {
  readonly sql: Sql;
  readonly sources: readonly FactSource[];
  readonly policies: Pick<PolicyBook, "find" | "byDigest" | "calendar">;
}

export interface Computation extends ComputationHead {
  readonly cards: readonly StoredCard[];
}

export interface ComputeQuery {
  readonly period: Period;
  readonly kind: PartnerKind;
  readonly reading: Reading;
  /** The policy that a board was computed under before. */
  readonly policyDigest?: string;
}

/** Null where no policy was in force at the period's end. */
export async function computeAsOf(services: ComputeServices, query: ComputeQuery): Promise<Computation | null> {
  const { sql, sources } = services;
  const { period, kind, reading, policyDigest } = query;
  const board = await computeBoard(services, { period: period.text, kind, ...reading, policyDigest });
  if (!board) return null;
  const kinds = [...new Set(board.rules.flatMap(({ code }) => allFactsBehind(code)))].sort();
  const where = { from: period.from, to: period.to, ...reading };
  const digests = new Map<string, Record<string, FactsDigest>>();
  for (const id of board.partners.keys()) digests.set(id, await factsDigests(sql, sources, id, kinds, where));
  // What is known of a partner beside its facts is on its card: tasks, figures from outside, additions, vetoes.
  const inputs = board.cards.map(({ partner }) => {
    const { id, ...known } = partner;
    return { ...(jsonOf(known) as object), facts: digests.get(id) ?? {} };
  });
  return {
    reading,
    formulaVersion,
    policyDigest: board.policyDigest,
    inputDigest: digestOf({
      period: period.text,
      kind,
      reading,
      policyDigest: board.policyDigest,
      inputs: sorted(inputs),
    }),
    resultDigest: board.digest,
    provisional: board.status === "PROVISIONAL" ? ["COVERAGE"] : [],
    cardCount: board.cards.length,
    cards: board.cards.map((card) => storedCard(card, digests.get(card.partner.id) ?? {})),
  };
}

/** By the partner's code, whatever the ranks came to. */
const sorted = (inputs: readonly object[]): object[] =>
  [...inputs].sort((one, other) => ((one as Coded).code < (other as Coded).code ? -1 : 1));

interface Coded {
  readonly code: string;
}

export const periodOfBoard = (text: string): Period => {
  const period = parsePeriod(text);
  if (!period) throw new Error(`A board is of ${text}, which is no period`);
  return period;
};

/** All that a digest says of a fact; the same on every machine and database. */
const factLine = (fact: FactRow): string =>
  JSON.stringify([
    ...[fact.id, fact.indicator, fact.subjectKind, fact.subjectId, fact.day, fact.occurredAt],
    ...[fact.recordedAt, Number(fact.value)],
  ]);

/** Of one partner, by kind of fact; one kind at a time, since a large center has millions of facts in a period. */
async function factsDigests(
  sql: Sql,
  sources: readonly FactSource[],
  partnerId: string,
  kinds: readonly string[],
  where: Omit<FactWhere, "partnerIds" | "indicators">,
): Promise<Record<string, FactsDigest>> {
  const digests: Record<string, FactsDigest> = {};
  for (const kind of kinds) {
    const facts = await readFacts(sql, sources, { ...where, partnerIds: [partnerId], indicators: [kind] });
    if (facts.length === 0) continue;
    const hash = createHash("sha256");
    for (const line of facts.map(factLine).sort()) hash.update(`${line}\n`);
    digests[kind] = { count: facts.length, digest: hash.digest("hex") };
  }
  return digests;
}

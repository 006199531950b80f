/** Made-up cases in bulk: counted by the database as commands count them, and boards of them; intervals that hold. */
import { coverageOf } from "../../src/app/bench/coverage.js";
import { factSources } from "../../src/app/context.js";
import { aggregatesIn } from "../../src/app/services.js";
import { generate } from "../../src/app/generate/generate.js";
import { createJournal, talliesOf } from "../../src/journal/index.js";
import { verifyTallies } from "../../src/journal/verify/tallies.js";
import { newFindings } from "../../src/journal/verify/report.js";
import { computeBoard } from "../../src/oversight/index.js";
import { testPolicies } from "../support/cases.js";
import { onEachDatabase, testKeys } from "../support/harness.js";

const digests = new Set<string>();

onEachDatabase((open) => {
  test("300 cases: every tally is the count of its facts, a board needs few statements, and is the same everywhere", async () => {
    const { database } = await open();
    const clock = () => new Date("2026-08-03T02:00:00.000Z");
    const journal = createJournal({ database, keys: testKeys, aggregates: aggregatesIn("Asia/Shanghai"), clock });
    const policies = testPolicies();
    const made = await generate({ journal, database, policies }, { cases: 300, seed: 7, throwaway: true });
    expect(made.facts).toBeGreaterThan(3_000);
    const findings = newFindings();
    await verifyTallies(database, talliesOf(journal.aggregates.values()), findings);
    expect(findings.report().differences).toEqual([]);
    expect(findings.report().figures.tallies).toBeGreaterThan(1_000);
    const services = { sql: database.read, database, policies, sources: factSources, clock };
    const first = await computeBoard(services, { period: "2026H1", kind: "BANK" });
    const { statements } = database.stats;
    const again = await computeBoard(services, { period: "2026H1", kind: "BANK" });
    expect(database.stats.statements - statements).toBeLessThanOrEqual(7);
    expect(again!.cards).toEqual(first!.cards);
    const slow = await computeBoard(services, { period: "2026H1", kind: "BANK", cutoff: clock().toISOString() });
    expect(slow!.cards.map(({ indicators }) => indicators)).toEqual(first!.cards.map(({ indicators }) => indicators));
    for (const { rank, rankLow, rankHigh } of first!.cards) {
      if (rank === null) continue;
      expect([rankLow! <= rank, rank <= rankHigh!]).toEqual([true, true]);
    }
    digests.add(first!.inputDigest);
    expect(digests.size).toBe(1);
    await expect(generate({ journal, database, policies }, { cases: 1, seed: 1 })).rejects.toThrow(/Cannot generate/);
  }, 120_000);
});

test.each([
  ["of many cases", { partners: 8, spread: 0.04 }],
  ["of few cases, on curves that most of them are at the end of", { cases: 12, spread: 0.03, published: true }],
])("95 of 100 intervals of scores and of ranks hold the truth %s", (_what, world) => {
  const found = coverageOf({ ...world, worlds: 60, rounds: 300 });
  expect(Math.abs(found.scores - 0.95)).toBeLessThan(0.03);
  expect(Math.abs(found.ranks - 0.95)).toBeLessThan(0.03);
});

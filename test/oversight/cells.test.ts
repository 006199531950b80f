/** What a board reads of the tallies is what the facts themselves come to: now, at any cut-off, and while others write. */
import fc from "fast-check";
import { migrate, schemaDrift } from "../../src/app/migrate.js";
import { addToCells, movesOf, talliesOf, type Move } from "../../src/journal/index.js";
import { caseFactSource, PartnerFact } from "../../src/oversight/index.js";
import { factTally } from "../../src/oversight/facts/ledger.js";
import { readCells } from "../../src/oversight/scoreboard/cells.js";
import { cardsOf, type IndicatorRule } from "../../src/oversight/scoreboard/figures.js";
import { intervalsOf } from "../../src/oversight/scoreboard/bootstrap.js";
import type { Counting } from "../../src/oversight/scoreboard/counted.js";
import { parsePeriod } from "../../src/kernel/index.js";
import { insertRows, type Sql } from "../../src/platform/index.js";
import { onEachDatabase } from "../support/harness.js";

const partners = ["A", "B", "C"].map((code) => ({ id: `00000000-0000-7000-8000-00000000000${code}`, code }));
const tallies = talliesOf([{ tallies: [factTally] }]);
const common = { better: "UP", minVolume: 1, floor: 0, target: 1_000_000, unit: "PPM", weight: 20 } as const;
const rules: IndicatorRule[] = [
  { ...common, code: "ON_TIME" },
  { ...common, code: "VOLUME", unit: "COUNT", floor: null, target: null, weight: 0 },
  { ...common, code: "SATISFACTION", unit: "RATING_HUNDREDTHS", target: 500 },
  { ...common, code: "HANDLING_TIME", better: "DOWN", unit: "WORKING_MINUTES", floor: 5_000, target: 0 },
];
const indicators = rules.map(({ code }) => code);
const minuteMs = 60_000;
const instantOf = (hour: number) => new Date(Date.UTC(2026, 4, 1, hour)).toISOString();

const values: Record<string, fc.Arbitrary<number>> = {
  ON_TIME: fc.integer({ min: 0, max: 1 }),
  VOLUME: fc.integer({ min: 1, max: 1_000_000_000 }),
  SATISFACTION: fc.integer({ min: 1, max: 5 }).map((points) => points * 100),
  HANDLING_TIME: fc.integer({ min: 0, max: 5_000 }).map((minutes) => minutes * minuteMs),
};

/** Half of the facts of handling time lie close together, so that stretches of values are read as well as whole classes. */
const factArbitrary = fc
  .record({
    partner: fc.integer({ min: 0, max: 2 }),
    indicator: fc.constantFrom(...indicators, "HANDLING_TIME", "HANDLING_TIME"),
    subject: fc.integer({ min: 0, max: 9 }),
    kind: fc.constantFrom("NEW", "SECOND_HAND"),
    recorded: fc.integer({ min: 0, max: 99 }),
    stood: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 2 }),
  })
  .chain((one) => values[one.indicator]!.map((value) => ({ ...one, value })));

type Made = typeof factArbitrary extends fc.Arbitrary<infer One> ? One : never;

const subjectOf = (at: number) => `10000000-0000-7000-8000-00000000000${at}`;

const rowOf = (made: Made, at: number, day: string): PartnerFact => ({
  ...{ id: `fact/${at}`, streamId: subjectOf(made.subject), caseId: subjectOf(made.subject) },
  ...{ indicator: made.indicator, partnerId: partners[made.partner]!.id, unitId: null, memberId: null },
  ...{ product: "FUND", propertyKind: made.kind, day, occurredAt: instantOf(0), value: made.value },
  recordedAt: instantOf(made.recorded),
  reversedAt: made.stood === null ? null : instantOf(made.recorded + made.stood),
});

onEachDatabase((open) => {
  let fresh: Awaited<ReturnType<typeof open>>;
  let database: (typeof fresh)["database"];
  let year = 2030;

  beforeAll(async () => {
    fresh = await open();
    ({ database } = fresh);
  });

  /** Stored as commands leave them, in a half-year of their own. */
  async function store(made: readonly Made[]): Promise<{ rows: PartnerFact[]; period: Counting["period"] }> {
    year += 1;
    const period = parsePeriod(`${year}H1`)!;
    const rows = made.map((one, at) => ({ ...rowOf(one, at, `${year}-0${1 + (at % 6)}-15`), id: `${year}/${at}` }));
    const changes = rows.map((row) => ({ table: PartnerFact, before: null, after: row as never }));
    await database.write(async (tx) => {
      await insertRows(tx, PartnerFact, rows);
      await addToCells(tx, movesOf(tallies, changes));
    });
    return { rows, period };
  }

  const read = (counting: Omit<Counting, "partners" | "indicators">, sql: Sql = database.read) =>
    readCells(sql, [caseFactSource], { partners, indicators, ...counting });

  const cardsFrom = (cells: Parameters<typeof cardsOf>[1]) => cardsOf(partners, cells, rules);

  const single = (rows: readonly PartnerFact[]) =>
    rows.map(({ partnerId, indicator, value }) => ({ partnerId, indicator, value, n: 1 }));

  test("figures of any reading are those of its facts one by one", async () => {
    const reading = fc.record({
      cutoff: fc.option(fc.integer({ min: 0, max: 150 }), { freq: 5 }),
      later: fc.dictionary(fc.integer({ min: 0, max: 9 }).map(String), fc.integer({ min: 1, max: 50 }), { maxKeys: 3 }),
      kind: fc.option(fc.constantFrom("NEW", "SECOND_HAND")),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(factArbitrary, { minLength: 1, maxLength: 400, size: "max" }),
        fc.array(reading, { minLength: 3, maxLength: 3 }),
        async (made, readings) => {
          const { rows, period } = await store(made);
          for (const { cutoff, later, kind } of readings) {
            const at = cutoff === null ? null : instantOf(cutoff);
            const until = Object.fromEntries(
              Object.entries(cutoff === null ? {} : later).map(([subject, hours]) => [
                subjectOf(Number(subject)),
                instantOf(cutoff! + hours),
              ]),
            );
            const stands = rows.filter((row) => {
              if (kind && row.propertyKind !== kind) return false;
              if (at === null) return row.reversedAt === null;
              const own = until[row.caseId!] ?? at;
              return row.recordedAt <= own && (row.reversedAt === null || row.reversedAt > own);
            });
            const stratum = kind ? { product: "FUND", propertyKind: kind } : null;
            const cells = await read({ period, cutoff: at, later: until, stratum });
            expect(cardsFrom(cells)).toEqual(cardsFrom(single(stands)));
          }
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);

  test("thousands of values are read as a few dozen classes and the values around the middle; intervals stay as they are", async () => {
    const made = fc.sample(
      fc.record({ minutes: fc.integer({ min: 0, max: 5_000 }), amount: fc.integer({ min: 1, max: 1_000_000_000 }) }),
      { numRuns: 2_000, seed: 4 },
    );
    const one = { partner: 0, subject: 1, kind: "NEW" as const, recorded: 1, stood: null };
    const { rows, period } = await store(
      made.flatMap(({ minutes, amount }) => [
        { ...one, indicator: "HANDLING_TIME", value: minutes * minuteMs },
        { ...one, indicator: "VOLUME", value: amount },
      ]),
    );
    const cells = await read({ period });
    const values = new Set(rows.map(({ indicator, value }) => `${indicator} ${value}`)).size;
    expect(cells.length).toBeLessThan(values / 4);
    const cards = cardsFrom(single(rows));
    expect(cardsFrom(cells)).toEqual(cards);
    const options = { rounds: 500, confidencePpm: 950_000, seed: "same" };
    expect(intervalsOf(cards, cells, rules, options)).toEqual(intervalsOf(cards, single(rows), rules, options));
  });

  test("a command that ends between the two statements is counted whole or not at all", async () => {
    const fact = (minutes: number): Made => ({
      ...{ partner: 0, indicator: "HANDLING_TIME", subject: 1, kind: "NEW", recorded: 1, stood: null },
      value: minutes * minuteMs,
    });
    const { period } = await store([100, 101, 102].map(fact));
    const move = (minutes: number): Promise<void> =>
      database.write((tx) => {
        const row = { ...rowOf(fact(minutes), 0, `${year}-02-15`) };
        const moves: Move[] = movesOf(tallies, [{ table: PartnerFact, before: null, after: row }]);
        return addToCells(tx, moves);
      });
    let [statements, moved] = [0, 0];
    const disturbed = (times: number): Sql => ({
      ...database.read,
      all: async (sql, params) => {
        statements += 1;
        if (statements % 2 === 0 && moved < times) {
          moved += 1;
          await move(100);
        }
        return database.read.all(sql, params);
      },
    });
    const sizeOf = async (sql: Sql) => cardsFrom(await read({ period }, sql))[0]!.indicators[3]!.sampleSize;
    expect(await sizeOf(disturbed(1))).toBe(4);
    expect(statements).toBe(4);
    [statements, moved] = [0, 0];
    // Never still: read value by value in the end, as it stands at that moment.
    expect(await sizeOf(disturbed(100))).toBe(4 + moved);
    expect(statements).toBe(11);
  });

  test("a database from before tallies had classes has them once it is migrated, just as commands would have left them", async () => {
    await store(fc.sample(factArbitrary, { numRuns: 300, seed: 9 }));
    const all = () =>
      database.read.all("SELECT * FROM tally WHERE n <> 0 ORDER BY subject, measure, span, slice, value");
    const cells = await all();
    await database.write(async (tx) => {
      await tx.run("DELETE FROM tally WHERE span LIKE 'C%'");
      await tx.run("ALTER TABLE tally DROP COLUMN total");
      await tx.run("DELETE FROM migrations WHERE name = 'TallyClasses1790000190000'");
    });
    expect(await migrate(fresh.settings)).toEqual(["TallyClasses1790000190000"]);
    expect(await all()).toEqual(cells);
    expect(await schemaDrift(fresh.settings)).toEqual([]);
  });
});

/** Whole logs imported into a database: the board and the lists of the API say what the oracle says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import "reflect-metadata";
import { graphql, type GraphQLSchema } from "graphql";
import { schemaOf } from "../../src/app/schema/build.js";
import {
  caseFactSource,
  computeBoard,
  forgetFlows,
  oversightResolvers,
  type OversightContext,
} from "../../src/oversight/index.js";
import {
  exchangeAggregates,
  exchangeResolvers,
  historyFactSource,
  historyReader,
  importLog,
  loadMapping,
} from "../../src/exchange/index.js";
import { createJournal, type Journal } from "../../src/journal/index.js";
import { partyAggregates, partyResolvers, type Viewer } from "../../src/parties/index.js";
import { RowLoader } from "../../src/platform/index.js";
import { loadPolicies } from "../../src/policy/index.js";
import { onEachDatabase, testKeys } from "../support/harness.js";
import { mappingFile, testLogs } from "./logs.js";
import { flowOracle } from "./flowOracle.js";
import { oracle, type OracleFigure } from "./oracle.js";

const mapping = loadMapping(mappingFile);
const policies = loadPolicies(join(__dirname, "../../policy"));
const sources = [caseFactSource, historyFactSource];
const codes = Array.from({ length: 10 }, (_, n) => `P${n}`);
const none: OracleFigure = { volume: 0, amountFen: 0, accepted: 0, firstPass: 0, runs: 0, doubleMedianMs: null };

const center = {
  memberId: "m",
  partyId: "c",
  partyKind: "CENTER",
  unitIds: null,
  roles: ["SUPERVISOR"],
} as unknown as Viewer;

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await schemaOf([...partyResolvers, ...exchangeResolvers, ...oversightResolvers]);
});

/** Looked at, not typed. */
type Answer = ReturnType<typeof JSON.parse>;

async function ask(journal: Journal, source: string, viewer: Viewer | null = center): Promise<Answer> {
  const rows = new RowLoader(
    () => journal.database.read,
    () => null,
  );
  const context = {
    viewer,
    language: "en",
    journal,
    rows,
    policies,
    factSources: sources,
    historyReader,
  } as OversightContext;
  return JSON.parse(JSON.stringify(await graphql({ schema, source, contextValue: context })));
}

/** Every page of a list, put together. */
async function allPages(
  journal: Journal,
  query: (page: string) => string,
  pick: (data: Answer) => Answer,
): Promise<Answer[]> {
  const nodes: Answer[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors } = await ask(journal, query(`first: 100${after ? `, after: "${after}"` : ""}`));
    if (errors) throw new Error(JSON.stringify(errors));
    const list = pick(data);
    nodes.push(...list.nodes);
    after = list.pageInfo.endCursor;
    if (!list.pageInfo.hasNextPage) return nodes;
  }
}

const packed = testLogs.filter(({ file }) => file.endsWith(".gz"));

onEachDatabase((open) => {
  describe.each(packed)("$name", ({ file, leftOut }) => {
    const expected = oracle(gunzipSync(readFileSync(file)).toString("utf8"), new Set(leftOut));
    let journal: Journal;
    beforeAll(async () => {
      const { database } = await open();
      journal = createJournal({
        database,
        keys: testKeys,
        aggregates: [...exchangeAggregates, ...partyAggregates] as never,
      });
      const result = await importLog(file, mapping, journal);
      expect(result.broken).toBeNull();
    }, 240_000);

    test.each(["2011-10", "2011-11", "2011H2", "2012"])("the board of %s is the oracle's", async (period) => {
      const board = await computeBoard({ sql: journal.database.read, policies, sources }, { period, kind: "BANK" });
      const cards = new Map(board!.cards.map((card) => [card.partner.code, card]));
      expect([...cards.keys()].sort()).toEqual(codes);
      for (const code of codes) {
        const by = new Map(cards.get(code)!.indicators.map((figure) => [figure.code, figure]));
        const [volume, pass, time] = ["VOLUME", "FIRST_PASS", "HANDLING_TIME"].map((one) => by.get(one));
        const found: OracleFigure = {
          volume: volume!.numerator ?? 0,
          amountFen: volume!.amountFen ?? 0,
          accepted: pass!.denominator ?? 0,
          firstPass: pass!.numerator ?? 0,
          runs: time!.sampleSize,
          doubleMedianMs: time!.value && Number((2n * time!.value.n) / time!.value.d),
        };
        expect({ code, ...found }).toEqual({ code, ...(expected.get(`${period} ${code}`) ?? none) });
        for (const unknown of ["ON_TIME", "ZERO_TRIP"]) {
          const missing = volume!.missing ? "NOTHING_MEASURED" : "UNKNOWN_TO_SOURCE";
          expect(by.get(unknown)).toMatchObject({ missing, value: null, points: null });
        }
      }
    });

    test.each(["2011", "2011-10"])("the flow of what was registered in %s is the oracle's", async (period) => {
      const query = `{ processFlow(period: "${period}", source: HISTORIES) { traces
        activities { activity count starts ends serviceCount medianServiceMinutes }
        edges { from to wait { count medianMinutes p90Minutes totalMinutes medianWorkingMinutes } waitedFor { minutes } }
        rework { kind activity count addedMinutes } handOvers { from { code } to { code } wait { count } } } }`;
      const { data, errors } = await ask(journal, query);
      expect(errors).toBeUndefined();
      const found = data.processFlow;
      const plain = flowOracle(gunzipSync(readFileSync(file)).toString("utf8"), new Set(leftOut), period);
      expect(found.traces).toBe(plain.traces);
      const nodes = found.activities.map(
        ({ activity, count, starts, ends, serviceCount, medianServiceMinutes }: Answer) => [
          ...[activity, count, starts, ends, serviceCount, medianServiceMinutes],
        ],
      );
      expect(new Set(nodes.map(String))).toEqual(new Set(plain.nodes.map(String)));
      const edges = found.edges.map(({ from, to, wait }: Answer) => [
        ...[from, to, wait.count, wait.medianMinutes, wait.p90Minutes],
      ]);
      expect(new Set(edges.map(String))).toEqual(new Set(plain.edges.map(String)));
      const repeated = found.rework.map(({ activity, count }: Answer) => [activity, count]);
      expect(new Set(repeated.map(String))).toEqual(new Set(plain.repeated.map(String)));
      // Out of a step goes what came to it and did not end there.
      for (const { activity, count, starts, ends } of found.activities) {
        const going = (side: "from" | "to") =>
          found.edges
            .filter((edge: Answer) => edge[side] === activity)
            .reduce((n: number, { wait }: Answer) => n + wait.count, 0);
        expect([going("from") + ends, going("to") + starts]).toEqual([count, count]);
      }
      expect(found.handOvers.length > 0).toBe(plain.traces > 0);
      // From what was kept, the same once more, of one partner too.
      expect((await ask(journal, query)).data.processFlow).toEqual(found);
      const [partner] = await journal.database.read.all<{ id: string }>("SELECT id FROM partner WHERE code = 'P1'");
      const ofOne = query.replace("source: HISTORIES", `source: HISTORIES, partnerId: "${partner!.id}"`);
      const kept = (await ask(journal, ofOne)).data.processFlow;
      await forgetFlows(journal.database);
      expect((await ask(journal, ofOne)).data.processFlow).toEqual(kept);
      expect(kept.traces).toBeLessThan(found.traces);
    });

    test("computing again gives the same digest", async () => {
      const query = { period: "2011H2", kind: "BANK" } as const;
      const [one, again] = await Promise.all(
        [1, 2].map(() => computeBoard({ sql: journal.database.read, policies, sources }, query)),
      );
      expect(again!.digest).toBe(one!.digest);
      const other = await computeBoard(
        { sql: journal.database.read, policies, sources },
        { ...query, period: "2011-10" },
      );
      expect(other!.digest).not.toBe(one!.digest);
    });

    test("each figure opens to as many rows as it rests on, page by page", async () => {
      const indicators = (page: string) =>
        `{ scoreboard(period: "2011-11", kind: BANK) { status digest rows { partner { code name } score rank coverage
          indicators { code value unit points weight spreadWeight sampleSize amount missing missingMessage
          rows(${page}) { totalCount { value exact } nodes { subjectKind subjectName day occurredAt amount minutes passed }
          pageInfo { hasNextPage endCursor } } } } } }`;
      const { data, errors } = await ask(journal, indicators("first: 100"));
      expect(errors).toBeUndefined();
      const cards = data.scoreboard.rows as Answer[];
      expect(cards.map(({ partner }: Answer) => partner.code).sort()).toEqual(codes);
      for (const { partner, indicators: figures } of cards) {
        for (const { code, sampleSize, rows, missing, value, missingMessage } of figures) {
          expect({ code, of: partner.code, n: rows.totalCount.value }).toEqual({
            code,
            of: partner.code,
            n: sampleSize,
          });
          expect(rows.nodes).toHaveLength(Math.min(sampleSize, 100));
          for (const { day } of rows.nodes) expect(day.slice(0, 7)).toBe("2011-11");
          if (missing && missing !== "BELOW_MINIMUM_VOLUME") expect(value).toBeNull();
          expect(missingMessage === null).toBe(missing === null);
        }
      }
      const ranks = cards.flatMap(({ rank }: Answer) => (rank === null ? [] : [rank as number]));
      expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
    });

    test("histories are listed newest first, filtered by what was measured on them, and opened with their events", async () => {
      const [{ id }] = (await ask(journal, "{ partners(kind: BANK) { id code } }")).data.partners.filter(
        (one: Answer) => one.code === "P1",
      );
      const filter = `filter: { partnerId: "${id}", indicator: "FIRST_PASS", period: "2011-10" }`;
      const fields =
        "nodes { traceId registeredAt amountRequested eventCount facts { indicator partner { code } event { activity } elapsedMinutes } } pageInfo { hasNextPage endCursor }";
      const nodes = await allPages(
        journal,
        (page) => `{ histories(${filter}, ${page}) { ${fields} } }`,
        (data) => data.histories,
      );
      expect(nodes).toHaveLength(expected.get("2011-10 P1")!.accepted);
      const registered = nodes.map(({ registeredAt }) => registeredAt as string);
      expect(registered).toEqual([...registered].sort().reverse());
      for (const { facts } of nodes)
        expect(facts).toContainEqual(
          expect.objectContaining({
            indicator: "FIRST_PASS",
            partner: { code: "P1" },
            event: { activity: "A_ACCEPTED" },
          }),
        );
    });

    test("the events of a history are all there, in the order of the log", async () => {
      const { data } = await ask(journal, "{ histories(first: 1) { nodes { id eventCount } } }");
      const [{ id, eventCount }] = data.histories.nodes;
      const events = await allPages(
        journal,
        (page) =>
          `{ history(id: "${id}") { events(${page}) { nodes { index activity at officer } pageInfo { hasNextPage endCursor } totalCount { value } } } }`,
        (answer) => answer.history.events,
      );
      expect(events.map(({ index }) => index)).toEqual(Array.from({ length: eventCount }, (_, n) => n));
    });

    test.each<[string, string]>([
      ["a period that is none", `{ histories(filter: { period: "2011-13" }) { nodes { id } } }`],
      ["a cursor of another list", `{ histories(after: "bm9uZQ") { nodes { id } } }`],
      ["a page too long", `{ histories(first: 101) { nodes { id } } }`],
      ["a board of no period", `{ scoreboard(period: "lately", kind: BANK) { period } }`],
    ])("%s is told by name", async (_, query) => {
      expect((await ask(journal, query)).errors).toHaveLength(1);
    });

    test("signed out nothing is shown; a bank sees no histories and no card but its own", async () => {
      for (const query of [
        "{ histories { nodes { id } } }",
        '{ history(id: "x") { id } }',
        '{ scoreboard(period: "2011H2", kind: BANK) { period } }',
      ])
        expect((await ask(journal, query, null)).errors[0].extensions.code).toBe("UNAUTHENTICATED");
      const banks = (await ask(journal, "{ partners(kind: BANK) { id code } }")).data.partners as Answer[];
      const p1 = { ...center, partyKind: "BANK", partyId: banks.find(({ code }) => code === "P1").id } as Viewer;
      const [{ id }] = (await ask(journal, "{ histories(first: 1) { nodes { id } } }")).data.histories.nodes;
      const seen = await ask(
        journal,
        `{ histories { nodes { id } } history(id: "${id}") { id } scoreboard(period: "2011H2", kind: BANK) { rows { partner { code } } } }`,
        p1,
      );
      expect(seen.data).toEqual({
        histories: { nodes: [] },
        history: null,
        scoreboard: { rows: [{ partner: { code: "P1" } }] },
      });
    });
  });
});

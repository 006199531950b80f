/** An event log of our own imported elsewhere, and exported from there once more: everywhere the figures of the center it came from. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportServices } from "../../src/app/commands/exportLog.js";
import { inputStore } from "../../src/app/commands/importLog.js";
import { tables } from "../../src/app/tables.js";
import { aggregatesIn } from "../../src/app/services.js";
import { factSources } from "../../src/app/context.js";
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { resourceOf } from "../../src/exchange/export/officers.js";
import { ownSource } from "../../src/exchange/histories/own.js";
import { historyReader, importLog, loadMapping, runExport } from "../../src/exchange/index.js";
import { createJournal, verifyJournal, type Journal } from "../../src/journal/index.js";
import { computeBoard, flowView, processFlow, type FlowSource } from "../../src/oversight/index.js";
import { importedUnits } from "../../src/oversight/scoreboard/importedUnits.js";
import { cardsBy, caseMixOf } from "../../src/oversight/scoreboard/slices.js";
import { Partner } from "../../src/parties/index.js";
import { selectRows } from "../../src/platform/index.js";
import { partsWorld, type PartsWorld } from "../oversight/support/parts.js";
import { caseWorld, testPolicies } from "../support/cases.js";
import { onEachDatabase, testKeys, type TestDatabase } from "../support/harness.js";
import { boardsOf } from "./boardsOf.js";
import { inProcess } from "../support/inProcess.js";
import { awkwardCases } from "./support/awkward.js";

jest.setTimeout(300_000);

const exportMapping = loadMapping(join(__dirname, "../../policy/mappings/lianban-export.yaml"));
const periods = ["2026-03", "2026-05", "2026H1"];

interface Narrowed {
  readonly partner?: string;
  readonly product?: string;
}

async function askedFor({ read }: Journal["database"], { partner = "", product }: Narrowed) {
  const [found] = await read.all<{ id: string }>("SELECT id FROM partner WHERE code = ?", [partner]);
  return { partnerId: found?.id ?? null, product: product ?? null };
}

/** Parties by their codes: where the log is read, not all of them are parties. */
async function flowOf({ database }: Journal, source: FlowSource, period: string, narrowed: Narrowed = {}) {
  const policies = testPolicies();
  const services = { database, calendar: policies.calendar, histories: historyReader(database.read) };
  const data = await processFlow(services, "ALL", { period, source, ...(await askedFor(database, narrowed)) });
  if (!data || "why" in data) throw new Error("No flow");
  const partners = new Map((await selectRows(database.read, Partner, "1 = 1")).map((one) => [one.id, one]));
  const view = flowView(data, { source, period, policy: policies.find("2026-06-30"), partners });
  const handOvers = view.handOvers.map(({ from, to, wait }) => ({ from: from.code, to: to.code, wait }));
  return { ...view, source: null, handOvers };
}

const strata = [null, { product: "FUND", propertyKind: "NEW" }, { product: "FUND_SERIAL", propertyKind: "NEW" }];

/** By what a part is known where the log goes: units by their codes, officers by their numbers. */
type Known = (id: string) => string;

/** Of each partner on a board its case mix, and its cards by unit and by officer, whole and within one kind of case. */
async function partsOf(journal: Journal, unit: Known, officer: Known) {
  const services = { sql: journal.database.read, policies: testPolicies(), sources: factSources };
  const found: unknown[] = [];
  for (const kind of ["BANK", "GUARANTEE_COMPANY"] as const)
    for (const stratum of strata) {
      const board = await computeBoard(services, { period: "2026H1", kind, stratum, plain: true });
      if (!board) throw new Error("No board");
      // Where the log is read only those are parties that something counts for.
      const partners = [...board.partners.values()].filter(({ code }) => ["CCB", "ICBC", "ANJU"].includes(code));
      const mixes = await caseMixOf(services, partners, board);
      for (const partner of partners) {
        const told = async (by: "unit" | "member", name: Known) =>
          (await cardsBy(services, by, partner, board))
            .map(({ id, card: { partner: _partner, ...card } }) => ({ of: name(id), ...card }))
            .sort((one, other) => (one.of < other.of ? -1 : 1));
        const parts = { units: await told("unit", unit), officers: await told("member", officer) };
        found.push(plain({ of: partner.code, stratum, mix: mixes.get(partner.id), ...parts }));
      }
    }
  return found;
}

interface Told {
  readonly of: string;
  readonly stratum: unknown;
  readonly mix: readonly unknown[];
  readonly units: readonly { readonly of: string }[];
  readonly officers: readonly unknown[];
}

/** Whole numbers of any length as text. */
const plain = (value: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(value, (_key, one: unknown) => (typeof one === "bigint" ? `${one}` : one)));

interface Part {
  readonly indicator: { readonly sampleSize: number; readonly rows: { readonly nodes: readonly unknown[] } };
}
interface Card {
  readonly partner: { readonly code: string };
  readonly units: readonly (Part & { readonly code: string; readonly name: string; readonly unit: unknown })[];
  readonly officers: readonly (Part & { readonly number: string | null; readonly member: unknown })[];
}

onEachDatabase((open) => {
  const folder = mkdtempSync(join(tmpdir(), "lianban-round-"));
  let at: PartsWorld;
  /** Where the log of the center was imported, and where the log of that one was. */
  let there: Journal;
  let further: Journal;

  async function importedFrom(journal: Journal, fresh: TestDatabase, file: string): Promise<Journal> {
    const services = exportServices({ database: journal.database, keys: journal.keys, policies: testPolicies() });
    await runExport({ services, file: join(folder, file), range: {} });
    const other = createJournal({ ...fresh, keys: testKeys, aggregates: aggregatesIn("Asia/Shanghai") });
    const inputs = inputStore({ journal: other, policies: testPolicies() });
    const met = await importLog(join(folder, file), exportMapping, other, { inputs });
    expect(met).toMatchObject({ skipped: 0, conflicts: [], bad: [], broken: null });
    return other;
  }
  beforeAll(async () => {
    at = await partsWorld(await open());
    await awkwardCases(at);
    there = await importedFrom(at.services.journal, await open(), "first.xes");
    further = await importedFrom(there, await open(), "second.xes");
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await at.served.close();
  });

  test("the flow of work: steps, waits in office hours and out of them, hand-overs, whose waiting it was, rework", async () => {
    const whole = await flowOf(at.services.journal, "CASES", "2026H1");
    const kinds = new Set(whole.rework.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["DECISION_RETURN", "NOTICE", "PAYMENT_FAILURE", "REPEATED", "RETURN"]);
    expect(whole.handOvers.some(({ from, to }) => from === "CCB" && to !== "CCB")).toBe(true);
    for (const period of periods) {
      const here = await flowOf(at.services.journal, "CASES", period);
      expect(await flowOf(there, "HISTORIES", period)).toEqual(here);
      expect(await flowOf(further, "HISTORIES", period)).toEqual(here);
    }
  });

  test("the flow of one partner's cases, and of one product", async () => {
    for (const narrowed of [{ partner: "CCB" }, { partner: "ANJU" }, { product: "FUND_SERIAL" }]) {
      const here = await flowOf(at.services.journal, "CASES", "2026H1", narrowed);
      expect(here.traces).toBeGreaterThan(0);
      expect(await flowOf(there, "HISTORIES", "2026H1", narrowed)).toEqual(here);
      expect(await flowOf(further, "HISTORIES", "2026H1", narrowed)).toEqual(here);
    }
    expect(await flowOf(there, "HISTORIES", "2026H1", { product: "COMBINED" })).toMatchObject({ traces: 0 });
  });

  test("what comes home by another center's log is there already", async () => {
    const { journal, policies } = at.services;
    const inputs = inputStore({ journal, policies });
    const met = await importLog(join(folder, "second.xes"), exportMapping, journal, { inputs });
    expect(met).toMatchObject({ imported: 0, skipped: met.read, conflicts: [], bad: [], broken: null });
    expect(met.read).toBeGreaterThan(10);
  });

  test("where other cases are as well, a card tells units by code and name and officers by number, down to their facts", async () => {
    const other = await caseWorld(await open());
    const inputs = inputStore(other.services);
    await importLog(join(folder, "first.xes"), exportMapping, other.services.journal, { inputs });
    const ask = inProcess(other.services, await schemaOf(apiResolvers));
    const volume = `indicator(code: "VOLUME") { sampleSize rows { nodes { subjectKind subjectName } } }`;
    const query = `{ scoreboard(period: "2026-04", kind: BANK) { rows { partner { code } caseMix { cases }
      units { code name nameEn unit { id } ${volume} } officers { number member { id } ${volume} } } } }`;
    const { data, errors } = await ask(await other.world.tokenOf("supervisor"), query);
    expect(errors).toBeUndefined();
    const rows = (JSON.parse(JSON.stringify(data)) as { scoreboard: { rows: Card[] } }).scoreboard.rows;
    const card = rows.find(({ partner }) => partner.code === "CCB");
    expect(card?.units.map(({ code, name, unit }) => [code, name !== code, unit])).toEqual([
      ["CITY", true, null],
      ["GULOU", true, null],
    ]);
    expect(card?.officers.map(({ number, member }) => [number?.length, member])).toEqual([
      [16, null],
      [16, null],
    ]);
    for (const parts of [card?.units ?? [], card?.officers ?? []]) {
      const facts = parts.map(({ indicator }) => indicator.rows.nodes.length);
      expect(facts).toEqual(parts.map(({ indicator }) => indicator.sampleSize));
      expect(facts.reduce((sum, one) => sum + one, 0)).toBe(4);
    }
    expect((await verifyJournal({ journal: there, tables })).differences).toEqual([]);
  });

  test("the boards, of all kinds of case together and within one", async () => {
    for (const stratum of strata) {
      const here = Object.fromEntries(await boardsOf(at.services.journal, ["2026-04", "2026H1"], stratum));
      expect(Object.keys(here)).toContain("2026H1 CCB");
      expect(Object.fromEntries(await boardsOf(there, ["2026-04", "2026H1"], stratum))).toEqual(here);
      expect(Object.fromEntries(await boardsOf(further, ["2026-04", "2026H1"], stratum))).toEqual(here);
    }
  });

  test("the case mix, and what each unit and each officer did: units by code, officers by number", async () => {
    const { journal } = at.services;
    const units = await journal.database.read.all<{ id: string; code: string }>("SELECT id, code FROM unit");
    const codes = new Map(units.map(({ id, code }) => [id, code]));
    const unit = (id: string) => codes.get(id) ?? id;
    const number = (officer: string) => resourceOf(testKeys, ownSource, officer);
    const asIs = (id: string) => id;
    const here = await partsOf(journal, unit, number);
    const of = (code: string) => (here as Told[]).find((one) => one.of === code && one.stratum === null);
    expect(of("CCB")?.units.map((one) => one.of)).toEqual(["CITY", "GULOU"]);
    expect(of("CCB")?.officers).toHaveLength(2);
    expect(of("CCB")?.mix.length).toBeGreaterThan(1);
    expect(of("ICBC")?.officers).toHaveLength(1);
    expect(await partsOf(there, asIs, asIs)).toEqual(here);
    // What goes out is a number of the center that exports it, every time.
    expect(await partsOf(further, asIs, asIs)).toEqual(await partsOf(there, asIs, number));
    const sources = { sql: there.database.read, sources: factSources };
    expect(Object.fromEntries(await importedUnits(sources, "CCB"))).toMatchObject({
      CITY: { name: expect.any(String) as string },
    });
  });
});

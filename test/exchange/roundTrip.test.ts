/** An event log of our own imported elsewhere, and exported from there once more: everywhere the figures of the center it came from. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportServices } from "../../src/app/commands/exportLog.js";
import { aggregatesIn } from "../../src/app/services.js";
import { historyReader, importLog, loadMapping, runExport } from "../../src/exchange/index.js";
import { createJournal, type Journal } from "../../src/journal/index.js";
import { flowView, processFlow, type FlowSource } from "../../src/oversight/index.js";
import { Partner } from "../../src/parties/index.js";
import { selectRows } from "../../src/platform/index.js";
import { partsWorld, type PartsWorld } from "../oversight/support/parts.js";
import { testPolicies } from "../support/cases.js";
import { onEachDatabase, testKeys, type TestDatabase } from "../support/harness.js";
import { awkwardCases } from "./support/awkward.js";

jest.setTimeout(300_000);

const exportMapping = loadMapping(join(__dirname, "../../policy/mappings/lianban-export.yaml"));
const periods = ["2026-03", "2026-05", "2026H1"];

/** Parties by their codes: where the log is read, not all of them are parties. */
async function flowOf({ database }: Journal, source: FlowSource, period: string) {
  const policies = testPolicies();
  const services = { database, calendar: policies.calendar, histories: historyReader(database.read) };
  const data = await processFlow(services, "ALL", { period, source, partnerId: null, product: null });
  if (!data || "why" in data) throw new Error("No flow");
  const partners = new Map((await selectRows(database.read, Partner, "1 = 1")).map((one) => [one.id, one]));
  const view = flowView(data, { source, period, policy: policies.find("2026-06-30"), partners });
  const handOvers = view.handOvers.map(({ from, to, wait }) => ({ from: from.code, to: to.code, wait }));
  return { ...view, source: null, handOvers };
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
    expect(await importLog(join(folder, file), exportMapping, other)).toMatchObject({ conflicts: [], broken: null });
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
});

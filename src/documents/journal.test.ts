/** Documents and handoffs on the journal: races for one paper, and rows that say what the entries say. */
import { documentsDesk, itemIds, type DocumentsDesk } from "../../test/support/documentsDesk.js";
import { onEachDatabase, testKeys, type TestDatabase } from "../../test/support/harness.js";
import type { MemberName } from "../../test/support/world.js";
import { createJournal, type Aggregate } from "../journal/index.js";
import { resultOf } from "../parties/index.js";
import { selectRows, type RowClass } from "../platform/index.js";
import { documentsAggregates, handoffAggregate } from "./index.js";

onEachDatabase((open, name) => {
  let fresh: TestDatabase;
  let here: DocumentsDesk;
  beforeAll(async () => {
    fresh = await open();
    here = await documentsDesk(fresh);
  });

  test("two who send the same paper at once: exactly one does, from two processes too", async () => {
    const other = await documentsDesk(fresh, await fresh.reopen(), here.world);
    for (const pair of [
      [here, here],
      [here, other],
    ] as const) {
      const documentId = await here.bring("guaranteeOfficer", "raced");
      const outcomes = await Promise.all([
        pair[0].send("guaranteeOfficer", "bank", [documentId]),
        pair[1].send("guaranteeManager", "center", [documentId]),
      ]);
      const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.refusals));
      expect(refused).toEqual([{ code: "ORIGINAL_IN_TRANSIT", field: ["items", "0", "original"] }]);
    }
  });

  test("two who receive the same item at once: exactly one does; different items: both do", async () => {
    const documents = [await here.bring("guaranteeOfficer", "a"), await here.bring("guaranteeOfficer", "b")];
    const handoffId = resultOf(await here.send("guaranteeOfficer", "bank", documents));
    const [first = "", second = ""] = await itemIds(here.journal, handoffId);
    const receive = (who: MemberName, itemId: string) => here.receive(who, handoffId, [{ itemId, result: "ACCEPTED" }]);
    const outcomes = await Promise.all([
      receive("bankOfficer", first),
      receive("bankColleague", first),
      receive("bankManager", second),
    ]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true, true]);
    expect(await here.journal.read(handoffAggregate, handoffId)).toMatchObject({
      version: 3,
      completedAt: expect.any(String),
    });
  });

  test("what the rows say is what the entries say, and no row says more", async () => {
    const aggregates = documentsAggregates as never;
    const cold = createJournal({ database: fresh.database, keys: testKeys, aggregates });
    const implied = new Map<RowClass, object[]>(
      documentsAggregates.flatMap(({ tables }) => tables.map((one) => [one, []])),
    );
    for (const aggregate of documentsAggregates as readonly Aggregate[]) {
      const streams = await fresh.database.read.all<{ id: string }>("SELECT id FROM journal_stream WHERE kind = ?", [
        aggregate.kind,
      ]);
      for (const { id } of streams) {
        for (const { table, row } of aggregate.rowsOf(await cold.read(aggregate, id))) implied.get(table)?.push(row);
      }
    }
    const byId = (rows: readonly object[]) => Object.fromEntries(rows.map((row) => [(row as { id: string }).id, row]));
    for (const [table, rows] of implied) {
      expect(rows.length).toBeGreaterThan(2);
      expect(byId(await selectRows(fresh.database.read, table, "1 = 1"))).toEqual(byId(rows));
    }
  });

  // Where a whole file is locked for each command, two never stand side by side.
  if (name !== "embedded") {
    test("two that have both seen the paper at rest: the rows settle it, and one is told so", async () => {
      let waiting: () => void = () => undefined;
      const both = new Promise<void>((resolve) => (waiting = resolve));
      let arrived = 0;
      const probe = async (point: string, command: string) => {
        if (command !== "HANDOFF_SEND" || point !== "loaded") return;
        arrived += 1;
        if (arrived === 2) waiting();
        await both;
      };
      const { journal, send } = await documentsDesk(fresh, fresh.database, here.world, { probe, lockHeads: false });
      const documentId = await here.bring("guaranteeOfficer", "collided");
      const outcomes = await Promise.all([
        send("guaranteeOfficer", "bank", [documentId]),
        send("guaranteeManager", "center", [documentId]),
      ]);
      expect(journal.retries.count).toBeGreaterThan(0);
      expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    });
  }
});

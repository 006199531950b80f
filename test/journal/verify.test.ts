/** Whatever is changed by hand is named by its kind and its place, and nothing else is; what is whole is clean. */
import { onEachDatabase, testKeys, type TestDatabase } from "../support/harness.js";
import { whileTampered, type Run } from "../support/tampering.js";
import { ThingPart } from "../support/things.js";
import { ClaimHolding, verifyJournal, type Journal, type PrivateRow } from "../../src/journal/index.js";
import { chainTamperings, copyTamperings } from "./tamperings/chains.js";
import { privateTamperings } from "./tamperings/privateRows.js";
import { claimTamperings, rowTamperings } from "./tamperings/rows.js";
import { build, entry, erasedAt, part, replaced, second, secrets, sql } from "./tamperings/scene.js";

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let journal: Journal;
  beforeAll(async () => {
    fresh = await open();
    journal = await build(fresh);
  });
  const verified = () => verifyJournal({ journal, tables: [ThingPart, ClaimHolding] });

  test("what only the program wrote is clean, and everything was looked at", async () => {
    expect(await verified()).toEqual({
      ok: true,
      figures: {
        streams: 4,
        entries: 11,
        rows: 6,
        notReplayed: 0,
        reread: 0,
        claims: 2,
        tallies: 0,
        privateReferences: 3,
        erased: 1,
        blobs: 0,
      },
      differences: [],
    });
  });

  test.each([...chainTamperings, ...copyTamperings, ...rowTamperings, ...claimTamperings, ...privateTamperings])(
    "%s",
    async (_name, change, expected, named = {}) => {
      const report = await whileTampered(fresh, change, verified);
      expect(Object.fromEntries(report.differences.map(({ kind, count }) => [kind, count]))).toEqual(expected);
      expect(report.ok).toBe(false);
      expect(report.differences.map((one) => one.first)).toContainEqual(expect.objectContaining(named));
      const told = JSON.stringify(report);
      for (const one of secrets) expect(told).not.toContain(one);
    },
  );

  test("a private value moved into another row is not taken for that row's", async () => {
    const swap = async (run: Run) => {
      const [one, other] = (await run(
        "SELECT * FROM private_row WHERE erasedAt IS NULL ORDER BY id",
      )) as unknown as PrivateRow[];
      for (const [to, from] of [
        [one, other],
        [other, one],
      ]) {
        await run("UPDATE private_row SET sealed = ?, salt = ? WHERE id = ?", [from!.sealed, from!.salt, to!.id]);
      }
    };
    const { differences } = await whileTampered(fresh, swap, verified);
    expect(differences).toMatchObject([{ kind: "PRIVATE_CHANGED", count: 2 }]);
  });

  test("erasing in good order is no fault; it is counted", async () => {
    const erase = sql(`UPDATE private_row SET salt = NULL, sealed = NULL, erasedAt = '${erasedAt}'`);
    const { ok, figures } = await whileTampered(fresh, erase, verified);
    expect({ ok, erased: figures.erased }).toEqual({ ok: true, erased: 3 });
  });

  test("with other keys no private value can be opened, and that is told", async () => {
    const keys = {
      ...testKeys,
      open: () => {
        throw new Error("The key test is not among LIANBAN_KEYS");
      },
    };
    const { differences } = await verifyJournal({ journal: { ...journal, keys }, tables: [] });
    expect(differences).toMatchObject([
      {
        kind: "PRIVATE_CHANGED",
        count: 2,
        first: { detail: expect.stringMatching("not among LIANBAN_KEYS") as string },
      },
    ]);
  });

  test("several things changed at once are all found, each kind with its number", async () => {
    const change = async (run: Run) => {
      await replaced(3, "kept", "lost")(run);
      await run(`UPDATE journal_entry SET channel = 'API' ${entry(4)}`);
      await run(`UPDATE journal_entry SET channel = 'API' ${entry(1, second)}`);
      await run(`UPDATE thing_part SET open = 1 ${part("b")}`);
      await run("UPDATE claim_total SET total = 0");
    };
    const { differences } = await whileTampered(fresh, change, verified);
    expect(differences.map(({ kind, count }) => [kind, count])).toEqual([
      ["ENTRY_HASH", 1],
      ["ENTRY_COPY", 2],
      ["ROW_DIFFERS", 1],
      ["CLAIM_TOTAL", 2],
    ]);
  });
});

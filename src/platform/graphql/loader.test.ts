/** Batched look-ups of rows, on each database. */
import { setTimeout as sleep } from "node:timers/promises";
import { berry, Berry, fill } from "../../../test/support/berries.js";
import { onEachDatabase } from "../../../test/support/harness.js";
import type { Sight } from "../../kernel/index.js";
import { col, insertRows, RowLoader, Technical, type Link, type RowClass } from "../index.js";

@Technical("test_leaf")
class Leaf {
  @col.id({ primary: true }) id!: string;
  @col.id() bushId!: string;
  @col.long() note!: string;
}

@Technical("test_pick")
class Pick {
  @col.id({ primary: true }) id!: string;
  @col.id() basketId!: string;
  @col.id() berryId!: string;
}

const red: Sight = { anyOf: [{ colour: "red" }] };

onEachDatabase((open) => {
  test("many look-ups of one tick are one statement, whatever their number", async () => {
    const { database } = await open();
    await fill(
      database,
      Array.from({ length: 60 }, (_, at) => berry(`r${at}`, { bushId: `b${at % 20}`, weight: at })),
    );
    const rows = new RowLoader(
      () => database.read,
      () => null,
    );
    const count = async (work: () => Promise<unknown>) => {
      const { statements, rows: before } = database.stats;
      await work();
      return { statements: database.stats.statements - statements, rows: database.stats.rows - before };
    };
    const bushes = Array.from({ length: 20 }, (_, at) => `b${at}`);
    expect(await count(() => Promise.all(bushes.map((bush) => rows.by(Berry, "bushId", bush))))).toEqual({
      statements: 1,
      rows: 60,
    });
    const heaviest = { orderBy: "weight DESC", limit: 2 };
    const two = await count(async () => {
      const found = await Promise.all(bushes.map((bush) => rows.by(Berry, "bushId", bush, heaviest)));
      expect(found.map((some) => some.map(({ weight }) => weight))).toEqual(bushes.map((_, at) => [at + 40, at + 20]));
    });
    expect(two).toEqual({ statements: 1, rows: 40 });
    expect(await count(() => Promise.all(["r1", "r2", "r1", "none"].map((id) => rows.one(Berry, id))))).toEqual({
      statements: 1,
      rows: 2,
    });
    expect(await count(() => rows.one(Berry, "r1"))).toEqual({ statements: 0, rows: 0 });
  });

  test("the first rows of each value come in order, however long their texts are", async () => {
    const { database } = await open();
    await database.write(async (tx) => {
      await tx.run("DROP TABLE IF EXISTS test_leaf");
      await tx.run("CREATE TABLE test_leaf (id VARCHAR(36) PRIMARY KEY, bushId VARCHAR(36), note TEXT)");
    });
    const leaf = (at: number): Leaf => ({
      id: `l${String(at).padStart(2, "0")}`,
      bushId: `b${at % 2}`,
      note: "x".repeat((at % 7) * 300),
    });
    await database.write((tx) =>
      insertRows(
        tx,
        Leaf,
        Array.from({ length: 80 }, (_, at) => leaf(at)),
      ),
    );
    const rows = new RowLoader(
      () => database.read,
      () => null,
    );
    const newest = async (bush: string) => {
      const found = await rows.by(Leaf, "bushId", bush, { orderBy: "id DESC", limit: 25 });
      return found.map(({ id }) => Number(id.slice(1)));
    };
    const wanted = Array.from({ length: 25 }, (_, at) => 79 - 2 * at);
    expect(await Promise.all(["b1", "b0"].map(newest))).toEqual([wanted, wanted.map((at) => at - 1)]);
    rows.clear();
    expect(await newest("b1")).toEqual(wanted);
  });

  test("the newest rows of each value are read by their numbers, and no others", async () => {
    const { database } = await open();
    const bush = (name: string, size: number) =>
      Array.from({ length: size }, (_, at) => berry(`${name}${at}`, { bushId: name, weight: at + 1 }));
    await fill(database, [...bush("b", 9), ...bush("c", 2)]);
    const rows = new RowLoader(
      () => database.read,
      () => null,
    );
    const newest = async (value: string, above: number) => {
      const asked = {
        column: "bushId",
        value,
        numbered: "weight",
        above,
        columns: ["id", "bushId", "weight"],
      } as const;
      return (await rows.newest(Berry, asked)).map(({ weight, colour }) => [weight, colour]);
    };
    const before = { ...database.stats };
    const found = await Promise.all([newest("b", 7), newest("c", 0), newest("b", 8), newest("none", 0)]);
    expect(found).toEqual([
      [
        [9, undefined],
        [8, undefined],
      ],
      [
        [2, undefined],
        [1, undefined],
      ],
      [[9, undefined]],
      [],
    ]);
    expect(database.stats).toMatchObject({ statements: before.statements + 1, rows: before.rows + 4 });
  });

  test("rows are reached through a table of links, in the order of the links", async () => {
    const { database } = await open();
    await fill(database, [berry("a"), berry("b"), berry("c")]);
    await database.write(async (tx) => {
      await tx.run("DROP TABLE IF EXISTS test_pick");
      await tx.run("CREATE TABLE test_pick (id VARCHAR(36) PRIMARY KEY, basketId VARCHAR(36), berryId VARCHAR(36))");
      await insertRows(tx, Pick, [
        { id: "p1", basketId: "k", berryId: "c" },
        { id: "p2", basketId: "k", berryId: "a" },
        { id: "p3", basketId: "m", berryId: "a" },
      ]);
    });
    const rows = new RowLoader(
      () => database.read,
      () => null,
    );
    const picked: Link<Pick> = { table: Pick, from: "basketId", to: "berryId", orderBy: ["id"] };
    const { statements } = database.stats;
    const found = await Promise.all(["k", "m", "none"].map((basket) => rows.through(Berry, picked, basket)));
    expect(found.map((some) => some.map(({ id }) => id))).toEqual([["c", "a"], ["a"], []]);
    expect(database.stats.statements).toBe(statements + 1);
  });

  test("what lists of different pace point to is looked up together", async () => {
    const { database } = await open();
    await fill(database, [berry("a"), berry("b", { bushId: "b2" }), berry("c"), berry("d")]);
    const { read } = database;
    // The second list comes long after the first.
    const slow: typeof read = {
      ...read,
      async all(sql, params) {
        if (sql.includes("bushId")) await sleep(params?.includes("b2") ? 40 : 1);
        return read.all(sql, params);
      },
    };
    const rows = new RowLoader(
      () => slow,
      () => null,
    );
    const pointing = async (bush: string, orderBy: string, id: string) => {
      await rows.by(Berry, "bushId", bush, { orderBy });
      return (await rows.face(Berry, id))?.id;
    };
    const { statements } = database.stats;
    expect(await Promise.all([pointing("b1", "id", "c"), pointing("b2", "weight", "d")])).toEqual(["c", "d"]);
    expect(database.stats.statements).toBe(statements + 3);
  });

  test("out of sight is not found, but for a public face; a further condition narrows", async () => {
    const { database } = await open();
    await fill(database, [berry("a"), berry("b", { colour: "green" }), berry("c", { weight: 5 })]);
    const sightOf = (rowClass: RowClass) => ((rowClass as unknown) === Berry ? red : null);
    const rows = new RowLoader(() => database.read, sightOf);
    expect(await rows.one(Berry, "a")).toEqual(berry("a"));
    expect(await rows.one(Berry, "b")).toBeNull();
    expect(await rows.face(Berry, "b")).toEqual(berry("b", { colour: "green" }));
    const ids = async (options: Parameters<typeof rows.by>[3]) =>
      (await rows.by(Berry, "bushId", "b1", options)).map(({ id }) => id);
    expect(await ids({ orderBy: "id DESC" })).toEqual(["c", "a"]);
    expect(await ids({ orderBy: "id", where: "weight > 1" })).toEqual(["c"]);
    expect(await ids({ orderBy: "id DESC", limit: 1, where: "weight < 5" })).toEqual(["a"]);
  });

  test("after a command everything is read anew", async () => {
    const { database } = await open();
    await fill(database, [berry("a")]);
    const rows = new RowLoader(
      () => database.read,
      () => null,
    );
    await rows.one(Berry, "a");
    await database.write((tx) => tx.run("UPDATE test_berry SET weight = 9"));
    expect(await rows.one(Berry, "a")).toMatchObject({ weight: 1 });
    rows.clear();
    expect(await rows.one(Berry, "a")).toMatchObject({ weight: 9 });
  });
});

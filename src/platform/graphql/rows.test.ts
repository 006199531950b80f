/** Pages and batched look-ups of rows, on each database. */
import fc from "fast-check";
import { onEachDatabase } from "../../../test/support/harness.js";
import type { Sight } from "../../kernel/index.js";
import { col, insertRows, page, RowLoader, Technical, type Database, type Page, type RowClass } from "../index.js";

@Technical("test_berry")
class Berry {
  @col.id({ primary: true }) id!: string;
  @col.id() bushId!: string;
  @col.int({ nullable: true }) weight!: number | null;
  @col.code() colour!: string;
}

@Technical("test_leaf")
class Leaf {
  @col.id({ primary: true }) id!: string;
  @col.id() bushId!: string;
  @col.long() note!: string;
}

async function fill(database: Database, berries: readonly Berry[]): Promise<void> {
  await database.write(async (tx) => {
    await tx.run("DROP TABLE IF EXISTS test_berry");
    await tx.run(
      "CREATE TABLE test_berry (id VARCHAR(36) PRIMARY KEY, bushId VARCHAR(36), weight INT NULL, colour VARCHAR(64))",
    );
  });
  await database.write((tx) => insertRows(tx, Berry, berries));
}

const berry = (id: string, more: Partial<Berry> = {}): Berry => ({
  id,
  bushId: "b1",
  weight: 1,
  colour: "red",
  ...more,
});

const everyId = async (next: (after: string | null) => Promise<Page<Berry>>): Promise<string[]> => {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const part: Page<Berry> = await next(after);
    ids.push(...part.nodes.map(({ id }) => id));
    if (!part.pageInfo.hasNextPage) return ids;
    after = part.pageInfo.endCursor;
  }
};

const red: Sight = { anyOf: [{ colour: "red" }] };

onEachDatabase((open) => {
  test("paging through a list names every row once, in order, empty values lowest", async () => {
    const { database } = await open();
    const weights = fc.array(fc.option(fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 12 });
    const direction = fc.constantFrom("ASC" as const, "DESC" as const);
    await fc.assert(
      fc.asyncProperty(weights, direction, fc.integer({ min: 1, max: 4 }), async (all, way, first) => {
        await fill(
          database,
          all.map((weight, at) => berry(`r${String(at).padStart(2, "0")}`, { weight })),
        );
        const orderBy = [{ column: "weight", direction: way }];
        const ids = await everyId((after) => page(database.read, Berry, { sight: "ALL", orderBy, first, after }));
        const rank = (weight: number | null) => (weight ?? -1) * (way === "ASC" ? 1 : -1);
        const wanted = all
          .map((weight, at) => ({
            rank: rank(weight),
            at: way === "ASC" ? at : -at,
            id: `r${String(at).padStart(2, "0")}`,
          }))
          .sort((one, other) => one.rank - other.rank || one.at - other.at);
        expect(ids).toEqual(wanted.map(({ id }) => id));
      }),
      { numRuns: 25 },
    );
  });

  test("what is out of sight is neither listed nor counted", async () => {
    const { database } = await open();
    await fill(database, [berry("a"), berry("b", { colour: "green" }), berry("c")]);
    const orderBy = [{ column: "weight", direction: "ASC" as const }];
    const found = await page(database.read, Berry, { sight: red, orderBy, first: 1 });
    expect(found.nodes.map(({ id }) => id)).toEqual(["a"]);
    expect(await found.count()).toEqual({ value: 2, exact: true });
    const where = { sql: "b.id <> ?", params: ["a"] };
    const fewer = await page(database.read, Berry, { sight: red, orderBy, where, alias: "b" });
    expect(fewer.nodes.map(({ id }) => id)).toEqual(["c"]);
    expect(await fewer.count()).toEqual({ value: 1, exact: true });
  });

  test("a cursor of another list is refused by name", async () => {
    const { database } = await open();
    await fill(database, []);
    const asked = page(database.read, Berry, { sight: "ALL", orderBy: [], after: "bm9uc2Vuc2U" });
    await expect(asked).rejects.toMatchObject({ extensions: { code: "BAD_USER_INPUT", argument: "after" } });
  });

  test("counting stops at ten thousand and says so", async () => {
    const { database } = await open();
    await fill(
      database,
      Array.from({ length: 10_001 }, (_, at) => berry(`r${at}`)),
    );
    const found = await page(database.read, Berry, { sight: "ALL", orderBy: [] });
    expect(await found.count()).toEqual({ value: 10_000, exact: false });
  });

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

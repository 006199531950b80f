/** Pages of rows, on each database. */
import fc from "fast-check";
import { berry, Berry, fill } from "../../../test/support/berries.js";
import { onEachDatabase } from "../../../test/support/harness.js";
import type { Sight } from "../../kernel/index.js";
import { page, type Page } from "../index.js";

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
});

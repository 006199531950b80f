/** No root field answers anybody who is not signed in, whatever resolvers there come to be. */
import { Mutation, Query, Resolver } from "type-graphql";
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf, type ResolverClass } from "../../src/app/schema/build.js";
import { openSnapshot, type DatabaseSettings } from "../../src/platform/index.js";
import { freshDatabase, type TestDatabase } from "../support/harness.js";
import { rootOperations } from "../support/operations.js";
import { serverOn, type TestServer } from "../support/server.js";

/** What is there for whoever is not signed in. */
const openToAll = ["viewer", "signIn", "signOut", "quotaEstimate", "ratingGive"];

let fresh: TestDatabase;
beforeAll(async () => {
  fresh = await freshDatabase({ name: "embedded", url: null });
});
afterAll(() => fresh.dispose());

/** The root fields, but for those open to all, that do anything else than to ask for a sign-in. */
async function answeringStrangers(server: TestServer, resolvers: readonly ResolverClass[]): Promise<string[]> {
  const found: string[] = [];
  for (const { field, query, variables } of rootOperations(await schemaOf(resolvers))) {
    if (openToAll.includes(field)) continue;
    const { body } = await server.ask(query, { variables });
    const codes = (body.errors ?? []).map((error: { extensions: { code: string } }) => error.extensions.code);
    const told = codes.length === 1 && codes[0] === "UNAUTHENTICATED";
    if (!told || Object.values((body.data ?? {}) as object).some((value) => value !== null)) found.push(field);
  }
  return found;
}

async function contents(settings: DatabaseSettings): Promise<string> {
  const snapshot = await openSnapshot(settings);
  const rows: string[] = [];
  for (const table of snapshot.tables) {
    for await (const row of snapshot.rows(table)) rows.push(`${table} ${JSON.stringify(row)}`);
  }
  await snapshot.close();
  return rows.sort().join("\n");
}

test("every root field asks who is signed in, and changes nothing before it knows", async () => {
  const server = await serverOn(fresh, { resolvers: apiResolvers });
  try {
    const before = await contents(fresh.settings);
    expect(await answeringStrangers(server, apiResolvers)).toEqual([]);
    expect(await contents(fresh.settings)).toBe(before);
  } finally {
    await server.close();
  }
});

@Resolver()
class Careless {
  @Query(() => String)
  everybodysSecret(): string {
    return "open";
  }

  @Mutation(() => Boolean, { nullable: true })
  everybodysAct(): boolean | null {
    return null;
  }
}

test("a field that forgets to ask is found", async () => {
  const server = await serverOn(fresh, { resolvers: [Careless] });
  try {
    expect(await answeringStrangers(server, [Careless])).toEqual(["everybodysSecret", "everybodysAct"]);
  } finally {
    await server.close();
  }
});

test("viewer is nobody, and signing out needs a session", async () => {
  const server = await serverOn(fresh, { resolvers: apiResolvers });
  try {
    expect((await server.ask("{ viewer { roles } }")).body).toEqual({ data: { viewer: null } });
    const { body } = await server.ask("mutation { signOut { userErrors { code } } }");
    expect(body.errors[0].extensions.code).toBe("UNAUTHENTICATED");
  } finally {
    await server.close();
  }
});

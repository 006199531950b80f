/** Sessions over HTTP with the program's own API: headers, cookies, officers behind systems, languages. */
import { apiResolvers } from "../../src/app/resolvers.js";
import { freshDatabase, type TestDatabase } from "../support/harness.js";
import { serverOn, type TestServer } from "../support/server.js";
import { makeWorld, worldPassword, type World } from "../support/world.js";

let fresh: TestDatabase;
let server: TestServer;
let world: World;
beforeAll(async () => {
  fresh = await freshDatabase({ name: "embedded", url: null });
  server = await serverOn(fresh, { resolvers: apiResolvers });
  world = await makeWorld(server.services.journal);
});
afterAll(async () => {
  await server.close();
  await fresh.dispose();
});

const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { token viewer { roles } userErrors { code message } } }`;
const viewer = "{ viewer { roles member { username } onBehalfOf { username } } }";

test("a token from signing in opens the API until signing out ends it", async () => {
  const input = { username: world.usernames.bankOfficer, password: worldPassword };
  const { token } = (await server.ask(signIn, { variables: { input } })).body.data.signIn;
  const known = { roles: ["BANK_OFFICER"], member: { username: "bank-officer" }, onBehalfOf: null };
  expect((await server.ask(viewer, { token })).body).toEqual({ data: { viewer: known } });
  await server.ask("mutation { signOut { userErrors { code } } }", { token });
  expect((await server.ask(viewer, { token })).body).toEqual({ data: { viewer: null } });
});

test("the console gets a cookie in place of a token, and loses it by signing out", async () => {
  const input = { username: world.usernames.approver, password: worldPassword };
  const headers = { "x-lianban-console": "1" };
  const signed = await server.ask(signIn, { variables: { input }, headers });
  expect(signed.body.data.signIn).toEqual({ token: null, viewer: { roles: ["CENTER_APPROVER"] }, userErrors: [] });
  const given = signed.headers.get("set-cookie") ?? "";
  expect(given).toMatch(/^lianban=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  const cookie = given.split(";")[0] as string;
  expect((await server.ask(viewer, { headers: { cookie } })).body.data.viewer.roles).toEqual(["CENTER_APPROVER"]);
  const out = await server.ask("mutation { signOut { userErrors { code } } }", { headers: { ...headers, cookie } });
  expect(out.headers.get("set-cookie")).toMatch(/^lianban=; .*Max-Age=0/);
  expect((await server.ask(viewer, { headers: { cookie } })).body.data.viewer).toBeNull();
});

test("a refused sign-in says why in the reader's language, and not which half was wrong", async () => {
  const refused = async (username: string, language: string) => {
    const variables = { input: { username, password: "not-the-password-1" } };
    return (await server.ask(signIn, { variables, headers: { "accept-language": language } })).body.data.signIn;
  };
  const known = await refused(world.usernames.reviewer, "en");
  expect(known).toEqual({
    token: null,
    viewer: null,
    userErrors: [{ code: "SIGN_IN_FAILED", message: expect.any(String) }],
  });
  expect(await refused("nobody-here", "en")).toEqual(known);
  expect((await refused("nobody-here", "zh-CN")).userErrors[0].message).toMatch(/[\u4e00-\u9fff]/);
});

test("a bank's system acts for an officer of the same bank, and for nobody else", async () => {
  const token = await world.tokenOf("bankSystem");
  const acting = (who: string) => server.ask(viewer, { token, headers: { "x-lianban-on-behalf-of": who } });
  expect((await acting(world.usernames.bankOfficer)).body.data.viewer).toEqual({
    roles: ["BANK_OFFICER"],
    member: { username: "bank-system" },
    onBehalfOf: { username: "bank-officer" },
  });
  for (const stranger of [world.usernames.otherBankOfficer, "nobody-here"]) {
    const { status, body } = await acting(stranger);
    expect(status).toBe(401);
    expect(body.errors[0].extensions).toEqual({ code: "UNAUTHENTICATED", reason: "ON_BEHALF_OF_REFUSED" });
  }
});

test("the bytes of a document need a session like everything else", async () => {
  const path = "/documents/01900000-0000-7000-8000-00000000abcd/content";
  expect((await server.fetch(path)).status).toBe(401);
  const authorization = `Bearer ${await world.tokenOf("bankOfficer")}`;
  const response = await server.fetch(path, { headers: { authorization, "accept-language": "en" } });
  expect([response.status, await response.json()]).toEqual([404, expect.objectContaining({ code: "NOT_FOUND" })]);
});

/** POST /graphql over a real server: what is answered, and what is refused with its place named. */
import { freshDatabase, type TestDatabase } from "../support/harness.js";
import { serverOn, type Answer, type TestServer } from "../support/server.js";
import { Kitchen } from "./kitchen.js";

let fresh: TestDatabase;
let server: TestServer;
const logged: object[] = [];
const note = (entry: object) => void logged.push(entry);

beforeAll(async () => {
  fresh = await freshDatabase({ name: "embedded", url: null });
  const log = { info: note, warn: note, error: note } as never;
  server = await serverOn(fresh, { resolvers: [Kitchen], log, configuration: { production: true } });
});
afterAll(async () => {
  await server.close();
  await fresh.dispose();
});

const post = async (body: string, headers: Record<string, string> = { "content-type": "application/json" }) => {
  const response = await server.fetch("/graphql", { method: "POST", headers, body });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
};

test("an operation is answered, again and again by the same compiled query", async () => {
  const query =
    "query Pots($n: Int!) { pots(first: $n) { nodes { id price } totalCount { value exact } pageInfo { hasNextPage } } }";
  for (const n of [1, 2, 0]) {
    const { status, body } = await server.ask(query, { variables: { n } });
    const nodes = [
      { id: "a", price: "12.50" },
      { id: "b", price: "12.50" },
    ].slice(0, n);
    expect({ status, body }).toEqual({
      status: 200,
      body: { data: { pots: { nodes, totalCount: { value: 2, exact: true }, pageInfo: { hasNextPage: n < 2 } } } },
    });
  }
});

test("a refusal is data, typed by its room, in the reader's language", async () => {
  const query = "mutation { potFill(input: { cups: 4 }) { pot { id } userErrors { __typename code field message } } }";
  const answered = async (language: string) =>
    (await server.ask(query, { headers: { "accept-language": language } })).body.data.potFill;
  const error = { __typename: "KitchenError", code: "KETTLE_EMPTY", field: ["cups"] };
  expect(await answered("en-GB,zh;q=0.5")).toEqual({
    pot: null,
    userErrors: [{ ...error, message: "The kettle is empty." }],
  });
  expect(await answered("fr")).toEqual({ pot: null, userErrors: [{ ...error, message: "壶是空的。" }] });
});

test("money and instants go in and out as written", async () => {
  const query = "mutation ($input: PotInput!) { potFill(input: $input) { pot { price } } }";
  const input = { cups: 1, pots: [{ heat: "LOW", price: "7.5", boughtAt: "2026-11-22T04:00:00+08:00" }] };
  expect((await server.ask(query, { variables: { input } })).body).toEqual({
    data: { potFill: { pot: { price: "7.50" } } },
  });
});

test.each([
  ["an unknown enum value", { cups: 1, pots: [{ heat: "WARM" }] }, 'at "input.pots[0].heat"'],
  ["a wrong scalar", { cups: "many" }, 'at "input.cups"'],
  ["an amount that is none", { cups: 1, pots: [{ heat: "LOW", price: 7.5 }] }, 'at "input.pots[0].price"'],
  [
    "a day that is none",
    { cups: 1, pots: [{ heat: "LOW", boughtAt: "2026-02-30T00:00:00Z" }] },
    "input.pots[0].boughtAt",
  ],
  ["a field that is none", { cups: 1, lid: true }, 'Field "lid" is not defined'],
  ["nothing where something must be", {}, 'Field "cups" of required type'],
])("%s in a variable is refused with its place", async (_what, input, place) => {
  const query = "mutation ($input: PotInput!) { potFill(input: $input) { pot { id } } }";
  const { status, body } = await server.ask(query, { variables: { input } });
  expect(status).toBe(400);
  expect(body.errors).toHaveLength(1);
  expect(body.errors[0].message).toContain(place);
  expect(body.errors[0].extensions).toEqual({ code: "BAD_USER_INPUT" });
});

test("every wrong variable is named, not the first only", async () => {
  const query = "mutation ($input: PotInput!) { potFill(input: $input) { pot { id } } }";
  const { body } = await server.ask(query, { variables: { input: { cups: "x", pots: [{ heat: "WARM" }] } } });
  expect(body.errors).toHaveLength(2);
});

test.each([
  ["an unknown enum value", "mutation { potFill(input: { cups: 1, pots: [{ heat: WARM }] }) { pot { id } } }"],
  ["a wrong scalar", 'mutation { potFill(input: { cups: "x" }) { pot { id } } }'],
  ["an unknown field", "{ pots { nodes { colour } } }"],
])("%s in the text is refused with line and column", async (_what, query) => {
  const { status, body } = await server.ask(query);
  expect(status).toBe(400);
  expect(body.errors[0].extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(body.errors[0].locations[0]).toEqual({ line: 1, column: expect.any(Number) });
});

test("text that is no GraphQL is refused with its place", async () => {
  const { status, body } = await server.ask("{ pots { ");
  expect(status).toBe(400);
  expect(body.errors[0]).toMatchObject({ extensions: { code: "GRAPHQL_PARSE_FAILED" }, locations: [{ line: 1 }] });
});

const nested = (depth: number): string => (depth === 0 ? "id" : `pots { ${nested(depth - 1)} }`);
const many = (count: number, one: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => one(at)).join(" ");

test.each([
  ["too deep", `{ pots { nodes { ${nested(12)} } } }`, "depth limit"],
  ["with too many aliases", `{ pots { nodes { ${many(31, (at) => `a${at}: id`)} } } }`, "Aliases limit"],
  ["with too many directives", `{ pots { nodes { ${many(21, () => "id @include(if: true)")} } } }`, "Directives limit"],
  ["of too many tokens", `{ pots { nodes { ${many(2_000, () => "id")} } } }`, "2000 tokens"],
  ["with too many root fields", `{ ${many(21, (at) => `${at < 20 ? `a${at}: ` : ""}language`)} }`, "21 root fields"],
  ["of too great a cost", `{ pots(first: 100) { nodes { pots { pots { pots { pots { id } } } } } } }`, "cost of"],
])("an operation %s is refused", async (_what, query, reason) => {
  const { status, body } = await server.ask(query);
  expect(status).toBe(400);
  expect(body.errors[0].message).toContain(reason);
});

test("cost counts what variables ask for", async () => {
  const query = "query ($n: Int) { pots(first: $n) { nodes { pots { pots { pots { pots { id } } } } } } }";
  expect((await server.ask(query, { variables: { n: 1 } })).status).toBe(200);
  expect((await server.ask(query, { variables: { n: 100 } })).body.errors[0].message).toContain("cost of");
});

test("what a connection holds is counted by its `first`, not again by its nodes", async () => {
  const query = "{ pots(first: 100) { nodes { pots { pots { pots { id } } } } } }";
  expect((await server.ask(query)).status).toBe(200);
});

test("fragments inside fragments are counted without being unrolled", async () => {
  const bomb = many(40, (at) => `fragment f${at} on Pot { x: pots { ...f${at + 1} } y: pots { ...f${at + 1} } }`);
  const started = Date.now();
  const { status } = await server.ask(`{ pots { nodes { ...f0 } } } ${bomb} fragment f40 on Pot { id }`);
  expect(status).toBe(400);
  expect(Date.now() - started).toBeLessThan(2_000);
});

test("malformed JSON is refused with a clear word", async () => {
  const { status, body } = await post('{ "query": ');
  expect(status).toBe(400);
  expect(body.errors[0].message).toMatch(/^The body is not JSON: /);
  expect(body.errors[0].extensions.code).toBe("BAD_REQUEST");
});

test("a body of two megabytes is refused before it is read", async () => {
  const { status, body } = await post(JSON.stringify({ query: `{ language } # ${"x".repeat(2_000_000)}` }));
  expect(status).toBe(413);
  expect(body.errors[0]).toMatchObject({ extensions: { code: "PAYLOAD_TOO_LARGE" } });
});

test.each([
  ["an empty body", "", { "content-type": "application/json" }],
  ["a list of operations", '[{"query":"{ language }"}]', { "content-type": "application/json" }],
  ["no query", '{"variables":{}}', { "content-type": "application/json" }],
  ["a query that is no text", '{"query":7}', { "content-type": "application/json" }],
  ["variables that are none", '{"query":"{ language }","variables":"x"}', { "content-type": "application/json" }],
  ["a form", "query=%7Blanguage%7D", { "content-type": "application/x-www-form-urlencoded" }],
  ["plain text, which other sites can send", '{"query":"{ language }"}', { "content-type": "text/plain" }],
  ["another character set", '{"query":"{ language }"}', { "content-type": "application/json; charset=gbk" }],
  ["a compression that is none", "x", { "content-type": "application/json", "content-encoding": "gzip" }],
  [
    "an operation that is not there",
    '{"query":"query A { language }","operationName":"B"}',
    { "content-type": "application/json" },
  ],
  [
    "two operations and no name",
    '{"query":"query A { language } query B { language }"}',
    { "content-type": "application/json" },
  ],
])("%s is the caller's mistake, never ours", async (_what, text, headers) => {
  const { status, body } = await post(text, headers);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(body.errors[0].message).toEqual(expect.any(String));
});

test("a fault of ours is masked, and found again in the log by its number, without what it said", async () => {
  logged.length = 0;
  const { status, body } = await server.ask("{ fault }");
  expect(status).toBe(200);
  const [error] = body.errors;
  expect(error.extensions).toEqual({ code: "INTERNAL_SERVER_ERROR", fault: expect.any(String) });
  expect(error.message).toContain(error.extensions.fault);
  expect(logged).toContainEqual(
    expect.objectContaining({ fault: error.extensions.fault, path: "fault", kind: "Error" }),
  );
  expect(JSON.stringify([body, logged])).not.toMatch(/张三|350000/);
});

test.each([
  ["busy", "BUSY"],
  ["unknown", "OUTCOME_UNKNOWN"],
  ["pot", "BAD_USER_INPUT"],
])("trouble of kind %s is told by its code %s", async (kind, code) => {
  const { body } = await server.ask("query ($kind: String!) { trouble(kind: $kind) }", { variables: { kind } });
  expect(body.errors[0].extensions.code).toBe(code);
  expect(body.data).toEqual({ trouble: null });
});

test("nobody signed in is told so; a token that is none counts as none", async () => {
  for (const token of [null, "nonsense"]) {
    const { body } = await server.ask("{ secret }", { token });
    expect(body.errors[0]).toMatchObject({ path: ["secret"], extensions: { code: "UNAUTHENTICATED" } });
  }
});

test("the schema shows itself, as deep as tools ask", async () => {
  const { body } = await server.ask(
    "{ __schema { types { name fields { name type { name ofType { name ofType { name ofType { name } } } } } } } }",
  );
  expect(body.data.__schema.types).toContainEqual(expect.objectContaining({ name: "Pot" }));
});

test("the cookie is for this site's pages only; the bearer header goes before it", async () => {
  const { headers } = await server.ask("mutation { cookieTake }");
  expect(headers.get("set-cookie")).toBe("__Host-lianban=token-of-cookie; Path=/; HttpOnly; SameSite=Strict; Secure");
  const asked = async (headers: Record<string, string>) =>
    (await server.ask("{ language }", { headers })).body.data.language;
  const cookie = "other=1; __Host-lianban=from-cookie";
  expect(await asked({ cookie, "x-lianban-console": "1" })).toBe("zh-CN true from-cookie");
  expect(await asked({ cookie, authorization: "Bearer from-header" })).toBe("zh-CN false from-header");
});

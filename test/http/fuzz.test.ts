/** Whatever comes in, the answer is the caller's mistake, a refusal or a result: never a fault of ours. */
import fc from "fast-check";
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { freshDatabase, type TestDatabase } from "../support/harness.js";
import { serverOn, type TestServer } from "../support/server.js";
import { makeWorld, type MemberName, type World } from "../support/world.js";

jest.setTimeout(180_000);

let fresh: TestDatabase;
let server: TestServer;
let world: World;
let schema: GraphQLSchema;
const faults: object[] = [];

beforeAll(async () => {
  fresh = await freshDatabase({ name: "embedded", url: null });
  const nothing = () => undefined;
  const log = { info: nothing, warn: nothing, error: (entry: object) => void faults.push(entry) } as never;
  server = await serverOn(fresh, { resolvers: apiResolvers, log });
  world = await makeWorld(server.services.journal);
  schema = await schemaOf(apiResolvers);
});
afterAll(async () => {
  await server.close();
  await fresh.dispose();
});

/** Texts that were never thought of: empty, endless, with signs that no column or file name likes. */
const texts = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "0",
    "null",
    "x".repeat(300),
    "长".repeat(5_000),
    "a\u0000b",
    "\ud800",
    "🙂",
    "'; --",
    "%_",
    "../..",
  ),
  fc.string({ maxLength: 40 }),
);
const scalars: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ID: fc.oneof(texts, fc.uuid()),
  String: texts,
  Int: fc.constantFrom(0, 1, -1, 7, 2_147_483_647, -2_147_483_648),
  Float: fc.constantFrom(0, -1.5, 1e300),
  Boolean: fc.boolean(),
  Money: fc.constantFrom("0", "0.01", "350000.00", "9999999999999.99"),
  DateTime: fc.constantFrom("1900-01-01T00:00:00Z", "2026-11-22T04:00:00.000Z", "9999-12-31T23:59:59.999Z"),
  Date: fc.constantFrom("0001-01-01", "2026-02-28", "9999-12-31"),
  Period: fc.constantFrom("0000", "2017H1", "9999-12"),
};

/** Values of a type: everything that may be left out is there or is not. */
function valuesOf(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return needed(type.ofType, depth);
  return fc.option(needed(type, depth), { freq: depth > 2 ? 1 : 4 });
}

function needed(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(valuesOf(type.ofType, depth + 1), { maxLength: depth > 1 ? 1 : 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
    return fc.record(Object.fromEntries(fields.map((field) => [field.name, valuesOf(field.type, depth + 1)])), {
      requiredKeys: required.map(({ name }) => name),
    });
  }
  const name = String(type).replace(/!$/, "");
  const values = scalars[name];
  if (!values) throw new Error(`Nothing is known of ${name}`);
  return values;
}

function operation(kind: string, field: GraphQLField<unknown, unknown>): string {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(", ");
  const inner = isCompositeType(getNamedType(field.type))
    ? kind === "mutation"
      ? " { userErrors { code message field } }"
      : " { __typename }"
    : "";
  return `${kind}${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${inner} }`;
}

const askers: readonly MemberName[] = ["bankOfficer", "administrator", "reviewer", "guaranteeOfficer"];

test.each(["query", "mutation"] as const)("every %s takes any input of its types", async (kind) => {
  const tokens = await Promise.all(askers.map((who) => world.tokenOf(who)));
  const root = kind === "query" ? schema.getQueryType() : schema.getMutationType();
  // Sign-in hashes passwords, which takes its time by intention; it has tests of its own.
  const fields = Object.values(root?.getFields() ?? {}).filter(({ name }) => !["signIn", "signOut"].includes(name));
  expect(fields.length).toBeGreaterThan(5);
  for (const field of fields) {
    const query = operation(kind, field);
    const given = fc.record(Object.fromEntries(field.args.map(({ name, type }) => [name, valuesOf(type)])));
    await fc.assert(
      fc.asyncProperty(given, fc.constantFrom(...tokens), async (variables, token) => {
        faults.length = 0;
        const { status, body } = await server.ask(query, { variables, token });
        const codes = (body.errors ?? []).map(({ extensions }: { extensions: { code: string } }) => extensions.code);
        expect({ field: field.name, codes, faults }).toEqual({
          field: field.name,
          codes: codes.filter((code: string) => code === "BAD_USER_INPUT"),
          faults: [],
        });
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 20 },
    );
  }
});

test("any JSON at all is answered, and never as our fault", async () => {
  const operations = fc.record({
    query: fc.oneof(
      fc.string(),
      fc.constantFrom("{ viewer { roles } }", "query ($a: Int) { __typename }"),
      fc.jsonValue(),
    ),
    variables: fc.jsonValue(),
    operationName: fc.jsonValue(),
    extensions: fc.jsonValue(),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), operations), async (body) => {
      faults.length = 0;
      const response = await server.fetch("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      expect(response.status).toBeLessThan(500);
      expect(await response.json()).toEqual(expect.any(Object));
      expect(faults).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** The contract: the committed schema is what the code says, and what would break it is found. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isObjectType, type GraphQLSchema } from "graphql";
import { committedSchema, schemaCommand } from "../commands/schema.js";
import { apiResolvers } from "../resolvers.js";
import { schemaOf } from "./build.js";
import { schemaChanges, schemaText } from "./print.js";

const folder = mkdtempSync(join(tmpdir(), "lianban-schema-"));
afterAll(() => rmSync(folder, { recursive: true }));

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await schemaOf(apiResolvers);
});

/** What a command wrote to standard output, and its exit code. */
async function told(run: () => Promise<number>): Promise<{ code: number; text: string }> {
  let text = "";
  const write = jest.spyOn(process.stdout, "write").mockImplementation((piece) => {
    text += String(piece);
    return true;
  });
  try {
    return { code: await run(), text };
  } finally {
    write.mockRestore();
  }
}

test("the committed schema is what the code says (else: npm run schema)", () => {
  expect(readFileSync(committedSchema, "utf8")).toBe(schemaText(schema));
});

test("every mutation but signing in and out takes a key that makes repeating it harmless", () => {
  const without = Object.values(schema.getMutationType()?.getFields() ?? {})
    .filter(({ args: [input] }) => {
      const type = input && getNamedType(input.type);
      return !isInputObjectType(type) || !type.getFields().idempotencyKey;
    })
    .map(({ name }) => name);
  expect(without.sort()).toEqual(["signIn", "signOut"]);
});

test("the same schema gives the same text, and the text the same schema", () => {
  const text = schemaText(schema);
  expect(schemaText(buildSchema(text))).toBe(text);
  expect(schemaChanges(text, schema)).toEqual({ breaking: [], dangerous: [], lines: [] });
});

test("a field that was promised and is gone fails the check and is named", async () => {
  const file = join(folder, "promised.graphql");
  const promised = schemaText(schema).replace("type Viewer {", "type Viewer {\n  shoeSize: Int\n");
  writeFileSync(file, promised);
  const { code, text } = await told(() => schemaCommand({ check: true, file }));
  expect(code).toBe(1);
  expect(text).toContain("@ Viewer\n-   shoeSize: Int\n");
  expect(text).toContain("BREAKING: Viewer.shoeSize was removed.");
  expect(readFileSync(file, "utf8")).toBe(promised);
});

test("a new field fails the check without breaking anything; written, the file passes", async () => {
  const file = join(folder, "older.graphql");
  writeFileSync(file, schemaText(schema).replace(/\n {2}"""[^"]+"""\n {2}rank: Int!/, ""));
  const refused = await told(() => schemaCommand({ check: true, json: true, file }));
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.text)).toMatchObject({ current: false, breaking: [], dangerous: [] });
  expect((await told(() => schemaCommand({ file }))).code).toBe(0);
  expect((await told(() => schemaCommand({ check: true, file }))).code).toBe(0);
});

test("no file is no contract", async () => {
  const file = join(folder, "none.graphql");
  expect((await told(() => schemaCommand({ check: true, file }))).code).toBe(1);
});

test("every type, field and refusal is described in both languages", () => {
  const chinese = /[\u4e00-\u9fff]/;
  const bare: string[] = [];
  const look = (place: string, description: string | null | undefined) => {
    if (!description || !chinese.test(description) || !/[a-z]/i.test(description)) bare.push(place);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__") || ["String", "Int", "Float", "Boolean", "ID"].includes(type.name)) continue;
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    if (!isRoot) look(type.name, type.description);
    // What a code refuses is its message; a state's or a role's name speaks for itself.
    if (isEnumType(type) && type.name.endsWith("ErrorCode")) {
      for (const value of type.getValues()) look(`${type.name}.${value.name}`, value.description);
    }
    if (isObjectType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field.description);
    }
  }
  expect(bare).toEqual([]);
});

/** What the helpers make of a schema: errors by room, payloads, connections. */
import { graphql, printSchema, type GraphQLSchema } from "graphql";
import { Arg, buildSchema, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Messages } from "../../kernel/index.js";
import {
  connectionType,
  pageOf,
  pageSize,
  payloadType,
  roomErrors,
  signedIn,
  toUserErrors,
  type Page,
  type Payload,
} from "../index.js";

const messages = {
  KETTLE_EMPTY: { "zh-CN": "壶是空的，还差{missing}杯。", en: "The kettle is empty, {missing} cups short." },
  KETTLE_HOT: { "zh-CN": "壶太烫。", en: "The kettle is hot." },
} satisfies Messages;
roomErrors("Kitchen", messages);
roomErrors("Garden", { NO_WATER: { "zh-CN": "没有水。", en: "No water." } });

@ObjectType()
class Cup {
  @Field(() => String) id!: string;
}

const fields = { cup: { type: () => Cup, description: "The cup (杯子)." } };
const CupPourPayload = payloadType("CupPourPayload", fields);
const CupConnection = connectionType(() => Cup, "Cup");

@InputType()
class CupPourInput {
  @Field(() => Int) cups!: number;
}

let counted = 0;

@Resolver()
class Kitchen {
  @Query(() => CupConnection)
  cups(@Arg("first", () => Int, { nullable: true }) first: number | null): Page<Cup> {
    const rows = ["a", "b", "c"].map((id) => ({ id }));
    return pageOf(
      rows.slice(0, pageSize(first) + 1),
      pageSize(first),
      ({ id }) => `at-${id}`,
      async () => {
        counted += 1;
        return { value: 3, exact: true };
      },
    );
  }

  @Mutation(() => CupPourPayload)
  cupPour(@Arg("input", () => CupPourInput) { cups }: CupPourInput): Payload<typeof fields> {
    if (cups < 9) return { cup: { id: "poured" }, userErrors: [] };
    return {
      userErrors: toUserErrors(
        [{ code: "KETTLE_EMPTY", field: ["cups"], params: { missing: 2 } }, { code: "NO_WATER" }],
        "zh-CN",
      ),
    };
  }
}

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema({ resolvers: [Kitchen], emitSchemaFile: false, validate: false });
});

const ask = async (source: string) => JSON.parse(JSON.stringify(await graphql({ schema, source }))) as unknown;

test("a payload has its fields nullable and its errors in full", () => {
  const text = printSchema(schema);
  expect(text).toContain("  cup: Cup\n");
  expect(text).toContain("  userErrors: [UserError!]!\n");
  expect(text).toContain("type KitchenError implements UserError {");
  expect(text).toContain('  """The kettle is hot. (壶太烫。)"""\n  KETTLE_HOT\n');
});

test("refusals of two rooms come back together, each as its room's type, in the reader's language", async () => {
  const source = `mutation { cupPour(input: { cups: 9 }) { cup { id } userErrors {
    __typename code field message ... on KitchenError { kitchen: reason } ... on GardenError { garden: reason } } } }`;
  expect(await ask(source)).toEqual({
    data: {
      cupPour: {
        cup: null,
        userErrors: [
          {
            __typename: "KitchenError",
            code: "KETTLE_EMPTY",
            field: ["cups"],
            message: "壶是空的，还差2杯。",
            kitchen: "KETTLE_EMPTY",
          },
          { __typename: "GardenError", code: "NO_WATER", field: null, message: "没有水。", garden: "NO_WATER" },
        ],
      },
    },
  });
});

test("what was done answers without errors", async () => {
  expect(await ask("mutation { cupPour(input: { cups: 1 }) { cup { id } userErrors { code } } }")).toEqual({
    data: { cupPour: { cup: { id: "poured" }, userErrors: [] } },
  });
});

test("a code that no room knows, or that two rooms claim, is a fault of ours", () => {
  expect(() => toUserErrors([{ code: "UNHEARD_OF" }], "en")).toThrow("UNHEARD_OF");
  expect(() => roomErrors("Cellar", { NO_WATER: { "zh-CN": "干。", en: "Dry." } })).toThrow("NO_WATER");
  expect(() => roomErrors("Kitchen", messages)).not.toThrow();
});

test("a connection gives nodes, edges and where it ends, and counts only when asked", async () => {
  counted = 0;
  const source = "{ cups(first: 2) { nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }";
  expect(await ask(source)).toEqual({
    data: {
      cups: {
        nodes: [{ id: "a" }, { id: "b" }],
        edges: [
          { cursor: "at-a", node: { id: "a" } },
          { cursor: "at-b", node: { id: "b" } },
        ],
        pageInfo: { hasNextPage: true, endCursor: "at-b" },
      },
    },
  });
  expect(counted).toBe(0);
  expect(await ask("{ cups(first: 0) { nodes { id } totalCount { value exact } } }")).toEqual({
    data: { cups: { nodes: [], totalCount: { value: 3, exact: true } } },
  });
  expect(counted).toBe(1);
});

test.each([-1, 101])("a page of %d is refused by name", async (first) => {
  expect(await ask(`{ cups(first: ${first}) { nodes { id } } }`)).toMatchObject({
    errors: [{ message: `first: a number from 0 to 100, not ${first}`, extensions: { code: "BAD_USER_INPUT" } }],
  });
});

test("nobody signed in is told so by code", () => {
  expect(() => signedIn({ viewer: null })).toThrow(
    expect.objectContaining({ extensions: { code: "UNAUTHENTICATED" } }) as Error,
  );
  const viewer = { memberId: "m" };
  expect(signedIn({ viewer })).toBe(viewer);
});

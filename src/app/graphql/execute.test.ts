/** Compiled queries answer what graphql-js answers: the same cases through both. */
import { createHash } from "node:crypto";
import { execute, GraphQLError, parse, validate, type ExecutionResult } from "graphql";
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  InterfaceType,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from "type-graphql";
import { MoneyScalar } from "../../platform/index.js";
import { schemaOf } from "../schema/build.js";
import { createExecutor } from "./execute.js";

const sizes = { SMALL: "s", LARGE: "l" } as const;
registerEnumType(sizes, { name: "Size" });

@InterfaceType()
abstract class Thing {
  @Field(() => ID) id!: string;
}

@ObjectType({ implements: Thing })
class Box extends Thing {
  @Field(() => sizes) size!: string;
  @Field(() => [Box], { nullable: true }) inner!: Box[] | null;
}

@InputType()
class Lid {
  @Field(() => Int, { defaultValue: 4 }) corners!: number;
  @Field(() => sizes, { defaultValue: sizes.SMALL }) size!: string;
  @Field(() => MoneyScalar, { nullable: true }) price!: number | null;
}

@InputType()
class BoxInput {
  @Field(() => Lid) lid!: Lid;
  @Field(() => [Lid], { nullable: true }) lids!: Lid[] | null;
  @Field(() => String, { nullable: true }) note!: string | null;
}

const box = (id: string): Box => Object.assign(new Box(), { id, size: "l", inner: null });

@Resolver(() => Box)
class Boxes {
  @Query(() => String)
  seen(
    @Arg("input", () => BoxInput, { nullable: true }) input: BoxInput | null,
    @Arg("ids", () => [ID], { nullable: true }) ids: string[] | null,
    @Arg("count", () => Int, { defaultValue: 7 }) count: number,
    @Arg("size", () => sizes, { nullable: true }) size: string | null,
  ): string {
    return JSON.stringify([input, ids, count, size]);
  }

  @Query(() => [Box])
  boxes(): Box[] {
    return [box("a"), box("b")];
  }

  @Query(() => Thing, { nullable: true })
  thing(): Thing {
    return box("t");
  }

  @Query(() => Box, { nullable: true })
  broken(): Box {
    return Object.assign(box("x"), { size: "neither" });
  }

  @FieldResolver(() => Int)
  async weight(@Root() { id }: Box, @Ctx() { weights }: { weights: Record<string, number> }): Promise<number> {
    return Promise.resolve(weights[id] as number);
  }

  @FieldResolver(() => Int, { nullable: true })
  async fails(@Root() { id }: Box): Promise<number | null> {
    if (id === "a") throw new GraphQLError("a fails", { extensions: { code: "BAD_USER_INPUT" } });
    return Promise.resolve(null);
  }
}

const context = { weights: { a: 1, b: 2, t: 3 } };
const inputQuery = "query ($input: BoxInput) { seen(input: $input) }";

const cases: [what: string, query: string, variables?: object][] = [
  ["nothing but defaults", "{ seen }"],
  ["defaults of input fields, in a variable", inputQuery, { input: { lid: {} } }],
  ["defaults of input fields, in the text", "{ seen(input: { lid: {} }) }"],
  [
    "variables inside an input in the text",
    "query ($n: Int!, $s: Size) { seen(input: { lid: { corners: $n, size: $s } }) }",
    { n: 3 },
  ],
  [
    "variables inside lists and inputs in the text, some without a value",
    "query ($a: ID!, $c: Int = 6, $p: Money) { seen(ids: [$a, 2], input: { lid: { corners: $c }, lids: [{ price: $p }] }) }",
    { a: "x" },
  ],
  [
    "a variable inside an input of a fragment",
    "query ($n: Int!) { ...Seen } fragment Seen on Query { seen(input: { lid: { corners: $n } }) }",
    { n: 2 },
  ],
  ["an argument's default where its variable has no value", "query ($n: Int) { seen(count: $n) }", {}],
  ["a condition's own default", "query ($yes: Boolean = true) { boxes { id @include(if: $yes) weight } }", {}],
  [
    "a condition that is an argument too",
    "query ($n: Int!, $yes: Boolean!) { seen(count: $n) @include(if: $yes) }",
    { n: 1, yes: false },
  ],
  [
    "the one operation named, with variables of its own",
    "query A($x: Int) { seen(input: { lid: { corners: $x } }) } query B($y: Int) { seen(input: { lid: { corners: $y } }) }",
    { y: 8 },
  ],
  ["a variable's own default", "query ($n: Int = 5) { seen(count: $n) }"],
  ["a variable's own default, an input", 'query ($i: BoxInput = { lid: { price: "1.50" } }) { seen(input: $i) }'],
  ["a default given up for null", "query ($s: Size = LARGE) { seen(size: $s) }", { s: null }],
  ["one item as a list", "query ($ids: [ID!]) { seen(ids: $ids) }", { ids: 7 }],
  ["one input as a list", inputQuery, { input: { lid: {}, lids: { corners: 9, price: "2" } } }],
  ["null and nothing told apart", inputQuery, { input: { lid: {}, lids: null } }],
  ["an enum as its value", "query ($s: Size) { seen(size: $s) }", { s: "LARGE" }],
  ["an unknown enum value", inputQuery, { input: { lid: { size: "HUGE" } } }],
  ["a list with a fault inside", inputQuery, { input: { lid: {}, lids: [{}, { corners: "x" }] } }],
  ["a wrong amount", inputQuery, { input: { lid: { price: "1.234" } } }],
  ["a required variable that is not there", "query ($n: Int!) { seen(count: $n) }", {}],
  ["lists, aliases and resolvers", "{ many: boxes { name: id size weight } }"],
  [
    "included and skipped",
    "query ($yes: Boolean!) { boxes { id @skip(if: $yes) weight @include(if: $yes) } }",
    { yes: true },
  ],
  ["fragments on an interface", "{ thing { __typename id ... on Box { weight } ...F } } fragment F on Box { size }"],
  ["a field that fails beside one that does not", "{ boxes { id fails } }"],
  ["an error under its path, null up to where null may be", "{ broken { id size } boxes { id } }"],
  [
    "introspection",
    '{ __schema { types { name kind } } __type(name: "BoxInput") { inputFields { name defaultValue } } }',
  ],
  ["the one operation named", "query A { seen(count: 1) } query B { seen(count: 2) }"],
];

const plain = (result: ExecutionResult): unknown => {
  const { data, errors } = result;
  const told = errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions["code"] }));
  return JSON.parse(JSON.stringify({ data, errors: told })) as unknown;
};

test.each(cases)("%s", async (_what, query, variables = {}) => {
  const schema = await schemaOf([Boxes]);
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operationName = query.includes("query B") ? "B" : null;
  const expected = await execute({
    schema,
    document,
    contextValue: context,
    variableValues: { ...variables },
    operationName,
  });
  const run = createExecutor(schema);
  const queryHash = createHash("sha256").update(query).digest("hex");
  const operation = { document, queryHash, operationName, variables: { ...variables } };
  const first = await run(operation, context);
  const asked = (result: ExecutionResult) =>
    plain(
      expected.data === undefined
        ? { errors: result.errors?.map((e) => Object.assign(e, { extensions: {} })) }
        : result,
    );
  expect(asked(first)).toEqual(plain(expected));
  expect(asked(await run(operation, context))).toEqual(plain(expected));
});

test("what is wrong with a variable is the caller's mistake", async () => {
  const run = createExecutor(await schemaOf([Boxes]));
  const document = parse(inputQuery);
  const { data, errors } = await run(
    { document, queryHash: "q", operationName: null, variables: { input: { lid: { size: "HUGE" } } } },
    context,
  );
  expect(data).toBeUndefined();
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: "BAD_USER_INPUT" }]);
});

/** The schema as text: the contract that is committed, and what a change of it would break. */
import {
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

const head = "# The API of Lianban, made by `npm run -s lianban -- schema`. It only grows.\n";

/**
 * The root types first, then by name, and everything inside by name too: the order in which the rooms' classes happen
 * to be loaded must not change the text.
 */
export function schemaText(unordered: GraphQLSchema): string {
  const schema = lexicographicSortSchema(unordered);
  return `${head}\n${typesOf(schema).map(printType).join("\n\n")}\n`;
}

const ranks: Readonly<Record<string, number>> = { Query: 0, Mutation: 1 };

function typesOf(schema: GraphQLSchema): GraphQLNamedType[] {
  const rank = ({ name }: GraphQLNamedType) => ranks[name] ?? 2;
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type))
    .sort((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1));
}

export interface SchemaChanges {
  /** Breaks clients that keep to the contract. */
  readonly breaking: readonly string[];
  /** May surprise them. */
  readonly dangerous: readonly string[];
  /** Lines gone (-) and new (+), under the type they belong to. */
  readonly lines: readonly string[];
}

/** What lies between the committed text and the schema of the code; all empty when they are the same. */
export function schemaChanges(committed: string, schema: GraphQLSchema): SchemaChanges {
  if (committed === schemaText(schema)) return { breaking: [], dangerous: [], lines: [] };
  const before = buildSchema(committed);
  const words = ({ description }: { description: string }) => description;
  return {
    breaking: findBreakingChanges(before, schema).map(words),
    dangerous: findDangerousChanges(before, schema).map(words),
    lines: changedLines(before, schema),
  };
}

function changedLines(before: GraphQLSchema, after: GraphQLSchema): string[] {
  const textsOf = (schema: GraphQLSchema) => new Map(typesOf(schema).map((type) => [type.name, printType(type)]));
  const [old, fresh] = [textsOf(before), textsOf(after)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  const lines = names.flatMap((name) => {
    const [was, is] = [(old.get(name) ?? "").split("\n"), (fresh.get(name) ?? "").split("\n")];
    if (was.join() === is.join()) return [];
    const gone = was.filter((line) => line && !is.includes(line)).map((line) => `- ${line}`);
    const come = is.filter((line) => line && !was.includes(line)).map((line) => `+ ${line}`);
    return [`@ ${name}`, ...gone, ...come];
  });
  return lines.length > 0 ? lines : ["@ the text is laid out otherwise"];
}

/** Operations made from the schema itself, so that tests can walk every root field. */
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

export interface RootOperation {
  readonly kind: "query" | "mutation";
  readonly field: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One operation for each root field, with an argument of the right type wherever one is needed. */
export function rootOperations(schema: GraphQLSchema): RootOperation[] {
  const of = (kind: "query" | "mutation", fields: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {}) =>
    Object.values(fields).map((field) => operationOf(kind, field));
  return [...of("query", schema.getQueryType()?.getFields()), ...of("mutation", schema.getMutationType()?.getFields())];
}

function operationOf(kind: "query" | "mutation", field: GraphQLField<unknown, unknown>): RootOperation {
  const needed = field.args.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  const declared = needed.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  const passed = needed.map(({ name }) => `${name}: $${name}`).join(", ");
  const selection = isCompositeType(getNamedType(field.type)) ? " { __typename }" : "";
  return {
    kind,
    field: field.name,
    query: `${kind}${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`,
    variables: Object.fromEntries(needed.map(({ name, type }) => [name, sampleOf(type)])),
  };
}

const samples: Readonly<Record<string, unknown>> = {
  ID: "01900000-0000-7000-8000-00000000abcd",
  String: "text",
  Int: 1,
  Float: 1,
  Boolean: true,
  Money: "1.00",
  DateTime: "2026-11-22T04:00:00.000Z",
  Date: "2026-11-22",
  Period: "2026",
};

/** A value of a type, with nothing in it that may be left out. */
export function sampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return [sampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const needed = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
    return Object.fromEntries(needed.map((field) => [field.name, sampleOf(field.type)]));
  }
  if (!(type.name in samples)) throw new Error(`There is no sample of ${type.name}`);
  return samples[type.name];
}

/**
 * Makes of an operation one that graphql-jit compiles right. Its own reading of variables forgets the defaults of input
 * fields and names no places; so graphql-js reads them, and the compiled query takes every value as it is.
 */
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  GraphQLScalarType,
  Kind,
  print,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type NameNode,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
} from "graphql";

/** An argument written out in the text with variables inside: read as a whole, then passed as one variable. */
interface Hoisted {
  readonly name: string;
  readonly value: ValueNode;
  readonly type: GraphQLInputType;
}

export interface Compilable {
  readonly document: DocumentNode;
  /** The values that the compiled query takes, or everything that is wrong with those given. */
  read(
    given: Readonly<Record<string, unknown>>,
  ): { values: Record<string, unknown> } | { errors: readonly GraphQLError[] };
}

const namedFaultsAtMost = 20;

/** The type of every variable inside a compiled query: whatever it is, it was read already. */
const coerced = new GraphQLScalarType({ name: "CoercedVariable" });

/** The schema with that type beside it, where only the compiler looks for it. */
export const compilableSchema = (schema: GraphQLSchema): GraphQLSchema =>
  Object.create(schema, {
    getType: { value: (name: string) => (name === coerced.name ? coerced : schema.getType(name)) },
  }) as GraphQLSchema;

const nameNode = (value: string): NameNode => ({ kind: Kind.NAME, value });
const named = (value: string): TypeNode => ({ kind: Kind.NAMED_TYPE, name: nameNode(value) });
const definition = (name: string, type: TypeNode): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: nameNode(name) },
  type,
});

export function compilable(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): Compilable {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const known = new Set(definitions.map(({ variable }) => variable.name.value));
  const hoisted: Hoisted[] = [];
  const conditions = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  const lifted = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Directive(node) {
        for (const { value } of node.arguments ?? []) {
          if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
        }
        return false;
      },
      Argument(node) {
        const type = typeInfo.getArgument()?.type;
        const inside = node.value.kind === Kind.VARIABLE ? [] : variablesIn(node.value);
        // Of two operations in one text, the other one's variables are unknown here, and so are its arguments.
        if (!type || inside.length === 0 || !inside.every((one) => known.has(one))) return undefined;
        const name = `__argument${hoisted.length}`;
        hoisted.push({ name, value: node.value, type });
        return { ...node, value: { kind: Kind.VARIABLE, name: nameNode(name) } };
      },
    }),
  );
  const ready = visit(lifted, {
    OperationDefinition: ({ variableDefinitions = [], ...operation }) => ({
      ...operation,
      variableDefinitions: [
        ...variableDefinitions.map(({ variable: { name } }) =>
          definition(
            name.value,
            conditions.has(name.value)
              ? { kind: Kind.NON_NULL_TYPE, type: named("Boolean") as never }
              : named(coerced.name),
          ),
        ),
        ...hoisted.map(({ name }) => definition(name, named(coerced.name))),
      ],
    }),
  });
  return {
    document: ready,
    read(given) {
      const { errors, coerced: values } = getVariableValues(schema, definitions, given, {
        maxErrors: namedFaultsAtMost,
      });
      return errors ? { errors } : withHoisted(hoisted, { ...values });
    },
  };
}

function withHoisted(hoisted: readonly Hoisted[], values: Record<string, unknown>): ReturnType<Compilable["read"]> {
  const errors: GraphQLError[] = [];
  const whole = { ...values };
  for (const { name, value, type } of hoisted) {
    whole[name] = valueFromAST(value, type, values);
    if (whole[name] !== undefined) continue;
    const message = `Expected value of type "${String(type)}", found ${print(value)} with the variables given.`;
    errors.push(new GraphQLError(message, { nodes: value }));
  }
  return errors.length > 0 ? { errors } : { values: whole };
}

function variablesIn(value: ValueNode): string[] {
  const found: string[] = [];
  visit(value, { Variable: ({ name }) => void found.push(name.value) });
  return found;
}

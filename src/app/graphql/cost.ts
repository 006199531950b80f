/** What an operation may cost: fields times the rows that its lists ask for, counted before anything runs. */
import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { limits } from "../../kernel/index.js";

/** A list without `first`, such as the checks of a case, is taken to hold this many. */
const itemsOfPlainList = 5;

type Variables = Readonly<Record<string, unknown>>;

/** One for each field; what a list holds counts as often as the list may hold it. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const known = new Map<string, number>();

  const ofSelections = (type: GraphQLNamedType | undefined, { selections }: SelectionSetNode): number =>
    selections.reduce((sum, node) => {
      if (node.kind === Kind.FIELD) return sum + ofField(type, node);
      if (node.kind === Kind.FRAGMENT_SPREAD) return sum + ofFragment(node.name.value);
      const inner = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
      return sum + ofSelections(inner, node.selectionSet);
    }, 0);

  /** Counted once: a fragment costs the same wherever it is spread. */
  const ofFragment = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fragment = fragments.get(name);
    known.set(name, 0);
    const cost = fragment ? ofSelections(schema.getType(fragment.typeCondition.name.value), fragment.selectionSet) : 0;
    known.set(name, cost);
    return cost;
  };

  const ofField = (parent: GraphQLNamedType | undefined, node: FieldNode): number => {
    if (!node.selectionSet) return 1;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const inner = field && getNamedType(field.type);
    const asked = field?.args.find(({ name }) => name === "first");
    const isList = field !== undefined && isListType("ofType" in field.type ? field.type.ofType : field.type);
    // What a connection's `nodes` or `edges` hold, its own `first` has counted.
    const isPlainList = isList && !parent?.name.endsWith("Connection");
    const times = asked ? rowsAsked(node, asked.defaultValue, variables) : isPlainList ? itemsOfPlainList : 1;
    return 1 + times * ofSelections(isCompositeType(inner) ? inner : undefined, node.selectionSet);
  };

  return ofSelections(schema.getRootType(operation.operation) ?? undefined, operation.selectionSet);
}

function rowsAsked(node: FieldNode, byDefault: unknown, variables: Variables): number {
  const given = node.arguments?.find(({ name }) => name.value === "first")?.value;
  const value =
    given?.kind === Kind.INT
      ? Number(given.value)
      : given?.kind === Kind.VARIABLE
        ? (variables[given.name.value] ?? byDefault)
        : byDefault;
  const rows = typeof value === "number" && value >= 0 ? value : limits.page.sizeByDefault;
  return Math.min(rows, limits.page.sizeAtMost);
}

/** @throws GraphQLError BAD_USER_INPUT (HTTP 400) for an operation beyond the limits. */
export function checkCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): void {
  const fields = operation.selectionSet.selections.length;
  const cost = costOf(schema, document, operation, variables);
  const reasons = [
    ...(fields > limits.query.rootFields ? [`${fields} root fields, ${limits.query.rootFields} at most`] : []),
    ...(cost > limits.query.cost ? [`a cost of ${cost}, ${limits.query.cost} at most`] : []),
  ];
  if (reasons.length === 0) return;
  throw new GraphQLError(`The operation asks for too much: ${reasons.join("; ")} (查询过大)`, {
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });
}

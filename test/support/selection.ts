/** The deepest question that a schema allows about a field, so that nothing reachable goes unasked. */
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
} from "graphql";

export interface SelectionOptions {
  /** How many levels below the field. */
  readonly depth: number;
  /** What is asked for of every list that takes `first`. */
  readonly first: number;
}

/** `{ … }` with every field of a type down to a depth; a type is not entered again below itself. */
export function deepSelection(
  type: GraphQLNamedType,
  options: SelectionOptions,
  above: readonly string[] = [],
): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return "";
  const parts = Object.values(type.getFields()).flatMap((field) => {
    const part = fieldSelection(field, options, [...above, type.name]);
    return part === null ? [] : [part];
  });
  return `{ __typename ${parts.join(" ")} }`;
}

function fieldSelection(
  field: GraphQLField<unknown, unknown>,
  options: SelectionOptions,
  above: readonly string[],
): string | null {
  if (field.args.some(isRequiredArgument)) return null;
  const inner = getNamedType(field.type);
  const args = field.args.some(({ name }) => name === "first") ? `(first: ${options.first})` : "";
  if (!isCompositeType(inner)) return field.name + args;
  if (above.includes(inner.name) || above.length > options.depth) return null;
  const selection = deepSelection(inner, options, above);
  return selection === "{ __typename  }" ? null : `${field.name}${args} ${selection}`;
}

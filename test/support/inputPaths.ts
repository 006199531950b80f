/** Whether a path that a refusal blames is one of an input: names of its own fields, and places in its lists. */
import { isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from "graphql";

export function isInputPath(type: GraphQLInputType, path: readonly string[]): boolean {
  if (isNonNullType(type)) return isInputPath(type.ofType, path);
  const [first, ...rest] = path;
  if (first === undefined) return true;
  if (isListType(type)) return /^\d+$/.test(first) && isInputPath(type.ofType, rest);
  const field = isInputObjectType(type) ? type.getFields()[first] : undefined;
  return field !== undefined && isInputPath(field.type, rest);
}

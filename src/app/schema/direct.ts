/**
 * Calls field resolvers directly. type-graphql puts their parameters in order, looks for middlewares and waits for their
 * arguments at every call, which for the fields of fifty cases is a good part of the answer; here it is done once.
 */
import { getNamedType, isInputObjectType, isObjectType, type GraphQLField, type GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";

type FieldResolver = ReturnType<typeof getMetadataStorage>["fieldResolvers"][number];
type Param = NonNullable<FieldResolver["params"]>[number];
type Field = GraphQLField<unknown, unknown>;
type Pick = (root: unknown, args: Record<string, unknown>, context: unknown) => unknown;
type Method = (...params: unknown[]) => unknown;

/** Every field resolver that takes only `@Root()`, `@Ctx()` and plain arguments; the others stay as they are. */
export function callDirectly(schema: GraphQLSchema): void {
  const { fieldResolvers, objectTypes, middlewares } = getMetadataStorage();
  const instances = new Map<FieldResolver["target"], object>();
  for (const resolver of fieldResolvers) {
    const { target, methodName, schemaName, getObjectType, params = [], kind, roles } = resolver;
    const guarded = roles !== undefined || middlewares.some((one) => one.target === target && one.fieldName === methodName);
    const owner = objectTypes.find((one) => one.target === getObjectType?.());
    const type = owner && schema.getType(owner.name);
    const field = isObjectType(type) ? type.getFields()[schemaName] : undefined;
    if (kind !== "external" || guarded || !field) continue;
    const picks = [...params].sort((one, other) => one.index - other.index).map((param) => pickOf(param, field));
    if (!picks.every((pick) => pick !== null)) continue;
    const instance = instances.get(target) ?? (Reflect.construct(target, []) as object);
    instances.set(target, instance);
    const method = (instance as Record<string, Method>)[methodName] as Method;
    field.resolve = (root, args: Record<string, unknown>, context) =>
      method.apply(
        instance,
        picks.map((pick) => pick(root, args, context)),
      );
  }
}

/** How a parameter is got, or null where type-graphql makes something of it first. */
function pickOf(param: Param, field: Field): Pick | null {
  switch (param.kind) {
    case "root":
      return param.propertyName === undefined && !param.getType ? (root) => root : null;
    case "context":
      return param.propertyName === undefined ? (_root, _args, context) => context : null;
    case "arg": {
      const { name } = param;
      const arg = field.args.find((one) => one.name === name);
      return arg && !isInputObjectType(getNamedType(arg.type)) ? (_root, args) => args[name] : null;
    }
    default:
      return null;
  }
}

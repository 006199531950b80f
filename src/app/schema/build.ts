/** The API's schema, put together from every room's resolvers. */
import "reflect-metadata";
import { GraphQLInterfaceType, type GraphQLSchema } from "graphql";
import { buildSchema, getMetadataStorage, type NonEmptyArray } from "type-graphql";
import { userErrorType } from "../../platform/index.js";
import { callDirectly } from "./direct.js";

export type ResolverClass = new () => object;

/**
 * The executable schema. Plain fields have no resolver function at all, which is what makes them cheap: no middleware
 * and no `@Authorized` runs on them, so every root field asks by itself who is signed in.
 */
export async function schemaOf(resolvers: readonly ResolverClass[]): Promise<GraphQLSchema> {
  const [first, ...more] = resolvers;
  if (!first) throw new Error("A schema needs resolvers");
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
  const schema = await buildSchema({
    resolvers: [first, ...more] as NonEmptyArray<ResolverClass>,
    emitSchemaFile: false,
    validate: false,
  });
  // Compiled queries cannot wait for a type; type-graphql would make a promise of it.
  const userError = schema.getType("UserError");
  if (userError instanceof GraphQLInterfaceType) {
    userError.resolveType = (error: { code: string }) => userErrorType(error.code);
  }
  callDirectly(schema);
  return schema;
}

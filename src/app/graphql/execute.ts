/** Executes operations by functions compiled from them (graphql-jit), kept by query and operation name. */
import { GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from "graphql";
import { compileQuery, isCompiledQuery, type CompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import { limits } from "../../kernel/index.js";
import { compilable, compilableSchema, type Compilable } from "./compilable.js";

export interface Operation {
  readonly document: DocumentNode;
  /** SHA-256 of the query's text. */
  readonly queryHash: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Executor = (operation: Operation, context: unknown) => Promise<ExecutionResult>;

type Compiled = Pick<CompiledQuery, "query"> & Pick<Compilable, "read">;

export function createExecutor(schema: GraphQLSchema): Executor {
  const kept = new LRUCache<string, Compiled>({ max: limits.query.compiledQueriesKept });
  const schemaToCompile = compilableSchema(schema);

  function compile({ document, operationName }: Operation): Compiled | readonly GraphQLError[] {
    const prepared = compilable(schema, document, operationName);
    const made = compileQuery(schemaToCompile, prepared.document, operationName ?? undefined);
    return isCompiledQuery(made) ? { query: made.query, read: prepared.read } : (made.errors ?? []);
  }

  return async (operation, context) => {
    const key = `${operation.queryHash}/${operation.operationName ?? ""}`;
    const compiled = kept.get(key) ?? compile(operation);
    if (!("query" in compiled)) return { errors: compiled.map((error) => rebuilt(error)) };
    kept.set(key, compiled);
    const read = compiled.read(operation.variables);
    if ("errors" in read) return { errors: read.errors.map((error) => rebuilt(error, "BAD_USER_INPUT")) };
    const result = (await compiled.query(undefined, context, read.values)) as ExecutionResult;
    return result.errors ? { ...result, errors: result.errors.map((error) => rebuilt(error)) } : result;
  };
}

/** graphql-jit's errors cannot be written to; and an error of our own keeps its code. */
function rebuilt(error: GraphQLError, code?: string): GraphQLError {
  const original = error.originalError;
  const extensions = { ...(original as { extensions?: object } | undefined)?.extensions };
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    path: error.path,
    originalError: original,
    extensions: code ? { code, ...extensions } : extensions,
  });
}

/** Executes operations by functions compiled from them (graphql-jit), kept by query and operation name. */
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { compileQuery, isCompiledQuery, type CompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import { limits } from "../../kernel/index.js";

export interface Operation {
  readonly document: DocumentNode;
  /** SHA-256 of the query's text. */
  readonly queryHash: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Executor = (operation: Operation, context: unknown) => Promise<ExecutionResult>;

const namedFaultsAtMost = 20;

export function createExecutor(schema: GraphQLSchema): Executor {
  const compiled = new LRUCache<string, CompiledQuery>({ max: limits.query.compiledQueriesKept });

  return async ({ document, queryHash, operationName, variables }, context) => {
    const key = `${queryHash}/${operationName ?? ""}`;
    let query = compiled.get(key);
    if (!query) {
      const made = compileQuery(schema, document, operationName ?? undefined);
      if (!isCompiledQuery(made)) return { errors: (made.errors ?? []).map(rebuilt) };
      compiled.set(key, made);
      query = made;
    }
    const result = (await query.query(undefined, context, variables)) as ExecutionResult;
    if (!result.errors) return result;
    if (!("data" in result))
      return { errors: variableErrors(schema, document, operationName, variables, result.errors) };
    return { data: result.data, errors: result.errors.map(rebuilt) };
  };
}

/** Told again by graphql-js, whose messages name the path inside the variable. */
function variableErrors(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
  told: readonly GraphQLError[],
): readonly GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, variables, { maxErrors: namedFaultsAtMost });
  return (errors ?? told).map((error) => rebuilt(error, "BAD_USER_INPUT"));
}

/** graphql-jit's errors cannot be written to; and an error of our own keeps its code. */
function rebuilt(error: GraphQLError, code?: unknown): GraphQLError {
  const original = error.originalError;
  const extensions = { ...(original as { extensions?: object } | undefined)?.extensions };
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    path: error.path,
    originalError: original,
    extensions: typeof code === "string" ? { code, ...extensions } : extensions,
  });
}

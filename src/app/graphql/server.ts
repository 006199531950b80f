/** Apollo Server over compiled queries, with every limit of one operation. */
import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
  type BaseContext,
} from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { ApolloArmor } from "@escape.tech/graphql-armor";
import { Kind, type GraphQLSchema } from "graphql";
import { limits } from "../../kernel/index.js";
import type { Log } from "../logging.js";
import type { Metrics } from "../metrics.js";
import { checkCost } from "./cost.js";
import { errorFormat } from "./errors.js";
import { createExecutor } from "./execute.js";

export interface GraphqlOptions {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly metrics: Metrics | null;
  readonly production: boolean;
}

/** Tokens are counted while parsing, cost with the variables known; the rest is armor's. */
function structuralLimits() {
  const { depth, aliases, directives } = limits.query;
  return new ApolloArmor({
    maxDepth: { n: depth, flattenFragments: true },
    maxAliases: { n: aliases },
    maxDirectives: { n: directives },
    costLimit: { enabled: false },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect().validationRules;
}

/** A started server; the caller stops it. */
export async function createGraphql<Context extends BaseContext>(
  options: GraphqlOptions,
): Promise<ApolloServer<Context>> {
  const { schema, log, metrics, production } = options;
  const server = new ApolloServer<Context>({
    gateway: gatewayTo(schema),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.query.tokens },
    validationRules: structuralLimits(),
    formatError: errorFormat(log, production),
    logger: { debug: () => undefined, info: () => undefined, warn: told(log, "warn"), error: told(log, "error") },
    plugins: [ApolloServerPluginCacheControlDisabled(), watching(schema, metrics)],
  });
  await server.start();
  return server;
}

const told = (log: Log, level: "warn" | "error") => (message: unknown) =>
  log[level]({ from: "apollo" }, String(message));

type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>["gateway"];
type Answer = Awaited<ReturnType<NonNullable<Awaited<ReturnType<GatewayInterface["load"]>>["executor"]>>>;

/** Apollo hands execution over to a gateway: ours is the compiled query. */
function gatewayTo(schema: GraphQLSchema): GatewayInterface {
  const execute = createExecutor(schema);
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: async ({ document, queryHash, request, context }) =>
          (await execute(
            { document, queryHash, operationName: request.operationName ?? null, variables: request.variables ?? {} },
            context,
          )) as Answer,
      }),
    stop: () => Promise.resolve(),
  };
}

/** Refuses what costs too much, and times the rest. */
const watching = (schema: GraphQLSchema, metrics: Metrics | null): ApolloServerPlugin<BaseContext> => ({
  requestDidStart() {
    const start = process.hrtime.bigint();
    return Promise.resolve({
      didResolveOperation({ document, operation, request }) {
        if (operation) checkCost(schema, document, operation, request.variables ?? {});
        return Promise.resolve();
      },
      willSendResponse({ operation, errors, response }) {
        if (!metrics) return Promise.resolve();
        const first = operation?.selectionSet.selections.find((node) => node.kind === Kind.FIELD);
        const field = first?.kind === Kind.FIELD ? first.name.value : "other";
        const type = operation && schema.getRootType(operation.operation);
        const known = type?.getFields()[field] ? field : "other";
        const data = response.body.kind === "single" ? response.body.singleResult.data : null;
        const outcome = errors?.length ? "error" : wasRefused(data) ? "refused" : "ok";
        const seconds = Number(process.hrtime.bigint() - start) / 1e9;
        metrics.graphql(operation?.operation ?? "none", known, outcome, seconds);
        return Promise.resolve();
      },
    });
  },
});

const wasRefused = (data: Record<string, unknown> | null | undefined): boolean =>
  Object.values(data ?? {}).some(
    (payload) =>
      payload !== null &&
      typeof payload === "object" &&
      Array.isArray((payload as { userErrors?: unknown }).userErrors) &&
      (payload as { userErrors: unknown[] }).userErrors.length > 0,
  );

/** The server: the rooms behind GraphQL and HTTP, from the first request to the last. */
import type { GraphQLSchema } from "graphql";
import { contextFrom, type ApiContext } from "./context.js";
import { createGraphql } from "./graphql/server.js";
import { createHttp } from "./http/app.js";
import { listen } from "./http/listen.js";
import { startJobs } from "./jobs.js";
import type { Log } from "./logging.js";
import { createMetrics } from "./metrics.js";
import { unreadiness } from "./readiness.js";
import { routes } from "./routes.js";
import type { Services } from "./services.js";

export interface ServerOptions {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  /** Instead of the configuration's; 0 takes any free port. */
  readonly port?: number;
}

export interface RunningServer {
  /** http://HOST:PORT */
  readonly url: string;
  /** Takes no more requests, finishes those under way, and lets the port go; the services stay open. */
  close(): Promise<void>;
}

/** @throws Faults when the port cannot be taken. */
export async function startServer(services: Services, options: ServerOptions): Promise<RunningServer> {
  const { configuration, journal } = services;
  const { schema, log, port = configuration.port } = options;
  const { production, host } = configuration;
  const metrics = createMetrics(journal);
  const graphql = await createGraphql<ApiContext>({ schema, log, metrics, production });
  const state = { closing: false };
  const app = createHttp<ApiContext>({
    graphql,
    contextOf: contextFrom(services),
    routes: routes(services),
    unready: async () => (state.closing ? ["the server is closing"] : unreadiness(services)),
    metrics,
    log,
    production,
  });
  const listening = await listen(app, { host, port }).catch(async (error: unknown) => {
    await graphql.stop();
    throw error;
  });
  const jobs = configuration.jobs ? startJobs(services, log) : null;
  return {
    url: listening.url,
    async close() {
      state.closing = true;
      await Promise.all([listening.close(), jobs?.stop()]);
      await graphql.stop();
    },
  };
}

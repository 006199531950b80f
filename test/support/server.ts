/** A whole server for tests: on a fresh database and a port of its own, spoken to over HTTP. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration, type Configuration } from "../../src/app/configuration.js";
import { createLog, type Log } from "../../src/app/logging.js";
import { schemaOf, type ResolverClass } from "../../src/app/schema/build.js";
import { startServer, type RunningServer } from "../../src/app/serve.js";
import { openServices, type ServiceOptions, type Services } from "../../src/app/services.js";
import type { TestDatabase } from "./harness.js";
import { testKeys } from "./harness.js";

export interface TestServer extends RunningServer {
  readonly services: Services;
  /** One GraphQL operation; the status and the body as they came. */
  ask(query: string, options?: AskOptions): Promise<Answer>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface AskOptions {
  readonly variables?: object;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came over the wire: looked at, not typed. */
type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface TestServerOptions {
  readonly resolvers: readonly ResolverClass[];
  readonly services?: ServiceOptions;
  readonly configuration?: Partial<Configuration>;
  readonly log?: Log;
}

/** The caller closes it. */
export async function serverOn(fresh: TestDatabase, options: TestServerOptions): Promise<TestServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), "lianban-server-"));
  const configuration = {
    ...readConfiguration({ LIANBAN_DATA: dataFolder, LIANBAN_JOBS: "off" }),
    database: fresh.settings,
    ...options.configuration,
  };
  const services = await openServices(configuration, { keys: testKeys, ...options.services });
  const schema = await schemaOf(options.resolvers);
  const server = await startServer(services, { schema, log: options.log ?? createLog(), port: 0 });
  return {
    url: server.url,
    services,
    async ask(query, { variables, token, headers } = {}) {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    fetch: (path, init) => fetch(`${server.url}${path}`, init),
    async close() {
      await server.close();
      await services.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

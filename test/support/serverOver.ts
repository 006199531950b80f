/** A whole server over a database that is given: one behind a face, or one that another test has filled. */
import { apiResolvers } from "../../src/app/resolvers.js";
import { readConfiguration } from "../../src/app/configuration.js";
import { createLog, type Log } from "../../src/app/logging.js";
import { schemaOf, type ResolverClass } from "../../src/app/schema/build.js";
import { startServer } from "../../src/app/serve.js";
import type { CaseServices } from "../../src/casework/index.js";
import { createJournal, type JournalOptions } from "../../src/journal/index.js";
import type { Database } from "../../src/platform/index.js";
import type { Answer } from "./server.js";

export interface Served {
  readonly url: string;
  readonly services: CaseServices;
  /** One GraphQL operation by whoever has the token; the status and the body as they came. */
  ask(token: string | null, query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** The server only: the database stays open. */
  close(): Promise<void>;
}

export interface ServeOptions extends Partial<Pick<JournalOptions, "probe">> {
  readonly database?: Database;
  readonly resolvers?: readonly ResolverClass[];
  readonly log?: Log;
}

/** Serves what these services know: same keys, clock, policy and documents. The caller closes it. */
export async function serverOver(
  services: CaseServices,
  { database = services.journal.database, resolvers = apiResolvers, log = createLog(), probe }: ServeOptions = {},
): Promise<Served> {
  const { keys, clock, aggregates } = services.journal;
  const journal = createJournal({ database, keys, clock, probe, aggregates: [...aggregates.values()] as never[] });
  const configuration = readConfiguration({ LIANBAN_JOBS: "off" });
  const all = { ...services, configuration, database, keys, journal, close: () => Promise.resolve() };
  const { url, close } = await startServer(all, { schema: await schemaOf(resolvers), log, port: 0 });
  return {
    url,
    services: { ...services, journal },
    close,
    async ask(token, query, variables = {}, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "accept-language": "en",
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
  };
}

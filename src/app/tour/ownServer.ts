/** A server for the tour alone: on a free port, with a center of invented people, on a database that is thrown away. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration } from "../configuration.js";
import { foundCenter, freshPasswords } from "../demo/found.js";
import { createLog } from "../logging.js";
import { migrate } from "../migrate.js";
import { apiResolvers } from "../resolvers.js";
import { schemaOf } from "../schema/build.js";
import { startServer } from "../serve.js";
import { openServices } from "../services.js";
import type { SignIns } from "./staff.js";

export interface OwnServer {
  readonly url: string;
  readonly signIns: SignIns;
  /** Stops it and removes all that it has written. */
  close(): Promise<void>;
}

export async function startOwnServer(): Promise<OwnServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), "lianban-tour-"));
  const remove = () => rmSync(dataFolder, { recursive: true, force: true });
  // Also where the tour is broken off.
  process.once("exit", remove);
  const { LIANBAN_POLICY, LIANBAN_ZONE } = process.env;
  const told = readConfiguration({ LIANBAN_POLICY, LIANBAN_ZONE, LIANBAN_DATA: dataFolder });
  const configuration = { ...told, database: { ...told.database, durable: false } };
  await migrate(configuration.database);
  const services = await openServices(configuration);
  const { signIns } = await foundCenter(services.journal, await freshPasswords());
  const log = createLog({ LIANBAN_LOG: "warn" });
  const server = await startServer(services, { schema: await schemaOf(apiResolvers), log, port: 0 });
  return {
    url: server.url,
    signIns: signIns.map((one) => ({ ...one, roles: [...one.roles] })),
    async close() {
      await server.close();
      await services.close();
      remove();
      process.removeListener("exit", remove);
    },
  };
}

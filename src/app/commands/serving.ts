/** `lianban start` and `lianban serve`: from the environment to a server that closes in good order. */
import { existsSync } from "node:fs";
import { DocumentVersion } from "../../documents/index.js";
import { openPrivate, PrivateRow } from "../../journal/index.js";
import { embeddedFile, openDatabase, openFolderBlobs, selectRow, type Database } from "../../platform/index.js";
import { examineConfiguration, Faults, readConfiguration, type Configuration } from "../configuration.js";
import { oneOfEachRole, signInLines } from "../demo/signIns.js";
import { listen } from "../http/listen.js";
import { createLog } from "../logging.js";
import { migrate } from "../migrate.js";
import { missingMigrations } from "../readiness.js";
import { apiResolvers } from "../resolvers.js";
import { schemaOf } from "../schema/build.js";
import { startServer } from "../serve.js";
import { keysOf, openServices } from "../services.js";
import { fillWhereEmpty } from "./demo.js";
import { rebuildAfterUpgrade } from "./rebuild.js";
import { err, out } from "./terminal.js";

/** Serves until it is asked to stop. @throws Faults naming everything that is missing. */
export async function serveCommand(): Promise<void> {
  await serve(await checkedForServing(process.env), createLog());
}

/** Migrates (and rebuilds what an earlier version left), fills an empty center once with the demonstration, serves, and says what to open. */
export async function startCommand(): Promise<void> {
  const { production } = examineConfiguration(process.env).configuration ?? {};
  if (production) return serveCommand();
  const configuration = readConfiguration();
  // Nobody should wait for the demonstration to learn that the port is taken.
  await (await listen(() => undefined, configuration)).close();
  const applied = await migrate(configuration.database);
  if (applied.length > 0) {
    err(`Applied ${applied.length} migrations.`);
    await rebuildAfterUpgrade(configuration);
  }
  const { demonstration, signIns } = await fillWhereEmpty(configuration);
  const url = await serve(configuration, createLog(process.env, "warn"));
  [
    ...(signIns.length > 0 ? ["", "  Sign-ins of the demonstration: one of each role, told once", ""] : []),
    ...signInLines(oneOfEachRole(signIns)).map((line) => `    ${line}`),
    "",
    "  联办 Lianban is running (Ctrl+C to stop)",
    `    Start page      ${url}/`,
    `    Try the API     ${url}/graphql`,
    ...(demonstration ? ["    All sign-ins    npm run -s lianban -- demo --reset-passwords"] : []),
    "    A whole case    npm run tour",
    "",
  ].forEach(out);
}

/** The configuration, once nothing is missing. @throws Faults naming all that is. */
export async function checkedForServing(env: NodeJS.ProcessEnv): Promise<Configuration> {
  const { configuration, faults } = examineConfiguration(env);
  const all = [...faults, ...(configuration ? await databaseFaults(configuration) : [])];
  if (!configuration || all.length > 0) throw new Faults("Cannot serve", all);
  return configuration;
}

async function databaseFaults(configuration: Configuration): Promise<string[]> {
  const { database: settings } = configuration;
  if (!settings.url && !existsSync(embeddedFile(settings.dataFolder))) {
    return ["there is no database yet: run `lianban migrate`"];
  }
  try {
    const database = await openDatabase({ ...settings, connectionLimit: 1 });
    try {
      const missing = await missingMigrations(database);
      if (missing.length > 0) return [`migrations are missing: ${missing.join(", ")}: run \`lianban migrate\``];
      return await belongingFaults(database, configuration);
    } finally {
      await database.close();
    }
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    return [`the database does not answer: ${message || code}`];
  }
}

/** Whether these keys and this folder of documents are the ones that the database was written with. */
async function belongingFaults(database: Database, configuration: Configuration): Promise<string[]> {
  const faults: string[] = [];
  const keys = keysOf(configuration);
  const sealed = await selectRow(database.read, PrivateRow, "sealed IS NOT NULL ORDER BY id DESC LIMIT 1");
  if (sealed) {
    await openPrivate(database.read, keys, [sealed.id]).catch(() => {
      faults.push("the keys do not open what the database holds: these are another center's, or one is missing");
    });
  }
  const newest = await selectRow(database.read, DocumentVersion, "1 = 1 ORDER BY id DESC LIMIT 1");
  const blobs = await openFolderBlobs({ folder: configuration.blobFolder, keys }).catch(() => null);
  if (newest && blobs && !(await blobs.has(newest.sha256))) {
    faults.push("the folder of documents does not hold the newest document: it is another one, or was emptied");
  }
  return faults;
}

/** The address. */
async function serve(configuration: Configuration, log: ReturnType<typeof createLog>): Promise<string> {
  const services = await openServices(configuration);
  try {
    const server = await startServer(services, { schema: await schemaOf(apiResolvers), log });
    log.info({ url: server.url }, "Serving");
    closeOnSignal(async () => {
      log.info("Closing: what is under way is finished");
      await server.close();
      await services.close();
      log.info("Closed");
    });
    return server.url;
  } catch (error) {
    await services.close();
    throw error;
  }
}

/** The first signal closes; a second one does not wait. */
function closeOnSignal(close: () => Promise<void>): void {
  const state = { closing: false };
  const onSignal = (signal: NodeJS.Signals) => {
    if (state.closing) process.exit(signal === "SIGINT" ? 130 : 143);
    state.closing = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        err(`Closing failed: ${(error as Error).message}`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

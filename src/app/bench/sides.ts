/** The two sides on one database: the program itself and the floor, each a process of its own on an equal copy. */
import { join } from "node:path";
import type { DatabaseSettings } from "../../platform/index.js";
import type { FloorGiven } from "./floor/main.js";
import { embeddedCopy, serverCopy, type DatabaseName, type Ground } from "./ground.js";
import { ask, servingAt, type Processes } from "./processes.js";

export interface Side {
  /** http://127.0.0.1:PORT */
  readonly url: string;
}

export interface Sides {
  readonly name: DatabaseName;
  readonly system: Side;
  readonly floor: Side;
}

export interface SidesGiven {
  readonly ground: Ground;
  readonly processes: Processes;
  readonly mould: DatabaseSettings;
  readonly writesFile: string;
  /** Where the system's profile goes when it ends; null for none. */
  readonly profileFolder: string | null;
}

/** Names of the databases that a run makes on a server. */
export const serverDatabases = ["system", "floor", "import"] as const;

export async function startSides(name: DatabaseName, given: SidesGiven): Promise<Sides> {
  const { ground, mould, processes, writesFile } = given;
  const copy = (side: "system" | "floor") =>
    name === "mariadb" ? serverCopy(ground, mould, side) : embeddedCopy(ground, mould, `embedded-${side}`);
  const floor = processes.helper("floor/main.js");
  const database = await copy("floor");
  const url = await ask<FloorGiven, string>(floor, { database, keys: ground.keys, writesFile });
  return { name, system: await startSystem(name, await copy("system"), given), floor: { url } };
}

/** `lianban serve` as a center runs it, its log in a file. */
async function startSystem(name: DatabaseName, settings: DatabaseSettings, given: SidesGiven): Promise<Side> {
  const { ground, processes, profileFolder } = given;
  const logFile = join(ground.folder, `${name}.log`);
  const profile = ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`, `--cpu-prof-name=${name}.cpuprofile`];
  const child = processes.lianban(["serve"], {
    env: { ...environmentOf(ground, settings), HOST: "127.0.0.1", PORT: "0" },
    logFile,
    execArgv: profileFolder ? profile : [],
  });
  return { url: await servingAt(child, logFile) };
}

export const environmentOf = (ground: Ground, settings: DatabaseSettings): Record<string, string> => ({
  LIANBAN_MODE: "production",
  // Deadlines that are seen to in between would be counted with whatever is asked just then.
  LIANBAN_JOBS: "off",
  LIANBAN_KEYS: ground.keys,
  LIANBAN_BLOBS: ground.blobFolder,
  LIANBAN_DATA: settings.dataFolder,
  ...(settings.url && { DATABASE_URL: settings.url }),
});

/** What the program is told by its environment: read once, with every fault named at once. */
import { accessSync, constants, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { parseKeys, type DatabaseSettings } from "../platform/index.js";
import { inProject } from "./paths.js";

export interface Configuration {
  readonly production: boolean;
  readonly database: DatabaseSettings;
  /** Where the embedded database, the blobs and the keys of a center that tries things out lie. */
  readonly dataFolder: string;
  readonly blobFolder: string;
  /** Rule packs and calendars. */
  readonly policyFolder: string;
  /** The text of LIANBAN_KEYS; null where the keys are made in `keysFile`. */
  readonly keys: string | null;
  readonly keysFile: string;
  readonly host: string;
  readonly port: number;
  /** The center's time zone (IANA). */
  readonly zone: string;
  /** Begins every case number. */
  readonly centerCode: string;
  /** Whether this process sweeps and sees to deadlines; of several that share a database one is enough. */
  readonly jobs: boolean;
}

/** The program cannot work as it is told to; one line for each reason. */
export class Faults extends Error {
  override readonly name = "Faults";
  constructor(
    readonly doing: string,
    readonly faults: readonly string[],
  ) {
    super(`${doing}: ${faults.join("; ")}`);
  }
}

const orNothing = (value: unknown): unknown => (value === "" ? undefined : value);
const text = (schema: z.ZodType) => z.preprocess(orNothing, schema);

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const isDatabaseUrl = (given: string): boolean => {
  const url = URL.canParse(given) ? new URL(given) : null;
  return url !== null && ["mysql:", "mariadb:"].includes(url.protocol) && url.pathname.length > 1;
};

const environment = z.object({
  DATABASE_URL: text(z.string().refine(isDatabaseUrl, "must be mysql://USER:PASSWORD@HOST:PORT/DATABASE").optional()),
  LIANBAN_DATA: text(z.string().default("data")),
  LIANBAN_BLOBS: text(z.string().optional()),
  LIANBAN_POLICY: text(z.string().optional()),
  LIANBAN_KEYS: text(z.string().optional()),
  LIANBAN_MODE: text(
    z.enum(["production", "development", "test"], "must be production, development or test").optional(),
  ),
  HOST: text(z.string().default("127.0.0.1")),
  PORT: text(
    z
      .string()
      .default("4000")
      .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, "must be a number from 0 to 65535"),
  ),
  LIANBAN_ZONE: text(z.string().default("Asia/Shanghai").refine(isZone, "must be a time zone such as Asia/Shanghai")),
  LIANBAN_CENTER_CODE: text(
    z
      .string()
      .default("LB")
      .refine((code) => /^[A-Z0-9]{2,8}$/.test(code), "must be 2 to 8 capital letters or digits"),
  ),
  LIANBAN_JOBS: text(z.enum(["on", "off"], "must be on or off").default("on")),
});

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The configuration, and everything that is wrong with it. In production the keys and the blob folder must be given:
 * made-up ones would be lost with the machine.
 */
export function examineConfiguration(env: Environment): { configuration: Configuration | null; faults: string[] } {
  const read = environment.safeParse(env);
  const faults = read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  const production = (env["LIANBAN_MODE"] || env["NODE_ENV"]) === "production";
  faults.push(...keyFaults(env["LIANBAN_KEYS"], production), ...blobFaults(env["LIANBAN_BLOBS"], production));
  if (!read.success) return { configuration: null, faults };
  const told = read.data as Record<keyof typeof environment.shape, string | undefined>;
  const dataFolder = resolve(told.LIANBAN_DATA ?? "data");
  const configuration = {
    production,
    database: { url: told.DATABASE_URL ?? null, dataFolder },
    dataFolder,
    blobFolder: told.LIANBAN_BLOBS ? resolve(told.LIANBAN_BLOBS) : join(dataFolder, "blobs"),
    policyFolder: told.LIANBAN_POLICY ? resolve(told.LIANBAN_POLICY) : inProject("policy"),
    keys: told.LIANBAN_KEYS ?? null,
    keysFile: join(dataFolder, "keys"),
    host: told.HOST ?? "",
    port: Number(told.PORT),
    zone: told.LIANBAN_ZONE ?? "",
    centerCode: told.LIANBAN_CENTER_CODE ?? "",
    jobs: told.LIANBAN_JOBS === "on",
  };
  return { configuration, faults };
}

/** @throws Faults naming everything that is wrong. */
export function readConfiguration(env: Environment = process.env): Configuration {
  const { configuration, faults } = examineConfiguration(env);
  if (!configuration || faults.length > 0) throw new Faults("The environment is not as it must be", faults);
  return configuration;
}

function keyFaults(keys: string | undefined, production: boolean): string[] {
  if (!keys) return production ? ["LIANBAN_KEYS is missing: production needs keys of its own"] : [];
  try {
    parseKeys(keys);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function blobFaults(folder: string | undefined, production: boolean): string[] {
  if (!folder) return production ? ["LIANBAN_BLOBS is missing: production needs a folder for documents"] : [];
  if (!production) return [];
  try {
    if (!statSync(folder).isDirectory()) return [`LIANBAN_BLOBS: ${folder} is no folder`];
    accessSync(folder, constants.R_OK | constants.W_OK);
    return [];
  } catch {
    return [`LIANBAN_BLOBS: ${folder} is not there or cannot be written`];
  }
}

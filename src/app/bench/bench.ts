/** The benchmark: seeds, starts both sides on each database, measures them in turn, and stops and removes everything. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newMasterKey } from "../../platform/index.js";
import { clearGround, embeddedCopy, emptyBook, openBook, type DatabaseName, type Ground } from "./ground.js";
import { logOf, measuredImport, type ImportFigures } from "./importLog.js";
import { makeParties } from "./people.js";
import { createProcesses, type Processes } from "./processes.js";
import { measuredRounds, type Measures } from "./rounds.js";
import type { Scale } from "./scale.js";
import { rehearse, seed, type Planned } from "./seed.js";
import { databaseServer } from "./server.js";
import { serverDatabases, startSides } from "./sides.js";

export interface BenchOptions {
  readonly scale: Scale;
  readonly databaseUrl: string | undefined;
  readonly profileFolder: string | null;
  /** Says how far it is. */
  readonly tell: (line: string) => void;
  /** Aborted when somebody wants it to stop. */
  readonly signal: AbortSignal;
}

export interface BenchReport {
  readonly scale: Scale;
  /** What MariaDB was measured, or why none was. */
  readonly server: string;
  readonly databases: readonly DatabaseReport[];
}

export interface DatabaseReport extends Measures {
  readonly name: DatabaseName;
  readonly import: ImportFigures;
}

export async function runBench(options: BenchOptions): Promise<BenchReport> {
  const { databaseUrl, tell, signal } = options;
  const server = await databaseServer(databaseUrl);
  tell(`MariaDB: ${server.words}`);
  const ground: Ground = {
    folder: mkdtempSync(join(tmpdir(), "lianban-bench-")),
    keys: newMasterKey("bench"),
    get blobFolder() {
      return join(this.folder, "blobs");
    },
    server: server.url,
    prefix: `lb_bench_${process.pid}_${Date.now().toString(36)}_`,
  };
  const processes = createProcesses();
  const stopNow = () => void processes.stopAll();
  signal.addEventListener("abort", stopNow);
  try {
    return { scale: options.scale, server: server.words, databases: await measureAll(ground, processes, options) };
  } finally {
    signal.removeEventListener("abort", stopNow);
    await processes.stopAll();
    await clearGround(ground, serverDatabases);
    await server.stop();
  }
}

async function measureAll(ground: Ground, processes: Processes, options: BenchOptions): Promise<DatabaseReport[]> {
  const { scale, tell, signal, profileFolder } = options;
  tell("Seeding …");
  const { mould, seeded, parties, planned } = await prepared(ground, options);
  // Numbered through, so that the floor knows each by its place.
  const writesFile = join(ground.folder, "writes.json");
  writeFileSync(writesFile, JSON.stringify(planned.flat(2).map(({ writes }) => writes)));

  const names: readonly DatabaseName[] = ground.server ? ["mariadb", "embedded"] : ["embedded"];
  const sides = [];
  for (const name of names) {
    signal.throwIfAborted();
    sides.push(await startSides(name, { ground, processes, mould, writesFile, profileFolder }));
  }
  const load = processes.helper("load/main.js");
  const measures = await measuredRounds({ sides, load, scale, seeded, parties, planned, tell, signal });

  const reports: DatabaseReport[] = [];
  for (const [at, name] of names.entries()) {
    signal.throwIfAborted();
    const log = logOf(scale);
    tell(`Importing on ${name} …`);
    reports.push({ name, ...(measures[at] as Measures), import: await measuredImport(name, ground, processes, log) });
  }
  return reports;
}

/** The mould with everything in it, and every command given once on a copy of it, which is the plan. */
async function prepared(ground: Ground, { scale, signal }: BenchOptions) {
  const mould = await emptyBook(ground, "mould");
  const book = await openBook(ground, mould);
  const parties = await makeParties(book.journal);
  // One more round of commands than is measured, to warm up with.
  const amounts = { worklist: scale.worklistCases, clients: scale.clients, rounds: scale.rounds + 1 };
  const seeded = await seed(book.services, parties, amounts, signal);
  await book.database.close();

  const copy = { ...embeddedCopy(ground, mould, "rehearsal"), durable: false };
  const rehearsal = await openBook(ground, copy);
  const planned: Planned[][][] = await rehearse(rehearsal.services, parties, seeded, rehearsal.taken, signal);
  await rehearsal.database.close();
  return { mould, seeded, parties, planned };
}

/** How quickly a board answers, by the number of cases, on each database. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { computeBoard } from "../../oversight/index.js";
import { periodOf } from "../../kernel/index.js";
import { newMasterKey, type DatabaseSettings } from "../../platform/index.js";
import { factSources } from "../context.js";
import { generate } from "../generate/generate.js";
import { clearGround, emptyBook, emptyOnServer, openBook, type DatabaseName, type Ground } from "./ground.js";
import { databaseServer } from "./server.js";

export interface BoardBenchOptions {
  readonly sizes: readonly number[];
  readonly databaseUrl: string | undefined;
  readonly tell: (line: string) => void;
  readonly rounds?: number;
}

export interface BoardFigures {
  readonly database: DatabaseName;
  readonly cases: number;
  readonly facts: number;
  readonly period: string;
  /** Whether as it stood at a cut-off, as previews and frozen boards are. */
  readonly cutOff: boolean;
  /** With the intervals computed and kept. */
  readonly firstMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of this process for each answer: what another one's load does not change. */
  readonly cpuMs: number;
  readonly statements: number;
  readonly rowsRead: number;
}

export async function boardBench({
  sizes,
  databaseUrl,
  tell,
  rounds = 30,
}: BoardBenchOptions): Promise<BoardFigures[]> {
  const server = await databaseServer(databaseUrl);
  tell(`MariaDB: ${server.words}`);
  const folder = mkdtempSync(join(tmpdir(), "lianban-bench-"));
  const prefix = `lb_bench_${process.pid}_${Date.now().toString(36)}_`;
  const ground: Ground = {
    folder,
    keys: newMasterKey("bench"),
    blobFolder: join(folder, "blobs"),
    server: server.url,
    prefix,
  };
  const figures: BoardFigures[] = [];
  const made: string[] = [];
  try {
    for (const cases of sizes) {
      for (const database of (server.url ? ["mariadb", "embedded"] : ["embedded"]) as DatabaseName[]) {
        const name = `board_${database}_${cases}`;
        if (database === "mariadb") made.push(name);
        const settings = await (database === "mariadb" ? emptyOnServer : emptyBook)(ground, name);
        tell(`${database}: generating ${cases} cases …`);
        const found = await measured(ground, settings, { database, cases, rounds });
        boardBenchLines(found).forEach(tell);
        figures.push(...found);
        if (database === "mariadb") await clearServer(ground, made);
      }
    }
    return figures;
  } finally {
    await clearGround(ground, made);
    await server.stop();
  }
}

const clearServer = async (ground: Ground, names: string[]): Promise<void> => {
  await clearGround({ ...ground, folder: join(ground.folder, "nothing") }, names);
  names.length = 0;
};

async function measured(
  ground: Ground,
  settings: DatabaseSettings,
  { database, cases, rounds }: { database: DatabaseName; cases: number; rounds: number },
): Promise<BoardFigures[]> {
  const { journal, services } = await openBook(ground, settings);
  try {
    const { policies } = services;
    const { facts, to } = await generate(
      { journal, database: journal.database, policies },
      { cases, seed: 1, throwaway: true },
    );
    const found: BoardFigures[] = [];
    const asked = [
      { period: periodOf(to, "HALF"), cutoff: null },
      { period: periodOf(to, "HALF"), cutoff: journal.clock().toISOString() },
      { period: periodOf(to, "YEAR"), cutoff: null },
    ];
    for (const { period, cutoff } of asked) {
      const board = { sql: journal.database.read, database: journal.database, policies, sources: factSources };
      const ask = async () => {
        const begun = performance.now();
        await computeBoard(board, { period, kind: "BANK", cutoff });
        return performance.now() - begun;
      };
      const firstMs = await ask();
      const { stats } = journal.database;
      const before = { ...stats };
      const cpu = process.cpuUsage();
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) times.push(await ask());
      const { user, system } = process.cpuUsage(cpu);
      times.sort((one, other) => one - other);
      found.push({
        ...{ database, cases, facts, period, cutOff: cutoff !== null, firstMs },
        p50Ms: times[rounds >> 1] ?? 0,
        p99Ms: times.at(-1) ?? 0,
        cpuMs: (user + system) / 1_000 / rounds,
        statements: (stats.statements - before.statements) / rounds,
        rowsRead: Math.round((stats.rows - before.rows) / rounds),
      });
    }
    return found;
  } finally {
    await journal.database.close();
  }
}

export function boardBenchLines(figures: readonly BoardFigures[]): string[] {
  const ms = (value: number) => value.toFixed(1).padStart(8);
  return [
    "database   cases     facts      period  as of    first ms   p50 ms   p99 ms   cpu ms  statements  rows read",
    ...figures.map(
      ({ database, cases, facts, period, cutOff, firstMs, p50Ms, p99Ms, cpuMs, statements, rowsRead }) =>
        `${database.padEnd(9)} ${String(cases).padStart(7)} ${String(facts).padStart(9)}  ${period.padEnd(7)} ${(cutOff ? "cut-off" : "now").padEnd(8)} ${ms(firstMs)} ${ms(p50Ms)} ${ms(p99Ms)} ${ms(cpuMs)} ${String(statements).padStart(11)} ${String(rowsRead).padStart(10)}`,
    ),
  ];
}

/** Figures for Prometheus: how long requests take and what the database does; nothing about people. */
import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import type { Journal } from "../journal/index.js";
import type { Database } from "../platform/index.js";

export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** @param route a pattern of ours ("/uploads/:ticket"), never the path asked for. */
  http(route: string, method: string, status: number, seconds: number): void;
  /** @param field the first root field, which the schema bounds. */
  graphql(kind: string, field: string, outcome: "ok" | "refused" | "error", seconds: number): void;
}

const seconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(journal: Pick<Journal, "database" | "retries">): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "lianban_" });
  const http = new Histogram({
    name: "lianban_http_seconds",
    help: "Time to answer an HTTP request",
    labelNames: ["route", "method", "status"],
    buckets: seconds,
    registers: [registry],
  });
  const graphql = new Histogram({
    name: "lianban_graphql_seconds",
    help: "Time to answer a GraphQL operation",
    labelNames: ["kind", "field", "outcome"],
    buckets: seconds,
    registers: [registry],
  });
  for (const [name, help, read] of databaseFigures(journal)) {
    new Counter({
      name: `lianban_${name}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    http: (route, method, status, took) => http.observe({ route, method, status: String(status) }, took),
    graphql: (kind, field, outcome, took) => graphql.observe({ kind, field, outcome }, took),
  };
}

function databaseFigures(journal: {
  readonly database: Pick<Database, "stats">;
  readonly retries: { readonly count: number };
}): [string, string, () => number][] {
  const { stats } = journal.database;
  return [
    ["sql_statements", "Statements sent to the database", () => stats.statements],
    ["sql_rows", "Rows read from the database", () => stats.rows],
    ["sql_transactions", "Transactions begun", () => stats.transactions],
    ["sql_conflicts", "Transactions that lost a race", () => stats.conflicts],
    ["journal_retries", "Commands tried again after a lost race", () => journal.retries.count],
  ];
}

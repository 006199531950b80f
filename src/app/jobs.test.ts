/** Sweeping: what has had its time goes, what has not stays, and a sweep that fails stops nothing. */
import { testPolicies } from "../../test/support/cases.js";
import { onEachDatabase } from "../../test/support/harness.js";
import { serverOn } from "../../test/support/server.js";
import { Kitchen } from "../../test/http/kitchen.js";
import { RequestRow } from "../journal/index.js";
import { newId } from "../kernel/index.js";
import { insertRows } from "../platform/index.js";
import { runJobs, startJobs } from "./jobs.js";
import { createLog } from "./logging.js";

const request = (recordedAt: string): RequestRow => ({
  id: newId(),
  actorId: newId(),
  idempotencyKey: recordedAt,
  command: "TEST",
  inputDigest: "0",
  resultId: newId(),
  recordedAt,
});

onEachDatabase((open) => {
  test("a request is remembered for thirty days", async () => {
    const fresh = await open();
    const clock = () => new Date("2026-11-22T00:00:00.000Z");
    const server = await serverOn(fresh, { resolvers: [Kitchen], services: { clock } });
    const old = Array.from({ length: 620 }, (_, at) => request(new Date(Date.UTC(2026, 8, 1) + at).toISOString()));
    const young = [request("2026-10-23T00:00:00.000Z"), request("2026-11-21T00:00:00.000Z")];
    await fresh.database.write((tx) => insertRows(tx, RequestRow, [...old, ...young]));
    await runJobs(server.services, createLog());
    const left = await fresh.database.read.all<RequestRow>("SELECT * FROM journal_request ORDER BY recordedAt");
    expect(left).toEqual(young);
    await server.close();
  });
});

test("a sweep that fails is logged by its name, and the others are done", async () => {
  const logged: object[] = [];
  const note = (entry: object) => void logged.push(entry);
  const broken = {
    database: { read: { all: () => Promise.reject(new Error("gone")) }, write: () => Promise.resolve(0) },
    journal: { clock: () => new Date(), database: { write: () => Promise.reject(new Error("gone")) } },
    policies: testPolicies(),
  };
  await runJobs(broken as never, { info: note, warn: note, error: note } as never);
  expect(logged).toEqual([
    { job: "signIn", rows: 0 },
    { job: "ratings", rows: 0 },
    expect.objectContaining({ job: "uploads", kind: "Error" }),
    expect.objectContaining({ job: "requests", kind: "Error" }),
    expect.objectContaining({ job: "flows", kind: "Error" }),
  ]);
});

test("jobs that wait are stopped at once", async () => {
  const started = Date.now();
  await startJobs({} as never, createLog()).stop();
  expect(Date.now() - started).toBeLessThan(1_000);
});

/** What an import tells people and machines. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Writable } from "node:stream";
import { onEachDatabase, testKeys } from "../../../test/support/harness.js";
import { createJournal, type Journal } from "../../journal/index.js";
import { partyAggregates } from "../../parties/index.js";
import { MappingFaulty } from "../mapping/load.js";
import { history } from "./history.js";
import type { ImportReport } from "./report.js";
import { runImport } from "./runImport.js";

const logs = join(__dirname, "../../../test/logs");
const mappingFile = join(__dirname, "../../../policy/mappings/loan-event-log.yaml");

function sink(isTTY = false) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => written.join("") };
}

onEachDatabase((open) => {
  async function run(
    journal: Journal,
    name: string,
    more: { json?: boolean; terminal?: boolean; language?: "zh-CN" | "en" } = {},
  ) {
    const [out, err] = [sink(), sink(more.terminal)];
    const given = {
      file: resolve(logs, name),
      mappingFile,
      journal,
      json: more.json ?? false,
      language: more.language,
    };
    const code = await runImport({ ...given, out: out.stream, err: err.stream });
    return { code, out: out.text(), err: err.text() };
  }
  const journal = async () =>
    createJournal({
      database: (await open()).database,
      keys: testKeys,
      aggregates: [history as never, ...partyAggregates],
    });

  test("sentences name each bad trace and each conflict with its place and every reason", async () => {
    const { code, out, err } = await run(await journal(), "sample.xes");
    expect(code).toBe(1);
    expect(err).toBe("");
    expect(out).toContain("31 traces read: 21 imported, 1 already there, 1 in conflict, 8 bad.");
    expect(out).toMatch(/In conflict .*\n {2}trace 22 \(S1001\), line \d+\n/);
    expect(out).toMatch(
      / {2}trace 25, line \d+:\n {4}The trace has no id \(concept:name\)\.\n {4}Line \d+: no time \(time:timestamp\)\.\n/,
    );
    expect(out).not.toMatch(/\{\w+\}/);
  });

  test("--json gives the same as figures, in the language asked for", async () => {
    const { out } = await run(await journal(), "sample.xes.gz", { json: true, language: "zh-CN" });
    const report = JSON.parse(out) as ImportReport;
    expect(report).toMatchObject({
      read: 31,
      imported: 21,
      skipped: 1,
      conflicts: [{ trace: 22, name: "S1001" }],
      broken: null,
    });
    expect(report.bad.map(({ trace }) => trace)).toEqual([23, 24, 25, 26, 27, 28, 29, 30]);
    expect(report.bad[0]).toMatchObject({
      name: "S1023",
      reasons: [{ code: "AMOUNT_MISSING", message: "轨迹没有金额（AMOUNT_REQ）。" }],
    });
  });

  test("a log of which every trace is stored ends with code 0, the second time too", async () => {
    const text = readFileSync(join(logs, "sample.xes"), "utf8");
    const file = join(mkdtempSync(join(tmpdir(), "lianban-log-")), "one.xes");
    const end = "</trace>";
    writeFileSync(file, `${text.slice(0, text.indexOf(end) + end.length)}</log>`);
    const on = await journal();
    const first = await run(on, file);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining("1 imported") });
    expect(await run(on, file)).toMatchObject({ code: 0, out: expect.stringContaining("1 already there") });
    rmSync(dirname(file), { recursive: true });
  });

  test("a file that breaks off ends with code 1 and says where", async () => {
    const { code, out } = await run(await journal(), "broken-mismatch.xes");
    expect(code).toBe(1);
    expect(out).toContain("1 traces read: 1 imported");
    expect(out).toContain(
      "trace 2 (B2), line 21, column 10:\n    This is not well-formed XML at line 21, column 10: unexpected close tag.",
    );
  });

  test("a terminal sees a bar, and it is gone at the end", async () => {
    const { err } = await run(await journal(), "sample.xes", { terminal: true });
    expect(err).toContain("traces read");
  });

  test("a mapping that cannot be used is told before the log is opened", async () => {
    const given = {
      file: join(logs, "sample.xes"),
      mappingFile: join(logs, "sample.xes"),
      journal: await journal(),
      json: false,
    };
    const failure: unknown = await runImport({ ...given, out: sink().stream, err: sink().stream }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(MappingFaulty);
  });
});

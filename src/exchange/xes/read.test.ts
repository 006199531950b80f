/** The reader's promises: every trace of a good log, every fault of a bad one with its place, memory that stays flat. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { fillMessage } from "../../kernel/index.js";
import { exchangeMessages, type ExchangeCode } from "../messages.js";
import type { LogFault, LogItem, XesTrace } from "./model.js";
import { readXes, type ReadOptions } from "./read.js";

const logs = join(__dirname, "../../../test/logs");
const sample = readFileSync(join(logs, "sample.xes"));

/** The bytes in pieces of a size, as a network or a disk would hand them over. */
async function* pieces(bytes: Buffer, size = 1 << 16): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(source: string | Buffer, options?: ReadOptions, size?: number) {
  const items: LogItem[] = [];
  for await (const item of readXes(typeof source === "string" ? source : pieces(source, size), options))
    items.push(item);
  const faults = items.flatMap((item): LogFault[] => (item.kind === "FAULT" ? [item.fault] : []));
  const traces = items.flatMap((item): XesTrace[] => (item.kind === "TRACE" ? [item.trace] : []));
  return { items, faults, traces, names: traces.map((trace) => trace.attributes.get("concept:name")?.value) };
}

const inLog = (body: string, head = 'xmlns="http://www.xes-standard.org/"') =>
  Buffer.from(`<log ${head}>\n${body}\n</log>`);
const inTrace = (body: string) => inLog(`<trace>\n${body}\n</trace>`);
const reasonsOf = async (body: string, options?: ReadOptions) =>
  (await readAll(inTrace(body), options)).faults.flatMap((fault) => fault.reasons);

describe("a good log", () => {
  test("gives its traces with number, line, typed attributes and events in document order", async () => {
    const { traces } = await readAll(sample);
    const [first] = traces;
    expect(first).toMatchObject({ index: 1, line: 21 });
    expect(first?.attributes.get("REG_DATE")).toEqual({
      type: "date",
      key: "REG_DATE",
      value: "2011-10-01T07:00:00.000Z",
      children: [],
    });
    expect(first?.events.map((event) => event.attributes.get("concept:name")?.value)).toEqual([
      ...["A_SUBMITTED", "A_PARTLYSUBMITTED", "W_Completeren aanvraag", "W_Completeren aanvraag", "A_ACCEPTED"],
      ...["O_SELECTED", "W_Completeren aanvraag", "W_Valideren aanvraag", "W_Valideren aanvraag", "A_ACTIVATED"],
    ]);
    const text = sample.toString("utf8").split("\n");
    for (const { line } of traces) expect(text[line - 1]).toBe("\t<trace>");
  });

  test("reads the same whether plain or packed, whole or byte by byte, whatever it is called", async () => {
    const whole = await readAll(sample);
    expect(await readAll(join(logs, "sample.xes"))).toEqual(whole);
    expect(await readAll(join(logs, "sample.xes.gz"))).toEqual(whole);
    expect(await readAll(gzipSync(sample))).toEqual(whole);
    for (const size of [1, 7, 1000]) expect(await readAll(sample, {}, size)).toEqual(whole);
    expect(await readAll(gzipSync(sample), {}, 5)).toEqual(whole);
    expect(whole.traces.length).toBeGreaterThan(20);
  });

  test("nested attributes, lists and containers are kept with their types", async () => {
    const { traces } = await readAll(sample);
    const nested = traces.find((trace) => trace.attributes.get("concept:name")?.value === "S1017");
    expect(nested?.attributes.get("channel")?.children).toMatchObject([{ key: "desk", value: "7" }]);
    expect(nested?.attributes.get("offers")).toMatchObject({ value: null, children: [{ value: 1 }, { value: 2 }] });
    expect(nested?.attributes.get("about")?.children).toMatchObject([{ type: "id", key: "ref" }]);
    expect(nested?.events[1]?.attributes.get("score")).toMatchObject({ value: 0.75, children: [{ value: true }] });
  });

  test("global defaults stand in only for the attributes named, classifiers and log attributes are passed over", async () => {
    const body = `<global scope="trace"><string key="a" value="A"/><string key="b" value="B"/></global>
      <global scope="event"><string key="c" value="C"/></global><classifier name="x" keys="c"/><string key="a" value="of the log"/>
      <trace><string key="b" value="own"/><event/></trace>`;
    const plain = (await readAll(inLog(body))).traces[0];
    expect([...(plain?.attributes.keys() ?? [])]).toEqual(["b"]);
    const { traces } = await readAll(inLog(body), { defaultsOf: { trace: ["a", "b"], event: ["c"] } });
    expect(traces[0]?.attributes.get("a")?.value).toBe("A");
    expect(traces[0]?.attributes.get("b")?.value).toBe("own");
    expect(traces[0]?.events[0]?.attributes.get("c")?.value).toBe("C");
  });

  test.each([
    ["no namespace", ""],
    ["another default namespace", 'xmlns="http://www.xes-standard.org"'],
    ["a prefix nobody bound", 'xmlns="http://www.xes-standard.org/" odd:attribute="1"'],
  ])("%s is no obstacle", async (_, head) => {
    expect((await readAll(inLog('<trace><string key="concept:name" value="N"/></trace>', head))).names).toEqual(["N"]);
  });

  test("a prefixed log is read, and elements of other namespaces in it are not", async () => {
    const text = `<x:log xmlns:x="http://www.xes-standard.org/"><trace/><x:trace><x:string key="concept:name" value="X"/><string key="concept:name" value="Y"/></x:trace></x:log>`;
    const { names, faults } = await readAll(Buffer.from(text));
    expect({ names, faults }).toEqual({ names: ["X"], faults: [] });
  });

  test.each([
    [
      "UTF-8 with a byte order mark",
      (text: string) => Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-8"?>${text}`),
    ],
    ["UTF-16", (text: string) => Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${text}`, "utf16le")],
    ["ISO-8859-1", (text: string) => Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, "latin1")],
  ])("%s is decoded as it says", async (_, encode) => {
    const bytes = encode('<log><trace><string key="concept:name" value="Renée"/></trace></log>');
    for (const size of [1, 3, 1 << 16]) expect((await readAll(bytes, {}, size)).names).toEqual(["Renée"]);
  });
});

describe("a bad trace", () => {
  const string = '<string key="a" value="1"/>';
  const deep = (depth: number): string => (depth === 0 ? "" : `<string key="a" value="1">${deep(depth - 1)}</string>`);
  test.each<[string, string, ExchangeCode, object]>([
    ["an attribute without a key", '<string value="1"/>', "ATTRIBUTE_WITHOUT_KEY", { element: "string", line: 3 }],
    ["an attribute without a value", '<string key="a"/>', "ATTRIBUTE_WITHOUT_VALUE", { key: "a" }],
    ["the same key twice", string + string, "ATTRIBUTE_TWICE", { key: "a" }],
    ["an integer that is none", '<int key="a" value="1.5"/>', "VALUE_NOT_OF_TYPE", { type: "int", value: "1.5" }],
    ["an integer too large", '<int key="a" value="9007199254740993"/>', "INTEGER_TOO_LARGE", { key: "a" }],
    ["a boolean that is none", '<boolean key="a" value="yes"/>', "VALUE_NOT_OF_TYPE", { type: "boolean" }],
    ["a float that is none", '<float key="a" value="1,5"/>', "VALUE_NOT_OF_TYPE", { type: "float" }],
    ["a date that is none", '<date key="a" value="1.10.2011"/>', "INSTANT_UNREADABLE", { value: "1.10.2011" }],
    ["a date without offset", '<date key="a" value="2011-10-01T10:00:00"/>', "INSTANT_WITHOUT_OFFSET", { key: "a" }],
    ["an unknown element", "<blob/>", "ELEMENT_UNKNOWN", { element: "blob", line: 3 }],
    ["a trace inside a trace", "<trace/>", "ELEMENT_UNKNOWN", { element: "trace" }],
    ["a value beyond the limit", `<string key="a" value="${"x".repeat(51)}"/>`, "ATTRIBUTE_TOO_LONG", { limit: 50 }],
    ["too deep a nest", deep(4), "NESTED_TOO_DEEP", { limit: 3 }],
    [
      "too many attributes",
      [1, 2, 3, 4, 5].map((n) => `<int key="${n}" value="1"/>`).join(""),
      "ATTRIBUTES_TOO_MANY",
      { limit: 4 },
    ],
    ["too many events", "<event/>".repeat(6), "EVENTS_TOO_MANY", { limit: 5 }],
    ["too long a trace", "<event/>\n".repeat(3) + " ".repeat(3000) + "<event/>", "TRACE_TOO_LARGE", { limit: 2500 }],
  ])("%s is a reason with its place", async (_, body, code, params) => {
    const limits = {
      attributeChars: 50,
      nestingDepth: 3,
      attributesPerElement: 4,
      eventsPerTrace: 5,
      traceChars: 2500,
    };
    const [reason, ...more] = await reasonsOf(body, { limits });
    expect(reason).toMatchObject({ code, params });
    expect(more).toEqual([]);
  });

  test("names all its reasons with the event, and the traces around it are read", async () => {
    const { faults, names } = await readAll(sample);
    const fault = faults.find((one) => one.traceName === "S1030");
    expect(fault).toMatchObject({ traceIndex: 30, ends: false });
    expect(fault?.reasons.map((reason) => reason.code)).toEqual([
      ...[
        "ATTRIBUTE_TWICE",
        "ATTRIBUTE_WITHOUT_KEY",
        "VALUE_NOT_OF_TYPE",
        "ATTRIBUTE_WITHOUT_VALUE",
        "ELEMENT_UNKNOWN",
      ],
    ]);
    expect(fault?.reasons.every((reason) => reason.params?.event === 1)).toBe(true);
    expect(names).toContain("S1031");
  });

  test("of very many reasons the rest is counted", async () => {
    const reasons = await reasonsOf("<blob/>".repeat(12), { limits: { reasonsPerTrace: 10 } });
    expect(reasons).toHaveLength(11);
    expect(reasons.at(-1)).toMatchObject({ code: "REASONS_LEFT_OUT", params: { count: 2 } });
  });

  test("events outside of any trace are counted and not taken for one", async () => {
    const { faults, traces } = await readAll(inLog("<event/>\n<event/><trace/>"));
    expect(traces).toHaveLength(1);
    expect(faults).toMatchObject([
      { ends: false, reasons: [{ code: "EVENTS_OUTSIDE_TRACES", params: { count: 2, line: 2 } }] },
    ]);
  });
});

describe("a file that cannot be read further", () => {
  const packed = gzipSync(sample, { level: 1 });
  test.each<[string, string | Buffer, ExchangeCode, object, number]>([
    [
      "broken XML",
      join(logs, "broken-mismatch.xes"),
      "BROKEN_XML",
      { line: 21, column: 10, traceIndex: 2, traceName: "B2" },
      1,
    ],
    ["an entity bomb", join(logs, "broken-entities.xes"), "DOCTYPE_REFUSED", { line: 7 }, 0],
    ["another kind of XML", join(logs, "broken-not-a-log.xes"), "NOT_XES", { line: 2 }, 0],
    ["an empty file", join(logs, "broken-empty.xes"), "FILE_EMPTY", { line: 1 }, 0],
    [
      "bytes wrong in its encoding",
      join(logs, "broken-latin1.xes"),
      "ENCODING_BROKEN",
      { line: 15, column: 40, traceIndex: 2 },
      1,
    ],
    ["no file at all", join(logs, "no-such-file.xes"), "FILE_UNREADABLE", {}, 0],
    ["a folder", logs, "FILE_UNREADABLE", {}, 0],
    ["no XML", Buffer.from('{"log": []}'), "BROKEN_XML", { line: 1 }, 0],
    ["spaces", Buffer.from("  \n "), "BROKEN_XML", {}, 0],
    ["an unknown encoding", Buffer.from('<?xml version="1.0" encoding="KLINGON"?><log/>'), "ENCODING_UNKNOWN", {}, 0],
    ["an unknown entity", inTrace('<string key="a" value="&who;"/>'), "BROKEN_XML", { line: 3 }, 0],
    ["the end missing", sample.subarray(0, sample.indexOf("<!-- 3:")), "BROKEN_XML", {}, 2],
    [
      "a cut in a trace",
      sample.subarray(0, sample.indexOf("<!-- 3:") - 20),
      "BROKEN_XML",
      { traceIndex: 2, traceName: "S1002" },
      1,
    ],
    ["gzip cut in its trailer", packed.subarray(0, packed.length - 4), "GZIP_TRUNCATED", {}, 29],
    [
      "an endless tag",
      Buffer.from(`<log><trace a="${"x".repeat(1_100_000)}"/></log>`),
      "MARKUP_TOO_LONG",
      { line: 1 },
      0,
    ],
  ])(
    "%s: what was complete before it, then one fault with line and column",
    async (_, source, code, place, complete) => {
      const { items, traces, faults } = await readAll(source);
      const last = faults.at(-1)!;
      expect(traces).toHaveLength(complete);
      expect(items.at(-1)).toMatchObject({ kind: "FAULT", fault: { ends: true, ...place, reasons: [{ code }] } });
      expect(last.line).toBeGreaterThan(0);
      expect(last.column).toBeGreaterThan(0);
      expect(faults.filter((fault) => fault.ends)).toHaveLength(1);
    },
  );

  test("a gzip file cut anywhere gives a beginning of the log's traces, whole ones only", async () => {
    const { names } = await readAll(sample);
    for (const part of [0.2, 0.5, 0.9]) {
      const cut = await readAll(packed.subarray(0, Math.floor(packed.length * part)));
      expect(cut.faults.at(-1)).toMatchObject({ ends: true, reasons: [{ code: "GZIP_TRUNCATED" }] });
      expect(cut.names).toEqual(names.slice(0, cut.names.length));
      expect(cut.names.length).toBeGreaterThan(part > 0.3 ? 1 : -1);
    }
  });

  test("gzip whose bytes were changed is told from one that is cut short", async () => {
    const damaged = Buffer.from(packed);
    damaged[damaged.length - 6]! ^= 0xff;
    expect((await readAll(damaged)).faults.at(-1)).toMatchObject({ ends: true, reasons: [{ code: "GZIP_BROKEN" }] });
  });

  test("every reason it gave has a message in both languages with nothing left to fill", async () => {
    const { faults } = await readAll(sample);
    for (const { code, params } of faults.flatMap((fault) => fault.reasons))
      for (const text of Object.values(exchangeMessages[code as ExchangeCode]))
        expect(fillMessage(text, params)).not.toMatch(/\{\w+\}/);
  });
});

/** Bytes of what is still needed: garbage is collected first, since when that happens by itself is nobody's promise. */
function inUse(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

test("memory does not grow with the file", async () => {
  const text = sample.toString("utf8");
  const [head, traces] = [
    text.slice(0, text.indexOf("\t<!-- 1:")),
    text.slice(text.indexOf("\t<!-- 1:"), text.indexOf("</log>")),
  ];
  const rounds = 600;
  async function* large(): AsyncGenerator<Buffer> {
    yield Buffer.from(head);
    for (let round = 0; round < rounds; round += 1) yield Buffer.from(traces);
    yield Buffer.from("</log>");
  }
  const before = inUse();
  const inAll = rounds * (await readAll(sample)).traces.length;
  let [count, most] = [0, 0];
  for await (const item of readXes(large())) {
    if (item.kind === "TRACE") count += 1;
    if (item.kind === "TRACE" && count % Math.floor(inAll / 5) === 0) most = Math.max(most, inUse() - before);
  }
  expect(count).toBe(inAll);
  // The text alone is 18 million characters; what is kept of it would be several times that.
  expect(most).toBeLessThan(10_000_000);
}, 120_000);

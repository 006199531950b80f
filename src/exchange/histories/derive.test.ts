/** What a trace comes to under the shipped mapping: the history, its facts, or every reason why not. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { loadMapping } from "../mapping/load.js";
import type { XesAttribute, XesTrace } from "../xes/model.js";
import { readXes } from "../xes/read.js";
import { readFen } from "./amounts.js";
import { derive, type TraceHistory, type HistoryEvent } from "./derive.js";
import { examine, meet } from "./examine.js";
import { measure } from "./measure.js";

const mapping = loadMapping(join(__dirname, "../../../policy/mappings/loan-event-log.yaml"));
const sample = join(__dirname, "../../../test/logs/sample.xes");

async function readSample() {
  const histories = new Map<string, TraceHistory>();
  const reasons = new Map<number, string[]>();
  for await (const item of readXes(sample)) {
    const examined = examine(item, mapping);
    if (examined.kind === "FAULT")
      reasons.set(
        examined.fault.traceIndex ?? 0,
        examined.fault.reasons.map((one) => one.code),
      );
    else if (examined.kind === "HISTORY" && !histories.has(examined.history.traceId))
      histories.set(examined.history.traceId, examined.history);
  }
  return { histories, reasons };
}

/** Facts in few words: "HANDLING_TIME P1 2011-10-01 630500". */
const said = ({ facts }: Pick<TraceHistory, "facts">) =>
  facts.map(({ indicator, partnerCode, day, amountFen, elapsedMs, passed }) =>
    [indicator, partnerCode ?? "nobody", day, amountFen ?? elapsedMs ?? passed].join(" "),
  );

test.each<[string, string[]]>([
  [
    "S1001",
    [
      "VOLUME P1 2011-10-05 2000000",
      "FIRST_PASS P1 2011-10-01 true",
      "HANDLING_TIME P1 2011-10-01 630500",
      "HANDLING_TIME P1 2011-10-05 1200000",
    ],
  ],
  [
    "S1002",
    [
      "VOLUME P3 2011-10-07 1200050",
      "FIRST_PASS P1 2011-10-02 false",
      "HANDLING_TIME P3 2011-10-03 1",
      "HANDLING_TIME P3 2011-10-03 2",
    ],
  ],
  ["S1003", ["FIRST_PASS P9 2011-10-03 false"]],
  ["S1004", ["HANDLING_TIME P9 2011-10-04 600000"]],
  [
    "S1005",
    ["HANDLING_TIME P2 2011-10-05 2400000", "HANDLING_TIME P2 2011-10-05 3600000", "HANDLING_TIME P2 2011-10-05 0"],
  ],
  [
    "S1006",
    [
      "VOLUME nobody 2011-10-06 1000000",
      "FIRST_PASS nobody 2011-10-06 true",
      "HANDLING_TIME nobody 2011-10-06 2700000",
    ],
  ],
  [
    "S1007",
    [
      "VOLUME nobody 2011-10-07 1100000",
      "FIRST_PASS nobody 2011-10-07 true",
      "HANDLING_TIME nobody 2011-10-07 2700000",
    ],
  ],
  ["S1008", ["VOLUME P2 2011-10-09 1300000", "FIRST_PASS P2 2011-10-08 true"]],
  ["S1009", ["VOLUME P1 2011-09-30 10000", "FIRST_PASS P1 2011-09-30 true"]],
  ["S1010", ["VOLUME P1 2011-10-01 20000", "FIRST_PASS P1 2011-10-01 true"]],
  ["S1011", ["VOLUME P1 2011-10-31 30000", "FIRST_PASS P1 2011-10-31 true"]],
  ["S1012", ["VOLUME P1 2011-11-01 40000", "FIRST_PASS P1 2011-11-01 true"]],
  ["S1013", ["FIRST_PASS P4 2011-10-30 true", "HANDLING_TIME P4 2011-10-30 3600000"]],
  ["S1014", ["VOLUME P4 2012-01-01 60000", "FIRST_PASS P4 2011-12-31 true", "HANDLING_TIME P4 2012-01-01 3600000"]],
  ["S1015", ["HANDLING_TIME P9 2011-11-01 1800000"]],
  ["S1016", ["FIRST_PASS P2 2011-11-05 true", "HANDLING_TIME P2 2011-11-03 720000"]],
  ["S1017", []],
  ["S1018", ["VOLUME P9 2011-11-04 100000", "FIRST_PASS P9 2011-11-04 true"]],
  ["S1031", ["VOLUME P1 2011-11-30 180000", "FIRST_PASS P1 2011-11-08 true"]],
])("%s of the sample is measured as its note says", async (traceId, facts) => {
  expect(said((await readSample()).histories.get(traceId)!)).toEqual(facts);
});

test("each bad trace of the sample has every one of its reasons", async () => {
  expect(Object.fromEntries((await readSample()).reasons)).toEqual({
    23: ["AMOUNT_MISSING"],
    24: ["AMOUNT_UNREADABLE"],
    25: ["TRACE_ID_MISSING", "INSTANT_MISSING"],
    26: ["INSTANT_UNREADABLE", "INSTANT_WITHOUT_OFFSET", "AMOUNT_UNREADABLE", "TRANSITION_UNKNOWN", "ACTIVITY_MISSING"],
    27: ["EVENTS_MISSING"],
    28: ["OFFICER_NOT_NUMBERED"],
    29: ["RUN_BACKWARDS"],
    30: ["ATTRIBUTE_TWICE", "ATTRIBUTE_WITHOUT_KEY", "VALUE_NOT_OF_TYPE", "ATTRIBUTE_WITHOUT_VALUE", "ELEMENT_UNKNOWN"],
  });
});

test("a history keeps its events compactly, in the order of the log, to the millisecond in UTC", async () => {
  const { registeredAt, amountFen, source, events } = (await readSample()).histories.get("S1016")!;
  expect({ source, registeredAt, amountFen }).toEqual({
    source: "BPI2012",
    registeredAt: "2011-11-02T09:00:00.000Z",
    amountFen: 80000,
  });
  expect(events).toEqual([
    ["A_ACCEPTED", "COMPLETE", "2011-11-05T09:00:00.000Z", "10972"],
    ["W_Afhandelen leads", "START", "2011-11-03T08:00:00.000Z", "10972"],
    ["W_Afhandelen leads", "COMPLETE", "2011-11-03T08:12:00.000Z", "10972"],
    ["A_ACCEPTED", "COMPLETE", "2011-11-02T09:00:00.000Z", "10971"],
  ]);
});

describe("identity", () => {
  const attribute = (key: string, value: string, type: XesAttribute["type"] = "string"): XesAttribute => ({
    type,
    key,
    value,
    children: [],
  });
  const traceOf = (amount: string, turn = false): XesTrace => {
    const head = [
      attribute("concept:name", "T"),
      attribute("AMOUNT_REQ", amount),
      attribute("REG_DATE", "2011-10-01T07:00:00.000Z", "date"),
    ];
    const event = [
      attribute("concept:name", "A_SUBMITTED"),
      attribute("lifecycle:transition", "COMPLETE"),
      attribute("time:timestamp", "2011-10-01T07:00:00.000Z", "date"),
    ];
    const inOrder = (all: XesAttribute[]) => new Map((turn ? [...all].reverse() : all).map((one) => [one.key, one]));
    return {
      index: turn ? 9 : 1,
      line: turn ? 90 : 1,
      attributes: inOrder(head),
      events: [{ line: 3, attributes: inOrder(event) }],
    };
  };
  const history = (trace: XesTrace): TraceHistory => (derive(trace, mapping) as { history: TraceHistory }).history;

  test("the same trace in another place and spelling has the same digest, and is skipped", () => {
    const [one, again] = [history(traceOf("100")), history(traceOf("100", true))];
    expect(again.digest).toBe(one.digest);
    expect(one.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(meet(null, one)).toBe("NEW");
    expect(meet(one.digest, again)).toBe("SAME");
  });

  test("any other content has another digest, and is a conflict", () => {
    const one = history(traceOf("100"));
    const extra = traceOf("100");
    const changes: XesTrace[] = [
      traceOf("101"),
      { ...extra, events: [...extra.events, ...extra.events] },
      { ...extra, attributes: new Map([...extra.attributes, ["note", attribute("note", "")]]) },
      {
        ...extra,
        attributes: new Map([
          ...extra.attributes,
          ["AMOUNT_REQ", { ...attribute("AMOUNT_REQ", "100"), children: [attribute("x", "1")] }],
        ]),
      },
    ];
    for (const change of changes) expect(meet(one.digest, history(change))).toBe("CONFLICT");
  });

  test("the digest does not depend on what the mapping reads", () => {
    const other = { ...mapping, zone: "Asia/Shanghai", indicators: mapping.indicators.slice(0, 1) };
    expect(derive(traceOf("100"), other)).toMatchObject({ history: { digest: history(traceOf("100")).digest } });
  });
});

describe("amounts", () => {
  test.each([
    ["20000", 2_000_000],
    ["0", 0],
    ["12000.50", 1_200_050],
    ["12000.5", 1_200_050],
    ["1200.000", 120_000],
    [" 7 ", 700],
    ["90071992547409.91", Number.MAX_SAFE_INTEGER],
  ])("%p is %d fen", (text, fen) => expect(readFen(text, 100)).toBe(fen));

  test.each(["", "UNKNOWN", "-1", "+1", "1,5", "1.", ".5", "1.005", "1e5", "0x10", "90071992547409.92", "1 000"])(
    "%p is none",
    (text) => expect(readFen(text, 100)).toBeNull(),
  );

  test("every whole number of fen is read back exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (fen) => {
        const digits = String(fen).padStart(3, "0");
        expect(readFen(`${digits.slice(0, -2)}.${digits.slice(-2)}`, 100)).toBe(fen);
        expect(readFen(String(fen), 1)).toBe(fen);
      }),
    );
  });
});

describe("runs", () => {
  const at = (minute: number) => new Date(Date.UTC(2011, 9, 3, 8) + minute * 60_000).toISOString();
  const events = fc.array(
    fc.tuple(
      fc.constantFrom("W_a", "W_b", "A_a"),
      fc.constantFrom("SCHEDULE", "START", "COMPLETE"),
      fc.constantFrom("10861", "112", null),
    ),
    { maxLength: 40 },
  );

  test("every COMPLETE whose last START or COMPLETE before it was a START is one run, and nothing else is", () => {
    fc.assert(
      fc.property(events, (steps) => {
        const history = steps.map(([activity, transition, officer], index): HistoryEvent => [
          activity,
          transition,
          at(index),
          officer,
        ]);
        const measured = measure(history, 100, mapping) as { facts: TraceHistory["facts"] };
        const found = measured.facts
          .filter((fact) => fact.indicator === "HANDLING_TIME")
          .map((fact) => [fact.eventIndex, fact.elapsedMs]);
        const expected = steps.flatMap(([activity, transition], index) => {
          if (!activity.startsWith("W_") || transition !== "COMPLETE") return [];
          const before = steps.findLastIndex(
            ([other, step], place) => place < index && other === activity && step !== "SCHEDULE",
          );
          return before >= 0 && steps[before]![1] === "START" ? [[index, (index - before) * 60_000]] : [];
        });
        expect(found).toEqual(expected);
      }),
    );
  });

  test("whatever the officers do, facts of 112 and of nobody belong to no partner", () => {
    fc.assert(
      fc.property(events, (steps) => {
        const history = steps.map(([activity, transition, officer], index): HistoryEvent => [
          activity,
          transition,
          at(index),
          officer,
        ]);
        const { facts } = measure(history, 100, mapping) as { facts: TraceHistory["facts"] };
        for (const fact of facts) expect(fact.partnerCode).toBe(fact.officer === "10861" ? "P1" : null);
      }),
    );
  });
});

describe("each broken attribute by itself makes a bad trace, never a crash", () => {
  const whole = `<log><trace><date key="REG_DATE" value="2011-10-01T00:38:44.546+02:00"/><string key="concept:name" value="S1"/><string key="AMOUNT_REQ" value="100"/><event><string key="org:resource" value="10862"/><string key="lifecycle:transition" value="COMPLETE"/><string key="concept:name" value="A_ACCEPTED"/><date key="time:timestamp" value="2011-10-01T11:42:43.308+02:00"/></event></trace></log>`;
  const folder = mkdtempSync(join(tmpdir(), "lianban-log-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const reasonsOf = async (text: string): Promise<string[]> => {
    const file = join(folder, "one.xes");
    writeFileSync(file, text);
    const reasons: string[] = [];
    for await (const item of readXes(file)) {
      const examined = examine(item, mapping);
      if (examined.kind === "FAULT") reasons.push(...examined.fault.reasons.map(({ code }) => code));
    }
    return reasons;
  };

  test("the whole one is sound", async () => expect(await reasonsOf(whole)).toEqual([]));

  test.each([
    ["the event's time", '"2011-10-01T11:42:43.308+02:00"'],
    ["the day of registration", '"2011-10-01T00:38:44.546+02:00"'],
  ])("%s", async (_what, value) => {
    expect((await reasonsOf(whole.replace(value, '"nonsense"'))).length).toBeGreaterThan(0);
  });

  test.each(["concept:name", "AMOUNT_REQ", "lifecycle:transition", "time:timestamp", "REG_DATE"])(
    "no %s at all",
    async (key) => {
      const without = whole.replace(new RegExp(`<(string|date) key="${key}" value="[^"]*"/>`), "");
      expect((await reasonsOf(without)).length).toBeGreaterThan(0);
    },
  );
});

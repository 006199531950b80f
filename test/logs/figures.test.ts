/** The figures of whole logs, from the file to the scoreboard, against an oracle that shares no code with them. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { scoreboard, type Fact, type IndicatorRule } from "../../src/oversight/index.js";
import { examine, loadMapping, meet, partnersOf, readXes } from "../../src/exchange/index.js";
import { parsePeriod } from "../../src/kernel/index.js";
import { mappingFile, testLogs } from "./logs.js";
import { oracle, type OracleFigure } from "./oracle.js";

const mapping = loadMapping(mappingFile);
const partners = partnersOf(mapping).map(({ code }) => ({
  id: code,
  code,
  unknown: mapping.unknown.map((one) => one.code),
}));

const shown = { weight: 0, better: "UP", floor: null, target: null, minVolume: 0 } as const;
const rules: IndicatorRule[] = [
  { ...shown, code: "VOLUME", unit: "COUNT" },
  { ...shown, code: "FIRST_PASS", unit: "PPM" },
  { ...shown, code: "HANDLING_TIME", unit: "WORKING_MINUTES" },
  { ...shown, code: "ON_TIME", unit: "PPM" },
  { ...shown, code: "ZERO_TRIP", unit: "PPM" },
];

async function factsOf(file: string) {
  const facts: Fact[] = [];
  const stored = new Map<string, string>();
  const seen = { NEW: 0, SAME: 0, CONFLICT: 0, bad: 0 };
  for await (const item of readXes(file)) {
    const examined = examine(item, mapping);
    if (examined.kind === "FAULT") seen.bad += 1;
    else if (examined.kind === "HISTORY") {
      const { history } = examined;
      const meeting = meet(stored.get(history.traceId), history);
      seen[meeting] += 1;
      if (meeting !== "NEW") continue;
      stored.set(history.traceId, history.digest);
      for (const fact of history.facts) {
        if (fact.partnerCode === null) continue;
        const { partnerCode: partnerId, elapsedMs: durationMs } = fact;
        facts.push({ ...fact, partnerId, durationMs, subjectId: history.traceId });
      }
    }
  }
  return { facts, seen };
}

/** The board's figures in the oracle's shape. */
function figuresOf(facts: readonly Fact[], period: string): Map<string, OracleFigure> {
  const { from, to } = parsePeriod(period)!;
  const cards = scoreboard(
    partners,
    facts.filter(({ day }) => day >= from && day <= to),
    rules,
  );
  return new Map(
    cards.map(({ partner, indicators }) => {
      const [volume, pass, handling] = indicators;
      const median = handling?.value;
      return [
        `${period} ${partner.code}`,
        {
          volume: volume?.numerator ?? 0,
          amountFen: volume?.amountFen ?? 0,
          accepted: pass?.denominator ?? 0,
          firstPass: pass?.numerator ?? 0,
          runs: handling?.sampleSize ?? 0,
          doubleMedianMs: median ? Number((2n * median.n) / median.d) : null,
        },
      ];
    }),
  );
}

const none: OracleFigure = { volume: 0, amountFen: 0, accepted: 0, firstPass: 0, runs: 0, doubleMedianMs: null };
const months = ["2011-09", "2011-10", "2011-11", "2011-12", "2012-01", "2012-02", "2012-03", "2012-04"];
const periods = [...months, "2011H2", "2012H1", "2011", "2012"];

test(`logs that are here: ${testLogs.map(({ name }) => name).join(", ")}`, () => {
  expect(testLogs.length).toBeGreaterThanOrEqual(2);
});

describe.each(testLogs)("$name", ({ file, leftOut }) => {
  const bytes = readFileSync(file);
  const xml = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8");
  const expected = oracle(xml, new Set(leftOut));
  let read: Awaited<ReturnType<typeof factsOf>>;
  beforeAll(async () => {
    read = await factsOf(file);
  }, 180_000);

  test("the oracle finds figures in every part", () => {
    const all = [...expected.values()];
    for (const part of ["volume", "accepted", "firstPass", "runs"] as const)
      expect(all.some((figure) => figure[part] > 0)).toBe(true);
    expect([...expected.keys()].every((key) => periods.includes(key.split(" ")[0]!))).toBe(true);
  });

  test.each(periods)("%s: volume, first pass and handling time of every partner are the oracle's", (period) => {
    const found = figuresOf(read.facts, period);
    for (const { code } of partners)
      expect({ code, ...found.get(`${period} ${code}`) }).toEqual({
        code,
        ...(expected.get(`${period} ${code}`) ?? none),
      });
  });

  test("what the log cannot tell is missing on every card, and never zero", () => {
    for (const { indicators } of scoreboard(partners, read.facts, rules)) {
      for (const figure of indicators.slice(3))
        expect(figure).toMatchObject({ missing: "UNKNOWN_TO_SOURCE", value: null, valueInUnit: null, points: null });
    }
  });

  test("every trace is imported, skipped, a conflict or bad", () => {
    const { seen } = read;
    expect(seen.NEW).toBe(xml.replace(/<!--[\s\S]*?-->/g, "").split("<trace>").length - 1 - leftOut.length);
    expect(seen.SAME + seen.CONFLICT + seen.bad).toBe(leftOut.length);
  });
});

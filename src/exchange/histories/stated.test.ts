/** What a log states itself: attributes of events that say what was measured, and partners by their codes. */
import { loadMapping, parseMapping } from "../mapping/load.js";
import { readXes } from "../xes/read.js";
import { derive, type Derived } from "./derive.js";
import { join } from "node:path";

const own = join(__dirname, "../../../policy/mappings/lianban-export.yaml");

/** A bank's log that marks the end of each step with whether it was in time and how long it took. */
const mapping = parseMapping(
  `format: 1
source: { code: BANKLOG, names: { en: A bank, zh: 某银行 }, origin: its system }
zone: Asia/Shanghai
trace: { identity: concept:name, registeredAt: opened, amount: { attribute: amount, fenPerUnit: 100 } }
event: { activity: concept:name, transition: lifecycle:transition, at: time:timestamp, officer: org:resource }
defaultsOf: { trace: [], event: [] }
transitions: [complete]
partnersStated: { prefix: partner., kind: kind, en: nameEn, zh: name, eventPartner: org:group }
activityClasses: []
held: { prefix: with., from: since, to: until, paused: still }
indicators:
  - { code: ON_TIME, measure: ATTRIBUTE, activity: Review, attribute: inTime, states: PASSED }
  - { code: HANDLING_TIME, measure: ATTRIBUTE, activity: Review, attribute: minutes, states: MINUTES }
  - { code: ZERO_TRIP, measure: ATTRIBUTE, activity: Paid, attribute: noVisit, states: PASSED }
unknown: []
`,
  "banklog.yaml",
);

const trace = (review: string, partner = '<string key="kind" value="BANK"/>') => `<log xes.version="1849.2016"><trace>
  <string key="concept:name" value="A1"/><date key="opened" value="2026-03-02T09:00:00+08:00"/>
  <float key="amount" value="1000.5"/>
  <string key="partner.1" value="CCB">${partner}<string key="name" value="建行"/><string key="nameEn" value="CCB"/></string>
  <event><string key="concept:name" value="Review"/><string key="lifecycle:transition" value="complete"/>
    <date key="time:timestamp" value="2026-03-02T23:30:00+08:00"/><string key="org:group" value="CCB"/>${review}</event>
  <event><string key="concept:name" value="Paid"/><string key="lifecycle:transition" value="complete"/>
    <date key="time:timestamp" value="2026-03-03T00:30:00+08:00"/></event>
</trace></log>`;

async function derived(xml: string, under = mapping): Promise<Derived> {
  for await (const item of readXes([Buffer.from(`<?xml version="1.0"?>${xml}`)] as never)) {
    if (item.kind === "TRACE") return derive(item.trace, under);
  }
  throw new Error("no trace");
}

test("attributes of events state in time or not, minutes, visits; an event without one states nothing", async () => {
  const found = await derived(trace('<boolean key="inTime" value="true"/><float key="minutes" value="90.5"/>'));
  if (!("history" in found)) throw new Error(JSON.stringify(found));
  const { facts, partners } = found.history;
  expect(partners).toEqual([{ kind: "BANK", code: "CCB", names: { zh: "建行", en: "CCB" } }]);
  const at = { partnerCode: "CCB", day: "2026-03-02", eventIndex: 0, amountFen: null };
  expect(facts).toEqual([
    expect.objectContaining({ ...at, indicator: "ON_TIME", passed: true, elapsedMs: null }),
    expect.objectContaining({ ...at, indicator: "HANDLING_TIME", passed: null, elapsedMs: 5_430_000 }),
  ]);
});

test("what is stated and cannot be read, and a partner of no kind, make a bad trace with all reasons", async () => {
  const found = await derived(trace('<string key="inTime" value="maybe"/><float key="minutes" value="-3"/>', ""));
  const reasons = "reasons" in found ? found.reasons.map(({ code, params }) => [code, params?.["attribute"]]) : [];
  expect(reasons).toEqual([
    ["PARTNER_UNREADABLE", "partner.1"],
    ["FACT_UNREADABLE", "inTime"],
    ["FACT_UNREADABLE", "minutes"],
  ]);
});

test("events state whose step it was and whose move it is from then on, in the order of time", async () => {
  const stretch = (key: string, holders: string, from: string, more: string) =>
    `<string key="with.${key}" value="${holders}"><date key="since" value="${from}"/>${more}</string>`;
  const still = '<boolean key="still" value="false"/>';
  const until = (at: string) => `<date key="until" value="${at}"/>${still}`;
  const later = stretch("1", "APPLICANT BANK", "2026-03-03T09:00:00+08:00", still);
  const found = await derived(
    trace(`${later}${stretch("2", "CENTER", "2026-03-02T09:00:00+08:00", until("2026-03-03T09:00:00+08:00"))}`),
  );
  if (!("history" in found)) throw new Error(JSON.stringify(found));
  expect(found.history.held).toEqual([
    ["2026-03-02T01:00:00.000Z", "2026-03-03T01:00:00.000Z", ["CENTER"], false],
    ["2026-03-03T01:00:00.000Z", null, ["APPLICANT", "BANK"], false],
  ]);
  expect(found.history.events.map(([, , , , party]) => party)).toEqual(["CCB", undefined]);
  const backwards = stretch("1", "BANK", "2026-03-03T09:00:00+08:00", until("2026-03-02T09:00:00+08:00"));
  const wrong = await derived(trace(`${backwards}${stretch("2", "a bank", "2026-03-02T09:00:00+08:00", still)}`));
  const reasons = "reasons" in wrong ? wrong.reasons.map(({ code, params }) => [code, params?.["attribute"]]) : [];
  expect(reasons).toEqual([
    ["FACT_UNREADABLE", "with.1"],
    ["FACT_UNREADABLE", "with.2"],
  ]);
});

const exported = (fact: string, head = "") => `<log xes.version="1849.2016"><trace>
  <string key="concept:name" value="A1"/><date key="registeredAt" value="2026-03-02T09:00:00+08:00"/>
  <int key="amountRequestedFen" value="100"/><string key="product" value="FUND"/><string key="bank" value="CCB"/>
  <string key="unit.1" value="CITY"><string key="partner" value="CCB"/><string key="name" value="城区"/><string key="nameEn" value="City"/></string>${head}
  <event><string key="concept:name" value="ACCEPTED"/><string key="lifecycle:transition" value="complete"/>
    <date key="time:timestamp" value="2026-03-02T10:00:00+08:00"/>
    <string key="fact.1" value="ON_TIME"><string key="partner" value="CCB"/><string key="day" value="2026-03-02"/>
      <boolean key="passed" value="true"/>${fact}</string></event>
</trace></log>`;

test("our own export states the kind of case, units, and of each fact its unit and officer", async () => {
  const of =
    '<string key="product" value="FUND"/><string key="unit" value="CITY"/><string key="officer" value="0a1b2c3d4e5f6071"/>';
  const found = await derived(exported(of), loadMapping(own));
  if (!("history" in found)) throw new Error(JSON.stringify(found));
  const { told, units, facts } = found.history;
  expect(told).toEqual({ productCode: "FUND", propertyKind: null, bankCode: "CCB", guaranteeCompanyCode: null });
  expect(units).toEqual([{ partnerCode: "CCB", code: "CITY", names: { zh: "城区", en: "City" } }]);
  const kind = { product: "FUND", propertyKind: null, unitCode: "CITY", memberCode: "0a1b2c3d4e5f6071" };
  expect(facts).toMatchObject([{ indicator: "ON_TIME", passed: true, of: kind }]);
  const wrong = exported('<string key="officer" value="张伟"/>', '<string key="unit.2" value="GULOU"/>');
  const refused = await derived(wrong, loadMapping(own));
  const reasons = "reasons" in refused ? refused.reasons.map(({ code, params }) => [code, params?.["attribute"]]) : [];
  expect(reasons).toEqual([
    ["UNIT_UNREADABLE", "unit.2"],
    ["FACT_UNREADABLE", "fact.1"],
  ]);
});

test("the shipped mapping of our own export can be used; one that says both or neither of the partners cannot", () => {
  expect(loadMapping(own).partnersStated?.eventPartner).toBe("org:group");
  const text = (more: string) => `format: 1
source: { code: X1, names: { en: x, zh: x }, origin: x }
zone: Asia/Shanghai
trace: { identity: a, registeredAt: b, amount: { attribute: c, fenPerUnit: 1 } }
event: { activity: a, transition: b, at: c, officer: d }
defaultsOf: { trace: [], event: [] }
transitions: [complete]
activityClasses: []
indicators: []
unknown: []
${more}`;
  expect(() => parseMapping(text(""), "x.yaml")).toThrow(
    /partners: say partners or partnersStated[\s\S]*indicators: nothing/,
  );
});

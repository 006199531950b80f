/** Where the time goes on cases: what follows on what, whose waiting it was, hand-overs and rework; by a tale told by hand. */
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { caseWorld, fundCase, monday, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { inProcess, type AskInProcess } from "../support/inProcess.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(120_000);

/** Looked at, not typed. */
type Json = ReturnType<typeof JSON.parse>;

const wait = "wait { count medianMinutes p90Minutes totalMinutes medianWorkingMinutes p90WorkingMinutes }";
const waited = "waitedFor { holders paused minutes workingMinutes }";
const fields = `traces activities { activity names { en } count starts ends serviceCount medianServiceMinutes }
  edges { from to ${wait} ${waited} } handOvers { from { code } to { code } ${wait} }
  rework { kind activity count open addedMinutes addedWorkingMinutes } ${waited}`;

onEachDatabase((open) => {
  let base: CaseWorld;
  let ask: AskInProcess;
  const tokens = new Map<MemberName, string>();
  beforeAll(async () => {
    base = await caseWorld(await open());
    const { desk, staff, clock, services, world } = base;
    ask = inProcess(services, await schemaOf(apiResolvers));
    for (const who of ["supervisor", "bankManager", "bankColleague", "otherBankManager"] as const)
      tokens.set(who, await world.tokenOf(who));
    const at = (day: number, time: string) => {
      clock.now = new Date(
        Date.parse(monday.slice(0, 8) + `${String(2 + day).padStart(2, "0")}T${time}:00.000+08:00`),
      ).toISOString();
    };
    // Monday morning: opened and submitted, accepted two hours later; the noon of ninety minutes is nobody's work.
    at(0, "09:30");
    const first = await desk.open(fundCase());
    await desk.advanceTo(first, "ACCEPTANCE");
    at(0, "11:30");
    await desk.advanceTo(first, "REVIEW");
    at(1, "10:30");
    await desk.advanceTo(first, "APPROVAL");
    // The center sends it back on Wednesday; it is there again on Thursday.
    at(2, "10:30");
    await desk.act(first, staff.reviewer, "LOAN_CASE_RETURN", { reasonCode: "CHECK_TO_REDO" });
    at(3, "15:00");
    await desk.advanceTo(first, "APPROVAL");
    at(4, "10:00");
    const second = await desk.open(fundCase({ guaranteeKind: "MORTGAGE" }));
    await desk.advanceTo(second, "ACCEPTANCE");
    await desk.act(second, staff.bankOfficer, "DEFECT_POST", { kind: "MISSING", note: "缺少材料" });
    await desk.act(second, staff.reviewer, "NOTHING_FURTHER");
    await desk.act(second, staff.bankOfficer, "NOTICE_SEND");
  });

  async function flow(who: MemberName, args: string): Promise<Json> {
    const { data, errors } = await ask(tokens.get(who) ?? null, `{ processFlow(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)).processFlow;
  }

  const sum = (list: Json[], pick: (one: Json) => number) => list.reduce((total, one) => total + pick(one), 0);

  test("out of each step go as many as came to it, less those that end there; every minute of waiting is somebody's", async () => {
    const found = await flow("supervisor", 'period: "2026-03", source: CASES');
    expect(found.traces).toBe(2);
    expect(sum(found.activities, ({ starts }) => starts)).toBe(2);
    expect(sum(found.activities, ({ ends }) => ends)).toBe(2);
    for (const { activity, count, starts, ends } of found.activities) {
      const out = found.edges.filter((edge: Json) => edge.from === activity);
      const into = found.edges.filter((edge: Json) => edge.to === activity);
      expect(sum(out, (edge) => edge.wait.count) + ends).toBe(count);
      expect(sum(into, (edge) => edge.wait.count) + starts).toBe(count);
    }
    for (const edge of found.edges)
      expect(sum(edge.waitedFor, ({ minutes }) => minutes)).toBeCloseTo(edge.wait.totalMinutes, 6);
    const all = sum(found.edges, (edge) => edge.wait.totalMinutes);
    expect(sum(found.waitedFor, ({ minutes }) => minutes)).toBeCloseTo(all, 6);
    // From Monday 09:30 to Thursday 15:00; the second case stood still.
    expect(all).toBe((3 * 24 + 5.5) * 60);
  });

  test("two hours for acceptance are the bank's; the night and the noon are no working time", async () => {
    const found = await flow("supervisor", 'period: "2026-03", source: CASES');
    const accepted = found.edges.filter((edge: Json) => edge.wait.totalMinutes === 120);
    expect(accepted).toHaveLength(1);
    expect(accepted[0].waitedFor).toEqual([
      expect.objectContaining({ holders: ["BANK"], paused: false, minutes: 120, workingMinutes: 120 }),
    ]);
    // Monday 11:30 to Tuesday 10:30, in the hands of all three: half an hour, an afternoon of four, and an hour and a half.
    const review = found.edges.filter((edge: Json) => edge.wait.totalMinutes === 23 * 60);
    expect(review).toHaveLength(1);
    expect(review[0].wait).toMatchObject({ count: 1, medianWorkingMinutes: 360, p90WorkingMinutes: 360 });
    expect(review[0].waitedFor).toEqual([
      { holders: ["BANK", "CENTER", "GUARANTEE_COMPANY"], paused: false, minutes: 23 * 60, workingMinutes: 360 },
    ]);
    // Approval until it is sent back, a day: the center's.
    const sentBack = found.edges.find((edge: Json) => edge.to === "RETURNED");
    expect(sentBack.waitedFor).toEqual([
      expect.objectContaining({ holders: ["CENTER"], minutes: 24 * 60, workingMinutes: 420 }),
    ]);
  });

  test("what came back is told with what it cost, and what is still open", async () => {
    const { rework } = await flow("supervisor", 'period: "2026-03", source: CASES');
    const returned = rework.find(({ kind }: Json) => kind === "RETURN");
    // Wednesday 10:30 to Thursday 15:00.
    expect(returned).toMatchObject({ activity: "RETURNED", count: 1, open: 0, addedMinutes: 28.5 * 60 });
    expect(returned.addedWorkingMinutes).toBe(330 + 270);
    expect(rework.find(({ kind }: Json) => kind === "NOTICE")).toMatchObject({ count: 1, open: 1, addedMinutes: 0 });
    const again = rework.filter(({ kind }: Json) => kind === "REPEATED").map(({ activity }: Json) => activity);
    expect(again).toContain("STAGE_ENTERED:APPROVAL");
  });

  test("hand-overs stand between parties, the slowest first", async () => {
    const { handOvers } = await flow("supervisor", 'period: "2026-03", source: CASES');
    expect(handOvers.length).toBeGreaterThan(1);
    for (const { from, to } of handOvers) expect(from.code).not.toBe(to.code);
    const medians = handOvers.map((one: Json) => one.wait.medianMinutes);
    expect(medians).toEqual([...medians].sort((one: number, other: number) => other - one));
  });

  test("a partner sees its own cases, a colleague of another unit none; a period, a product and a partner narrow it", async () => {
    const all = await flow("supervisor", 'period: "2026-03", source: CASES');
    expect(await flow("bankManager", 'period: "2026-03", source: CASES')).toEqual(all);
    for (const who of ["otherBankManager", "bankColleague"] as const)
      expect(await flow(who, 'period: "2026-03", source: CASES')).toMatchObject({
        traces: 0,
        activities: [],
        edges: [],
      });
    expect(await flow("bankManager", 'period: "2026", source: HISTORIES')).toBeNull();
    const { guarantor } = base.world.partyIds;
    const guaranteed = await flow("supervisor", `period: "2026H1", source: CASES, partnerId: "${guarantor}"`);
    expect(guaranteed.traces).toBe(1);
    expect((await flow("supervisor", 'period: "2026-04", source: CASES')).traces).toBe(0);
    expect((await flow("supervisor", 'period: "2026Q1", source: CASES, product: "COMBINED"')).traces).toBe(0);
    const named = all.activities.find(({ activity }: Json) => activity === "STAGE_ENTERED:REVIEW");
    expect(named.names.en).toBe("Stage entered: Review");
  });
});

/** Where the time goes, from what was kept: the same as counted from the entries, whoever asks and whatever happened since. */
import fc from "fast-check";
import { keepFlows } from "../../src/app/flowJob.js";
import { caseSight } from "../../src/casework/index.js";
import { historyReader } from "../../src/exchange/index.js";
import { makeCalendar, withClosures } from "../../src/kernel/index.js";
import { flowView, forgetFlows, processFlow, type FlowServices, type FlowSource } from "../../src/oversight/index.js";
import { Partner } from "../../src/parties/index.js";
import { selectRows, type Database } from "../../src/platform/index.js";
import { caseWorld, fundCase, testPolicies } from "../support/cases.js";
import { askedBefore, forgetting } from "../support/facades.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(300_000);

const period = "2026";
const hourMs = 3_600_000;

interface Narrowed {
  readonly partnerId?: string;
  readonly product?: string;
}

/** A world with what the tests do in it. */
async function flowWorld(fresh: TestDatabase) {
  const base = await caseWorld(fresh);
  const { desk, world, clock } = base;
  const { calendar } = testPolicies();
  const partners = new Map((await selectRows(fresh.database.read, Partner, "1 = 1")).map((one) => [one.id, one]));
  const cases: string[] = [];
  const servicesOn = (database: Database, more: Partial<FlowServices> = {}): FlowServices => ({
    ...{ database, calendar, histories: historyReader(database.read) },
    ...more,
  });
  const later = (hours: number) => {
    clock.now = new Date(Date.parse(clock.now) + hours * hourMs).toISOString();
  };
  const asked = ({ partnerId, product }: Narrowed) => ({
    ...{ period, source: "CASES" as FlowSource, partnerId: partnerId ?? null, product: product ?? null },
  });

  async function tell(who: MemberName, narrowed: Narrowed = {}, services = servicesOn(fresh.database)) {
    const data = await processFlow(services, caseSight(world.viewers[who]), asked(narrowed));
    if (!data || "why" in data) throw new Error(data?.why ?? "No flow");
    return { view: flowView(data, { source: "CASES", period, policy: null, partners }), anew: data.anew };
  }

  return {
    ...base,
    ...{ fresh, cases, calendar, servicesOn, later, tell },
    refusal: async (services: FlowServices, narrowed: Narrowed = {}) => {
      const data = await processFlow(services, "ALL", asked(narrowed));
      return data && "why" in data ? data : null;
    },
    /** From the entries alone: nothing that was kept is found. */
    live: async (who: MemberName, narrowed: Narrowed = {}) =>
      (await tell(who, narrowed, servicesOn(forgetting(fresh.database, /\bflow_(trace|month)\b/)))).view,
    async open(guaranteeKind: "MORTGAGE" | "GUARANTEE_COMPANY" = "MORTGAGE") {
      const id = await desk.open(fundCase({ guaranteeKind }));
      await desk.advanceTo(id, "ACCEPTANCE");
      cases.push(id);
      return id;
    },
    async offerTo(caseId: string, who: MemberName, unit: "gulou" | "city") {
      const { memberId, partyId, roles } = world.viewers[who];
      const to = { memberId, partyId, roles, unitId: world.unitIds[unit], active: true, service: false };
      await desk.act(caseId, base.staff.bankOfficer, "OWNER_TRANSFER", { toMemberId: memberId, to });
    },
    toUnit: (caseId: string, unit: "gulou" | "city") =>
      desk.act(caseId, world.viewers.bankManager, "UNIT_REASSIGN", {
        ...{ reason: "调整网点", to: { unitId: world.unitIds[unit], partyId: world.partyIds.bank } },
      }),
    toBank: (caseId: string, bank: "bank" | "otherBank") =>
      desk.act(caseId, world.viewers.supervisor, "BANK_REASSIGN", {
        ...{ reason: "更换银行", to: { partyId: world.partyIds[bank], kind: "BANK", active: true } },
        ...{ owner: null, ownerNamed: false },
      }),
  };
}
type FlowWorld = Awaited<ReturnType<typeof flowWorld>>;

const askers = [
  ...(["supervisor", "bankManager", "bankOfficer", "bankColleague", "otherBankManager"] as const),
  ...(["otherBankOfficer", "guaranteeManager", "otherGuaranteeManager"] as const),
] satisfies MemberName[];

/** Everybody, and the center narrowed in every way: from what was kept, and from the entries alone. */
async function expectTheSame(flows: FlowWorld): Promise<void> {
  for (const who of askers) expect((await flows.tell(who)).view).toEqual(await flows.live(who));
  const { bank, otherBank, guarantor } = flows.world.partyIds;
  const narrowed: Narrowed[] = [{ partnerId: bank }, { partnerId: otherBank }, { partnerId: guarantor }];
  for (const one of [...narrowed, { product: "FUND" }, { product: "COMBINED" }])
    expect((await flows.tell("supervisor", one)).view).toEqual(await flows.live("supervisor", one));
}

/** What may happen to cases between two questions; what is refused does not happen. */
const changes = ["OPEN", "OPEN_GUARANTEED", "STEP", "STEP", "OFFER", "UNIT", "BANK", "ASK", "ASK_ALL"] as const;

async function change(flows: FlowWorld, kind: (typeof changes)[number], dice: number): Promise<void> {
  const { cases, desk, staff } = flows;
  flows.later(1 + (dice % 60));
  if (kind === "OPEN" || kind === "OPEN_GUARANTEED" || cases.length === 0)
    return void (await flows.open(kind === "OPEN_GUARANTEED" ? "GUARANTEE_COMPANY" : "MORTGAGE"));
  const one = cases[dice % cases.length] as string;
  const what = {
    STEP: () => (dice % 5 === 0 ? desk.act(one, staff.reviewer, "LOAN_CASE_RETURN", redo) : desk.finishStage(one)),
    OFFER: () => flows.offerTo(one, "bankColleague", "gulou"),
    UNIT: () => flows.toUnit(one, dice % 2 === 0 ? "gulou" : "city"),
    BANK: () => flows.toBank(one, dice % 3 === 0 ? "bank" : "otherBank"),
    ASK: () => flows.tell(askers[dice % askers.length] as MemberName),
    ASK_ALL: () => flows.tell("supervisor"),
  }[kind];
  await what().catch((error: Error) => {
    if (!error.message.includes("was refused")) throw error;
  });
}

const redo = { reasonCode: "CHECK_TO_REDO" };

onEachDatabase((open) => {
  test("whatever happens between questions, what was kept tells everybody what the entries tell", async () => {
    const flows = await flowWorld(await open());
    await flows.open();
    const happening = fc.array(fc.tuple(fc.constantFrom(...changes), fc.nat(1_000)), { minLength: 3, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(happening, async (list) => {
        for (const [kind, dice] of list) await change(flows, kind, dice);
        await expectTheSame(flows);
      }),
      { numRuns: 6, endOnFailure: true, seed: 20261128 },
    );
    expect((await flows.tell("supervisor")).view.traces).toBeGreaterThan(3);
  });

  describe("a few cases", () => {
    let flows: FlowWorld;
    beforeAll(async () => {
      flows = await flowWorld(await open());
      for (const kind of ["MORTGAGE", "GUARANTEE_COMPANY", "MORTGAGE"] as const) {
        flows.later(3);
        const id = await flows.open(kind);
        flows.later(2);
        await flows.desk.finishStage(id);
      }
    });

    test("what has not changed is not counted again, and of what has, the case that did", async () => {
      await flows.tell("supervisor");
      expect((await flows.tell("supervisor")).anew).toBe(0);
      expect((await flows.tell("bankManager")).anew).toBe(0);
      flows.later(5);
      await flows.desk.finishStage(flows.cases[0] as string);
      expect((await flows.tell("guaranteeManager")).anew).toBe(0);
      const { view, anew } = await flows.tell("supervisor");
      expect(anew).toBe(1);
      expect(view).toEqual(await flows.live("supervisor"));
      expect((await flows.tell("supervisor")).anew).toBe(0);
    });

    test("a case that leaves a unit while another one comes there is told where it is now", async () => {
      await flows.toUnit(flows.cases[0] as string, "gulou");
      await flows.tell("supervisor");
      await flows.toUnit(flows.cases[0] as string, "city");
      await flows.toUnit(flows.cases[2] as string, "gulou");
      await expectTheSame(flows);
    });

    test("more than the limit are refused by name, with what narrows it and who counts them all; kept, they are told", async () => {
      const { database } = flows.fresh;
      const narrow = flows.servicesOn(database, { limits: { CASES: 2, HISTORIES: 2 } });
      await forgetFlows(database);
      expect(await flows.refusal(narrow)).toMatchObject({
        argument: "period",
        why: expect.stringMatching(/^3 of those .* more than 2 .*partner or a product.*`lianban flow 2026`/),
      });
      expect(await flows.refusal(narrow, { partnerId: flows.world.partyIds.guarantor })).toBeNull();
      expect(await flows.refusal(narrow)).toBeNull();
      expect((await flows.tell("supervisor", {}, narrow)).view).toEqual(await flows.live("supervisor"));
    });

    test("another calendar counts everything anew, and does not spoil what the first one kept", async () => {
      await flows.tell("supervisor");
      const closed = withClosures(makeCalendar(flows.calendar), [{ day: "2026-03-02" }]);
      const other = flows.servicesOn(flows.fresh.database, { calendar: closed });
      const { view, anew } = await flows.tell("supervisor", {}, other);
      expect(anew).toBe(3);
      const sum = (one: typeof view) => one.waitedFor.reduce((total, { workingMinutes }) => total + workingMinutes, 0);
      const usual = await flows.live("supervisor");
      expect(sum(view)).toBeLessThan(sum(usual));
      expect((await flows.tell("supervisor")).view).toEqual(usual);
    });

    test("two that count and keep the same at once are both answered, and what they kept holds", async () => {
      const again = await flows.fresh.reopen();
      for (let round = 0; round < 3; round += 1) {
        flows.later(1);
        await flows.offerTo(flows.cases[round] as string, "bankColleague", "gulou").catch(() => undefined);
        await forgetFlows(flows.fresh.database);
        const sides = [flows.fresh.database, again, flows.fresh.database, again].map((side) => flows.servicesOn(side));
        const told = await Promise.all(sides.map((services) => flows.tell("supervisor", {}, services)));
        const live = await flows.live("supervisor");
        for (const { view } of told) expect(view).toEqual(live);
        expect(await flows.tell("supervisor")).toEqual({ view: live, anew: 0 });
      }
    });

    test("a case that moves while it is counted is not kept as it was", async () => {
      const { fresh, cases } = flows;
      const moved = cases[1] as string;
      await forgetFlows(fresh.database);
      let turns = 0;
      // Each time its segments are about to be read, something is written to it.
      const restless = askedBefore(fresh.database, /FROM clock_segment/, async () => {
        turns += 1;
        flows.later(1);
        await flows.toUnit(moved, turns % 2 === 0 ? "city" : "gulou");
      });
      await flows.tell("supervisor", {}, flows.servicesOn(restless));
      expect(turns).toBe(3);
      const { view, anew } = await flows.tell("supervisor");
      expect(view).toEqual(await flows.live("supervisor"));
      expect(anew).toBe(1);
    });

    test("a server keeps the past months counted by itself", async () => {
      const { fresh, clock } = flows;
      await forgetFlows(fresh.database);
      const server = { database: fresh.database, policies: testPolicies() };
      expect(await keepFlows(server, clock.now)).toEqual({ counted: flows.cases.length });
      expect(await keepFlows(server, clock.now)).toEqual({ counted: 0 });
      expect((await flows.tell("supervisor")).anew).toBe(0);
      await expectTheSame(flows);
    });
  });
});

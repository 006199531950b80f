/** Deadlines over the API: listed due soon and overdue, missed once whoever ticks, escalated, acknowledged, lapsed. */
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { tables } from "../../src/app/tables.js";
import { tickCases, type CaseServices } from "../../src/casework/index.js";
import { readEntries, verifyJournal } from "../../src/journal/index.js";
import { application, caseWorld, fundCase, monday, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { inProcess, type AskInProcess } from "../support/inProcess.js";
import { servicesOn, tokenAt } from "../support/raceScene.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(90_000);

const clockFields = "id kind step stage dueAt overdue dueSoon missedAt party { code } loanCase { id }";
const escalationFields =
  "id level dueAt acknowledgedAt closedAt party { code } clock { kind } acknowledgedBy { username }";
const caseTime = `query ($id: ID!) { loanCase(id: $id) {
  elapsedMinutes segments { minutes stage withApplicant pauseId parties { code } }
  timeByParty { kind ownMinutes aloneMinutes sharedMinutes pausedMinutes clockMinutes }
  escalations { level } clocks { kind step } } }`;

onEachDatabase((open) => {
  let base: CaseWorld;
  let ask: (who: MemberName, query: string, variables?: object) => Promise<ReturnType<typeof JSON.parse>>;
  let other: CaseServices;
  let caseId: string;
  beforeAll(async () => {
    const fresh = await open();
    base = await caseWorld(fresh);
    const { services, desk, world } = base;
    // Another process would have a journal of its own on the same database.
    other = servicesOn(services, fresh.database);
    const asking: AskInProcess = inProcess(services, await schemaOf(apiResolvers));
    ask = async (who, query, variables = {}) => {
      const { data, errors } = await asking(await tokenAt(services, world.viewers[who]), query, variables);
      expect(errors).toBeUndefined();
      return data;
    };
    caseId = await desk.open(fundCase({ application: application() }));
    await desk.advanceTo(caseId, "REVIEW");
  });

  const deadlines = async (who: MemberName, filter: string) =>
    (
      await ask(
        who,
        `{ deadlines(filter: { ${filter} }, first: 50) { nodes { ${clockFields} } totalCount { value } } }`,
      )
    ).deadlines.nodes as { kind: string; overdue: boolean; dueSoon: boolean; party: { code: string } | null }[];
  const escalations = async (who: MemberName, filter = "") =>
    (await ask(who, `{ escalations(filter: { ${filter} }) { nodes { ${escalationFields} } } }`)).escalations.nodes;
  const missesOf = async () => {
    const rows = await readEntries(base.services.journal.database.read, "type = ? ORDER BY id", ["DEADLINE_MISSED"]);
    return rows.map(({ text }) => JSON.parse(text).body as { clockId: string });
  };

  test("what is due soon, and by whom, is a question; a stranger's answer is empty", async () => {
    expect(await deadlines("guaranteeManager", "ofMyParty: true, dueSoon: true")).toEqual([]);
    expect(await deadlines("guaranteeManager", "ofMyParty: true, overdue: false")).toMatchObject([{ kind: "PARTY" }]);
    // Wednesday afternoon: three hours are left of the guarantee company's two days.
    base.clock.now = "2026-03-04T06:30:00.000Z";
    expect(await deadlines("guaranteeManager", "ofMyParty: true, dueSoon: true")).toMatchObject([
      { kind: "PARTY", dueSoon: true, overdue: false },
    ]);
    expect(await deadlines("supervisor", "dueSoon: true, kinds: [PARTY]")).toHaveLength(1);
    expect(await deadlines("otherBankManager", "")).toEqual([]);
    const before = await ask(
      "auditor",
      '{ loanCases(filter: { dueBefore: "2026-03-05T00:00:00Z" }) { nodes { id } } }',
    );
    expect(before.loanCases.nodes).toEqual([]);
    expect(await tickCases(base.services)).toMatchObject({ cases: 0, failed: 0 });
  });

  test("a miss is written down once, however many tick at once", async () => {
    base.clock.now = "2026-03-05T01:00:00.000Z";
    expect(await deadlines("guaranteeManager", "ofMyParty: true, overdue: true")).toMatchObject([{ overdue: true }]);
    await Promise.all([base.services, other, base.services, other].map((services) => tickCases(services)));
    const misses = await missesOf();
    expect(misses).toMatchObject([{ kind: "PARTY", partyId: base.world.partyIds.guarantor, stage: "REVIEW" }]);
    expect(new Set(misses.map(({ clockId }) => clockId)).size).toBe(misses.length);
    expect(await tickCases(other)).toMatchObject({ cases: 0 });
  });

  test("it goes to the party's manager, and to the center a working day later; each acknowledges their own", async () => {
    const [raised] = await escalations("guaranteeManager", "open: true");
    expect(raised).toMatchObject({ level: 1, acknowledgedAt: null, clock: { kind: "PARTY" } });
    expect(await escalations("bankManager")).toEqual([]);
    const acknowledge = async (who: MemberName, escalationId: string) =>
      (
        await ask(
          who,
          `mutation ($input: EscalationAcknowledgeInput!) { escalationAcknowledge(input: $input) {
            escalation { ${escalationFields} } userErrors { code } } }`,
          { input: { caseId, escalationId } },
        )
      ).escalationAcknowledge;
    expect((await acknowledge("supervisor", raised.id)).userErrors).toEqual([{ code: "NOT_ALLOWED" }]);
    const noted = await acknowledge("guaranteeManager", raised.id);
    expect(noted.escalation).toMatchObject({
      acknowledgedAt: base.clock.now,
      acknowledgedBy: { username: "guarantee-manager" },
    });
    expect((await acknowledge("guaranteeManager", raised.id)).userErrors).toEqual([{ code: "ALREADY_RECORDED" }]);

    base.clock.now = "2026-03-05T09:30:00.000Z";
    await Promise.all([base.services, other].map((services) => tickCases(services)));
    expect(await escalations("supervisor", "level: 2, open: true")).toMatchObject([{ party: { code: "XN" } }]);
    expect(await escalations("guaranteeManager", "level: 2")).toEqual([]);
    const mine = await ask("supervisor", "{ loanCases(filter: { escalated: true }) { nodes { id } } }");
    expect(mine.loanCases.nodes).toEqual([{ id: caseId }]);
    await base.desk.finishStage(caseId);
    expect(await escalations("supervisor", "open: true")).toEqual([]);
  });

  test("the case says whose its working time was, and it adds up", async () => {
    const { loanCase } = await ask("bankManager", caseTime, { id: caseId });
    const sum = (list: { minutes: number }[]) => list.reduce((total, { minutes }) => total + minutes, 0);
    expect(loanCase.elapsedMinutes).toBe(sum(loanCase.segments));
    // From Monday half past nine to Thursday half past five.
    expect(loanCase.elapsedMinutes).toBe(390 + 3 * 420);
    expect(loanCase.timeByParty.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      "BANK",
      "CENTER",
      "GUARANTEE_COMPANY",
    ]);
    for (const share of loanCase.timeByParty) expect(share.ownMinutes).toBe(share.aloneMinutes + share.sharedMinutes);
  });

  test("an approval whose time ran out lapses by itself", async () => {
    await base.desk.advanceTo(caseId, "SIGNING");
    base.clock.now = "2026-06-10T01:30:00.000Z";
    await Promise.all([base.services, other].map((services) => tickCases(services)));
    const { lifecycle, clocks } = await base.desk.state(caseId);
    expect(lifecycle.stage).toBe("LAPSED");
    expect(clocks.clocks.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(await tickCases(other)).toMatchObject({ cases: 0 });
    const { differences } = await verifyJournal({ journal: base.services.journal, tables });
    expect(differences).toEqual([]);
    expect(monday < base.clock.now).toBe(true);
  });
});

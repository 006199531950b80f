/** The center's calendar: closures by two people, hours of units, imported years; open due dates follow, once each. */
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { tables } from "../../src/app/tables.js";
import { resetDueDates, type CaseServices } from "../../src/casework/index.js";
import { readEntries, verifyJournal } from "../../src/journal/index.js";
import { calendarInForce, importYear } from "../../src/policy/index.js";
import { application, caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { inProcess } from "../support/inProcess.js";
import { servicesOn, tokenAt } from "../support/raceScene.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(90_000);

const closure = "closure { id status day reason unit { code } proposedBy { username } decidedBy { username } }";
const week = (friday: readonly string[]) => ({
  ...{ monday: ["10:00-12:00"], tuesday: ["10:00-12:00"], wednesday: ["10:00-12:00"], thursday: ["10:00-12:00"] },
  ...{ friday, saturday: [], sunday: [] },
});

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let base: CaseWorld;
  let other: CaseServices;
  let ask: (who: MemberName, query: string, variables?: object) => Promise<ReturnType<typeof JSON.parse>>;
  beforeAll(async () => {
    fresh = await open();
    base = await caseWorld(fresh);
    const { services, world } = base;
    other = servicesOn(services, fresh.database);
    const asking = inProcess(services, await schemaOf(apiResolvers));
    ask = async (who, query, variables = {}) => {
      const { data, errors } = await asking(await tokenAt(services, world.viewers[who]), query, variables);
      expect(errors).toBeUndefined();
      return data;
    };
  });

  const mutate = async (who: MemberName, name: string, input: object, shows: string) => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${shows} userErrors { code field } } }`;
    return (await ask(who, query, { input }))[name];
  };
  const inReview = async () => {
    const caseId = await base.desk.open(fundCase({ application: application() }));
    await base.desk.advanceTo(caseId, "REVIEW");
    return caseId;
  };
  const dues = async (caseId: string) => {
    const { clocks } = await base.desk.state(caseId);
    return clocks.clocks
      .filter(({ endedAt }) => endedAt === null)
      .map(({ kind, partyId, dueAt, provisional }) => ({ kind, partyId, dueAt, provisional }));
  };
  const stageDue = async (caseId: string) => (await dues(caseId)).find(({ kind }) => kind === "STAGE");
  const resetsOf = async (caseId: string) =>
    readEntries(fresh.database.read, "streamId = ? AND type = ? ORDER BY seq", [caseId, "DUE_DATES_RESET"]);

  test("a typhoon: proposed by one, confirmed by another; every process counts without it, due dates move once", async () => {
    const caseId = await inReview();
    expect(await stageDue(caseId)).toMatchObject({ dueAt: "2026-03-09T09:30:00.000Z" });
    const said = { day: "2026-03-04", reason: "台风“海葵”" };
    expect(await mutate("bankManager", "closurePropose", said, closure)).toMatchObject({
      closure: null,
      userErrors: [{ code: "NOT_ALLOWED" }],
    });
    const wrong = { from: "2026-03-04T01:00:00.000Z", to: "2026-03-03T01:00:00.000Z", reason: " ", unitId: caseId };
    const refused = await mutate("supervisor", "closurePropose", wrong, closure);
    expect(refused.userErrors.map(({ code }: { code: string }) => code).sort()).toEqual([
      ...["CLOSURE_PERIOD_WRONG", "CLOSURE_REASON_REQUIRED", "UNIT_NOT_FOUND"],
    ]);
    const { closure: proposed } = await mutate("supervisor", "closurePropose", said, closure);
    expect(proposed).toMatchObject({ status: "PROPOSED", day: "2026-03-04", proposedBy: { username: "supervisor" } });
    const closureId = proposed.id;
    // Only what holds is anybody's but the center's to know, and it does not hold yet.
    const list = "{ closures { nodes { id status reason } } }";
    expect((await ask("bankOfficer", list)).closures.nodes).toEqual([]);
    expect((await resetDueDates(base.services, { anew: true })).moved).toBe(0);

    const own = await mutate("supervisor", "closureConfirm", { closureId }, closure);
    expect(own.userErrors).toEqual([{ code: "CLOSURE_BY_ANOTHER", field: null }]);
    const confirmed = await mutate("administrator", "closureConfirm", { closureId }, closure);
    expect(confirmed).toMatchObject({ closure: { status: "CONFIRMED", reason: said.reason }, userErrors: [] });
    expect((await mutate("administrator", "closureConfirm", { closureId }, closure)).userErrors).toMatchObject([
      { code: "CLOSURE_DECIDED" },
    ]);
    expect((await ask("bankOfficer", list)).closures.nodes).toMatchObject([{ reason: said.reason }]);

    const resets = await Promise.all([base.services, other].map((services) => resetDueDates(services, { anew: true })));
    expect(resets.map(({ failed }) => failed)).toEqual([0, 0]);
    expect(await stageDue(caseId)).toMatchObject({ dueAt: "2026-03-10T09:30:00.000Z" });
    expect(await resetsOf(caseId)).toHaveLength(1);
    expect((await resetDueDates(other, { anew: true })).moved).toBe(0);
    // The law's days are calendar days: they stand.
    expect((await dues(caseId)).find(({ kind }) => kind === "STATUTORY")?.dueAt).toBe("2026-03-17T15:59:59.999Z");
    const { loanCase } = await ask("bankOfficer", `{ loanCase(id: "${caseId}") { stageDueAt } }`);
    expect(loanCase.stageDueAt).toBe("2026-03-10T09:30:00.000Z");
  });

  test("a closure that holds is revoked by two people, and due dates are as if it had not been", async () => {
    const caseId = await inReview();
    const before = (await stageDue(caseId))?.dueAt;
    const shows = `${closure.replace("status", "status revokedAt revoking { username } revokedBy { username }")}`;
    const proposed = await mutate("supervisor", "closurePropose", { day: "2026-03-06", reason: "停电" }, closure);
    const closureId = proposed.closure.id;
    const revoke = (who: MemberName) => mutate(who, "closureRevoke", { closureId }, shows);
    expect((await revoke("supervisor")).userErrors).toMatchObject([{ code: "CLOSURE_NOT_IN_FORCE" }]);
    await mutate("administrator", "closureConfirm", { closureId }, closure);
    await resetDueDates(base.services, { anew: true });
    expect((await stageDue(caseId))?.dueAt).not.toBe(before);
    expect((await revoke("bankManager")).userErrors).toMatchObject([{ code: "NOT_ALLOWED" }]);
    const asked = await revoke("supervisor");
    expect(asked.closure).toMatchObject({ status: "CONFIRMED", revoking: { username: "supervisor" }, revokedAt: null });
    expect((await revoke("supervisor")).userErrors).toMatchObject([{ code: "CLOSURE_BY_ANOTHER" }]);
    const revoked = await revoke("administrator");
    expect(revoked.closure).toMatchObject({ status: "REVOKED", revokedBy: { username: "administrator" } });
    await resetDueDates(base.services, { anew: true });
    expect((await stageDue(caseId))?.dueAt).toBe(before);
    expect(await resetsOf(caseId)).toHaveLength(2);
  });

  test("a unit's own hours: its bank's clock runs on them, the joint one does not", async () => {
    const caseId = await inReview();
    const unitId = base.world.viewers.bankOfficer.unitId;
    const bank = async () => (await dues(caseId)).find(({ partyId }) => partyId === base.world.partyIds.bank)?.dueAt;
    expect(await bank()).toBe("2026-03-10T09:30:00.000Z");
    const shows = "calendar { version unitHours { unit { code } hours { monday friday } } }";
    const bad = await mutate("administrator", "unitHoursSet", { unitId, hours: week(["12:00-10:00"]) }, shows);
    expect(bad.userErrors).toEqual([{ code: "HOURS_WRONG", field: ["hours", "friday", "0"] }]);
    const given = { unitId, hours: week(["10:00-12:00"]) };
    expect((await mutate("bankManager", "unitHoursSet", given, shows)).userErrors).toMatchObject([
      { code: "NOT_ALLOWED" },
    ]);
    const set = await mutate("administrator", "unitHoursSet", given, shows);
    expect(set.calendar.unitHours).toMatchObject([{ hours: { monday: ["10:00-12:00"], friday: ["10:00-12:00"] } }]);
    expect(set.calendar.version).toBe(
      (await calendarInForce(fresh.database.read, base.services.policies.calendar)).version,
    );
    // The next act on the case finds them, without waiting for anybody.
    await base.desk.act(caseId, base.world.viewers.reviewer, "NOTHING_FURTHER");
    expect(await bank()).toBe("2026-03-10T04:00:00.000Z");
    expect(await stageDue(caseId)).toMatchObject({ dueAt: "2026-03-10T09:30:00.000Z" });
    base.clock.now = "2026-03-03T09:30:00.000Z";
    const { loanCase } = await ask(
      "bankOfficer",
      `{ loanCase(id: "${caseId}") { clocks { stage usedMinutes party { id } } } }`,
    );
    const used = (loanCase.clocks as { stage: string; usedMinutes: number; party: { id: string } | null }[]).find(
      ({ stage, party }) => stage === "REVIEW" && party?.id === base.world.partyIds.bank,
    );
    // Two days of two hours each.
    expect(used?.usedMinutes).toBe(240);
    await mutate("administrator", "unitHoursSet", { unitId, hours: null }, shows);
    await resetDueDates(base.services, { anew: true });
    expect(await bank()).toBe("2026-03-10T09:30:00.000Z");
  });

  test("a unit's own hours from a later day on move what is due after it, and nothing that was due before", async () => {
    const caseId = await inReview();
    const unitId = base.world.viewers.bankOfficer.unitId;
    const bank = async () => (await dues(caseId)).find(({ partyId }) => partyId === base.world.partyIds.bank)?.dueAt;
    const due = await bank();
    const set = (from: string, hours: object | null = week(["10:00-12:00"])) =>
      mutate("administrator", "unitHoursSet", { unitId, hours, from }, "calendar { unitHours { from } }");
    expect((await set("2026-03-01")).userErrors).toEqual([{ code: "HOURS_FROM_PAST", field: ["from"] }]);
    expect((await set("2026-03-12")).calendar.unitHours).toContainEqual({ from: "2026-03-12" });
    await resetDueDates(base.services, { anew: true });
    expect(await bank()).toBe(due);
    await set("2026-03-10");
    await resetDueDates(base.services, { anew: true });
    expect(await bank()).not.toBe(due);
    for (const from of ["2026-03-10", "2026-03-12"]) await set(from, null);
    await resetDueDates(base.services, { anew: true });
    expect(await bank()).toBe(due);
  });

  test("the next year's holidays: what was provisional is settled, a pause's rest too; the same file again is nothing", async () => {
    base.clock.now = "2026-12-28T01:30:00.000Z";
    const { desk, world, services } = base;
    const [caseId, paused] = [await inReview(), await inReview()];
    expect(await stageDue(caseId)).toMatchObject({ dueAt: "2027-01-04T09:30:00.000Z", provisional: true });
    const evidenceDocumentId = await desk.attach(paused, world.viewers.bankOfficer, "PUBLIC_ANNOUNCEMENT");
    await desk.act(paused, world.viewers.bankOfficer, "CLOCK_PAUSE", {
      reasonCode: "FORCE_MAJEURE",
      evidenceDocumentId,
      resumeOn: "2027-03-01",
    });
    const year = { year: 2027, holidays: ["2027-01-01"], workingWeekends: ["2027-01-02"], digest: "d", file: "{}" };
    const gap = await importYear(services.journal, services.policies.calendar, { ...year, year: 2029 });
    expect(gap).toMatchObject({ ok: false, refusals: [{ code: "YEAR_NOT_NEXT" }] });
    for (const again of [false, true]) {
      expect(await importYear(services.journal, services.policies.calendar, year)).toMatchObject({ ok: true });
      const part = await resetDueDates(services, { anew: true, atMost: 1 });
      expect(part.complete).toBe(false);
      const rest = await resetDueDates(other, {});
      expect(rest).toMatchObject({ complete: true, failed: 0 });
      expect(part.moved + rest.moved > 0).toBe(!again);
    }
    // The first is a holiday, and the Saturday after it is worked.
    expect(await stageDue(caseId)).toMatchObject({ dueAt: "2027-01-04T09:30:00.000Z", provisional: false });
    expect(await resetsOf(caseId)).toHaveLength(1);
    base.clock.now = "2026-12-29T01:30:00.000Z";
    await desk.act(paused, world.viewers.bankOfficer, "CLOCK_RESUME");
    expect(await stageDue(paused)).toMatchObject({ dueAt: "2027-01-05T09:30:00.000Z", provisional: false });
    const { calendar } = await ask("auditor", "{ calendar(year: 2027) { lastYear holidays workingWeekends } }");
    expect(calendar).toEqual({ lastYear: 2027, holidays: ["2027-01-01"], workingWeekends: ["2027-01-02"] });
  });

  test("a calendar that has been seen to is not gone through again", async () => {
    base.clock.now = "2026-12-29T02:30:00.000Z";
    while (!(await resetDueDates(base.services, {})).complete);
    expect(await resetDueDates(other, {})).toMatchObject({ seen: 0, complete: true });
    const { differences } = await verifyJournal({ journal: base.services.journal, tables });
    expect(differences).toEqual([]);
  });
});

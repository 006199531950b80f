/** A center's yearly tasks through the API: set and confirmed by two people, and Xianning's figures come out. */
import { schemaOf } from "../../src/app/schema/build.js";
import { apiResolvers } from "../../src/app/resolvers.js";
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import { addUnit, resultOf } from "../../src/parties/index.js";
import { caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { inProcess, type AskInProcess } from "../support/inProcess.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(120_000);

/** Looked at, not typed. */
type Json = ReturnType<typeof JSON.parse>;

const source = "咸宁市住房公积金管理中心工作纪实（2016年1-9月）";
/** Hundreds of millions of yuan as the paper says them. */
const yi = (text: string) => `${Math.round(Number(text) * 10_000)}0000.00`;

onEachDatabase((open) => {
  let base: CaseWorld;
  let ask: AskInProcess;
  const tokens = new Map<MemberName, string>();
  let city: string;
  beforeAll(async () => {
    base = await caseWorld(await open());
    const { services, world } = base;
    ask = inProcess(services, await schemaOf(apiResolvers));
    for (const who of ["supervisor", "seniorApprover", "fundsOfficer", "reviewer", "bankManager"] as const)
      tokens.set(who, await world.tokenOf(who));
    const names = { name: "市直", nameEn: "City itself" };
    city = resultOf(await addUnit(services.journal, { partyId: world.partyIds.center, code: "CITY", ...names }));
    // Said of the past, when the platform was not there: the first case is opened in 2026.
  });

  async function asked(who: MemberName, query: string, variables: object = {}): Promise<Json> {
    const { data, errors } = await ask(tokens.get(who) ?? null, query, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }

  async function act(who: MemberName, name: string, input: object): Promise<Json> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}`.replace(/(Target|Figure)(Confirm|Refuse)$/, "$1Decide");
    const thing = name.startsWith("target") ? "target" : "figure";
    const query = `mutation ($input: ${type}Input!) {
      ${name}(input: $input) { ${thing} { id status source business { code } enteredBy { name } decidedBy { name } }
        userErrors { code field } } }`;
    return (await asked(who, query, { input }))[name];
  }

  async function confirmed(name: "targetSet" | "businessFigureEnter", input: object): Promise<string> {
    const thing = name === "targetSet" ? "target" : "figure";
    const entered = await act("supervisor", name, { source, ...input });
    expect(entered.userErrors).toEqual([]);
    expect(entered[thing]).toMatchObject({ status: "PENDING", source, enteredBy: { name: "督查" } });
    const { id } = entered[thing];
    const done = await act(
      "seniorApprover",
      name === "targetSet" ? "targetConfirm" : "businessFigureConfirm",
      name === "targetSet" ? { targetId: id } : { figureId: id },
    );
    expect(done).toMatchObject({ [thing]: { status: "CONFIRMED", decidedBy: { name: "郑高" } }, userErrors: [] });
    return id;
  }

  const figures = "done task lastYear progress growth lead share missing";
  const board = (args: string) => `{ targets(${args}) { year asOf calendarShare rows {
      business { code } unit { code } product { code } figuresTo amount { ${figures} } count { ${figures} } } } }`;
  const rowOf = (rows: Json[], business: string, unit: string | null, product: string | null = null): Json =>
    rows.find(
      (row) =>
        row.business.code === business && (row.unit?.code ?? null) === unit && (row.product?.code ?? null) === product,
    );

  test("January to September 2016: every figure that Xianning published comes out, rounding included", async () => {
    const nine = { from: "2016-01-01", to: "2016-09-30" };
    const before = { from: "2015-01-01", to: "2015-09-30" };
    await confirmed("targetSet", { year: 2016, business: "COLLECTION", amount: yi("12") });
    await confirmed("targetSet", { year: 2016, business: "LENDING", amount: yi("9") });
    await confirmed("targetSet", { year: 2016, business: "COLLECTION", unitId: city, amount: yi("4.3") });
    await confirmed("targetSet", { year: 2016, business: "LENDING", unitId: city, amount: yi("4.5") });
    const said: [object, object][] = [
      [{ business: "COLLECTION", amount: yi("10.58") }, nine],
      // Whole bases of which the published growth is exact: the paper does not name them.
      [{ business: "COLLECTION", amount: "791500000.00" }, before],
      [{ business: "LENDING", amount: yi("10.02") }, nine],
      [{ business: "LENDING", amount: "699770000.00" }, before],
      [{ business: "WITHDRAWAL", amount: yi("5.13") }, nine],
      [{ business: "WITHDRAWAL", amount: "438460000.00" }, before],
      [{ business: "COLLECTION", unitId: city, amount: yi("3.49") }, nine],
      [{ business: "COLLECTION", unitId: city, amount: yi("2.5") }, before],
      [{ business: "LENDING", unitId: city, amount: yi("4.02"), count: 1720 }, nine],
      [{ business: "LENDING", unitId: city, amount: yi("1.92") }, before],
      [{ business: "LENDING", unitId: city, product: "STARTUP_HOUSING", amount: yi("1.72"), count: 749 }, nine],
      [{ business: "WITHDRAWAL", unitId: city, amount: yi("2.3") }, nine],
      [{ business: "WITHDRAWAL", unitId: city, amount: yi("2.18") }, before],
    ];
    for (const [what, days] of said) await confirmed("businessFigureEnter", { ...what, ...days });

    const { targets } = await asked("reviewer", board('year: 2016, asOf: "2016-09-30"'));
    expect(targets).toMatchObject({ year: 2016, asOf: "2016-09-30", calendarShare: 75 });
    const { rows } = targets;
    const collected = { done: yi("10.58"), task: yi("12"), progress: 88.17, growth: 33.67, lead: 13.17, missing: [] };
    expect(rowOf(rows, "COLLECTION", null).amount).toMatchObject(collected);
    expect(rowOf(rows, "LENDING", null).amount).toMatchObject({ progress: 111.33, growth: 43.19, lead: 36.33 });
    expect(rowOf(rows, "WITHDRAWAL", null).amount).toMatchObject({ growth: 17, progress: null, missing: ["NO_TASK"] });
    expect(rowOf(rows, "COLLECTION", "CITY").amount).toMatchObject({ growth: 39.6, progress: 81.16, lead: 6.16 });
    // Published as 89.3: one place less.
    expect(rowOf(rows, "LENDING", "CITY").amount).toMatchObject({ growth: 109.38, progress: 89.33, lead: 14.33 });
    expect(rowOf(rows, "WITHDRAWAL", "CITY").amount).toMatchObject({ growth: 5.5 });
    const startup = rowOf(rows, "LENDING", "CITY", "STARTUP_HOUSING");
    expect(startup.count).toMatchObject({ done: 749, share: 43.55 });
    expect(startup.amount).toMatchObject({ done: yi("1.72"), share: 42.79 });
    expect(rowOf(rows, "LENDING", "CITY").amount.share).toBe(40.12);
    // The same by the period that ends there; the year's end is not reached.
    expect((await asked("reviewer", board('year: 2016, period: "2016Q3"'))).targets).toEqual(targets);
    const whole = (await asked("reviewer", board("year: 2016"))).targets;
    expect(whole.asOf).toBe("2016-12-31");
    expect(rowOf(whole.rows, "COLLECTION", null)).toMatchObject({
      figuresTo: "2016-09-30",
      amount: { done: null, progress: null, missing: ["FIGURES_INCOMPLETE", "COMPARISON_INCOMPLETE"] },
    });
  });

  test("what is entered counts only when another person has confirmed it, and a later task takes its place", async () => {
    const before = (await asked("reviewer", board('year: 2016, asOf: "2016-09-30"'))).targets;
    const input = { year: 2016, business: "COLLECTION", amount: yi("13"), source };
    const { target } = await act("supervisor", "targetSet", input);
    const targetId = target.id;
    const same = await act("supervisor", "targetConfirm", { targetId });
    expect(same).toEqual({ target: null, userErrors: [{ code: "SAME_PERSON", field: ["targetId"] }] });
    expect((await act("fundsOfficer", "targetConfirm", { targetId })).userErrors[0].code).toBe("NOT_ALLOWED");
    expect((await act("bankManager", "targetConfirm", { targetId })).userErrors[0].code).toBe("NOT_FOUND");
    expect((await asked("reviewer", board('year: 2016, asOf: "2016-09-30"'))).targets).toEqual(before);
    await act("seniorApprover", "targetConfirm", { targetId });
    const { rows } = (await asked("reviewer", board('year: 2016, asOf: "2016-09-30"'))).targets;
    expect(rowOf(rows, "COLLECTION", null).amount).toMatchObject({ task: yi("13"), progress: 81.38, lead: 6.38 });
    const again = await act("seniorApprover", "targetRefuse", { targetId });
    expect(again.userErrors).toEqual([{ code: "STATEMENT_DECIDED", field: ["targetId"] }]);
    // Whoever mistyped takes it back without another.
    const typo = (await act("supervisor", "targetSet", { ...input, amount: yi("130") })).target.id;
    expect((await act("supervisor", "targetRefuse", { targetId: typo })).target.status).toBe("REFUSED");
  });

  test("every reason is told at once, and an application is done once under one key", async () => {
    const wrong = { year: 1066, business: "GAMBLING", product: "NONE", unitId: "nowhere", count: 0, source: " " };
    const { userErrors } = await act("fundsOfficer", "targetSet", wrong);
    expect(userErrors.map(({ code }: Json) => code)).toEqual([
      ...["YEAR_WRONG", "BUSINESS_UNKNOWN", "LINE_UNKNOWN", "UNIT_NOT_FOUND", "COUNT_WRONG", "SOURCE_WRONG"],
    ]);
    const ahead = { business: "COLLECTION", from: "2025-12-01", to: "2026-05-01", amount: "1.00", source };
    const told = (await act("fundsOfficer", "businessFigureEnter", ahead)).userErrors;
    expect(told.map(({ code }: Json) => code)).toEqual(["FIGURE_DAYS_WRONG", "FIGURE_AHEAD"]);
    expect((await act("reviewer", "targetSet", wrong)).userErrors).toEqual([{ code: "NOT_ALLOWED", field: null }]);
    const input = { year: 2027, business: "LENDING", count: 2000, source, idempotencyKey: "once" };
    const [one, other] = [await act("supervisor", "targetSet", input), await act("supervisor", "targetSet", input)];
    expect(other.target.id).toBe(one.target.id);
    const list = await asked(
      "reviewer",
      `{ yearlyTargets(filter: { year: 2027, status: PENDING }) { totalCount { value } nodes { id count amount } } }`,
    );
    expect(list.yearlyTargets).toEqual({
      totalCount: { value: 1 },
      nodes: [{ id: one.target.id, count: 2000, amount: null }],
    });
  });

  test("a bank sees no targets; a year that has not begun is told by name", async () => {
    expect((await asked("bankManager", board("year: 2016"))).targets).toBeNull();
    const lists = "{ yearlyTargets { nodes { id } } businessFigures { nodes { id } } }";
    expect(await asked("bankManager", lists)).toEqual({ yearlyTargets: { nodes: [] }, businessFigures: { nodes: [] } });
    for (const args of ["year: 2027", 'year: 2016, asOf: "2015-01-01"', 'year: 2026, asOf: "2026-12-01"']) {
      const { errors } = await ask(tokens.get("reviewer") ?? null, board(args));
      expect(errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
    }
  });

  test("lending is counted from cases that are paid out, by product and by the bank's unit", async () => {
    const { desk, clock } = base;
    for (let count = 0; count < 2; count += 1) await desk.advanceTo(await desk.open(fundCase()), "SERVICING");
    await desk.advanceTo(await desk.open(fundCase()), "DISBURSEMENT");
    const stated = { business: "LENDING", from: "2026-01-01", to: "2026-03-01", amount: "1000000.00", count: 4 };
    await confirmed("businessFigureEnter", stated);
    await confirmed("targetSet", { year: 2026, business: "LENDING", amount: "9500000.00", count: 60 });
    const { gulou } = base.world.unitIds;
    await confirmed("targetSet", { year: 2026, business: "LENDING", unitId: gulou, amount: "1.00" });
    const today = clock.now.slice(0, 10);
    const { rows } = (await asked("reviewer", board(`year: 2026, asOf: "${today}"`))).targets;
    expect(rowOf(rows, "LENDING", null)).toMatchObject({
      figuresTo: today,
      amount: { done: "1900000.00", progress: 20 },
      count: { done: 6, task: 60, progress: 10 },
    });
    // Of a product nobody stated what was lent before the first case.
    expect(rowOf(rows, "LENDING", null, "FUND").amount).toMatchObject({ done: null });
    await confirmed("businessFigureEnter", { ...stated, product: "FUND", amount: "500000.00", count: 2 });
    const again = (await asked("reviewer", board(`year: 2026, asOf: "${today}"`))).targets.rows;
    expect(rowOf(again, "LENDING", null, "FUND")).toMatchObject({
      amount: { done: "1400000.00", share: 73.68 },
      count: { done: 4, share: 66.67 },
    });
    const { rows: byUnit } = (await asked("reviewer", board(`year: 2026, asOf: "${today}"`))).targets;
    expect(rowOf(byUnit, "LENDING", "GULOU").amount).toMatchObject({
      done: null,
      missing: ["FIGURES_INCOMPLETE", "COMPARISON_INCOMPLETE"],
    });
    const report = await verifyJournal({ journal: base.services.journal, tables });
    expect(report.differences).toEqual([]);
  });
});

/** What hangs on a board, over HTTP: strata, case mix, units, officers, trend, rows; reckoned from the cases, and kept. */
import { testPolicies } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import type { MemberName } from "../support/world.js";
import type { Answer } from "./support/boards.js";
import { figuresOf, saidOf, scoreOf, type Made } from "./support/figures.js";
import { partsWorld, type PartsWorld } from "./support/parts.js";

jest.setTimeout(240_000);

const april = `period: "2026-04", kind: BANK`;
const figures = "indicators { code value sampleSize weight missing }";
const parts = `units { unit { code } score ${figures} } officers { member { name } score ${figures} }`;

onEachDatabase((open) => {
  let at: PartsWorld;
  beforeAll(async () => {
    at = await partsWorld(await open());
  });
  afterAll(() => at.served.close());

  const ask: PartsWorld["ask"] = (who, query, variables) => at.ask(who, query, variables);
  const scoreboard = async (who: MemberName, fields: string, asked = april): Promise<Answer> =>
    (await at.ask(who, `{ scoreboard(${asked}) { ${fields} } }`)).scoreboard;

  const of = (bank: "bank" | "otherBank", cases: readonly Made[]) =>
    figuresOf(at.world.partyIds[bank], cases, at.states);
  const checked = (part: Answer, bank: "bank" | "otherBank", cases: readonly Made[]) => {
    const reckoned = of(bank, cases);
    expect(saidOf(part.indicators, Object.keys(reckoned))).toEqual(reckoned);
    const score = scoreOf(part.indicators, testPolicies().find("2026-04-30")?.indicators ?? []);
    if (score === null) expect(part.score).toBeNull();
    else expect(part.score).toBeCloseTo(score, 1);
  };
  const cardOf = ({ rows }: Answer, code: string): Answer => rows.find(({ partner }: Answer) => partner.code === code);

  test("each card, each unit and each officer says what the cases come to that were theirs", async () => {
    const board = await scoreboard("supervisor", `rows { partner { code } score ${figures} ${parts} }`);
    const [ccb, icbc] = [cardOf(board, "CCB"), cardOf(board, "ICBC")];
    const both = [...at.made.city, ...at.made.gulou];
    checked(ccb, "bank", both);
    checked(icbc, "otherBank", at.made.other);
    const byUnit = new Map<string, Answer>(ccb.units.map((one: Answer) => [one.unit.code, one]));
    expect([...byUnit.keys()].sort()).toEqual(["CITY", "GULOU"]);
    checked(byUnit.get("CITY"), "bank", at.made.city);
    checked(byUnit.get("GULOU"), "bank", at.made.gulou);
    expect(byUnit.get("CITY").score).not.toBeNull();
    const byOfficer = new Map<string, Answer>(ccb.officers.map((one: Answer) => [one.member.name, one]));
    expect([...byOfficer.keys()].sort()).toEqual(["李伟", "王芳"].sort());
    checked(byOfficer.get("李伟"), "bank", at.made.city);
    checked(byOfficer.get("王芳"), "bank", at.made.gulou);
    // What is the partner's as a whole is on no part's card.
    const codes = byUnit.get("CITY").indicators.map(({ code }: Answer) => code);
    expect(codes).not.toContain("OVERDUE");
    expect(codes).not.toContain("TASK_COMPLETION");
  });

  test("within one kind of case everything is of that kind; the case mix is of all", async () => {
    const asked = `${april}, stratum: { product: "FUND_SERIAL", propertyKind: "NEW" }`;
    const fields = `partner { code } score caseMix { product propertyKind cases share } ${figures} ${parts}`;
    const board = await scoreboard("supervisor", `status rows { ${fields} }`, asked);
    const serial = (cases: readonly Made[]) => cases.filter(({ product }) => product === "FUND_SERIAL");
    const card = cardOf(board, "CCB");
    // Complaints are of no kind of case.
    const kind = (cases: readonly Made[]) => serial(cases).map((one) => ({ ...one, complaints: 0 }));
    checked(card, "bank", kind([...at.made.city, ...at.made.gulou]));
    const [city, gulou] = ["CITY", "GULOU"].map((code) => card.units.find(({ unit }: Answer) => unit.code === code));
    checked(city, "bank", kind(at.made.city));
    checked(gulou, "bank", kind(at.made.gulou));
    for (const { member, ...part } of card.officers)
      checked(part, "bank", kind(member.name === "李伟" ? at.made.city : at.made.gulou));
    const missing = Object.fromEntries(card.indicators.map((one: Answer) => [one.code, one.missing]));
    expect(missing).toMatchObject({ TASK_COMPLETION: "NO_TASK", OVERDUE: "NOT_ENTERED" });
    expect(card.caseMix).toEqual([
      { product: "FUND", propertyKind: "NEW", cases: 2, share: 50 },
      { product: "FUND_SERIAL", propertyKind: "NEW", cases: 2, share: 50 },
    ]);
    const none = `${april}, stratum: { product: "FUND", propertyKind: "SECOND_HAND" }`;
    const empty = await scoreboard("supervisor", `rows { score ${figures} units { score } trend { score } }`, none);
    for (const row of empty.rows) {
      expect(row.indicators.every(({ sampleSize }: Answer) => sampleSize === 0)).toBe(true);
      expect(row).toMatchObject({ score: null, units: [] });
    }
  });

  test.each([
    [`product: "NO_SUCH", propertyKind: "NEW"`, /stratum\.product/],
    [`product: "FUND", propertyKind: "CASTLE"`, /stratum\.propertyKind/],
  ])("a kind of case that the policy does not know is named: %s", async (stratum, named) => {
    await expect(scoreboard("supervisor", "rows { score }", `${april}, stratum: { ${stratum} }`)).rejects.toThrow(
      named,
    );
  });

  test("every figure opens to the cases that it was reckoned from, of a unit and an officer only to their own", async () => {
    const rows =
      "rows(first: 50) { totalCount { value } nodes { subjectId subjectName passed rating amount minutes } }";
    const one = (code: string) => `${code}: indicator(code: "${code}") { numerator denominator ${rows} }`;
    const codes = ["VOLUME", "ZERO_TRIP", "SATISFACTION", "HANDLING_TIME", "COMPLAINTS", "OVERDUE"].map(one).join(" ");
    const { bank } = at.world.partyIds;
    const { card } = await scoreboard(
      "supervisor",
      `card(partnerId: "${bank}") { ${codes} units { unit { code } ${codes} } officers { member { name } ${one("VOLUME")} } }`,
    );
    const ids = (part: Answer, code: string) => part[code].rows.nodes.map((row: Answer) => row.subjectId).sort();
    const all = [...at.made.city, ...at.made.gulou];
    const idsOf = (cases: readonly Made[]) => cases.map(({ id }) => id).sort();
    expect(ids(card, "VOLUME")).toEqual(idsOf(all));
    expect(card.VOLUME.rows.nodes.map(({ amount }: Answer) => amount)).toEqual(all.map(() => "450000.00"));
    const failed = card.ZERO_TRIP.rows.nodes.filter(({ passed }: Answer) => !passed);
    expect(failed.map(({ subjectId }: Answer) => subjectId)).toEqual(
      idsOf(at.made.city.filter(({ visited }) => visited)),
    );
    expect(card.SATISFACTION.rows.nodes.map(({ rating }: Answer) => rating).sort()).toEqual([4, 5]);
    expect(card.COMPLAINTS).toMatchObject({ numerator: 1, denominator: 4, rows: { totalCount: { value: 1 } } });
    expect(ids(card, "COMPLAINTS")).toEqual(idsOf(at.made.gulou));
    expect(card.OVERDUE).toMatchObject({ numerator: 1, denominator: 100, rows: { nodes: [] } });
    const minutes = card.HANDLING_TIME.rows.nodes.map((row: Answer) => row.minutes);
    expect(minutes).toHaveLength(of("bank", all)["HANDLING_TIME"]?.sampleSize ?? 0);
    for (const { unit, ...part } of card.units) {
      const own = unit.code === "CITY" ? at.made.city : at.made.gulou;
      expect(ids(part, "VOLUME")).toEqual(idsOf(own));
      expect(part.HANDLING_TIME.rows.totalCount.value).toBe(of("bank", own)["HANDLING_TIME"]?.sampleSize);
      expect(part.COMPLAINTS.rows.totalCount.value).toBe(unit.code === "CITY" ? 0 : 1);
    }
    for (const { member, VOLUME } of card.officers)
      expect(ids({ VOLUME }, "VOLUME")).toEqual(idsOf(member.name === "李伟" ? at.made.city : at.made.gulou));
  });

  test("one card and one figure of it can be asked as deep as they go; all of a board cannot", async () => {
    const rows = "rows(first: 100) { nodes { id subjectId subjectName day occurredAt recordedAt passed minutes } }";
    const { partyIds } = at.world;
    const deep = `card(partnerId: "${partyIds.bank}") { units { indicator(code: "ON_TIME") { ${rows} } } }`;
    expect((await scoreboard("supervisor", deep)).card.units).toHaveLength(2);
    const all = `{ scoreboard(${april}) { rows { units { indicators { ${rows} } } } } }`;
    const refused = await at.served.ask(await at.world.tokenOf("supervisor"), all);
    expect(refused.body.errors[0].extensions.code).toBe("BAD_USER_INPUT");
    const strange = `card(partnerId: "${partyIds.bank}") { score }`;
    expect((await scoreboard("otherBankManager", strange)).card).toBeNull();
    expect((await scoreboard("supervisor", strange.replace(partyIds.bank, "none"))).card).toBeNull();
    expect(
      (await scoreboard("bankManager", `card(partnerId: "${partyIds.bank}") { indicator(code: "X") { code } }`)).card,
    ).toEqual({ indicator: null });
  });

  test("a partner's manager sees its own parts, its officer its own card alone, another party nothing of it", async () => {
    const fields = `rows { partner { code } score ${figures} caseMix { cases } trend { score } ${parts}
      notDistinguishableFrom { code } }`;
    const center = await scoreboard("supervisor", fields);
    const own = await scoreboard("bankManager", fields);
    expect(own.rows).toEqual([{ ...cardOf(center, "CCB"), notDistinguishableFrom: null }]);
    const officer = await scoreboard("bankOfficer", fields);
    expect(officer.rows).toEqual([{ ...own.rows[0], units: null, officers: null }]);
    expect((await scoreboard("otherBankManager", fields)).rows.map(({ partner }: Answer) => partner.code)).toEqual([
      "ICBC",
    ]);
    expect((await scoreboard("guaranteeManager", fields)).rows).toEqual([]);
  });

  test("whom chance may have put the other way round is said to the center", async () => {
    const fields = "rows { partner { code } rankLow rankHigh distinguishable notDistinguishableFrom { code } }";
    const { rows } = await scoreboard("supervisor", fields);
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row.rankLow).not.toBeNull();
      const others = rows.filter(
        (other: Answer) => other !== row && other.rankLow <= row.rankHigh && row.rankLow <= other.rankHigh,
      );
      expect(row.notDistinguishableFrom).toEqual(others.map(({ partner }: Answer) => partner));
      expect(row.distinguishable).toBe(others.length === 0);
    }
  });

  test("the trend is what the months before come to, and ends where no policy was in force", async () => {
    const earlier = await scoreboard(
      "supervisor",
      "status rows { partner { code } score rank }",
      `period: "2026-03", kind: BANK`,
    );
    const board = await scoreboard(
      "supervisor",
      "rows { partner { code } trend(periods: 3) { period score rank status } }",
    );
    for (const { partner, trend } of board.rows) {
      expect(trend.map(({ period }: Answer) => period)).toEqual(["2026-03", "2026-02", "2026-01"]);
      const { score, rank } = cardOf(earlier, partner.code);
      expect(trend[0]).toEqual({ period: "2026-03", score, rank, status: earlier.status });
      expect(trend[1]).toMatchObject({ score: null, rank: null });
    }
  });

  test("an upheld complaint is on the appraisal of the officer complained of, and on nobody else's", async () => {
    const complaints = async (who: MemberName) => {
      const { appraisal } = await ask(who, `{ appraisal(period: "2026-04") { figures { code value sampleSize } } }`);
      return appraisal.figures.find(({ code }: Answer) => code === "COMPLAINTS");
    };
    expect(await complaints("bankColleague")).toMatchObject({ value: 1, sampleSize: 1 });
    expect(await complaints("bankOfficer")).toMatchObject({ value: 0, sampleSize: 0 });
  });

  describe("kept", () => {
    let boardId = "";
    const kept = `rows { partner { code } score caseMix { product cases share } trend(periods: 2) { period score rank status }
      indicators { code value sampleSize rows { nodes { id } } } ${parts} notDistinguishableFrom { code } }`;
    const board = async (who: MemberName, fields: string, id = boardId) =>
      (await ask(who, `query ($id: ID!) { board(id: $id) { ${fields} } }`, { id })).board;
    const differences = "differences { partner { code } indicator before { value points } after { value points } }";
    const changed = (list: readonly Answer[]) => list.filter(({ indicator }) => indicator !== null);

    test("a previewed board says of its parts what the computed one said", async () => {
      const live = await scoreboard("supervisor", kept);
      boardId = (await at.act("supervisor", "boardPreview", { period: "2026-04", kind: "BANK" }, "board { id }")).board
        .id;
      expect((await board("supervisor", `scoreboard { ${kept} }`)).scoreboard).toEqual(live);
    });

    test("a figure from outside that was put right after an upheld objection counts, that of another does not", async () => {
      const { bank, otherBank } = at.world.partyIds;
      const raised = { boardId, indicator: "OVERDUE", reason: "分子多计一笔" };
      const { objection } = await at.act("bankManager", "boardObjectionRaise", raised, "objection { id }");
      at.clock.now = "2026-05-07T02:00:00.000Z";
      await at.enter("EXTERNAL_FIGURE", "OVERDUE", bank, 20, 10_000);
      await at.enter("EXTERNAL_FIGURE", "OVERDUE", otherBank, 20, 10_000);
      await at.act("supervisor", "boardRecompute", { boardId });
      expect((await board("supervisor", differences)).differences).toEqual([]);
      const answer = { boardId, objectionId: objection.id, result: "UPHELD", answer: "已更正" };
      await at.act("supervisor", "boardObjectionAnswer", answer);
      await at.act("supervisor", "boardRecompute", { boardId });
      const found = changed((await board("supervisor", differences)).differences);
      expect(found).toMatchObject([
        { partner: { code: "CCB" }, indicator: "OVERDUE", before: { value: 0.01 }, after: { value: 0.002 } },
      ]);
      expect((await board("bankManager", "cutoff")).cutoff).toBe("2026-05-06T02:00:00.000Z");
    });

    test("frozen, nothing of it moves when cases are corrected later; its successor says what moved", async () => {
      for (const who of ["bankManager", "otherBankManager"] as const)
        await at.act(who, "boardObjectionsWaive", { boardId });
      await at.act("supervisor", "boardFreeze", { boardId, overrideReason: "试行" });
      await at.act("seniorApprover", "boardFreezeConfirm", { boardId });
      const before = await scoreboard("supervisor", kept);
      at.clock.now = "2026-05-20T02:00:00.000Z";
      const { desk, staff } = at;
      for (const { id } of [at.made.march, at.made.city[0] as Made]) {
        const payment = (await desk.state(id)).payment.payments[0];
        const said = { reasonCode: "FACT_DISPROVED", note: "经复核有误", entryId: payment?.entryId, values: null };
        await desk.act(id, staff.bankOfficer, "ENTRY_CORRECT", said);
        const correctionId = (await desk.state(id)).corrections.proposed[0]?.id;
        await desk.act(id, at.world.viewers.bankManager, "CORRECTION_CONFIRM", { correctionId });
      }
      const after = await scoreboard("supervisor", kept);
      expect(after).toEqual(before);
      const late = "lateFacts(first: 100) { nodes { indicator subjectId amount late takenBackAt } }";
      const gone = { subjectId: at.made.city[0]?.id, late: "WENT", takenBackAt: "2026-05-20T02:00:00.000Z" };
      for (const who of ["supervisor", "bankManager"] as const) {
        const { nodes } = (await board(who, late)).lateFacts;
        expect(nodes).toContainEqual({ ...gone, indicator: "VOLUME", amount: expect.any(String) });
        expect(nodes).toContainEqual({ ...gone, indicator: "ZERO_TRIP", amount: null });
      }
      expect((await board("otherBankManager", late)).lateFacts.nodes).toEqual([]);
      const stratum = `${april}, stratum: { product: "FUND", propertyKind: "NEW" }`;
      const [ccb] = (await scoreboard("bankManager", `rows { caseMix { product cases } ${figures} }`, stratum)).rows;
      expect(ccb.caseMix).toContainEqual({ product: "FUND", cases: 1 });

      const erratum = await at.act("supervisor", "boardErratum", { boardId, reason: "更正" }, "board { id }");
      const moved = changed((await board("supervisor", differences, erratum.board.id)).differences);
      const volume = moved.find(({ indicator }: Answer) => indicator === "VOLUME");
      expect(volume).toMatchObject({ partner: { code: "CCB" }, before: { value: 4 }, after: { value: 3 } });
      // Of the objection only the bank's own figure was put right; the other bank's was, after the cut-off.
      expect(
        moved.find(({ indicator, partner }: Answer) => indicator === "OVERDUE" && partner.code === "ICBC"),
      ).toBeDefined();
      expect(
        moved.find(({ indicator, partner }: Answer) => indicator === "OVERDUE" && partner.code === "CCB"),
      ).toBeUndefined();
      const since = await board(
        "supervisor",
        differences.replace("differences", "differences(since: 1)"),
        erratum.board.id,
      );
      expect(since.differences).toEqual([]);
    });

    test("the trend of a later month shows what was frozen", async () => {
      const later = await scoreboard(
        "supervisor",
        "rows { partner { code } trend(periods: 1) { period score rank status } }",
        `period: "2026-05", kind: BANK`,
      );
      const frozen = (await board("supervisor", "scoreboard { rows { partner { code } score rank } }")).scoreboard;
      for (const { partner, trend } of later.rows) {
        const { score, rank } = cardOf(frozen, partner.code);
        expect(trend).toEqual([{ period: "2026-04", score, rank, status: "FROZEN" }]);
      }
    });
  });
});

/** From the files alone a partner and the center compute a score again by hand, and read what took a rank. */
import { registerParty, resultOf } from "../../src/parties/index.js";
import { onEachDatabase } from "../support/harness.js";
import { serverOver, type Served } from "../support/serverOver.js";
import type { MemberName } from "../support/world.js";
import { boardWorld, type Answer, type BoardWorld } from "./support/boards.js";
import { entererOf } from "./support/enter.js";
import { records, sheetsOf, tablesOf, wordsOf, type Rows } from "./support/files.js";

jest.setTimeout(120_000);

onEachDatabase((open) => {
  let at: BoardWorld;
  let served: Served;
  let boardId = "";
  let meetingId = "";
  beforeAll(async () => {
    at = await boardWorld(await open());
    const enter = entererOf(at, "2026-03");
    const { bank, otherBank } = at.world.partyIds;
    await enter("EXTERNAL_FIGURE", "OVERDUE", bank, 50, 10_000);
    await enter("TASK", "TASK_COMPLETION", bank, 150_000_000);
    // Seven points are confirmed, and policy lets five of them count.
    await enter("ADJUSTMENT", "GOOD_PRACTICE", bank, 200);
    await enter("ADJUSTMENT", "COMMENDATION", bank, 200);
    await enter("ADJUSTMENT", "EXTRA_TASK", bank, 300);
    await enter("ADJUSTMENT", "INSPECTION_FINDING", bank, 245);
    await enter("EXTERNAL_FIGURE", "OVERDUE", otherBank, 70, 10_000);
    await enter("VETO", "FILE_FORGED", otherBank, null);
    // A third one comes to the same score, so that chance may put either first.
    const third = { kind: "BANK" as const, code: "BOC", name: "中国银行咸宁分行", nameEn: "Bank of China, Xianning" };
    const thirdId = resultOf(await registerParty(at.services.journal, third));
    await enter("EXTERNAL_FIGURE", "OVERDUE", thirdId, 25, 10_000);
    const above = (await card("BOC", "score")).score - (await card("CCB", "score")).score;
    await enter("ADJUSTMENT", "LATE_REPORT", thirdId, Math.round(above * 100));
    const march = { period: "2026-03", kind: "BANK" };
    boardId = (await at.act("supervisor", "boardPreview", march, "board { id }")).board.id;
    at.clock.now = "2026-04-10T02:00:00.000Z";
    await at.act("supervisor", "boardFreeze", { boardId, overrideReason: "试行" });
    expect(await at.codes("seniorApprover", "boardFreezeConfirm", { boardId })).toEqual([]);
    // What came after the cut-off is on no file of the board.
    await enter("ADJUSTMENT", "LATE_REPORT", bank, 111);
    const plan = { period: "2026-03", kinds: ["BANK"], day: "2026-04-15", agenda: ["议程"] };
    meetingId = (await at.act("supervisor", "meetingPlan", plan, "meeting { id }")).meeting.id;
    await at.act("supervisor", "meetingOpen", { meetingId });
    for (const [partnerId, text] of [
      [bank, "建行的点评"],
      [otherBank, "工行的点评"],
    ])
      await at.act("supervisor", "meetingComment", { meetingId, partnerId, text });
    served = await serverOver(at.services);
  });
  afterAll(() => served.close());

  const fetched = async (who: MemberName, path: string) => {
    const headers = { authorization: `Bearer ${await at.world.tokenOf(who)}` };
    return (await fetch(`${served.url}${path}`, { headers })).arrayBuffer();
  };
  const sheets = async (who: MemberName) => sheetsOf(await fetched(who, `/boards/${boardId}/board.xlsx`));
  const minutes = (who: MemberName) => fetched(who, `/meetings/${meetingId}/minutes.docx`);
  async function card(code: string, fields: string): Promise<Answer> {
    const query = `{ scoreboard(period: "2026-03", kind: BANK) { rows { partner { code } ${fields} } } }`;
    const { rows } = (await at.ask("supervisor", query)).scoreboard;
    return rows.find(({ partner }: Answer) => partner.code === code);
  }

  const ofCcb = (rows: Rows | undefined) =>
    records(rows).filter((one) => one["Partner"] === "CCB" || one["Code"] === "CCB");
  const per: Readonly<Record<string, number>> = { "每千笔 per 1000": 1000, "分 rating": 0.01 };
  const number = (value: unknown) => Number(value ?? NaN);

  test.each(["bankManager", "supervisor"] as const)(
    "%s computes the score again from the sheets alone",
    async (who) => {
      const book = await sheets(who);
      const figures = ofCcb(book.get("指标 Figures"));
      let [sum, weights] = [0, 0];
      for (const one of figures) {
        if (one["Numerator"] !== null) {
          const value = (number(one["Numerator"]) / number(one["Denominator"])) * (per[String(one["Unit"])] ?? 1);
          if (one["Code"] !== "TASK_COMPLETION") expect(value).toBeCloseTo(number(one["Value"]), 6);
        }
        if (one["Points"] === null) {
          if (number(one["Weight"]) > 0) expect(one["Missing"]).toEqual(expect.any(String));
          continue;
        }
        const [floor, target] = [number(one["0 points at"]), number(one["100 points at"])];
        const points = 100 * Math.max(0, Math.min(1, (number(one["Value"]) - floor) / (target - floor)));
        expect(points).toBeCloseTo(number(one["Points"]), 1);
        sum += points * number(one["Weight"]);
        weights += number(one["Weight"]);
      }
      const base = Math.round((sum / weights) * 100) / 100;
      const entered = ofCcb(book.get("录入 Entered"));
      const pointsOf = (kind: string) =>
        entered.filter((one) => one["Kind"] === kind).reduce((all, one) => all + number(one["Value"]), 0);
      expect([pointsOf("加分 Addition"), pointsOf("减分 Deduction")]).toEqual([7, -2.45]);
      const steps = ofCcb(book.get("计算 Calculation"));
      const step = (text: string) => steps.find((one) => String(one["Step"]).includes(text)) ?? {};
      expect(step("Additions that count")).toMatchObject({ Value: 5, How: expect.stringMatching(/sum 7.*cap 5$/) });
      expect(step("Deductions that count")).toMatchObject({ Value: -2.45 });
      const [scores] = ofCcb(book.get("评分 Scores"));
      expect(scores).toMatchObject({ Rank: 1, "Base score": base, Adjustment: 2.55 });
      expect(number(scores?.["Score"])).toBeCloseTo(Math.min(100, base + 5 - 2.45), 2);
      const { score, baseScore, coverage, rankLow, rankHigh } = await card(
        "CCB",
        "score baseScore coverage rankLow rankHigh",
      );
      expect(scores).toMatchObject({ Score: score, "Base score": baseScore, Ranks: `${rankLow} – ${rankHigh}` });
      expect([step("Sum of points × weight")["Value"], step("Weight scored")["Value"]]).toEqual([
        expect.closeTo(sum, 3),
        weights,
      ]);
      expect(scores?.["Coverage"]).toBe(coverage);
      expect(figures.reduce((all, one) => all + number(one["Weight spread"]), 0)).toBeCloseTo(100, 6);
    },
  );

  test("each addition and deduction stands with its reason, note, paper and people; what came later does not", async () => {
    const book = await sheets("bankManager");
    const entered = records(book.get("录入 Entered"));
    expect(entered.map((one) => one["Indicator or reason"]).sort()).toEqual(
      [
        ...["逾期率 Overdue rate (OVERDUE)", "业务量完成率 Task completion (TASK_COMPLETION)"],
        ...["经验被推广 Good practice that others took over (GOOD_PRACTICE)"],
        ...["受到表彰 Commended by an authority (COMMENDATION)"],
        ...["承担额外任务 A task taken on beside its own (EXTRA_TASK)"],
        ...["检查发现问题 Found by an inspection (INSPECTION_FINDING)"],
      ].sort(),
    );
    const found = entered.find((one) => String(one["Indicator or reason"]).includes("INSPECTION_FINDING"));
    expect(found).toMatchObject({ Note: "见附件", Document: "证明.pdf", "Entered by": "督查" });
    expect(found?.["Confirmed by"]).not.toBe("督查");
    expect(entered.find((one) => one["Kind"] === "任务(元) Task (yuan)")?.["Value"]).toBe(1_500_000);
    const named = records(book.get("计算 Calculation")).filter((one) => /^(加分|减分) /.test(String(one["Step"])));
    expect(named).toHaveLength(4);
  });

  test("a vetoed partner reads the veto by its name; another partner reads the rank alone", async () => {
    const veto = "伪造档案材料 A file forged";
    for (const who of ["otherBankManager", "supervisor"] as const) {
      const book = await sheets(who);
      const own = records(book.get("评分 Scores")).find((one) => one["Code"] === "ICBC");
      expect(own).toMatchObject({ Rank: null, "Vetoes, or why no rank": veto, Score: expect.any(Number) });
      const steps = records(book.get("计算 Calculation")).filter((one) => one["Partner"] === "ICBC");
      expect(steps).toContainEqual(
        expect.objectContaining({ Step: "一票否决 Veto", Reason: `${veto} (FILE_FORGED)`, How: "见附件" }),
      );
    }
    const book = await sheets("bankManager");
    expect((book.get("评分 Scores") ?? []).find(([, code]) => code === "ICBC")).toEqual([
      ...[null, "ICBC", "工商银行咸宁分行", "Commercial Bank, Xianning"],
    ]);
    for (const [name, rows] of book)
      if (name !== "评分 Scores") expect(JSON.stringify(rows)).not.toMatch(/ICBC|BOC|FILE_FORGED|伪造/);
  });

  test("who cannot be told apart stands in the center's file alone", async () => {
    const apart = "Not told apart from";
    const own = await sheets("bankManager");
    expect(own.get("评分 Scores")?.[0]?.join()).not.toContain(apart);
    expect(JSON.stringify(own.get("计算 Calculation"))).not.toContain(apart);
    const [scores] = ofCcb((await sheets("supervisor")).get("评分 Scores"));
    const { distinguishable, notDistinguishableFrom } = await card(
      "CCB",
      "distinguishable notDistinguishableFrom { code }",
    );
    expect(notDistinguishableFrom).toEqual([{ code: "BOC" }]);
    expect(distinguishable).toBe(false);
    expect(scores).toMatchObject({ [apart]: "BOC", "Rank told apart": "否 no" });
    expect(ofCcb(own.get("评分 Scores"))).toMatchObject([{ "Rank told apart": "否 no" }]);
  });

  test("the file says by which formulas, up to when and from what it was computed", async () => {
    const about = new Map((await sheets("bankManager")).get("说明 About")?.map(([name, value]) => [name, value]));
    const query = `query ($id: ID!) { board(id: $id) { cutoff formulaVersion inputDigest resultDigest } }`;
    const { board } = await at.ask("bankManager", query, { id: boardId });
    expect(about.get("状态 Status")).toBe("FROZEN 已定稿");
    expect(about.get("数据截止时间 Cut-off")).toBe(board.cutoff);
    expect(about.get("公式版本 Formula version")).toBe(board.formulaVersion);
    expect(about.get("输入摘要 Input digest")).toBe(board.inputDigest);
    expect(about.get("结果摘要 Result digest")).toBe(board.resultDigest);
  });

  test("the minutes give rank, interval, score, veto and comment of each partner, to a partner its own", async () => {
    const { score, baseScore, rankLow, rankHigh } = await card("CCB", "score baseScore rankLow rankHigh");
    const other = await card("ICBC", "score baseScore");
    const fixed = (value: number) => value.toFixed(2);
    const ccb = [
      ...["建设银行咸宁分行 Construction Bank, Xianning", "1", `${rankLow} – ${rankHigh}`],
      ...[fixed(score), fixed(baseScore), "2.55", "–", "建行的点评"],
    ];
    const icbc = [
      ...["工商银行咸宁分行 Commercial Bank, Xianning", "–", "–", fixed(other.score), fixed(other.baseScore), "0.00"],
      ...["伪造档案材料 A file forged", "工行的点评"],
    ];
    const tableOf = async (who: MemberName) =>
      (await tablesOf(await minutes(who)))
        .find(([head]) => head?.[1] === "名次 Rank")
        ?.filter(([name]) => name === ccb[0] || name === icbc[0]);
    expect(await tableOf("supervisor")).toEqual([ccb, icbc]);
    const hidden = ([name = "", rank = ""]: string[]) => [name, rank, "–", "–", "–", "–", "–", "–"];
    expect(await tableOf("bankManager")).toEqual([ccb, hidden(icbc)]);
    expect(await tableOf("otherBankManager")).toEqual([hidden(ccb), icbc]);
    expect(await wordsOf(await minutes("bankManager"))).toContain("结果摘要 Result digest");
  });
});

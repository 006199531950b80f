/** What people enter opens from the board: each figure, each point and each veto to who entered it and what proves it. */
import { registerParty, resultOf } from "../../src/parties/index.js";
import { onEachDatabase } from "../support/harness.js";
import type { MemberName } from "../support/world.js";
import { boardWorld, type Answer, type BoardWorld } from "./support/boards.js";
import { entererOf, revoke, type Enter } from "./support/enter.js";

jest.setTimeout(120_000);

const shown = `inputs { id kind code period numerator denominator amount points note status
  document { latest { fileName } } proposedBy { name } decidedBy { name } partner { code } }`;

onEachDatabase((open) => {
  let at: BoardWorld;
  let enter: Enter;
  let boardId = "";
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    at = await boardWorld(await open());
    enter = entererOf(at, "2026-03");
  });

  const rowsOf = async (who: MemberName, fields: string, more = ""): Promise<Answer[]> =>
    (await at.ask(who, `{ scoreboard(period: "2026-03", kind: BANK${more}) { rows { partner { code } ${fields} } } }`))
      .scoreboard.rows;
  const cardOf = async (who: MemberName, fields: string, code = "CCB", more = ""): Promise<Answer> =>
    (await rowsOf(who, fields, more)).find(({ partner }) => partner.code === code);
  const idsOf = (card: Answer): string[] => card.inputs.map(({ id }: Answer) => id).sort();
  const standing = (...names: string[]) => names.map((name) => ids[name]).sort();

  test("a figure from outside opens to what was entered, its document and the two people", async () => {
    const { bank, otherBank } = at.world.partyIds;
    ids["replaced"] = await enter("EXTERNAL_FIGURE", "OVERDUE", bank, 100, 10_000);
    ids["overdue"] = await enter("EXTERNAL_FIGURE", "OVERDUE", bank, 50, 10_000);
    ids["task"] = await enter("TASK", "TASK_COMPLETION", bank, 150_000_000);
    ids["other"] = await enter("EXTERNAL_FIGURE", "OVERDUE", otherBank, 70, 10_000);
    for (const who of ["supervisor", "bankManager"] as const) {
      const figure = (code: string) => `${code}: indicator(code: "${code}") { sampleSize ${shown} }`;
      const card = await cardOf(who, ["OVERDUE", "TASK_COMPLETION", "ZERO_TRIP"].map(figure).join(" "));
      expect(card.OVERDUE).toMatchObject({
        sampleSize: 100,
        inputs: [
          {
            ...{ id: ids["overdue"], kind: "EXTERNAL_FIGURE", numerator: "0.50", denominator: "100.00" },
            ...{ document: { latest: { fileName: "证明.pdf" } }, partner: { code: "CCB" } },
            ...{ proposedBy: { name: "督查" }, decidedBy: { name: expect.any(String) } },
          },
        ],
      });
      const [{ proposedBy, decidedBy }] = card.OVERDUE.inputs;
      expect(decidedBy.name).not.toBe(proposedBy.name);
      expect(card.TASK_COMPLETION.inputs).toMatchObject([{ id: ids["task"], amount: "1500000.00", document: null }]);
      expect(card.ZERO_TRIP.inputs).toEqual([]);
    }
  });

  test("additions, deductions and vetoes hang on the card; another partner's are out of sight", async () => {
    const { bank } = at.world.partyIds;
    ids["deducted"] = await enter("ADJUSTMENT", "INSPECTION_FINDING", bank, 250);
    ids["veto"] = await enter("VETO", "FILE_FORGED", bank, null);
    const card = await cardOf("bankManager", `adjustment vetoes ${shown}`);
    expect(card).toMatchObject({ adjustment: -2.5, vetoes: ["FILE_FORGED"] });
    expect(idsOf(card)).toEqual(standing("overdue", "task", "deducted", "veto"));
    expect(card.inputs.find(({ id }: Answer) => id === ids["deducted"])).toMatchObject({
      ...{ kind: "ADJUSTMENT", code: "INSPECTION_FINDING", points: -2.5, note: "见附件" },
      document: { latest: { fileName: "证明.pdf" } },
    });
    const others = await rowsOf("otherBankManager", "inputs { id } indicators { inputs { id } }");
    expect(others.map(idsOf)).toEqual([standing("other")]);
    const units = "units { indicators { inputs { id } } }";
    expect(JSON.stringify(await cardOf("supervisor", units))).not.toContain(ids["overdue"]);
    // Of one kind of case the rest does not count.
    const stratum = `, stratum: { product: "FUND", propertyKind: "NEW" }`;
    expect(idsOf(await cardOf("supervisor", "inputs { id }", "CCB", stratum))).toEqual(standing("veto"));
  });

  test("a kept board shows them as they stood at its cut-off, and at the later instant of an upheld objection", async () => {
    const march = { period: "2026-03", kind: "BANK" };
    boardId = (await at.act("supervisor", "boardPreview", march, "board { id }")).board.id;
    const objected = { boardId, indicator: "OVERDUE", reason: "报表未更新" };
    const raised = await at.act("bankManager", "boardObjectionRaise", objected, "objection { id }");
    at.clock.now = "2026-04-02T01:30:00.000Z";
    await revoke(at, ids["veto"] ?? "");
    ids["late"] = await enter("ADJUSTMENT", "LATE_REPORT", at.world.partyIds.bank, 100);
    ids["corrected"] = await enter("EXTERNAL_FIGURE", "OVERDUE", at.world.partyIds.bank, 30, 10_000);
    const before = await cardOf("bankManager", shown);
    expect(idsOf(before)).toEqual(standing("overdue", "task", "deducted", "veto"));
    expect(before.inputs.find(({ id }: Answer) => id === ids["veto"]).status).toBe("REVOKED");
    const answer = { boardId, objectionId: raised.objection.id, result: "UPHELD", answer: "属实" };
    expect(await at.codes("supervisor", "boardObjectionAnswer", answer)).toEqual([]);
    expect(await at.codes("supervisor", "boardRecompute", { boardId })).toEqual([]);
    const after = await cardOf("bankManager", `${shown} OVERDUE: indicator(code: "OVERDUE") { numerator ${shown} }`);
    expect(idsOf(after)).toEqual(standing("corrected", "task", "deducted", "veto"));
    expect(after.OVERDUE).toMatchObject({ numerator: 0.3, inputs: [{ id: ids["corrected"] }] });
  });

  test("the database is asked as often for many partners as for two", async () => {
    const april = entererOf(at, "2026-04");
    const fields = `rows { ${shown} indicators { ${shown} } }`;
    const statements = async () => {
      const { stats } = at.fresh.database;
      const before = stats.statements;
      const { scoreboard } = await at.ask("supervisor", `{ scoreboard(period: "2026-04", kind: BANK) { ${fields} } }`);
      return { asked: stats.statements - before, rows: scoreboard.rows.length };
    };
    const { bank, otherBank } = at.world.partyIds;
    const enterAll = async (partnerId: string, place: number) => {
      await april("TASK", "TASK_COMPLETION", partnerId, 1_000_000 + place);
      await april("EXTERNAL_FIGURE", "OVERDUE", partnerId, 10 + place, 10_000);
      await april("ADJUSTMENT", "COMMENDATION", partnerId, 100 + place);
      await april("VETO", "DATA_LEAKED", partnerId, null);
    };
    for (const [place, id] of [bank, otherBank].entries()) await enterAll(id, place);
    await statements();
    const few = await statements();
    for (let place = 2; place < 7; place += 1) {
      const party = { kind: "BANK" as const, code: `B${place}`, name: `某银行${place}`, nameEn: `Bank ${place}` };
      await enterAll(resultOf(await registerParty(at.services.journal, party)), place);
    }
    await statements();
    expect(await statements()).toEqual({ asked: few.asked, rows: 7 });
  });
});

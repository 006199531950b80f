/** An objection to what was entered for a board: points, vetoes and tasks put right count when it is computed again, and nothing else. */
import { factSources } from "../../src/app/context.js";
import { done } from "../../src/app/demo/desk.js";
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import { checkBoards, decideInput, proposeInput } from "../../src/oversight/index.js";
import { onEachDatabase } from "../support/harness.js";
import { uploadAt } from "../support/raceScene.js";
import { entererOf, revoke, type Enter } from "./support/enter.js";
import { boardWorld, type Answer, type BoardWorld } from "./support/boards.js";

jest.setTimeout(180_000);

onEachDatabase((open) => {
  let at: BoardWorld;
  let boardId: string;
  let enter: Enter;
  const ids: Record<"deducted" | "deductedToo" | "veto" | "oldTask" | "task" | "others", string> = {
    ...{ deducted: "", deductedToo: "", veto: "", oldTask: "", task: "", others: "" },
  };

  /** Points in the place of others. */
  const replace = async (code: string, partnerId: string, numerator: number, replacesId: string) => {
    const { supervisor } = at.world.viewers;
    const ticketId = await uploadAt(at, `${code} ${numerator} in the place of another`, supervisor);
    const figure = { numerator, denominator: null, cases: null, note: "更正" };
    const given = { kind: "ADJUSTMENT", code, partnerId, period: "2026-03", ...figure, ticketId, replacesId } as const;
    return proposeInput(at.services, supervisor, given, null);
  };
  const object = (input: object, who: "bankManager" | "otherBankManager" = "bankManager") =>
    at.act(who, "boardObjectionRaise", { boardId, reason: "与事实不符", ...input }, "objection { id }");
  const codesOf = ({ userErrors }: Answer): string[] =>
    userErrors.map(({ code, field }: Answer) => `${code} ${field?.join(".")}`);
  const cards = async (): Promise<Record<string, Answer>> => {
    const fields = "board(id: $id) { scoreboard { rows { partner { code } score rank indicators { code points } } } }";
    const { board } = await at.ask("supervisor", `query ($id: ID!) { ${fields} }`, { id: boardId });
    return Object.fromEntries(board.scoreboard.rows.map((row: Answer) => [row.partner.code, row]));
  };
  const differences = async (who: "supervisor" | "bankManager" | "otherBankManager") => {
    const fields = "partner { code } indicator input { id kind } before { points rank } after { points rank }";
    const { board } = await at.ask(who, `query ($id: ID!) { board(id: $id) { differences { ${fields} } } }`, {
      id: boardId,
    });
    return board.differences as Answer[];
  };

  beforeAll(async () => {
    at = await boardWorld(await open(), 2);
    const { bank, otherBank } = at.world.partyIds;
    enter = entererOf(at, "2026-03");
    ids.deducted = await enter("ADJUSTMENT", "INSPECTION_FINDING", bank, 250);
    ids.deductedToo = await enter("ADJUSTMENT", "LATE_REPORT", bank, 100);
    ids.veto = await enter("VETO", "FILE_FORGED", bank, null);
    ids.oldTask = await enter("TASK", "TASK_COMPLETION", bank, 100_000_000);
    ids.task = await enter("TASK", "TASK_COMPLETION", bank, 120_000_000);
    await enter("TASK", "TASK_COMPLETION", otherBank, 150_000_000);
    ids.others = await enter("ADJUSTMENT", "GOOD_PRACTICE", otherBank, 200);
    at.clock.now = "2026-04-01T02:00:00.000Z";
    const preview = { period: "2026-03", kind: "BANK" };
    boardId = (await at.act("supervisor", "boardPreview", preview, "board { id }")).board.id;
    at.clock.now = "2026-04-02T02:00:00.000Z";
  });

  test("it names an indicator or an input of one's own that counts, one of the two; each fault by its name", async () => {
    expect(codesOf(await object({}))).toEqual(["OBJECTION_TO_ONE indicator"]);
    expect(codesOf(await object({ indicator: "VOLUME", inputId: ids.task }))).toEqual(["OBJECTION_TO_ONE indicator"]);
    expect(codesOf(await object({ inputId: ids.task, subjectId: at.caseIds[0] }))).toEqual([
      "OBJECTION_TO_ONE subjectId",
    ]);
    const notThere = ["INPUT_NOT_ON_BOARD inputId"];
    for (const inputId of [ids.others, ids.oldTask, boardId])
      expect(codesOf(await object({ inputId }))).toEqual(notThere);
    expect(codesOf(await object({ inputId: ids.deducted }, "otherBankManager"))).toEqual(notThere);
  });

  test("upheld, the deduction put right moves the score of that partner alone, and the difference names it", async () => {
    const { bank, otherBank } = at.world.partyIds;
    const { objection, userErrors } = await object({ inputId: ids.deducted });
    expect(userErrors).toEqual([]);
    expect(codesOf(await object({ inputId: ids.deducted }))).toEqual(["OBJECTION_TWICE inputId"]);
    const said = "objection { indicator input { id points } }";
    const answered = { boardId, objectionId: objection.id, result: "UPHELD", answer: "情况属实" };
    const answer = await at.act("supervisor", "boardObjectionAnswer", answered, said);
    expect(answer.objection).toEqual({ indicator: "INSPECTION_FINDING", input: { id: ids.deducted, points: -2.5 } });
    const before = await cards();

    await revoke(at, ids.deducted);
    const inPlace = ["INSPECTION_FINDING", bank, 75, ids.deducted] as const;
    const refused = { ok: false, refusals: [{ code: "REPLACES_WRONG", field: ["replacesId"] }] };
    expect(await replace("INSPECTION_FINDING", otherBank, 75, ids.deducted)).toMatchObject(refused);
    expect(await replace("LATE_REPORT", bank, 1, ids.deductedToo)).toMatchObject(refused);
    const put = done(await replace(...inPlace), "REPLACE");
    expect(await replace(...inPlace)).toMatchObject(refused);
    const confirming = { kind: "ADJUSTMENT", inputId: put, confirms: true, expectedVersion: null } as const;
    done(await decideInput(at.services, at.world.viewers.seniorApprover, confirming, null), "CONFIRM");
    // None of these was objected to: they come after the cut-off.
    await enter("ADJUSTMENT", "INSPECTION_FINDING", bank, 300);
    await revoke(at, ids.deductedToo);
    await revoke(at, ids.others);
    at.clock.now = "2026-04-02T03:00:00.000Z";
    expect(await at.codes("supervisor", "boardRecompute", { boardId })).toEqual([]);
    const after = await cards();
    expect(after["CCB"].score).toBeCloseTo(before["CCB"].score + 1.75, 6);
    for (const code of Object.keys(before).filter((one) => one !== "CCB")) expect(after[code]).toEqual(before[code]);
    expect(after["CCB"].indicators).toEqual(before["CCB"].indicators);
    expect(await differences("bankManager")).toMatchObject([
      { partner: { code: "CCB" }, indicator: null, input: null },
      { partner: { code: "CCB" }, input: { id: ids.deducted }, before: { points: -2.5 }, after: null },
      { partner: { code: "CCB" }, input: { id: put }, before: null, after: { points: -0.75 } },
    ]);
    expect(await differences("otherBankManager")).toEqual([]);
  });

  test("a veto that is gone gives the rank back; a task set anew takes the old one's place", async () => {
    const { bank } = at.world.partyIds;
    expect((await cards())["CCB"]).toMatchObject({ rank: null });
    for (const inputId of [ids.veto, ids.task]) {
      const { objection } = await object({ inputId });
      const answered = { boardId, objectionId: objection.id, result: "UPHELD", answer: "情况属实" };
      expect(await at.codes("supervisor", "boardObjectionAnswer", answered)).toEqual([]);
    }
    await revoke(at, ids.veto);
    const task = await enter("TASK", "TASK_COMPLETION", bank, 90_000_000);
    at.clock.now = "2026-04-02T04:00:00.000Z";
    expect(await at.codes("supervisor", "boardRecompute", { boardId })).toEqual([]);
    expect((await cards())["CCB"].rank).toBe(1);
    const changed = (await differences("supervisor")).filter(({ input }) => input !== null);
    expect(changed.map(({ input, before, after }) => [input.id, before !== null, after !== null])).toEqual(
      expect.arrayContaining([
        [ids.veto, true, false],
        [ids.task, true, false],
        [task, false, true],
      ]),
    );
    expect(changed).toHaveLength(5);
    expect((await cards())["CCB"].indicators).toContainEqual({ code: "TASK_COMPLETION", points: 100 });
  });

  test("computed again it comes to the same, and the book holds together", async () => {
    const { journal, policies } = at.services;
    const [check] = await checkBoards({ journal, policies, factSources }, { period: "2026-03", kind: "BANK" });
    expect(check).toMatchObject({ ok: true, first: null });
    expect((await verifyJournal({ journal, tables })).differences).toEqual([]);
  });
});

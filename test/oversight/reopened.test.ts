/** A card that comes to say something else after its partner waived: the waiver falls, and the difference says why. */
import { decideInput, proposeInput, revokeInput, type ScoreInputKind } from "../../src/oversight/index.js";
import { resultOf } from "../../src/parties/index.js";
import { verifyJournal } from "../../src/journal/index.js";
import { tables } from "../../src/app/tables.js";
import { onEachDatabase } from "../support/harness.js";
import { uploadAt } from "../support/raceScene.js";
import { boardWorld, type Answer, type BoardWorld } from "./support/boards.js";

jest.setTimeout(120_000);

onEachDatabase((open) => {
  let at: BoardWorld;
  let boardId = "";
  let vetoId = "";
  const board = async (who: Parameters<BoardWorld["ask"]>[0], fields: string) =>
    (await at.ask(who, `query ($id: ID!) { board(id: $id) { ${fields} } }`, { id: boardId })).board;
  const blockers = async () =>
    (await board("supervisor", "freezeBlockedBy { code }")).freezeBlockedBy.map(({ code }: Answer) => code);
  const waivedBy = async () =>
    (await board("supervisor", "waivedBy { code }")).waivedBy.map(({ code }: Answer) => code).sort();
  const recompute = async (more: object = {}) =>
    (await at.act("supervisor", "boardRecompute", { boardId, ...more }, "board { objectionsUntil computationCount }"))
      .board;
  const sides = "points baseScore adjustment vetoes rank";
  const differences = async (who: Parameters<BoardWorld["ask"]>[0], since: number) =>
    (
      await board(
        who,
        `differences(since: ${since}) { partner { code } indicator before { ${sides} } after { ${sides} } }`,
      )
    ).differences;

  async function enter(kind: ScoreInputKind, code: string, numerator: number | null): Promise<string> {
    const { supervisor, seniorApprover } = at.world.viewers;
    const ticketId = await uploadAt(at, `${code} ${numerator}`, supervisor);
    const figure = { kind, code, numerator, denominator: null, cases: null, note: "见附件", ticketId };
    const input = { ...figure, partnerId: at.world.partyIds.bank, period: "2026-03" };
    const inputId = resultOf(await proposeInput(at.services, supervisor, input, null));
    const decided = { kind, inputId, confirms: true, expectedVersion: null };
    return resultOf(await decideInput(at.services, seniorApprover, decided, null));
  }

  beforeAll(async () => {
    at = await boardWorld(await open());
    const march = { period: "2026-03", kind: "BANK" };
    boardId = (await at.act("supervisor", "boardPreview", march, "board { id }")).board.id;
    for (const who of ["bankManager", "otherBankManager"] as const)
      expect(await at.codes(who, "boardObjectionsWaive", { boardId })).toEqual([]);
  });

  test("computed again to the same, waivers stand and the window stays as it was", async () => {
    at.clock.now = "2026-04-02T02:00:00.000Z";
    expect(await recompute()).toEqual({ objectionsUntil: "2026-04-09T09:30:00.000Z", computationCount: 2 });
    expect(await waivedBy()).toEqual(["CCB", "ICBC"]);
    expect(await blockers()).toEqual([]);
  });

  test("a deduction after the waivers: whose card it changes may object again, the other's waiver stands", async () => {
    await enter("ADJUSTMENT", "INSPECTION_FINDING", 250);
    at.clock.now = "2026-04-02T03:00:00.000Z";
    // Five working days from the second of April, with Qingming on the 4th to the 6th.
    expect((await recompute({ cutoff: at.clock.now })).objectionsUntil).toBe("2026-04-10T09:30:00.000Z");
    expect(await waivedBy()).toEqual(["ICBC"]);
    expect(await blockers()).toEqual(["OBJECTION_WINDOW_OPEN"]);
    const objection = { boardId, indicator: "ON_TIME", reason: "扣分无据" };
    expect(await at.codes("otherBankManager", "boardObjectionRaise", objection)).toEqual(["OBJECTIONS_WAIVED"]);
    const raised = await at.act("bankManager", "boardObjectionRaise", objection, "objection { id }");
    const answer = { boardId, objectionId: raised.objection.id, result: "NOT_UPHELD", answer: "经复核无误" };
    expect(await at.codes("supervisor", "boardObjectionAnswer", answer)).toEqual([]);
    expect(await blockers()).toEqual(["OBJECTION_WINDOW_OPEN"]);
    expect(await at.codes("bankManager", "boardObjectionsWaive", { boardId })).toEqual([]);
    expect(await blockers()).toEqual([]);
  });

  test("the difference says that it was a deduction; the others, whose rank stands, hear nothing of it", async () => {
    const [ccb, entered, ...more] = await differences("bankManager", 1);
    expect(more).toEqual([]);
    expect(entered).toMatchObject({ indicator: null, before: null, after: { points: -2.5, adjustment: null } });
    const { baseScore } = ccb.before;
    expect(ccb).toMatchObject({
      ...{ partner: { code: "CCB" }, indicator: null },
      before: { adjustment: 0, vetoes: [], points: baseScore, rank: 1 },
      after: { adjustment: -2.5, vetoes: [], baseScore, rank: 1 },
    });
    expect(ccb.after.points).toBeCloseTo(baseScore - 2.5, 6);
    expect(await differences("otherBankManager", 1)).toEqual([]);
  });

  test("after the window has passed a veto opens it again; others see the rank alone", async () => {
    vetoId = await enter("VETO", "FILE_FORGED", null);
    at.clock.now = "2026-04-14T02:00:00.000Z";
    expect((await recompute({ cutoff: at.clock.now })).objectionsUntil).toBe("2026-04-21T09:30:00.000Z");
    expect(await waivedBy()).toEqual(["ICBC"]);
    const freeze = { boardId, overrideReason: "试行" };
    expect(await at.codes("supervisor", "boardFreeze", freeze)).toEqual(["OBJECTION_WINDOW_OPEN"]);
    const [own] = await differences("bankManager", 3);
    expect(own).toMatchObject({ before: { vetoes: [], rank: 1 }, after: { vetoes: ["FILE_FORGED"], rank: null } });
    const nothing = { points: null, baseScore: null, adjustment: null, vetoes: null };
    expect(await differences("otherBankManager", 3)).toEqual([
      { partner: { code: "CCB" }, indicator: null, before: { ...nothing, rank: 1 }, after: { ...nothing, rank: null } },
    ]);
  });

  test("a veto that is lifted is told as one", async () => {
    const { supervisor, seniorApprover } = at.world.viewers;
    for (const viewer of [supervisor, seniorApprover]) {
      const given = { inputId: vetoId, note: "查无此事", expectedVersion: null };
      resultOf(await revokeInput(at.services, viewer, given, null));
    }
    at.clock.now = "2026-04-15T02:00:00.000Z";
    await recompute({ cutoff: at.clock.now });
    const [own] = await differences("bankManager", 4);
    expect(own).toMatchObject({ before: { vetoes: ["FILE_FORGED"], rank: null }, after: { vetoes: [], rank: 1 } });
    expect(own.before.points).toBe(own.after.points);
    at.clock.now = "2026-04-22T10:00:00.000Z";
    expect(await blockers()).toEqual([]);
  });

  test("what is kept of it follows from the book", async () => {
    expect((await verifyJournal({ journal: at.services.journal, tables })).differences).toEqual([]);
  });
});

/** Figures from outside, tasks, points and vetoes: by two people, proved, and on the board while they count. */
import { historyFactSource } from "../../src/exchange/index.js";
import {
  caseFactSource,
  computeBoard,
  decideInput,
  mayReadEvidence,
  proposeInput,
  revokeInput,
  ScoreInput,
  type ScoreInputKind,
} from "../../src/oversight/index.js";
import type { Outcome } from "../../src/journal/index.js";
import type { Viewer } from "../../src/parties/index.js";
import { selectRows } from "../../src/platform/index.js";
import { verifyJournal } from "../../src/journal/index.js";
import { tables } from "../../src/app/tables.js";
import { caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { uploadAt } from "../support/raceScene.js";

const codes: Readonly<Record<ScoreInputKind, string>> = {
  EXTERNAL_FIGURE: "OVERDUE",
  TASK: "TASK_COMPLETION",
  ADJUSTMENT: "INSPECTION_FINDING",
  VETO: "FILE_FORGED",
};

onEachDatabase((open) => {
  let world: CaseWorld;
  let papers = 0;
  const codesOf = (outcome: Outcome) => (outcome.ok ? [] : outcome.refusals.map(({ code }) => code));
  const ticket = (viewer: Viewer) => uploadAt(world, `paper ${(papers += 1)}`, viewer);

  async function propose(kind: ScoreInputKind, viewer: Viewer, more: object = {}): Promise<Outcome> {
    const given = {
      ...{ kind, code: codes[kind], partnerId: world.world.partyIds.bank, period: "2026H1", note: "见附件" },
      ...{ numerator: 100, denominator: kind === "EXTERNAL_FIGURE" ? 10_000 : null, cases: null },
      ticketId: await ticket(viewer),
      ...more,
    };
    return proposeInput(world.services, viewer, given, null);
  }
  const confirm = (kind: ScoreInputKind, outcome: Outcome, viewer: Viewer) =>
    decideInput(
      world.services,
      viewer,
      { kind, inputId: outcome.ok ? outcome.resultId : "", confirms: true, expectedVersion: null },
      null,
    );
  const card = async (more: object = {}) => {
    const { journal, policies } = world.services;
    const services = { sql: journal.database.read, policies, sources: [caseFactSource, historyFactSource] };
    const board = await computeBoard(services, { period: "2026H1", kind: "BANK", ...more });
    return board!.cards.find(({ partner }) => partner.code === "CCB")!;
  };
  const figure = async (code: string) => (await card()).indicators.find((one) => one.code === code)!;

  beforeAll(async () => {
    world = await caseWorld(await open());
    await world.desk.advanceTo(await world.desk.open(fundCase()), "SERVICING");
  }, 60_000);

  test("a figure from outside is missing until a second person has confirmed it, and then counts exactly", async () => {
    const { supervisor, fundsOfficer } = world.world.viewers;
    expect(await figure("OVERDUE")).toMatchObject({ missing: "NOT_ENTERED", points: null });
    const entered = await propose("EXTERNAL_FIGURE", fundsOfficer);
    expect((await figure("OVERDUE")).missing).toBe("NOT_ENTERED");
    expect(codesOf(await confirm("EXTERNAL_FIGURE", entered, fundsOfficer))).toEqual(["SAME_PERSON"]);
    expect(codesOf(await confirm("TASK", entered, supervisor))).toEqual(["NOT_FOUND"]);
    expect(codesOf(await confirm("EXTERNAL_FIGURE", entered, supervisor))).toEqual([]);
    expect(codesOf(await confirm("EXTERNAL_FIGURE", entered, supervisor))).toEqual(["INPUT_DECIDED"]);
    // 1 % overdue, on a curve from 1.5 % (none) to 0.1 % (all): 5/14.
    const said = await figure("OVERDUE");
    expect(said).toMatchObject({ missing: null, numerator: 1, denominator: 100, sampleSize: 100, points: 3571 });
    expect(said.value).toEqual({ n: 1n, d: 100n });
  });

  test("a task makes task completion; a later one takes its place", async () => {
    const { supervisor, seniorApprover } = world.world.viewers;
    expect((await figure("TASK_COMPLETION")).missing).toBe("NO_TASK");
    for (const numerator of [10_000_000, 60_000_000]) {
      expect(codesOf(await confirm("TASK", await propose("TASK", supervisor, { numerator }), seniorApprover))).toEqual(
        [],
      );
    }
    expect((await figure("TASK_COMPLETION")).value).toEqual({ n: 3n, d: 4n });
    expect(await figure("TASK_COMPLETION")).toMatchObject({ missing: null, points: 3750 });
  });

  test("points come off the score, a veto takes the rank, and both come back when two people revoke them", async () => {
    const { supervisor, seniorApprover } = world.world.viewers;
    const before = await card();
    const known = world.clock.now;
    world.clock.now = "2026-03-10T02:00:00.000Z";
    const deducted = await propose("ADJUSTMENT", supervisor, { numerator: 250 });
    await confirm("ADJUSTMENT", deducted, seniorApprover);
    const proved = await propose("VETO", seniorApprover);
    expect((await card()).rank).toBe(before.rank);
    await confirm("VETO", proved, supervisor);
    const now = await card();
    expect(now.score).toBe(before.score! - 250);
    expect(now.partner.vetoes).toEqual(["FILE_FORGED"]);
    expect([now.rank, now.baseScore]).toEqual([null, before.score]);
    expect((await card({ cutoff: known })).rank).toBe(before.rank);
    const { resultId: inputId } = proved as { resultId: string };
    const revoke = (viewer: Viewer) =>
      revokeInput(world.services, viewer, { inputId, note: "查无此事", expectedVersion: null }, null);
    expect(codesOf(await revoke(supervisor))).toEqual([]);
    expect(codesOf(await revoke(supervisor))).toEqual(["SAME_PERSON"]);
    expect((await card()).rank).toBeNull();
    expect(codesOf(await revoke(seniorApprover))).toEqual([]);
    expect((await card()).rank).toBe(before.rank);
  });

  test("every fault is told at once, by the input's names", async () => {
    const { supervisor, reviewer } = world.world.viewers;
    const faults = async (kind: ScoreInputKind, more: object, viewer = supervisor) => {
      const outcome = await propose(kind, viewer, more);
      return outcome.ok ? [] : outcome.refusals.map(({ code, field }) => `${code} ${field?.toString()}`);
    };
    expect(await faults("TASK", {}, reviewer)).toEqual(["NOT_ALLOWED undefined"]);
    expect(
      await faults("EXTERNAL_FIGURE", { code: "ON_TIME", numerator: 3, denominator: 2, cases: 0, ticketId: null }),
    ).toEqual(["NOT_EXTERNAL indicator", "FIGURE_WRONG numerator", "CASES_WRONG cases", "SOURCE_REQUIRED ticketId"]);
    expect(await faults("ADJUSTMENT", { numerator: 301, note: " " })).toEqual([
      "POINTS_WRONG points",
      "NOTE_NEEDED note",
    ]);
    // What can be judged without a partner that is scored, or a policy, is told beside their being missing.
    const nobody = { partnerId: world.world.partyIds.center };
    const nowhere = ["PARTNER_NOT_SCORED partnerId", "PERIOD_WITHOUT_POLICY period"];
    const untimely = { ...nobody, period: "1999" };
    expect(await faults("VETO", { code: "LATE", partnerId: world.world.partyIds.developer })).toEqual([
      "PARTNER_NOT_SCORED partnerId",
      "REASON_NOT_IN_POLICY vetoCode",
    ]);
    expect(await faults("ADJUSTMENT", { code: "LATE", ...nobody })).toEqual([
      "PARTNER_NOT_SCORED partnerId",
      "REASON_NOT_IN_POLICY reasonCode",
    ]);
    expect(await faults("ADJUSTMENT", { numerator: 301, ...nobody })).toEqual([
      "PARTNER_NOT_SCORED partnerId",
      "POINTS_WRONG points",
    ]);
    expect(await faults("VETO", untimely)).toEqual(nowhere);
    expect(await faults("TASK", { numerator: 0, ...untimely })).toEqual([...nowhere, "TASK_WRONG amount"]);
    const figure = { numerator: 3, denominator: 2, cases: 0 };
    const figureWrong = ["FIGURE_WRONG numerator", "CASES_WRONG cases"];
    expect(await faults("EXTERNAL_FIGURE", { ...figure, ...untimely })).toEqual([...nowhere, ...figureWrong]);
    expect(await faults("EXTERNAL_FIGURE", { ...figure, ...nobody, code: "ON_TIME" })).toEqual([
      "PARTNER_NOT_SCORED partnerId",
      "NOT_EXTERNAL indicator",
      ...figureWrong,
    ]);
    // Points and vetoes came with the policy of 2026.
    expect(await faults("VETO", { period: "2025H2" })).toEqual(["REASON_NOT_IN_POLICY vetoCode"]);
    expect(
      await faults("EXTERNAL_FIGURE", { code: "RECONCILIATION_DIFFERENCE", partnerId: world.world.partyIds.guarantor }),
    ).toEqual(["NOT_EXTERNAL indicator"]);
  });

  test("what proves it is read by the center, and by its own partner once it counts; the book holds no text", async () => {
    const { journal } = world.services;
    const { supervisor, bankOfficer, otherBankOfficer } = world.world.viewers;
    const [row] = await selectRows(journal.database.read, ScoreInput, "kind = 'ADJUSTMENT' AND status = 'CONFIRMED'");
    const sees = (viewer: Viewer) => mayReadEvidence(journal.database.read, viewer, row!.documentId!);
    expect([await sees(supervisor), await sees(bankOfficer), await sees(otherBankOfficer)]).toEqual([
      true,
      true,
      false,
    ]);
    const texts = await journal.database.read.all<{ text: string }>(
      "SELECT text FROM journal_entry WHERE type LIKE 'SCORE_INPUT%'",
    );
    expect(texts.length).toBeGreaterThan(8);
    for (const { text } of texts) expect(text).not.toContain("附件");
    expect((await verifyJournal({ journal, tables })).differences).toEqual([]);
  });
});

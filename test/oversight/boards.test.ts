/** A board from preview to frozen over the API: who sees what, objections, the difference, two people, errata, digests. */
import { oversightAggregates } from "../../src/oversight/index.js";
import { verifyJournal } from "../../src/journal/index.js";
import { tables } from "../../src/app/tables.js";
import { onEachDatabase } from "../support/harness.js";
import { boardWorld, type Answer, type BoardWorld } from "./support/boards.js";

jest.setTimeout(120_000);

const march = { period: "2026-03", kind: "BANK" };

onEachDatabase((open) => {
  let at: BoardWorld;
  let boardId = "";
  beforeAll(async () => {
    at = await boardWorld(await open());
  });

  const board = async (who: Parameters<BoardWorld["ask"]>[0], fields: string, id = boardId) =>
    (await at.ask(who, `query ($id: ID!) { board(id: $id) { ${fields} } }`, { id })).board;
  const scoreboard = async (who: Parameters<BoardWorld["ask"]>[0], fields: string) =>
    (await at.ask(who, `{ scoreboard(period: "2026-03", kind: BANK) { ${fields} } }`)).scoreboard;
  const cards = "rows { partner { code } rank score indicators { code value sampleSize } }";

  test("before it is shown to anybody it is computed anew, and only the center may show it", async () => {
    const computed = await scoreboard("supervisor", `status digest board { id } ranks { rank } ${cards}`);
    expect(computed).toMatchObject({ status: "PROVISIONAL", board: null, ranks: [] });
    for (const who of ["bankManager", "auditor", "reviewer", "otherGuaranteeManager"] as const) {
      expect(await at.codes(who, "boardPreview", march)).toEqual(["NOT_ALLOWED"]);
    }
    expect(await at.codes("supervisor", "boardPreview", { ...march, period: "1999" })).toEqual([
      "NO_POLICY_FOR_PERIOD",
    ]);
    const later = { ...march, cutoff: "2026-05-01T00:00:00Z" };
    expect(await at.codes("supervisor", "boardPreview", later)).toEqual(["CUTOFF_WRONG"]);
    const refusedFor = async (input: object) =>
      (await at.act("supervisor", "boardPreview", { ...march, ...input })).userErrors.map(
        ({ code, field }: Answer) => `${code} ${field}`,
      );
    // In the center's zone March ends on the 31st at 16:00 UTC, and the year 2030 has not begun.
    const [inside, after] = ["2026-03-31T15:59:59.999Z", "2026-03-31T16:00:00.000Z"];
    expect(await refusedFor({ cutoff: inside })).toEqual(["CUTOFF_IN_PERIOD cutoff"]);
    expect(await refusedFor({ cutoff: "2020-01-01T00:00:00Z" })).toEqual(["CUTOFF_IN_PERIOD cutoff"]);
    for (const period of ["2026-04", "2026H1", "2030H1"]) {
      expect(await refusedFor({ period, cutoff: after })).toEqual(["PERIOD_NOT_OVER period"]);
      expect(await refusedFor({ period })).toEqual(["PERIOD_NOT_OVER period"]);
    }
    expect(await refusedFor({ period: "2010H1", cutoff: "2030-01-01T00:00:00Z" })).toEqual([
      "CUTOFF_WRONG cutoff",
      "NO_POLICY_FOR_PERIOD period",
    ]);
    // Nobody was registered yet.
    expect(await refusedFor({ period: "2024-01", cutoff: "2024-03-01T00:00:00Z" })).toEqual(["BOARD_EMPTY kind"]);
    const fields =
      "board { id status number provisional cutoff objectionsUntil resultDigest inputDigest formulaVersion }";
    const made = await at.act("supervisor", "boardPreview", { ...march, idempotencyKey: "p1" }, fields);
    expect(made.userErrors).toEqual([]);
    expect(made.board).toMatchObject({ status: "PREVIEWED", number: 1, provisional: true, cutoff: at.clock.now });
    // Five working days after the first of April, with Qingming on the 4th to the 6th: close of business on the 9th.
    expect(made.board.objectionsUntil).toBe("2026-04-09T09:30:00.000Z");
    expect(made.board.resultDigest).toBe(computed.digest);
    boardId = made.board.id;
    const again = await at.act("supervisor", "boardPreview", { ...march, idempotencyKey: "p1" }, "board { id }");
    expect(again.board.id).toBe(boardId);
    expect(await at.codes("supervisor", "boardPreview", march)).toEqual(["BOARD_EXISTS"]);
  });

  test("each partner sees its own card in full and the others as ranks; strangers see nothing", async () => {
    const own = await scoreboard("bankManager", `status ranks { partner { code } rank } ${cards} board { id }`);
    expect(own.status).toBe("PREVIEWED");
    expect(own.rows.map(({ partner }: Answer) => partner.code)).toEqual(["CCB"]);
    expect(own.ranks).toEqual([
      { partner: { code: "CCB" }, rank: 1 },
      { partner: { code: "ICBC" }, rank: null },
    ]);
    expect((await scoreboard("supervisor", cards)).rows).toHaveLength(2);
    expect((await scoreboard("otherBankManager", cards)).rows[0].partner.code).toBe("ICBC");
    const stranger = await scoreboard("guaranteeManager", `board { id } ranks { rank } ${cards}`);
    expect(stranger).toEqual({ board: null, ranks: [], rows: [] });
    expect(await board("guaranteeManager", "id")).toBeNull();
    expect((await at.ask("guaranteeManager", "{ boards { nodes { id } } }")).boards.nodes).toEqual([]);
  });

  test("a manager objects to a row of their own, and to no other; the others hear nothing of it", async () => {
    const figures = `rows { indicators { code rows(first: 5) { totalCount { value } nodes { id subjectId passed } } } }`;
    const [{ indicators }] = (await scoreboard("bankManager", figures)).rows;
    const rows = indicators.find(({ code }: Answer) => code === "ZERO_TRIP").rows.nodes;
    expect(rows.map(({ passed }: Answer) => passed).sort()).toEqual([false, true, true]);
    const failed = rows.find(({ passed }: Answer) => !passed);
    expect(failed.subjectId).toBe(at.caseIds[1]);
    const objection = { boardId, indicator: "ZERO_TRIP", factId: failed.id, reason: "系统重复登记" };
    for (const who of ["supervisor", "bankOfficer", "auditor"] as const) {
      expect(await at.codes(who, "boardObjectionRaise", objection)).toEqual(["NOT_ALLOWED"]);
    }
    expect(await at.codes("guaranteeManager", "boardObjectionRaise", objection)).toEqual(["NOT_FOUND"]);
    expect(await at.codes("otherBankManager", "boardObjectionRaise", objection)).toEqual(["FACT_NOT_FOUND"]);
    const wrong = { ...objection, indicator: "NONE", factId: "x", documentId: "y", reason: " " };
    expect(await at.codes("bankManager", "boardObjectionRaise", wrong)).toEqual([
      "INDICATOR_NOT_ON_BOARD",
      "FACT_NOT_FOUND",
      "DOCUMENT_NOT_FOUND",
      "TEXT_WRONG",
    ]);
    const raised = await at.act("bankManager", "boardObjectionRaise", objection, "objection { id reason subjectId }");
    expect(raised.objection).toMatchObject({ reason: "系统重复登记", subjectId: at.caseIds[1] });
    expect(await at.codes("bankManager", "boardObjectionRaise", objection)).toEqual(["OBJECTION_TWICE"]);
    expect((await board("otherBankManager", "objections { id } openObjections")).objections).toEqual([]);
    const fields = "objections { reason partner { code } raisedBy { name } }";
    expect((await board("supervisor", fields)).objections).toMatchObject([{ partner: { code: "CCB" } }]);
    const worklist = await at.ask("supervisor", "{ boards(filter: { withOpenObjections: true }) { nodes { id } } }");
    expect(worklist.boards.nodes).toEqual([{ id: boardId }]);
  });

  test("answered, the case put right, computed again: the difference shows, and who came too late is listed", async () => {
    const [{ id: objectionId }] = (await board("supervisor", "objections { id }")).objections;
    expect(await at.codes("supervisor", "boardFreeze", { boardId })).toEqual([
      "OBJECTIONS_OPEN",
      "OBJECTION_WINDOW_OPEN",
      "OVERRIDE_NEEDED",
    ]);
    at.clock.now = "2026-04-02T02:00:00.000Z";
    const answer = { boardId, objectionId, result: "UPHELD", answer: "情况属实" };
    expect(await at.codes("bankManager", "boardObjectionAnswer", answer)).toEqual(["NOT_ALLOWED"]);
    const answered = await at.act("supervisor", "boardObjectionAnswer", answer, "objection { result answer }");
    expect(answered.objection).toEqual({ result: "UPHELD", answer: "情况属实" });
    expect(await at.codes("supervisor", "boardObjectionAnswer", answer)).toEqual(["OBJECTION_ANSWERED"]);
    const blocked = (await board("supervisor", "freezeBlockedBy { code }")).freezeBlockedBy;
    expect(blocked.map(({ code }: Answer) => code)).toEqual(["OBJECTION_WINDOW_OPEN", "RECOMPUTE_NEEDED"]);

    const { desk, world } = at;
    for (const caseId of at.caseIds) {
      const { trips } = await desk.state(caseId);
      for (const { made } of trips.visits) {
        const given = { entryId: made?.entryId, reasonCode: "RECORDED_TWICE", note: "重复登记" };
        await desk.act(caseId, world.viewers.bankOfficer, "ENTRY_CORRECT", given);
      }
    }
    at.clock.now = "2026-04-02T03:00:00.000Z";
    const before = await board("bankManager", "inputDigest differences { indicator }");
    expect(before.differences).toEqual([]);
    const fields = `board { computationCount inputDigest cutoff
      differences { partner { code } indicator before { value points rank } after { value points rank } } }`;
    const { board: again, userErrors } = await at.act("supervisor", "boardRecompute", { boardId }, fields);
    expect(userErrors).toEqual([]);
    expect(again).toMatchObject({ computationCount: 2, cutoff: "2026-04-01T01:30:00.000Z" });
    expect(again.inputDigest).not.toBe(before.inputDigest);
    const figures = again.differences.filter(({ indicator }: Answer) => indicator !== null);
    expect(figures).toMatchObject([
      { partner: { code: "CCB" }, indicator: "ZERO_TRIP", before: { value: 2 / 3 }, after: { value: 1 } },
    ]);
    expect((await board("otherBankManager", "differences { indicator before { value } }")).differences).toEqual([]);
  });

  test("what was recorded after the cut-off does not count; it is listed as late, to the center and to its own partner", async () => {
    const caseId = at.caseIds[2] ?? "";
    for (let count = 0; count < 2; count += 1) {
      const visit = { reasonCode: "EXPLAIN", place: "BRANCH" };
      await at.desk.act(caseId, at.world.viewers.bankOfficer, "VISIT_RECORD", visit);
    }
    at.clock.now = "2026-04-02T04:00:00.000Z";
    const { board: again } = await at.act(
      "supervisor",
      "boardRecompute",
      { boardId },
      "board { differences { indicator } }",
    );
    expect(again.differences).toHaveLength(1);
    const rows = "rows { indicators { code value rows { nodes { subjectId passed } } } }";
    const [card] = (await scoreboard("bankManager", rows)).rows;
    const trips = card.indicators.find(({ code }: Answer) => code === "ZERO_TRIP");
    expect(trips.value).toBe(1);
    expect(trips.rows.nodes.filter(({ passed }: Answer) => !passed)).toEqual([]);
    // The same thing: the book knew it otherwise at the cut-off.
    const late = "lateFacts { totalCount { value } nodes { subjectId passed late takenBackAt } }";
    for (const who of ["supervisor", "bankManager"] as const) {
      const { nodes } = (await board(who, late)).lateFacts;
      expect(nodes).toHaveLength(2);
      expect(nodes).toContainEqual({ subjectId: caseId, passed: false, late: "CAME", takenBackAt: null });
      expect(nodes).toContainEqual({ subjectId: caseId, passed: true, late: "WENT", takenBackAt: expect.any(String) });
    }
    expect((await board("otherBankManager", late)).lateFacts.totalCount.value).toBe(0);
  });

  test("late by a day is refused by name; who waives may not object any more", async () => {
    const objection = { boardId, indicator: "ON_TIME", reason: "请复核" };
    expect((await at.act("otherBankManager", "boardObjectionsWaive", { boardId })).userErrors).toEqual([]);
    expect(await at.codes("otherBankManager", "boardObjectionRaise", objection)).toEqual(["OBJECTIONS_WAIVED"]);
    // Computed again on the second of April, the card said something else: five working days from then.
    at.clock.now = "2026-04-10T09:30:00.001Z";
    expect(await at.codes("bankManager", "boardObjectionRaise", objection)).toEqual(["OBJECTION_LATE"]);
  });

  test("frozen by two people, a provisional one under a name and for a reason; then nothing changes it", async () => {
    expect(await at.codes("supervisor", "boardFreezeConfirm", { boardId })).toEqual(["FREEZE_NOT_PROPOSED"]);
    expect(await at.codes("supervisor", "boardFreeze", { boardId })).toEqual(["OVERRIDE_NEEDED"]);
    const override = { boardId, overrideReason: "试行期指标未全部启用" };
    expect(await at.codes("bankManager", "boardFreeze", override)).toEqual(["NOT_ALLOWED"]);
    expect(await at.codes("supervisor", "boardFreeze", override)).toEqual([]);
    expect(await at.codes("supervisor", "boardFreezeConfirm", { boardId })).toEqual(["SAME_PERSON"]);
    const fields = "board { status overrideReason overrideBy { name } frozenBy { name } frozenAt }";
    const { board: frozen } = await at.act("seniorApprover", "boardFreezeConfirm", { boardId }, fields);
    expect(frozen).toMatchObject({
      status: "FROZEN",
      overrideReason: "试行期指标未全部启用",
      overrideBy: { name: "督查" },
      frozenBy: { name: "郑高" },
    });
    for (const [who, act] of [
      ["supervisor", "boardRecompute"],
      ["supervisor", "boardFreeze"],
      ["bankManager", "boardObjectionsWaive"],
    ] as const) {
      expect(await at.codes(who, act, { boardId })).toContain("BOARD_NOT_PREVIEWED");
    }
    const { digest, status, board: kept } = await scoreboard("bankManager", "digest status board { resultDigest }");
    expect({ status, digest }).toEqual({ status: "FROZEN", digest: kept.resultDigest });
  });

  test("the fee of the period rests on the frozen board: the center sees all of it, a partner its own", async () => {
    const fields = "{ boardId provisional rows { partner { code } loanCount amount score classCode ratePpm fee } }";
    const basis = (who: "supervisor" | "bankManager" | "guaranteeManager", period = "2026-03") =>
      at.ask(who, `{ feeBasis(period: "${period}", kind: BANK) ${fields} }`).then(({ feeBasis }) => feeBasis);
    const all = await basis("supervisor");
    expect(all).toMatchObject({ boardId, provisional: true });
    const [own] = (await basis("bankManager")).rows;
    expect(own).toMatchObject({ partner: { code: "CCB" }, loanCount: 3, amount: "1350000.00", classCode: "EXCELLENT" });
    expect(own).toMatchObject({ ratePpm: 700, fee: "945.00" });
    expect(all.rows).toHaveLength(2);
    expect(all.rows[1]).toMatchObject({ partner: { code: "ICBC" }, loanCount: 0, score: null, fee: null });
    expect(await basis("guaranteeManager")).toBeNull();
    expect(await basis("supervisor", "2026-02")).toBeNull();
  });

  test("an erratum takes in what came since and supersedes it; both are kept", async () => {
    expect(await at.codes("supervisor", "boardErratum", { boardId, reason: "" })).toEqual(["TEXT_WRONG"]);
    const given = { boardId, reason: "漏计更正" };
    const frozenAsOf = "2026-04-01T01:30:00.000Z";
    for (const cutoff of ["2026-03-31T15:59:59.999Z", "2026-04-01T01:29:59.999Z", "2030-01-01T00:00:00.000Z"]) {
      expect((await at.act("supervisor", "boardErratum", { ...given, cutoff })).userErrors).toMatchObject([
        { code: "CUTOFF_WRONG", field: ["cutoff"] },
      ]);
    }
    expect(await board("supervisor", "cutoff")).toEqual({ cutoff: frozenAsOf });
    // As of the same cut-off it comes to the same: what was upheld stays upheld.
    const erratum = { ...given, cutoff: frozenAsOf };
    const says = "differences { indicator before { value } after { value } }";
    const { board: fresh } = await at.act("supervisor", "boardErratum", erratum, `board { id number status ${says} }`);
    expect(fresh).toMatchObject({ number: 2, status: "PREVIEWED", differences: [] });
    const inputsOf = async (id: string) => (await board("supervisor", "inputDigest", id)).inputDigest;
    expect(await inputsOf(fresh.id)).toBe(await inputsOf(boardId));
    const moved = { boardId: fresh.id, cutoff: at.clock.now };
    const { board: again } = await at.act("supervisor", "boardRecompute", moved, `board { ${says} }`);
    expect(again.differences).toContainEqual({
      ...{ indicator: "ZERO_TRIP", before: { value: 1 }, after: { value: expect.closeTo(2 / 3, 6) } },
    });
    expect((await scoreboard("supervisor", "board { id }")).board.id).toBe(boardId);
    expect(await at.codes("supervisor", "boardErratum", given)).toEqual(["BOARD_EXISTS"]);
    for (const who of ["bankManager", "otherBankManager"] as const) {
      expect(await at.codes(who, "boardObjectionsWaive", { boardId: fresh.id })).toEqual([]);
    }
    expect(await at.codes("supervisor", "boardFreeze", { boardId: fresh.id, overrideReason: "同前" })).toEqual([]);
    expect(await at.codes("seniorApprover", "boardFreezeConfirm", { boardId: fresh.id })).toEqual([]);
    const old = await board("bankManager", "status supersededBy { id number supersedes { id } erratumReason }");
    expect(old).toEqual({
      status: "SUPERSEDED",
      supersededBy: { id: fresh.id, number: 2, supersedes: { id: boardId }, erratumReason: "漏计更正" },
    });
    expect((await scoreboard("bankManager", "status board { id }")).board.id).toBe(fresh.id);
    const { userErrors } = await at.act("supervisor", "boardErratum", { boardId, reason: "再次更正" });
    expect(userErrors).toMatchObject([{ code: "BOARD_SUPERSEDED", message: expect.stringContaining("2") }]);
  });

  test("what is kept of boards follows from the book", async () => {
    const { journal } = at.services;
    const report = await verifyJournal({ journal, tables });
    expect(report.differences).toEqual([]);
    expect([...journal.aggregates.keys()]).toContain(oversightAggregates[0].kind);
  });
});

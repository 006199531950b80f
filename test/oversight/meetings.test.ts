/** Review meetings over the API: prepared by all, opened with what became of the last one's measures, closed for good. */
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import { onEachDatabase } from "../support/harness.js";
import { boardWorld, type Answer, type BoardWorld } from "./support/boards.js";

jest.setTimeout(180_000);

onEachDatabase((open) => {
  let at: BoardWorld;
  let meetingId = "";
  let measureId = "";
  beforeAll(async () => {
    at = await boardWorld(await open());
  });

  const freeze = async (period: string): Promise<string> => {
    const { board } = await at.act("supervisor", "boardPreview", { period, kind: "BANK" }, "board { id }");
    for (const who of ["bankManager", "otherBankManager"] as const) {
      await at.act(who, "boardObjectionsWaive", { boardId: board.id });
    }
    await at.act("supervisor", "boardFreeze", { boardId: board.id, overrideReason: "试行" });
    expect(await at.codes("seniorApprover", "boardFreezeConfirm", { boardId: board.id })).toEqual([]);
    return board.id as string;
  };
  const plan = { period: "2026-03", kinds: ["BANK"], day: "2026-04-15", agenda: ["上季度指标", "经验交流"] };
  const meeting = async (who: Parameters<BoardWorld["ask"]>[0], fields: string, id = meetingId) =>
    (await at.ask(who, `query ($id: ID!) { meeting(id: $id) { ${fields} } }`, { id })).meeting;

  test("planned by the center; partners of its kinds see it, others do not", async () => {
    expect(await at.codes("bankManager", "meetingPlan", plan)).toEqual(["NOT_ALLOWED"]);
    const wrong = { period: "1999", kinds: [], day: "2020-01-01", agenda: [""] };
    expect(await at.codes("supervisor", "meetingPlan", wrong)).toEqual([
      "NO_POLICY_FOR_PERIOD",
      "MEETING_WITHOUT_PARTNERS",
      "DAY_PAST",
      "TEXT_WRONG",
    ]);
    const made = await at.act("supervisor", "meetingPlan", plan, "meeting { id status agenda { number title } }");
    expect(made.meeting).toMatchObject({
      status: "PLANNED",
      agenda: [{ number: 1, title: "上季度指标" }, { number: 2 }],
    });
    meetingId = made.meeting.id;
    expect(await meeting("bankManager", "status kinds")).toEqual({ status: "PLANNED", kinds: ["BANK"] });
    expect(await meeting("guaranteeManager", "status")).toBeNull();
    const moved = { meetingId, day: "2026-04-16" };
    expect(await at.codes("supervisor", "meetingReplan", moved)).toEqual([]);
    expect(await meeting("auditor", "day agenda { title }")).toMatchObject({ day: "2026-04-16", agenda: [{}, {}] });
  });

  test("partners raise problems before it, each sees its own; comments and good practice likewise", async () => {
    const problem = { meetingId, text: "系统响应慢" };
    expect(await at.codes("bankOfficer", "meetingProblemRaise", problem)).toEqual(["NOT_ALLOWED"]);
    expect(await at.codes("guaranteeManager", "meetingProblemRaise", problem)).toEqual(["NOT_FOUND"]);
    expect(await at.codes("bankManager", "meetingProblemRaise", problem)).toEqual([]);
    expect((await meeting("otherBankManager", "problems { text }")).problems).toEqual([]);
    expect((await meeting("supervisor", "problems { text party { code } }")).problems).toEqual([
      { text: "系统响应慢", party: { code: "CCB" } },
    ]);
    const { bank, guarantor } = at.world.partyIds;
    expect(await at.codes("supervisor", "meetingComment", { meetingId, partnerId: guarantor, text: "好" })).toEqual([
      "PARTNER_NOT_IN_MEETING",
    ]);
    for (const text of ["初稿", "办理及时，差错少"]) {
      const comment = { meetingId, partnerId: bank, text, idempotencyKey: `comment ${text}` };
      const made = await at.act("supervisor", "meetingComment", comment, "comment { text partner { code } }");
      expect(made).toMatchObject({ comment: { text, partner: { code: "CCB" } }, userErrors: [] });
      expect(await at.codes("supervisor", "meetingComment", comment)).toEqual([]);
    }
    expect((await meeting("bankManager", "comments { text }")).comments).toEqual([{ text: "办理及时，差错少" }]);
    expect((await meeting("otherBankManager", "comments { text }")).comments).toEqual([]);
    const practice = { meetingId, partnerId: bank, title: "一次告知清单" };
    expect(await at.codes("otherBankManager", "meetingPracticePresent", practice)).toEqual(["PARTNER_NOT_IN_MEETING"]);
    expect(await at.codes("bankManager", "meetingPracticePresent", practice)).toEqual([]);
    expect((await meeting("otherBankManager", "practices { title partner { code } }")).practices).toEqual([
      { title: "一次告知清单", partner: { code: "CCB" } },
    ]);
  });

  test("it opens on frozen boards only; measures have an owner and a working day", async () => {
    expect(await at.codes("supervisor", "meetingOpen", { meetingId })).toEqual(["MEETING_BOARD_NOT_FROZEN"]);
    const boardId = await freeze("2026-03");
    const measure = { meetingId, text: "增配窗口", ownerPartyId: at.world.partyIds.bank, dueOn: "2026-05-01" };
    expect(await at.codes("supervisor", "measureAgree", measure)).toEqual(["MEETING_NOT_OPEN"]);
    expect(await at.codes("supervisor", "meetingOpen", { meetingId })).toEqual([]);
    expect(await meeting("bankManager", "status boards { id status } carriedOver { state }")).toEqual({
      status: "OPEN",
      boards: [{ id: boardId, status: "FROZEN" }],
      carriedOver: [],
    });
    expect(await at.codes("bankManager", "meetingProblemRaise", { meetingId, text: "迟" })).toEqual(["MEETING_OPENED"]);
    const wrong = { ...measure, ownerPartyId: at.world.partyIds.guarantor, dueOn: "2026-04-01", problemId: "none" };
    expect(await at.codes("supervisor", "measureAgree", wrong)).toEqual([
      "MEASURE_OWNER_UNKNOWN",
      "DAY_PAST",
      "PROBLEM_NOT_FOUND",
    ]);
    const [{ id: problemId }] = (await meeting("supervisor", "problems { id }")).problems;
    const fields = "measure { id dueOn state owner { code } number }";
    const made = await at.act("supervisor", "measureAgree", { ...measure, problemId }, fields);
    // Labour Day lasts to the fifth.
    expect(made.measure).toMatchObject({ dueOn: "2026-05-06", state: "OPEN", owner: { code: "CCB" }, number: 1 });
    measureId = made.measure.id;
    const centers = { ...measure, ownerPartyId: at.world.partyIds.center, dueOn: "2026-06-30" };
    expect(await at.codes("supervisor", "measureAgree", centers)).toEqual([]);
    const list = "{ measures { nodes { text } totalCount { value } } }";
    expect((await at.ask("supervisor", list)).measures.totalCount.value).toBe(2);
    expect((await at.ask("bankManager", list)).measures.nodes).toEqual([{ text: "增配窗口" }]);
    expect((await at.ask("otherBankManager", list)).measures.nodes).toEqual([]);
  });

  test("closed with its minutes and every comment; then only measures move", async () => {
    expect(await at.codes("supervisor", "meetingClose", { meetingId })).toEqual(["MINUTES_MISSING"]);
    expect(await at.codes("supervisor", "minutesWrite", { meetingId, text: "会议纪要：……" })).toEqual([]);
    expect((await meeting("bankManager", "minutes")).minutes).toBeNull();
    const closed = await at.act("supervisor", "meetingClose", { meetingId }, "meeting { status minutesDigest }");
    expect(closed.meeting).toEqual({ status: "CLOSED", minutesDigest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await meeting("bankManager", "minutes")).minutes).toBe("会议纪要：……");
    for (const [act, input] of [
      ["minutesWrite", { text: "改" }],
      ["meetingComment", { partnerId: at.world.partyIds.bank, text: "改" }],
      ["measureAgree", { text: "改", ownerPartyId: at.world.partyIds.bank, dueOn: "2026-09-01" }],
    ] as const) {
      expect(await at.codes("supervisor", act, { meetingId, ...input })).toEqual(["MEETING_CLOSED"]);
    }
  });

  test("overdue a day after; the next meeting opens with what became of the last one's measures", async () => {
    at.clock.now = "2026-05-07T01:30:00.000Z";
    const overdue = "{ measures(filter: { overdue: true }) { nodes { id state meeting { id } } } }";
    expect((await at.ask("bankManager", overdue)).measures.nodes).toEqual([
      { id: measureId, state: "OVERDUE", meeting: { id: meetingId } },
    ]);
    await freeze("2026-04");
    const next = { ...plan, period: "2026-04", day: "2026-05-08" };
    const { meeting: planned } = await at.act("supervisor", "meetingPlan", next, "meeting { id }");
    const carried = "meeting { previous { id } carriedOver { number state measure { text } } }";
    const opened = await at.act("supervisor", "meetingOpen", { meetingId: planned.id }, carried);
    expect(opened.meeting).toEqual({
      previous: { id: meetingId },
      carriedOver: [
        { number: 1, state: "OVERDUE", measure: { text: "增配窗口" } },
        { number: 2, state: "OPEN", measure: { text: "增配窗口" } },
      ],
    });
    expect((await meeting("bankManager", "carriedOver { state }", planned.id)).carriedOver).toEqual([
      { state: "OVERDUE" },
    ]);
    const done = { meetingId, measureId, evidence: "已增配两个窗口" };
    expect(await at.codes("otherBankManager", "measureDone", done)).toEqual(["NOT_FOUND"]);
    expect(await at.codes("bankOfficer", "measureDone", done)).toEqual(["NOT_ALLOWED"]);
    const finished = await at.act("bankManager", "measureDone", done, "measure { state evidence }");
    expect(finished.measure).toEqual({ state: "DONE", evidence: "已增配两个窗口" });
    expect(await at.codes("bankManager", "measureDone", done)).toEqual(["MEASURE_DONE"]);
    expect((await at.ask("supervisor", overdue)).measures.nodes).toEqual([]);
  });

  test("what is kept of meetings follows from the book, and their texts are private rows", async () => {
    expect((await verifyJournal({ journal: at.services.journal, tables })).differences).toEqual([]);
    const entries = await at.fresh.database.read.all<{ text: string }>(
      "SELECT e.text AS text FROM journal_entry e JOIN journal_stream s ON s.id = e.streamId WHERE s.kind = 'reviewMeeting'",
    );
    const all = entries.map(({ text }: Answer) => text).join("\n");
    for (const word of ["上季度指标", "系统响应慢", "办理及时", "增配窗口", "会议纪要"])
      expect(all).not.toContain(word);
  });
});

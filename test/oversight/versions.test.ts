/** Every command on a board or a meeting that names the version it was decided on: refused when it is another one by now. */
import { onEachDatabase } from "../support/harness.js";
import type { MemberName } from "../support/world.js";
import { boardWorld, type Answer, type BoardWorld } from "./support/boards.js";

jest.setTimeout(120_000);

/** By whom, what beside the board or meeting and its version, and what else is wrong with it. */
type Command = readonly [mutation: string, who: MemberName, input: object, faults: readonly string[]];

const onBoard: readonly Command[] = [
  ["boardObjectionRaise", "bankManager", { indicator: "NONE", reason: " " }, ["INDICATOR_NOT_ON_BOARD", "TEXT_WRONG"]],
  [
    ...(["boardObjectionAnswer", "supervisor"] as const),
    { objectionId: "none", result: "UPHELD", answer: " " },
    ["OBJECTION_NOT_FOUND", "TEXT_WRONG"],
  ],
  ["boardRecompute", "supervisor", { cutoff: "2030-01-01T00:00:00.000Z" }, ["CUTOFF_WRONG"]],
  ["boardFreeze", "supervisor", {}, ["OBJECTION_WINDOW_OPEN", "OVERRIDE_NEEDED"]],
  ["boardFreezeConfirm", "seniorApprover", {}, ["OBJECTION_WINDOW_OPEN", "FREEZE_NOT_PROPOSED"]],
  ["boardObjectionsWaive", "bankManager", {}, []],
];

const onMeeting: readonly Command[] = [
  ["meetingReplan", "supervisor", { day: "2020-01-01" }, ["DAY_PAST"]],
  ["meetingProblemRaise", "bankManager", { text: " " }, ["TEXT_WRONG"]],
  ["meetingComment", "supervisor", { partnerId: "none", text: " " }, ["PARTNER_NOT_IN_MEETING", "TEXT_WRONG"]],
  ["meetingPracticePresent", "supervisor", { partnerId: "none", title: "一" }, ["PARTNER_NOT_IN_MEETING"]],
  ["meetingOpen", "supervisor", {}, ["MEETING_BOARD_NOT_FROZEN"]],
  [
    ...(["measureAgree", "supervisor"] as const),
    { text: "一", ownerPartyId: "none", dueOn: "2020-01-01" },
    ["MEETING_NOT_OPEN", "MEASURE_OWNER_UNKNOWN", "DAY_PAST"],
  ],
  ["minutesWrite", "supervisor", { text: " " }, ["MEETING_NOT_OPEN", "TEXT_WRONG"]],
  ["meetingClose", "supervisor", {}, ["MEETING_NOT_OPEN"]],
  // Whether there is such a measure, and whose it is, is told alone.
  ["measureDone", "supervisor", { measureId: "none", evidence: " " }, ["NOT_FOUND"]],
];

onEachDatabase((open) => {
  let at: BoardWorld;
  let boardId = "";
  let meetingId = "";

  beforeAll(async () => {
    at = await boardWorld(await open(), 1);
    const previewed = { period: "2026-03", kind: "BANK" };
    boardId = (await at.act("supervisor", "boardPreview", previewed, "board { id }")).board.id;
    const planned = { period: "2026-03", kinds: ["BANK"], day: "2026-04-15", agenda: [] };
    meetingId = (await at.act("supervisor", "meetingPlan", planned, "meeting { id }")).meeting.id;
  });

  const refusals = async ([mutation, who, input]: Command, more: object) =>
    (await at.act(who, mutation, { ...input, ...more })).userErrors as Answer[];
  const versionOf = async (what: "board" | "meeting", id: string): Promise<number> =>
    (await at.ask("supervisor", `query ($id: ID!) { ${what}(id: $id) { version } }`, { id }))[what].version;

  test.each([
    ...onBoard.map((command) => ["board", command[0], command] as const),
    ...onMeeting.map((command) => ["meeting", command[0], command] as const),
  ])(
    "%s: %s is refused for another version, told together with whatever else is wrong",
    async (what, _name, command) => {
      const id = what === "board" ? boardId : meetingId;
      const on = what === "board" ? { boardId } : { meetingId };
      const version = await versionOf(what, id);
      const told = await refusals(command, { ...on, expectedVersion: version + 7 });
      const alone = command[3].includes("NOT_FOUND");
      expect(told.map(({ code }) => code)).toEqual([...(alone ? [] : ["STALE_VERSION"]), ...command[3]]);
      if (!alone) expect(told[0].field).toEqual(["expectedVersion"]);
      expect(await versionOf(what, id)).toBe(version);
      const asExpected = await refusals(command, { ...on, expectedVersion: version });
      expect(asExpected.map(({ code }) => code)).toEqual(command[3]);
    },
  );

  test("a measure of one's own is not done either on another version of its meeting", async () => {
    await at.act("otherBankManager", "boardObjectionsWaive", { boardId });
    await at.act("supervisor", "boardFreeze", { boardId, overrideReason: "试行" });
    expect(await at.codes("seniorApprover", "boardFreezeConfirm", { boardId })).toEqual([]);
    expect(await at.codes("supervisor", "meetingOpen", { meetingId })).toEqual([]);
    const measure = { meetingId, text: "一", ownerPartyId: at.world.partyIds.bank, dueOn: "2026-06-30" };
    const measureId = (await at.act("supervisor", "measureAgree", measure, "measure { id }")).measure.id;
    const done = { meetingId, measureId, evidence: " ", expectedVersion: 1 };
    expect(await at.codes("bankManager", "measureDone", done)).toEqual(["STALE_VERSION", "TEXT_WRONG"]);
    const expectedVersion = await versionOf("meeting", meetingId);
    expect(await at.codes("bankManager", "measureDone", { ...done, evidence: "已办", expectedVersion })).toEqual([]);
  });
});

/** The minutes of a meeting as a paper, with as much of it as the reader may see. */
import { privateText } from "../../documents/index.js";
import { Partner } from "../../parties/index.js";
import { measureStateOn } from "./decide.js";
import { boardsOf } from "./minutesBoards.js";
import { section, type Block, type MinutesContext, type MinutesReader } from "./minutesBlocks.js";
import * as rows from "./rows.js";

const states: Readonly<Record<string, string>> = { OPEN: "进行中 open", OVERDUE: "逾期 overdue", DONE: "已完成 done" };

export async function minutesBlocks(
  context: MinutesContext,
  meeting: rows.ReviewMeeting,
  reader: MinutesReader,
  today: string,
): Promise<Block[]> {
  const { rows: loader } = context;
  const text = async (id: string | null) => (await privateText(context, id)) ?? "";
  const nameOf = async (id: string) => {
    const face = await loader.face(Partner, id);
    return face ? `${face.name} ${face.nameEn}` : "";
  };
  const of = <T extends object>(table: new () => T, orderBy: string) =>
    loader.by(table, "meetingId" as keyof T & string, meeting.id, { orderBy });
  const each = <T, R>(list: readonly T[], make: (one: T) => Promise<R>) => Promise.all(list.map(make));

  const carried = await each(
    await of(rows.MeetingCarried, "number"),
    async ({ number, measureId, ownerPartyId, state }) => {
      const measure = await loader.face(rows.Measure, measureId);
      const said = [
        String(number),
        await text(measure?.textId ?? null),
        await nameOf(ownerPartyId),
        measure?.dueOn ?? "",
      ];
      return [...said, states[state] ?? state];
    },
  );
  const comments = new Map((await of(rows.MeetingComment, "at, id")).map((one) => [one.partnerId, one.textId]));
  const boards = await boardsOf(context, meeting, reader, comments);
  const elsewhere = await each(
    [...comments].filter(([partnerId]) => !boards.partnerIds.has(partnerId)),
    async ([partnerId, textId]) => [await nameOf(partnerId), await text(textId)],
  );
  const practices = await each(await of(rows.MeetingPractice, "at, id"), async (one) => [
    ...[await nameOf(one.partnerId), await text(one.titleId)],
  ]);
  const problems = await each(await of(rows.MeetingProblem, "at, id"), async (one) => [
    ...[await nameOf(one.partyId), await text(one.textId)],
  ]);
  const measures = await each(await of(rows.Measure, "number"), async (one) => [
    ...[String(one.number), await text(one.textId), await nameOf(one.ownerPartyId), one.dueOn],
    states[measureStateOn({ done: one.doneAt, dueOn: one.dueOn }, today)] ?? "",
  ]);
  const agenda = await each(await of(rows.MeetingAgendaItem, "number"), async (one) => [
    ...[String(one.number), await text(one.titleId)],
  ]);
  const shown = reader.partyKind === "CENTER" || meeting.closedAt !== null ? await text(meeting.minutesId) : "";
  const measureHead = ["序号 No.", "措施 Measure", "责任机构 Owner", "期限 Due", "状态 State"];
  return [
    { kind: "TITLE", text: "经验交流会纪要 Minutes of the review meeting" },
    {
      kind: "TEXT",
      text: `期间 Period: ${meeting.period}    日期 Day: ${meeting.day}    状态 Status: ${meeting.status}`,
    },
    ...section("上次措施落实情况 What became of the last measures", measureHead, carried),
    ...section("议程 Agenda", ["序号 No.", "议题 Point"], agenda),
    ...boards.blocks,
    ...(elsewhere.length > 0 ? section("点评 Comments", ["机构 Partner", "点评 Comment"], elsewhere) : []),
    ...section("经验介绍 Good practice", ["机构 Partner", "题目 Title"], practices),
    ...section("问题 Problems", ["提出机构 Raised by", "问题 Problem"], problems),
    ...section("措施 Measures", measureHead, measures),
    { kind: "HEADING", text: "纪要 Minutes" },
    { kind: "TEXT", text: shown || "–" },
    { kind: "TEXT", text: `纪要摘要 Digest: ${meeting.minutesDigest ?? "–"}` },
  ];
}

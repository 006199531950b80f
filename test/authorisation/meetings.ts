/** Meetings of months in which nothing was done, each one step before a mutation that the right person may give. */
import { meetingCommands } from "../../src/oversight/index.js";
import { resultOf } from "../../src/parties/index.js";
import type { CaseWorld } from "../support/cases.js";
import type { MatrixRow } from "../support/matrix.js";
import type { Prepared } from "./prepared.js";

/** `period` is that of a frozen board of guarantee companies. */
export async function preparedMeetings({ services, world }: CaseWorld, period: string) {
  const { supervisor } = world.viewers;
  const plan = async () => {
    const given = { period, kinds: ["GUARANTEE_COMPANY" as const], day: "2030-01-07", agenda: ["议题"] };
    return resultOf(await meetingCommands.planMeeting(services, supervisor, given));
  };
  const opened = async () => {
    const meetingId = await plan();
    resultOf(await meetingCommands.openMeeting(services, supervisor, { meetingId }));
    return meetingId;
  };
  const open = await opened();
  const measure = { meetingId: open, text: "整改", ownerPartyId: world.partyIds.guarantor, dueOn: "2030-01-07" };
  const measureId = resultOf(await meetingCommands.agreeMeasure(services, supervisor, measure));
  // Opens with what became of the measure of the one before.
  const toClose = await opened();
  resultOf(await meetingCommands.writeMinutes(services, supervisor, { meetingId: toClose, text: "纪要" }));
  const toOpen = await plan();
  const about = { meetingId: toOpen, partnerId: world.partyIds.guarantor };
  resultOf(await meetingCommands.raiseProblem(services, world.viewers.guaranteeManager, { ...about, text: "问题" }));
  resultOf(await meetingCommands.comment(services, supervisor, { ...about, text: "好" }));
  resultOf(await meetingCommands.presentPractice(services, supervisor, { ...about, title: "经验" }));
  return { planned: await plan(), toOpen, open, toClose, measureId };
}

type Row = MatrixRow<Prepared>;
type Name = keyof Awaited<ReturnType<typeof preparedMeetings>>;

const managers = ["guaranteeManager", "otherGuaranteeManager"];
const onMeeting = (
  right: readonly string[],
  name: Name,
  more: (things: Prepared, who: string) => object = () => ({}),
): Row => ({ right, input: (things, who) => ({ meetingId: things.meetings[name], ...more(things, who) }) });
const companyOf = ({ base }: Prepared, who: string) =>
  who.startsWith("other") ? base.world.partyIds.otherGuarantor : base.world.partyIds.guarantor;

export const meetingRows: Readonly<Record<string, Row>> = {
  meetingPlan: {
    right: ["supervisor"],
    input: () => ({ period: "2025-12", kinds: ["GUARANTEE_COMPANY"], day: "2030-01-07", agenda: ["议题"] }),
  },
  meetingReplan: onMeeting(["supervisor"], "planned", () => ({ day: "2030-01-08" })),
  meetingProblemRaise: onMeeting(["supervisor", ...managers], "planned", () => ({ text: "问题" })),
  meetingComment: onMeeting(["supervisor"], "planned", (things, who) => ({
    partnerId: companyOf(things, who),
    text: "好",
  })),
  meetingPracticePresent: onMeeting(["supervisor", ...managers], "planned", (things, who) => ({
    ...{ partnerId: companyOf(things, who), title: "经验" },
  })),
  meetingOpen: onMeeting(["supervisor"], "toOpen"),
  measureAgree: onMeeting(["supervisor"], "open", ({ base }) => ({
    ...{ text: "整改", ownerPartyId: base.world.partyIds.guarantor, dueOn: "2030-01-07" },
  })),
  measureDone: onMeeting(["guaranteeManager"], "open", ({ meetings }) => ({
    measureId: meetings.measureId,
    evidence: "已办",
  })),
  minutesWrite: onMeeting(["supervisor"], "open", () => ({ text: "纪要" })),
  meetingClose: onMeeting(["supervisor"], "toClose"),
};

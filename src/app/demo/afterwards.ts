/** What comes after pay-out: the applicant is called and rates, or complains. */
import { answerComplaint, assignComplaint, closeComplaint, receiveComplaint } from "../../casework/index.js";
import type { Viewer } from "../../parties/index.js";
import type { DemoClock } from "./clock.js";
import { done, type Desk } from "./desk.js";

interface Ending {
  readonly caseId: string;
  readonly desk: Desk;
  readonly clock: DemoClock;
  readonly supervisor: Viewer;
}

const workingDay = 420;

/** The center's desk calls the applicant. */
export async function rate({ caseId, desk, clock, supervisor }: Ending, score: number, count: number): Promise<void> {
  clock.forwardMinutes(workingDay);
  const trips = [{ place: "BANK", count }];
  await desk.act(caseId, supervisor, "RATING_RECORD", { channel: "PHONE", score, trips });
}

/** About the bank, over the city's hotline, and upheld. */
export async function complain({ caseId, desk, clock, supervisor }: Ending): Promise<void> {
  const { services, staff } = desk;
  const about = { caseId, partyId: staff.bankOfficer.partyId, sourceNo: `12345-${caseId.slice(-6)}` };
  const text = "同一份材料让我跑了两趟银行。";
  clock.forwardMinutes(2 * workingDay);
  const received = { channel: "HOTLINE_12345" as const, ...about, text };
  const complaintId = done(await receiveComplaint(services, supervisor, received), "COMPLAINT_RECEIVE");
  const given = { complaintId, handlerId: staff.reviewer.memberId };
  done(await assignComplaint(services, supervisor, given), "COMPLAINT_ASSIGN");
  clock.forwardMinutes(3 * workingDay);
  const answer = "情况属实，已向申请人致歉，并改为线上提交。";
  const found = { complaintId, finding: "UPHELD" as const, answer };
  done(await answerComplaint(services, staff.reviewer, found), "COMPLAINT_ANSWER");
  done(await closeComplaint(services, supervisor, { complaintId }), "COMPLAINT_CLOSE");
}

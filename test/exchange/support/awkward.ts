/** Cases on which things went wrong: returned, noticed, sent back at the decision, paused, paid at the second try; some are still open. */
import { createDesk, type Desk } from "../../../src/app/demo/desk.js";
import { proposeApproval } from "../../../src/app/demo/stageWork.js";
import { fundCase, type CaseWorld } from "../../support/cases.js";

const minutesOfAct = 47;

/** From the clock's time on; each act takes its time, so that nights and weekends lie between. */
export async function awkwardCases(base: CaseWorld): Promise<void> {
  const { services, staff, clock, world } = base;
  const later = (minutes: number) => {
    clock.now = new Date(Date.parse(clock.now) + minutes * 60_000).toISOString();
  };
  const before = () => later(minutesOfAct);
  const city = createDesk(services, staff, { before });
  const gulou = createDesk(services, { ...staff, bankOfficer: world.viewers.bankColleague }, { before });

  const returned = await city.open(fundCase());
  await city.advanceTo(returned, "APPROVAL");
  const [check] = (await city.state(returned)).review.checks;
  await city.act(returned, staff.reviewer, "LOAN_CASE_RETURN", { reasonCode: "CHECK_TO_REDO", reopen: [check?.id] });
  later(26 * 60);
  await city.advanceTo(returned, "APPROVAL");
  await proposeApproval(city, returned);
  await city.act(returned, staff.approver, "DECISION_RETURN", { reasonCode: "TERMS_CHANGED" });
  await failedAtFirst(city, returned);

  const noticed = await gulou.open(fundCase({ guaranteeKind: "MORTGAGE" }));
  await gulou.advanceTo(noticed, "ACCEPTANCE");
  await notice(gulou, noticed);
  later(31 * 60);
  await answer(gulou, noticed);
  await gulou.advanceTo(noticed, "SECURITY");
  const evidenceDocumentId = await gulou.attach(noticed, gulou.staff.bankOfficer, "REGISTRY_RECEIPT");
  await gulou.act(noticed, gulou.staff.bankOfficer, "CLOCK_PAUSE", { reasonCode: "AT_REGISTRY", evidenceDocumentId });
  later(40 * 60);
  await gulou.act(noticed, gulou.staff.bankOfficer, "CLOCK_RESUME");
  await gulou.advanceTo(noticed, "SERVICING");

  const waiting = await city.open(fundCase({ guaranteeKind: "MORTGAGE" }));
  await city.advanceTo(waiting, "ACCEPTANCE");
  await notice(city, waiting);
  await city.advanceTo(await gulou.open(fundCase()), "SECURITY");
  const gone = await city.open(fundCase());
  await city.advanceTo(gone, "SIGNING");
  await city.act(gone, staff.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" });
}

async function failedAtFirst(desk: Desk, caseId: string): Promise<void> {
  await desk.advanceTo(caseId, "DISBURSEMENT");
  const [payee] = (await desk.state(caseId)).lifecycle.content.payees;
  await desk.act(caseId, desk.staff.fundsOfficer, "FUNDS_ORDER", {
    payeeId: payee?.id,
    amountFen: (await desk.state(caseId)).decision.approved?.amountFen,
  });
  const paymentId = (await desk.state(caseId)).payment.payments.at(-1)?.id;
  const failure = { paymentId, outcome: "FAILED", reasonCode: "TECHNICAL" };
  await desk.act(caseId, desk.staff.bankOfficer, "PAYMENT_FAIL", failure);
  await desk.advanceTo(caseId, "SERVICING");
}

async function notice(desk: Desk, caseId: string): Promise<void> {
  await desk.act(caseId, desk.staff.bankOfficer, "DEFECT_POST", { kind: "MISSING", note: "缺少材料" });
  await desk.act(caseId, desk.staff.reviewer, "NOTHING_FURTHER");
  await desk.act(caseId, desk.staff.bankOfficer, "NOTICE_SEND");
}

async function answer(desk: Desk, caseId: string): Promise<void> {
  const { notices, defects } = (await desk.state(caseId)).notices;
  const noticeId = notices.at(-1)?.id;
  const answers = defects
    .filter((defect) => defect.noticeId === noticeId)
    .map(({ id }) => ({ defectId: id, note: "已补正" }));
  await desk.act(caseId, desk.staff.bankOfficer, "NOTICE_ANSWER", { noticeId, answers });
}

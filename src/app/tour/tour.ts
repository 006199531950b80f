/** The tour: one whole case from application to pay-out, step by step, through a running API. */
import { padded, widthOf } from "../demo/signIns.js";
import { createClient, StepFailed } from "./client.js";
import * as looks from "./looks.js";
import { signInStaff, type SignIns, type StaffName } from "./staff.js";
import * as steps from "./steps.js";
import { stageOf, type Walk } from "./walk.js";

interface Step {
  /** As the API names it. */
  readonly act: string;
  /** As the officers name it. */
  readonly zh: string;
  /** Who acts; several where parties act at the same time. */
  readonly by: readonly StaffName[];
  /** What came of it, in a few words. */
  readonly run: (walk: Walk) => Promise<string>;
  /** The stage in which the case stands afterwards. */
  readonly stage: string;
}

const tour: readonly Step[] = [
  { act: "loanCaseOpen", zh: "开立申请", by: ["bankOfficer"], stage: "APPLICATION", run: steps.open },
  { act: "loanCaseSubmit", zh: "提交申请", by: ["bankOfficer"], stage: "ACCEPTANCE", run: steps.submit },
  { act: "documentAttach", zh: "提交材料", by: ["bankOfficer"], stage: "ACCEPTANCE", run: steps.bringPapers },
  { act: "loanCaseAccept", zh: "受理", by: ["bankOfficer"], stage: "REVIEW", run: steps.accept },
  { act: "handoffSend", zh: "发出交接", by: ["bankOfficer"], stage: "REVIEW", run: steps.handOver },
  { act: "handoffReceive", zh: "签收交接", by: ["guaranteeOfficer"], stage: "REVIEW", run: steps.takeOver },
  { act: "defectPost", zh: "提出补正", by: ["guaranteeOfficer", "reviewer"], stage: "REVIEW", run: steps.postDefects },
  { act: "noticeSend", zh: "一次性告知", by: ["bankOfficer"], stage: "REVIEW", run: steps.sendNotice },
  { act: "noticeAnswer", zh: "答复告知", by: ["bankOfficer"], stage: "REVIEW", run: steps.answerNotice },
  { act: "documentAttach", zh: "担保意见", by: ["guaranteeOfficer"], stage: "REVIEW", run: steps.giveOpinion },
  {
    ...{ act: "checkRecord", zh: "三方并联审核", stage: "APPROVAL", run: steps.review },
    by: ["bankOfficer", "guaranteeOfficer", "reviewer"],
  },
  { act: "decisionPropose", zh: "拟定审批意见", by: ["reviewer"], stage: "APPROVAL", run: steps.propose },
  { act: "decisionConfirm", zh: "审定", by: ["approver"], stage: "SIGNING", run: steps.confirm },
  { act: "signatureRecord", zh: "签约", by: ["bankOfficer"], stage: "SECURITY", run: steps.sign },
  { act: "collateralRegister", zh: "抵押登记", by: ["guaranteeOfficer"], stage: "SECURITY", run: steps.register },
  {
    act: "securityConfirm",
    zh: "担保落实",
    by: ["guaranteeOfficer"],
    stage: "DISBURSEMENT",
    run: steps.confirmSecurity,
  },
  { act: "payeeVerify", zh: "核验收款账户", by: ["bankOfficer"], stage: "DISBURSEMENT", run: steps.verifyPayee },
  { act: "fundsOrder", zh: "放款指令", by: ["fundsOfficer"], stage: "DISBURSEMENT", run: steps.orderFunds },
  { act: "paymentConfirm", zh: "确认到账", by: ["bankOfficer"], stage: "SERVICING", run: steps.payOut },
  { act: "timeline", zh: "办理经过", by: ["bankOfficer"], stage: "SERVICING", run: looks.timeline },
  { act: "scoreboard", zh: "业务指标", by: ["reviewer"], stage: "SERVICING", run: looks.scoreboard },
];

export interface Toured {
  readonly caseId: string;
  readonly number: string;
  readonly stage: string;
}

/** @throws StepFailed with every reason, at the first step that does not go as it should */
export async function walkTour(url: string, signIns: SignIns, say: (line: string) => void): Promise<Toured> {
  const titles = [...tour.map(titleOf), titleOf(signingIn)];
  const width = Math.max(...titles.map(widthOf));
  const line = (number: number | null, one: Title, stage: string, rest: string) =>
    say(`${String(number ?? "").padStart(2)} ${padded(titleOf(one), width)}  ${padded(stage, 12)}  ${rest}`);
  const staff = await signInStaff(createClient(url), signIns, ({ name, party, role }) =>
    line(null, signingIn, "", `${name} · ${role}, ${party}`),
  );
  const today = new Date().toISOString().slice(0, 10);
  const walk: Walk = { staff, today, caseId: "", number: "" };
  let stage = "";
  for (const [at, step] of tour.entries()) {
    const said = await step.run(walk);
    stage = await stageOf(walk);
    line(at + 1, step, stage, `${step.by.map((name) => staff[name].name).join(" + ")} · ${said}`);
    if (stage !== step.stage) throw new StepFailed(step.act, [`the case stands in ${stage}, not in ${step.stage}`]);
  }
  return { caseId: walk.caseId, number: walk.number, stage };
}

type Title = Pick<Step, "act" | "zh">;
const signingIn: Title = { act: "signIn", zh: "登录" };
const titleOf = ({ act, zh }: Title): string => `${act} ${zh}`;

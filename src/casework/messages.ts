/** What casework refuses, in the reader's language. */
import type { Messages } from "../kernel/index.js";
import type { PartyCode } from "../parties/index.js";
import { loanMessages } from "./loanMessages.js";
import { correctionMessages } from "./correctionMessages.js";
import { moneyMessages } from "./moneyMessages.js";
import { serviceMessages } from "./serviceMessages.js";

export const caseworkMessages = {
  WRONG_STAGE: { "zh-CN": "当前办理阶段（{stage}）不能办理此事项。", en: "This cannot be done in the stage {stage}." },
  UNKNOWN_CODE: {
    "zh-CN": "代码不存在，或不适用于当前阶段。",
    en: "This code is not known to the policy, or not offered at this stage.",
  },
  INCOMPLETE: { "zh-CN": "申请资料不完整：缺少 {what}。", en: "The application is not complete: {what} is missing." },
  ONE_BORROWER: { "zh-CN": "须有且仅有一名借款人。", en: "There must be exactly one borrower." },
  ROLE_REQUIRED: { "zh-CN": "请至少指定一项。", en: "Name at least one." },
  TOO_MANY: { "zh-CN": "最多 {most} 项。", en: "At most {most} of them." },
  NUMBER_WRONG: {
    "zh-CN": "编号只含文字、数字和常用符号，不含空格，最多 60 个字符。",
    en: "A number has letters, digits and the usual signs, no spaces, and at most 60 characters.",
  },
  TEXT_WRONG: { "zh-CN": "不能为空，且最多 {most} 个字符。", en: "Not empty, and at most {most} characters." },
  SHARES_ABOVE_WHOLE: { "zh-CN": "共有份额合计超过 100%。", en: "The shares add up to more than the whole." },
  AUTHORISATION_MISSING: {
    "zh-CN": "有 {count} 人尚未提供查询授权。",
    en: "{count} people have not authorised the queries about them.",
  },
  AUTHORISATION_EXPIRED: { "zh-CN": "授权已过期。", en: "The authorisation has expired." },
  PAYEES_BELOW_AMOUNT: {
    "zh-CN": "收款人金额合计低于贷款金额。",
    en: "The payees' amounts add up to less than the loan.",
  },
  PRODUCT_NOT_OFFERED: { "zh-CN": "暂不受理“{product}”。", en: "This product is not offered yet: {product}." },
  COMBINATION_NOT_OFFERED: {
    "zh-CN": "该品种不适用于此房屋类型与担保方式（{guaranteeKind}）的组合。",
    en: "The product is not offered for this kind of home with this guarantee ({guaranteeKind}).",
  },
  GUARANTEE_COMPANY_REQUIRED: {
    "zh-CN": "该担保方式须指定担保公司。",
    en: "This guarantee needs a guarantee company.",
  },
  GUARANTEE_COMPANY_UNEXPECTED: {
    "zh-CN": "该担保方式不需要担保公司。",
    en: "This guarantee has no guarantee company.",
  },
  ABOVE_CAP: { "zh-CN": "超过该品种最高额度 {capFen} 元。", en: "Above the product's cap of {capFen} yuan." },
  ABOVE_PRICE: { "zh-CN": "首付款超过房屋总价。", en: "The down payment is above the price." },
  TERM_OUTSIDE: {
    "zh-CN": "贷款期限须为 {least} 至 {most} 个月。",
    en: "The term must be {least} to {most} months.",
  },
  REPAYMENT_METHOD_NOT_OFFERED: {
    "zh-CN": "该品种不支持此还款方式。",
    en: "The product does not offer this way of repayment.",
  },
  BEYOND_RETIREMENT: {
    "zh-CN": "按法定退休年龄推算，最长可贷 {months} 个月。",
    en: "By the retirement age the longest term is {months} months.",
  },
  DEPOSITS_TOO_SHORT: { "zh-CN": "须连续缴存满 {least} 个月。", en: "It takes {least} months of deposits in a row." },
  LOAN_RUNNING: { "zh-CN": "尚有未结清的公积金贷款。", en: "Another fund loan is still running." },
  LOANS_IN_LIFETIME: {
    "zh-CN": "公积金贷款次数最多 {most} 次。",
    en: "At most {most} fund loans in a lifetime.",
  },
  HOMES_TOO_MANY: {
    "zh-CN": "家庭已有住房须少于 {below} 套。",
    en: "The household must own fewer than {below} homes.",
  },
  AT_ONCE_TOO_LONG: {
    "zh-CN": "一次还本付息仅限 {most} 个月以内。",
    en: "Paying back at once is for terms up to {most} months.",
  },
  COMMERCIAL_PART_MISMATCH: {
    "zh-CN": "组合贷款须有商业部分，其他品种不得有。",
    en: "A combined loan has a commercial part, and only that.",
  },
  COMMERCIAL_PART_FAILED: {
    "zh-CN": "商业贷款部分未通过，暂不能放款。",
    en: "The commercial part failed and holds this one.",
  },
  APPLICATION_RUNNING: {
    "zh-CN": "家庭成员（{people} 人）已有在途或未结清的公积金贷款。",
    en: "{people} of the household already have a running fund loan or application.",
  },
  DOCUMENT_MISSING: { "zh-CN": "缺少材料：{document}。", en: "A document is missing: {document}." },
  DEFECTS_NOT_SENT: { "zh-CN": "有 {count} 项问题尚未告知申请人。", en: "{count} defects have not been told yet." },
  NOTICE_UNANSWERED: { "zh-CN": "有 {count} 项补正尚未答复。", en: "{count} points of a notice are not answered yet." },
  ITEM_ASKS_ANOTHER_KIND: {
    "zh-CN": "该清单项要求的材料是 {document}。",
    en: "This checklist item asks for {document}.",
  },
  WAY_NOT_ALLOWED: { "zh-CN": "该材料只能通过以下方式取得：{ways}。", en: "This item can only be met by: {ways}." },
  ALREADY_ATTACHED: {
    "zh-CN": "本案已使用该材料的此版本或更新版本。",
    en: "The case uses this version or a newer one.",
  },
  DOCUMENT_EXPIRED: {
    "zh-CN": "该材料已于 {expiresOn} 到期，请重新提交。",
    en: "The document expired on {expiresOn}.",
  },
  SOURCE_REQUIRED: {
    "zh-CN": "请提供上传凭证或已有材料（二者择一）。",
    en: "Give either an upload ticket or a document that is there already.",
  },
  DOCUMENT_OF_ANOTHER: {
    "zh-CN": "该材料与本案的人员、房屋无关，不能使用。",
    en: "The document is about a person, a home or a case that has nothing to do with this one.",
  },
  ALREADY_VERIFIED: { "zh-CN": "该版本已核验。", en: "This version was verified already." },
  DOCUMENT_IN_USE: {
    "zh-CN": "时限中止以该材料为依据，请先恢复时限。",
    en: "The clocks stand still on the word of this document: let them run on first.",
  },
  DETACH_BY_CORRECTION: {
    "zh-CN": "审批决定或已办结的阶段以该材料为依据：请更正提交该材料的记录（{entry}），由另一人复核。",
    en: "The decision, or a stage that is over, rests on it: correct the entry that attached it ({entry}), which a second person confirms.",
  },
  NOT_FOR_THE_RECEIVER: {
    "zh-CN": "接收机构办理本案无需此类材料（{document}），不能向其移交。",
    en: "The receiver does not need this document for its part and could not open it: {document}.",
  },
  NO_DOCUMENTS: { "zh-CN": "本案尚无可交接的材料。", en: "There are no documents to hand over." },
  NOT_A_PARTY_OF_THE_CASE: { "zh-CN": "该机构不是本案的经办机构。", en: "This party has no part in the case." },
  ALREADY_RECORDED: { "zh-CN": "已登记。", en: "This was recorded already." },
  NOT_YOUR_TURN: { "zh-CN": "串联审核：尚未轮到本机构。", en: "Serial review: an earlier party has not finished." },
  PRE_LOOK_ONLY: {
    "zh-CN": "受理前只能预审（LOOKED_AT）。",
    en: "Before acceptance a check can only be looked at (LOOKED_AT).",
  },
  PRE_LOOK_OVER: { "zh-CN": "已进入审核阶段，请登记审核结果。", en: "The pre-look is over: record what you found." },
  NOTE_REQUIRED: { "zh-CN": "请说明理由。", en: "Say why." },
  JUSTIFICATION_REQUIRED: {
    "zh-CN": "该问题在上次告知前已可发现，须说明未一次性告知的原因。",
    en: "This could have been seen before the earlier notice: say why it was not told then.",
  },
  DUPLICATE_DEFECT: {
    "zh-CN": "本机构已提出该问题，尚未答复。",
    en: "Your party has posted this defect already, and it is not answered yet.",
  },
  DEFECT_OF_NOTHING: {
    "zh-CN": "请指明是哪一项材料或审核项，或以文字说明。",
    en: "Name the checklist item or the check, or say in words what it is about.",
  },
  NO_DEFECTS: { "zh-CN": "没有待告知的问题。", en: "There is nothing to tell." },
  PRE_LOOK_OPEN: {
    "zh-CN": "尚有 {parties} 方未表示“无其他问题”，且预审时间未到。",
    en: "{parties} parties have not said “nothing further” and the pre-look is still open.",
  },
  ALREADY_ANSWERED: { "zh-CN": "该事项已答复。", en: "This was answered already." },
  NOTHING_ANSWERED: { "zh-CN": "请至少答复一项。", en: "Answer at least one point." },
  IN_THE_PAST: { "zh-CN": "时间已过。", en: "This lies in the past." },
  IN_THE_FUTURE: { "zh-CN": "时间不能晚于现在。", en: "This lies in the future." },
  REASON_REQUIRED: { "zh-CN": "请填写原因。", en: "Give a reason." },
  ALREADY_PROPOSED: { "zh-CN": "已有待审定的意见。", en: "A proposal is waiting already." },
  NO_PROPOSAL: { "zh-CN": "没有待审定的意见。", en: "There is no proposal to decide on." },
  SAME_PERSON: { "zh-CN": "须由另一人办理。", en: "Another person has to do this." },
  NO_CASES: { "zh-CN": "请至少指定一件业务。", en: "Name at least one case." },
  CASE_BUSY: {
    "zh-CN": "该案正由他人办理，请稍后重试。",
    en: "Others are writing to this case now: try again.",
  },
  ABOVE_LIMIT: { "zh-CN": "超过您的审批权限（{limitFen} 元）。", en: "Above your limit of {limitFen} yuan." },
  ABOVE_REQUEST: { "zh-CN": "超过申请。", en: "Above what was applied for." },
  AMOUNT_REQUIRED: { "zh-CN": "请填写大于零的金额。", en: "Give an amount above zero." },
  TERM_REQUIRED: { "zh-CN": "请填写期限。", en: "Give a term." },
  ONLY_REFUSAL: {
    "zh-CN": "有 {count} 项审核未通过，只能拟不予贷款。",
    en: "{count} checks failed: only a refusal can be proposed.",
  },
  ALREADY_SIGNED: { "zh-CN": "已签署。", en: "This was signed already." },
  METHOD_NOT_ALLOWED: { "zh-CN": "只能以下列方式签署：{methods}。", en: "It can only be signed by: {methods}." },
  NOBODY_CAME: {
    "zh-CN": "只有本人纸质签名才有到场地点。",
    en: "Only who signs on paper comes to a place for it.",
  },
  BEFORE_APPROVAL: { "zh-CN": "签署时间早于审批通过时间。", en: "This lies before the approval." },
  BELOW_ONE: { "zh-CN": "须不小于 1。", en: "Must be 1 or more." },
  ENDS_BEFORE_START: { "zh-CN": "终止日须晚于起始日。", en: "It ends before it starts." },
  CERTIFICATE_NUMBER_REQUIRED: {
    "zh-CN": "请填写不动产登记证明号（或登记受理编号）。",
    en: "Give the registration certificate's number (or the registry's receipt number).",
  },
  ALREADY_REGISTERED: { "zh-CN": "该登记证明号已录入。", en: "This certificate was registered already." },
  ...loanMessages,
  ALREADY_CONFIRMED: { "zh-CN": "该步骤已落实。", en: "This step was confirmed already." },
  EARLIER_STEP_OPEN: { "zh-CN": "前一步骤尚未落实。", en: "An earlier step is still open." },
  COLLATERAL_NOT_REGISTERED: { "zh-CN": "尚未录入担保物登记。", en: "The collateral is not registered yet." },
  ...moneyMessages,
  BEFORE_OPENING: { "zh-CN": "早于开立时间。", en: "This lies before the case was opened." },
  TRIP_BUDGET_SPENT: {
    "zh-CN": "跑动次数（{budget}次）已用完，可改用：{replacements}。",
    en: "The trip budget of {budget} is spent; instead: {replacements}.",
  },
  NO_INTERVIEW_THEN: {
    "zh-CN": "当时所处的办理阶段没有法定面谈，请选择其他事由。",
    en: "The law wanted no such interview at the stage of that time: give another reason.",
  },
  BUDGET_NOT_SPENT: { "zh-CN": "跑动次数尚未用完，无需例外。", en: "The budget is not spent: no exception is needed." },
  ...serviceMessages,
  MEMBER_CANNOT_OWN: { "zh-CN": "该人员不能担任首问责任人。", en: "This member's work is not to own cases." },
  MEMBER_INACTIVE: { "zh-CN": "该人员已停用。", en: "This member is not active." },
  ALREADY_OWNER: { "zh-CN": "该人员已是首问责任人。", en: "This member owns the case already." },
  ALREADY_THERE: { "zh-CN": "该业务已在此处办理。", en: "The case is there already." },
  ONE_OF_THESE: { "zh-CN": "请在以下各项中只填一项：{fields}。", en: "Give exactly one of: {fields}." },
  NO_TRANSFER: { "zh-CN": "没有待接收的转交。", en: "There is no transfer to accept." },
  NOT_FOR_YOU: { "zh-CN": "该转交的接收人不是您。", en: "The transfer is to somebody else." },
  ALREADY_PAUSED: { "zh-CN": "时限已中止。", en: "The clocks stand still already." },
  NO_CLOCK: { "zh-CN": "没有正在计时的时限。", en: "No clock is running." },
  NO_PAUSE_HERE: { "zh-CN": "{stage} 阶段没有可用的中止事由。", en: "Nothing pauses the clocks in {stage}." },
  PAUSE_TOO_LONG: {
    "zh-CN": "此事由最多中止 {days} 日。",
    en: "For this reason the clocks stand still for {days} days at most.",
  },
  RESUME_DAY_REQUIRED: {
    "zh-CN": "此事由须写明恢复计时的日期。",
    en: "For this reason, name the day on which the clocks run on.",
  },
  EVIDENCE_REQUIRED: { "zh-CN": "须提供证明材料。", en: "A document of the case must prove it." },
  NOT_PAUSED: { "zh-CN": "时限未中止。", en: "The clocks are running." },
  RESUMES_ON_ANSWER: { "zh-CN": "补正答复后自动恢复。", en: "It resumes when the notice is answered." },
  NOT_OVERDUE: { "zh-CN": "签约期限未到。", en: "The time for signing has not passed." },
  ALREADY_DONE: { "zh-CN": "已完成。", en: "This was done already." },
  NOT_YOURS: { "zh-CN": "不由本机构办理。", en: "This is not your party's to do." },
  NO_COMMERCIAL_PART: { "zh-CN": "本案没有商业部分。", en: "This loan has no commercial part." },
  ASKS_ONESELF: { "zh-CN": "不能向本机构问询。", en: "A party does not ask itself." },
  QUESTION_REQUIRED: { "zh-CN": "请填写问题。", en: "Say what is asked." },
  SUMMARY_REQUIRED: { "zh-CN": "请填写内容摘要。", en: "Say in short what was said." },
  ANSWER_REQUIRED: { "zh-CN": "请填写答复。", en: "Give an answer." },
  ...correctionMessages,
} satisfies Messages;

/** Beside its own, what the rooms below it say of parties and of the register of buildings. */
export type CaseworkCode =
  | keyof typeof caseworkMessages
  | "NOT_FOUND"
  | "NOT_ALLOWED"
  | "STALE_VERSION"
  | Extract<PartyCode, "PARTY_SUSPENDED" | "PERSON_NEEDED" | "BUILDING_OF_ANOTHER" | "BUILDING_ONLY_NEW">;

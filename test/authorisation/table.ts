/** Whom every mutation is for: the people of the test world by name, the one who really does it first. */
import type { MatrixRow } from "../support/matrix.js";
import { application } from "../support/cases.js";
import { boardRows } from "./boards.js";
import { calendar } from "./calendarTable.js";
import { complaintRows } from "./complaintRows.js";
import { meetingRows } from "./meetings.js";
import type { Prepared } from "./prepared.js";
import { scoreInputRows } from "./scoreInputs.js";
import { register } from "./registerRows.js";
import { targets } from "./targetRows.js";

/** The bank's own people with the case in sight; its colleague of another unit is a stranger to it. */
const bank = ["bankOfficer", "bankManager", "systemOfBankOfficer"];
const guarantor = ["guaranteeOfficer", "guaranteeManager"];
const reviewers = ["reviewer", "juniorReviewer", "allRounder"];
const approvers = ["seniorApprover", "approver", "allRounder"];
const center = [...reviewers, "seniorApprover", "approver", "fundsOfficer", "supervisor", "administrator", "auditor"];
const caseWorkers = [...bank, ...guarantor, ...reviewers, "seniorApprover", "approver", "fundsOfficer"];
const administrators = ["administrator", "bankManager"];
const others = [
  "bankColleague",
  "otherBankOfficer",
  "otherBankColleague",
  "otherBankManager",
  "otherGuaranteeOfficer",
  "otherGuaranteeManager",
];

type Row = MatrixRow<Prepared>;
type CaseName = keyof Prepared["cases"];

/** A mutation on a case. */
const onCase = (
  name: CaseName,
  right: readonly string[],
  more: (things: Prepared, who: string) => object = () => ({}),
  rest: Partial<Row> = {},
): Row => ({
  right,
  input: (things, who) => ({ caseId: things.cases[name], ...more(things, who) }),
  ...rest,
});

const itemOf = ({ states }: Prepared) =>
  states.review.papers.items.find(
    ({ documentId, verifierPartyId }) => documentId && verifierPartyId === states.review.lifecycle.bankId,
  );
const checkOfBank = ({ states }: Prepared) =>
  states.review.review.checks.find(({ owner, result }) => owner === "BANK" && result === "OPEN")?.id;
const paymentAt =
  (at: number, more: object) =>
  ({ states }: Prepared) => ({ paymentId: states.paying.payment.payments[at]?.id, ...more });

const cases: Record<string, Row> = {
  loanCaseOpen: {
    right: [...bank, "bankColleague", ...reviewers],
    input: ({ base }) => {
      const { people, payees, depositAccount, terms, property } = application();
      const bankId = base.world.partyIds.bank;
      const yuan = (fen: number) => (fen / 100).toFixed(2);
      return {
        product: "FUND",
        guaranteeKind: "MORTGAGE",
        bankId,
        application: {
          people,
          depositAccount,
          payees: payees?.map(({ amount, ...payee }) => ({ ...payee, amount: yuan(amount) })),
          terms: terms && { ...terms, amount: yuan(terms.amount) },
          property: property && { ...property, price: yuan(property.price), downPayment: yuan(property.downPayment) },
        },
      };
    },
  },
  loanCaseSubmit: onCase("toSubmit", bank),
  loanCaseAccept: onCase("toAccept", bank),
  loanCaseRefuse: onCase("toRefuse", bank, () => ({ reasonCode: "NOT_COMPLETED" })),
  loanCaseReturn: onCase(
    "toReturn",
    [...reviewers, "seniorApprover", "approver", "fundsOfficer"],
    () => ({ reasonCode: "CHECK_TO_REDO" }),
    // At this stage it is the center's: whoever else takes part in the case is told so.
    { told: ["NOT_YOURS"] },
  ),
  loanCaseWithdraw: onCase("toWithdraw", [...bank, ...reviewers], () => ({ reasonCode: "NO_LONGER_NEEDED" })),
  loanCaseLapse: onCase(
    "signing",
    ["reviewer", "juniorReviewer", "allRounder", "seniorApprover", "approver", "bankManager"],
    undefined,
    {
      otherwise: "NOT_OVERDUE",
    },
  ),
  unwindingTaskDone: onCase("withdrawn", bank, ({ states }) => ({
    taskId: states.withdrawn.lifecycle.tasks.find(({ actor }) => actor === "BANK")?.id,
  })),
  payeeVerify: onCase("acceptance", bank, ({ states }) => ({
    payeeId: states.acceptance.lifecycle.content.payees[0]?.id,
  })),
  commercialPartDecide: onCase("acceptance", bank, () => ({ state: "APPROVED" }), { otherwise: "NO_COMMERCIAL_PART" }),
  inquiryPost: onCase("review", [...caseWorkers, "supervisor"], ({ base }, who) => ({
    toPartyId: guarantor.includes(who) ? base.world.partyIds.bank : base.world.partyIds.guarantor,
    question: "请确认",
  })),
  inquiryAnswer: onCase("review", [...reviewers, ...approvers, "fundsOfficer", "supervisor"], ({ states }) => ({
    inquiryId: states.review.inquiries.inquiries[0]?.id,
    answer: "下周",
  })),
  ownerTransfer: onCase("toTransfer", bank, ({ base }) => ({ toMemberId: base.world.viewers.bankColleague.memberId })),
  casesReassign: {
    right: ["bankManager", "supervisor"],
    input: ({ base: { world }, cases: { toReassign } }) => ({
      ...{ caseIds: [toReassign], toUnitId: world.unitIds.gulou, reason: "网点撤并" },
    }),
  },
  ownerAccept: onCase("transferred", ["bankManager"], undefined, { told: ["NOT_FOR_YOU"] }),
  visitRequest: onCase("review", [...bank, ...guarantor, ...reviewers, ...approvers], () => ({
    reasonCode: "EXPLAIN",
    note: "需当面说明",
  })),
  visitRecord: onCase("review", [...bank, ...guarantor, ...reviewers, ...approvers], () => ({
    reasonCode: "EXPLAIN",
    place: "BRANCH",
  })),
  visitExceptionGrant: onCase("spent", ["supervisor", ...approvers], () => ({ note: "行动不便" })),
  contactRecord: onCase("review", [...caseWorkers, "supervisor"], () => ({ channel: "PHONE", summary: "告知进度" })),
  ratingTicket: onCase("paidOut", ["supervisor", ...reviewers, "fundsOfficer"]),
  ratingGive: { right: "ANYBODY", input: () => ({ code: "00000", score: 5, trips: [] }) },
  ratingRecord: onCase("toRate", [...reviewers, "supervisor"], () => ({ channel: "PHONE", score: 5, trips: [] })),
  ratingCorrect: onCase("rated", ["supervisor"], () => ({ reasonCode: "TYPING_MISTAKE", note: "听错了", score: 4 })),
  clockPause: onCase("security", [...bank, ...guarantor, ...reviewers, "supervisor"], ({ states }) => ({
    reasonCode: "AT_REGISTRY",
    evidenceDocumentId: states.security.papers.documents.find(({ kind }) => kind === "REGISTRY_RECEIPT")?.id,
  })),
  clockResume: onCase("paused", [...bank, ...guarantor, ...reviewers, "supervisor"]),
  escalationAcknowledge: onCase("late", ["bankManager"], ({ base, states }) => ({
    escalationId: states.late.clocks.escalations.find(({ partyId }) => partyId === base.world.partyIds.bank)?.id,
  })),
};

const reviewing: Record<string, Row> = {
  documentAttach: onCase("review", caseWorkers, ({ tickets }, who) => ({
    kind: "INCOME_PROOF",
    ticketId: tickets[who] ?? tickets.bankOfficer,
  })),
  documentVerify: onCase("review", bank, (things) => ({
    documentId: itemOf(things)?.documentId,
    result: "ACCEPTED",
  })),
  handoffSend: {
    right: caseWorkers,
    input: ({ base, cases: { review }, states }) => ({
      toPartyId: base.world.partyIds.center,
      items: [{ caseId: review, documentId: states.review.papers.documents[0]?.id }],
    }),
  },
  handoffReceive: {
    right: guarantor,
    input: ({ handoff }) => ({ handoffId: handoff.id, items: [{ itemId: handoff.itemId, result: "ACCEPTED" }] }),
    // Whoever sees the list and works on cases may know whose it is to receive.
    told: ["NOT_THE_RECEIVER"],
  },
  checkRecord: onCase("review", bank, (things) => ({ checkId: checkOfBank(things), result: "PASSED" })),
  defectPost: onCase("acceptance", [...bank, ...guarantor, ...reviewers], () => ({
    kind: "MISSING",
    note: "缺少材料",
  })),
  nothingFurther: onCase("acceptance", [...guarantor, ...bank, ...reviewers]),
  noticeSend: onCase("noticeReady", bank),
  noticeAnswer: onCase("noticed", [...bank, ...reviewers], ({ states }) => ({
    noticeId: states.noticed.notices.notices[0]?.id,
    answers: states.noticed.notices.defects.map(({ id }) => ({ defectId: id })),
  })),
  decisionPropose: onCase("toPropose", [...reviewers, "seniorApprover", "approver"], () => ({
    outcome: "APPROVE",
    amount: "450000.00",
    termMonths: 240,
  })),
  decisionConfirm: onCase("toConfirm", approvers),
  decisionConfirmMany: {
    right: approvers,
    beside: "verdicts",
    input: ({ cases }) => ({ caseIds: [cases.toConfirmMany] }),
  },
  decisionReturn: onCase("toReturnDecision", approvers, () => ({ reasonCode: "CHECK_TO_REDO" })),
  signatureRecord: onCase("signing", bank, ({ states }) => ({
    signatureId: states.signing.signing.signatures?.find(({ personId }) => personId)?.id,
    method: "PAPER",
  })),
  collateralRegister: onCase("security", [...guarantor, ...bank], () => ({
    kind: "MORTGAGE",
    securedAmount: "450000.00",
    fromDay: "2011-01-01",
    registrationCertificateNo: "证一",
  })),
  securityConfirm: onCase("toSecure", guarantor, ({ states }) => ({
    stepId: states.toSecure.collateral.steps?.[0]?.id,
  })),
  fundsOrder: onCase("paying", ["fundsOfficer"], () => ({ amount: "100.00" })),
  paymentSend: onCase("paying", bank, paymentAt(0, {})),
  paymentConfirm: onCase("paying", bank, paymentAt(1, { bankReference: "B1" })),
  paymentFail: onCase("paying", bank, paymentAt(2, { outcome: "FAILED", reasonCode: "ACCOUNT_CLOSED" })),
  entryCorrect: onCase(
    "review",
    [...bank, ...reviewers, "seniorApprover", "approver", "fundsOfficer"],
    ({ states }) => ({
      entryId: states.review.trips.visits[0]?.made?.entryId,
      reasonCode: "RECORDED_TWICE",
      note: "重复登记",
    }),
    // A party of the case that corrects its own entries is told that this one is another's.
    { told: ["NOT_YOURS", "NOTHING_TO_CORRECT"] },
  ),
  entryCorrectionConfirm: onCase(
    "corrected",
    ["bankManager", ...reviewers, ...approvers, "supervisor"],
    ({ corrections }) => ({
      correctionId: corrections[0],
    }),
  ),
  entryCorrectionRefuse: onCase(
    "corrected",
    ["bankManager", ...reviewers, ...approvers, "supervisor"],
    ({ corrections }) => ({
      correctionId: corrections[1],
    }),
  ),
};

const ofMember = (memberId: (things: Prepared) => string, more: object = {}): Row => ({
  right: administrators,
  input: (things) => ({ memberId: memberId(things), ...more }),
});

const parties: Record<string, Row> = {
  signIn: { right: "ANYBODY", input: () => ({ username: "", password: "" }) },
  signOut: { right: "SIGNED_IN", input: null },
  passwordChange: { right: "SIGNED_IN", input: () => ({ currentPassword: "x", newPassword: "y" }) },
  memberCreate: {
    right: administrators,
    input: ({ base }, who) => ({
      partyId: base.world.partyIds.bank,
      username: `new-of-${who.toLowerCase()}`,
      name: "新员工",
      roles: ["BANK_OFFICER"],
    }),
  },
  memberDisable: ofMember(({ members }) => members.toDisable),
  memberEnable: ofMember(({ members }) => members.toEnable),
  memberRolesChange: ofMember(({ members }) => members.toChange, { roles: ["BANK_MANAGER"], amountRank: 1 }),
  memberUnitChange: {
    right: administrators,
    input: ({ members, base }) => ({ memberId: members.toChange, unitId: base.world.unitIds.city }),
  },
  memberPasswordReset: ofMember(({ members }) => members.toReset),
  delegationGrant: {
    right: ["bankManager", "administrator"],
    input: ({ members, base }) => ({
      memberId: members.toChange,
      toMemberId: base.world.viewers.bankOfficer.memberId,
      fromDay: "2026-03-02",
      untilDay: "2026-03-06",
    }),
  },
  delegationEnd: {
    right: ["bankOfficer", "bankColleague", "bankManager", "administrator"],
    input: ({ members }) => ({ delegationId: members.delegation }),
  },
  partyRegister: {
    right: ["administrator"],
    input: () => ({ kind: "BANK", code: "BOC", name: "中国银行", nameEn: "Bank of China" }),
  },
  unitAdd: {
    right: administrators,
    input: ({ base }) => ({ partyId: base.world.partyIds.bank, code: "SOUTH", name: "城南", nameEn: "South" }),
  },
  netAssetsState: {
    right: ["administrator"],
    input: ({ base }) => ({ partyId: base.world.partyIds.guarantor, asOf: "2012-01-01", amount: "100000000.00" }),
  },
  uploadTicket: {
    right: [...caseWorkers, ...others, "supervisor", "administrator", "developerClerk"],
    input: () => ({ fileName: "证明.pdf", mediaType: "application/pdf", bytes: 10 }),
  },
};

export const table: Readonly<Record<string, Row>> = {
  ...parties,
  ...register,
  ...cases,
  ...calendar,
  ...reviewing,
  ...targets,
  ...boardRows,
  ...complaintRows,
  ...scoreInputRows,
  ...meetingRows,
};
export const everybody = [...new Set([...caseWorkers, ...center, ...others, "bankSystem", "developerClerk"])];

/** The table of acts of the domain, written down from it and not from the code: who does what, and at which stages. */
import { addDays } from "../../../src/kernel/index.js";
import type { Stage } from "../../../src/policy/index.js";
import type { PureCase } from "./pure.js";
import { attach, attachAllFor, order, propose } from "./way.js";
import { people, type PersonName } from "./people.js";

export const stagesOfTable = [
  "APPLICATION",
  "ACCEPTANCE",
  "REVIEW",
  "APPROVAL",
  "SIGNING",
  "SECURITY",
  "DISBURSEMENT",
  "SERVICING",
] as const satisfies readonly Stage[];
export type TableStage = (typeof stagesOfTable)[number];

/** Where nothing more is done, but for what a withdrawal leaves to undo. */
export const ends = ["SETTLED", "REFUSED", "WITHDRAWN", "LAPSED"] as const satisfies readonly Stage[];

export interface ActRow {
  readonly act: string;
  readonly who: PersonName;
  readonly allowed: readonly TableStage[];
  /** What must be so first, where the act is allowed. */
  readonly first?: (one: PureCase) => void;
  /** Stages at which the act is allowed and yet cannot be done, because there is nothing to do it to: the reasons. */
  readonly empty?: Partial<Record<TableStage, readonly string[]>>;
  /** Where it leads by itself, from each stage. */
  readonly leads?: Partial<Record<TableStage, Stage>>;
  /** Which of several things it is done to. */
  readonly subject?: (one: PureCase) => string | undefined;
}

const everywhere = stagesOfTable;
const untilPayOut = stagesOfTable.slice(0, -1);
const to = (stage: Stage, ...from: TableStage[]) => Object.fromEntries(from.map((one) => [one, stage]));

function notice(one: PureCase): void {
  one.must(people.bankOfficer, "DEFECT_POST", { kind: "INCOMPLETE", note: "缺页", justification: "新发现" });
  one.later(24 * 60);
  one.must(people.bankOfficer, "NOTICE_SEND");
}

const evidence = (one: PureCase) => {
  attach(one, people.bankOfficer, "PUBLIC_ANNOUNCEMENT");
  attach(one, people.bankOfficer, "REGISTRY_RECEIPT");
};

function paused(one: PureCase): void {
  evidence(one);
  const reasonCode = one.stage === "SECURITY" ? "AT_REGISTRY" : "FORCE_MAJEURE";
  const kind = one.stage === "SECURITY" ? "REGISTRY_RECEIPT" : "PUBLIC_ANNOUNCEMENT";
  const evidenceDocumentId = one.state.papers.documents.find((document) => document.kind === kind)?.id;
  const resumeOn = addDays(one.now.slice(0, 10), 7);
  one.must(people.bankOfficer, "CLOCK_PAUSE", { reasonCode, evidenceDocumentId, resumeOn });
}

function corrected(one: PureCase): void {
  const entryId = one.entries.find(({ type }) => type === "SUBMITTED")?.id;
  one.must(people.bankOfficer, "ENTRY_CORRECT", {
    entryId,
    reasonCode: "TYPING_MISTAKE",
    note: "总价录入有误",
    values: { priceFen: 99_000_000 },
  });
}

const transferred = (one: PureCase) => {
  const { memberId, partyId, unitId, roles } = people.bankColleague;
  const toMember = { memberId, partyId, unitId, roles, service: false, active: true };
  one.must(people.bankOfficer, "OWNER_TRANSFER", { toMemberId: memberId, to: toMember });
};

const asked = (one: PureCase) =>
  void one.must(people.reviewer, "INQUIRY_POST", { toPartyId: people.bankOfficer.partyId, question: "何时放款？" });

/** Reasons where no clock runs that could be stopped. */
const noClock = {
  APPLICATION: ["NO_CLOCK", "NO_PAUSE_HERE"],
  APPROVAL: ["NO_CLOCK"],
  SERVICING: ["NO_CLOCK", "NO_PAUSE_HERE"],
};
const notPaused = { APPLICATION: ["NOT_PAUSED"], APPROVAL: ["NOT_PAUSED"], SERVICING: ["NOT_PAUSED"] };
const hasClock = (one: PureCase) => !(one.stage in noClock);
/** Before anything was submitted there is nothing to correct. */
const nothingYet = { APPLICATION: ["NOTHING_TO_CORRECT"] };

export const table: readonly ActRow[] = [
  { act: "LOAN_CASE_SUBMIT", who: "bankOfficer", allowed: ["APPLICATION"], leads: to("ACCEPTANCE", "APPLICATION") },
  {
    act: "LOAN_CASE_ACCEPT",
    who: "bankOfficer",
    allowed: ["ACCEPTANCE"],
    first: (one) => attachAllFor(one, "ACCEPTANCE"),
    leads: to("REVIEW", "ACCEPTANCE"),
  },
  { act: "LOAN_CASE_REFUSE", who: "bankOfficer", allowed: ["ACCEPTANCE"], leads: to("REFUSED", "ACCEPTANCE") },
  { act: "DEFECT_POST", who: "reviewer", allowed: ["ACCEPTANCE", "REVIEW"] },
  { act: "NOTHING_FURTHER", who: "reviewer", allowed: ["ACCEPTANCE", "REVIEW"] },
  {
    act: "NOTICE_SEND",
    who: "bankOfficer",
    allowed: ["ACCEPTANCE", "REVIEW"],
    first: (one) =>
      void one
        .must(people.bankOfficer, "DEFECT_POST", { kind: "INCOMPLETE", note: "缺页", justification: "新发现" })
        .later(24 * 60),
  },
  {
    act: "NOTICE_ANSWER",
    who: "bankOfficer",
    allowed: ["ACCEPTANCE", "REVIEW"],
    first: notice,
    subject: (one) => one.state.notices.notices.at(-1)?.id,
  },
  {
    act: "CHECK_RECORD",
    who: "guaranteeOfficer",
    allowed: ["ACCEPTANCE", "REVIEW"],
    subject: (one) => one.state.review.checks.find(({ owner }) => owner === "GUARANTEE_COMPANY")?.id,
  },
  { act: "DECISION_PROPOSE", who: "reviewer", allowed: ["APPROVAL"] },
  { act: "DECISION_CONFIRM", who: "approver", allowed: ["APPROVAL"], first: propose, leads: to("SIGNING", "APPROVAL") },
  { act: "DECISION_RETURN", who: "approver", allowed: ["APPROVAL"], first: propose },
  {
    act: "LOAN_CASE_RETURN",
    who: "reviewer",
    allowed: ["APPROVAL", "SIGNING", "SECURITY", "DISBURSEMENT"],
    leads: {
      ...to("REVIEW", "APPROVAL"),
      ...to("APPROVAL", "SIGNING"),
      ...to("SIGNING", "SECURITY"),
      ...to("SECURITY", "DISBURSEMENT"),
    },
  },
  {
    act: "SIGNATURE_RECORD",
    who: "bankOfficer",
    allowed: ["SIGNING"],
    subject: (one) => one.state.signing.signatures?.[0]?.id,
  },
  {
    act: "COLLATERAL_REGISTER",
    who: "bankOfficer",
    allowed: ["REVIEW", "APPROVAL", "SIGNING", "SECURITY", "SERVICING"],
  },
  {
    act: "SECURITY_CONFIRM",
    who: "guaranteeOfficer",
    allowed: ["SECURITY"],
    first(one) {
      attach(one, people.guaranteeOfficer, "MORTGAGE_CERTIFICATE");
      one.must(people.guaranteeOfficer, "COLLATERAL_REGISTER", {
        kind: "MORTGAGE",
        securedFen: 45_000_000,
        fromDay: "2026-01-01",
        registrationCertificateNo: "REG-1",
      });
    },
    subject: (one) => one.state.collateral.steps?.[0]?.id,
    leads: to("DISBURSEMENT", "SECURITY"),
  },
  { act: "FUNDS_ORDER", who: "fundsOfficer", allowed: ["DISBURSEMENT"] },
  {
    act: "PAYMENT_CONFIRM",
    who: "bankOfficer",
    allowed: ["DISBURSEMENT"],
    first(one) {
      attachAllFor(one, "SERVICING");
      order(one);
    },
    subject: (one) => one.state.payment.payments.at(-1)?.id,
    leads: to("SERVICING", "DISBURSEMENT"),
  },
  {
    act: "PAYMENT_FAIL",
    who: "bankOfficer",
    allowed: ["DISBURSEMENT"],
    first: (one) => void order(one),
    subject: (one) => one.state.payment.payments.at(-1)?.id,
  },
  { act: "DOCUMENT_ATTACH", who: "bankOfficer", allowed: everywhere },
  {
    act: "HANDOFF_SEND",
    who: "bankOfficer",
    allowed: everywhere,
    first: (one) => void attach(one, people.bankOfficer, "SUPPORTING_EVIDENCE"),
  },
  { act: "VISIT_REQUEST", who: "bankOfficer", allowed: everywhere },
  { act: "VISIT_RECORD", who: "bankOfficer", allowed: everywhere },
  { act: "OWNER_TRANSFER", who: "bankOfficer", allowed: everywhere },
  { act: "OWNER_ACCEPT", who: "bankColleague", allowed: everywhere, first: transferred },
  { act: "INQUIRY_POST", who: "bankOfficer", allowed: everywhere },
  {
    act: "INQUIRY_ANSWER",
    who: "bankOfficer",
    allowed: everywhere,
    first: asked,
    subject: (one) => one.state.inquiries.inquiries.at(-1)?.id,
  },
  { act: "CONTACT_RECORD", who: "bankOfficer", allowed: everywhere },
  { act: "CLOCK_PAUSE", who: "bankOfficer", allowed: everywhere, first: evidence, empty: noClock },
  {
    act: "CLOCK_RESUME",
    who: "bankOfficer",
    allowed: everywhere,
    first: (one) => (hasClock(one) ? paused(one) : undefined),
    empty: notPaused,
  },
  { act: "LOAN_CASE_WITHDRAW", who: "bankOfficer", allowed: untilPayOut, leads: to("WITHDRAWN", ...untilPayOut) },
  { act: "ENTRY_CORRECT", who: "bankOfficer", allowed: everywhere, empty: nothingYet },
  {
    act: "CORRECTION_CONFIRM",
    who: "bankManager",
    allowed: everywhere,
    first: (one) => (one.stage === "APPLICATION" ? undefined : corrected(one)),
    // Nobody has proposed one, so there is none to name.
    empty: { APPLICATION: ["NOT_FOUND"] },
    subject: (one) => one.state.corrections.proposed.at(-1)?.id,
    // The price is what checks rest on: as long as no money is out, they are done again.
    leads: to("REVIEW", "APPROVAL", "SIGNING", "SECURITY", "DISBURSEMENT"),
  },
];

/** Steps that are no stage of their own and have a limit by policy: which are open now, whose they are, from when on. */
import { isEnded, stepLimit, type PolicyVersion } from "../../policy/index.js";
import type { CaseState } from "../state.js";

export interface OpenStep {
  readonly step: string;
  /** The thing of the case that it is about. */
  readonly subjectId: string;
  /** Null for the applicant. */
  readonly partyId: string | null;
  readonly waitingPartyId: string | null;
  /** Now, where it may be open a second time. */
  readonly startedAt?: string;
  /** Due at a time named beforehand; else by policy's limit. */
  readonly dueAt?: string | null;
}

type StepsOf = (state: CaseState) => readonly OpenStep[];

/** The applicant answers a notice, by the day named in it where one is. */
const noticeAnswer: StepsOf = ({ notices, ownership, lifecycle }) =>
  ["ACCEPTANCE", "REVIEW"].includes(lifecycle.stage)
    ? notices.notices
        .filter(({ answeredAt }) => answeredAt === null)
        .map(({ id, sentAt, answerBy }) => ({
          ...{ step: "NOTICE_ANSWER", subjectId: id, partyId: null, waitingPartyId: ownership.ownerPartyId },
          ...{ startedAt: sentAt, dueAt: answerBy },
        }))
    : [];

const handoffReceipt: StepsOf = ({ papers }) =>
  papers.handoffs
    .filter(({ receivedAt }) => receivedAt === null)
    .map(({ id, toPartyId, fromPartyId, sentAt }) => ({
      ...{ step: "HANDOFF_RECEIPT", subjectId: id, partyId: toPartyId, waitingPartyId: fromPartyId },
      startedAt: sentAt,
    }));

/** An inquiry says itself by when it wants an answer. */
const inquiryAnswer: StepsOf = ({ inquiries }) =>
  inquiries.inquiries
    .filter(({ answeredAt, takenBackAt }) => answeredAt === null && takenBackAt === null)
    .map(({ id, toPartyId, fromPartyId, askedAt }) => ({
      ...{ step: "INQUIRY_ANSWER", subjectId: id, partyId: toPartyId, waitingPartyId: fromPartyId },
      startedAt: askedAt,
    }));

const ownerAccept: StepsOf = ({ ownership }) =>
  ownership.transfers
    .filter(({ acceptedAt }) => acceptedAt === null)
    .map(({ id, toPartyId, proposedAt }) => ({
      ...{ step: "OWNER_ACCEPT", subjectId: id, partyId: toPartyId, waitingPartyId: ownership.ownerPartyId },
      startedAt: proposedAt,
    }));

/** The certificate, or the registry's receipt that stands for it, of what is to be registered. */
const registration: StepsOf = ({ collateral, lifecycle }) => {
  if (lifecycle.stage !== "SECURITY") return [];
  const known = collateral.records.filter(({ voided }) => !voided);
  return (collateral.steps ?? [])
    .filter(({ registration: how, confirmedAt }) => how !== "NONE" && confirmedAt === null)
    .filter(({ id, code }) =>
      known.every(
        (record) =>
          (record.stepId === null ? record.kind !== code : record.stepId !== id) ||
          (record.registryReceiptNo === null && record.registrationCertificateNo === null),
      ),
    )
    .map(({ id, actorPartyId }) => ({
      ...{ step: "REGISTRATION", subjectId: id, partyId: actorPartyId, waitingPartyId: lifecycle.centerId },
    }));
};

const paymentConfirmation: StepsOf = ({ payment, lifecycle }) =>
  payment.payments
    .filter(({ status }) => status === "ORDERED" || status === "SENT" || status === "UNKNOWN")
    .map(({ id }) => ({
      ...{ step: "PAYMENT_CONFIRMATION", subjectId: id, partyId: lifecycle.bankId, waitingPartyId: lifecycle.centerId },
    }));

/** An approval that nobody signs lapses. */
const approvalValidity: StepsOf = ({ decision, lifecycle }) => {
  const confirmed = decision.proposals.find(({ status }) => status === "CONFIRMED");
  if (lifecycle.stage !== "SIGNING" || !confirmed) return [];
  const startedAt = confirmed.decidedAt ?? lifecycle.stageEnteredAt;
  return [{ step: "APPROVAL_VALIDITY", subjectId: confirmed.id, partyId: null, waitingPartyId: null, startedAt }];
};

const all: readonly StepsOf[] = [
  ...[noticeAnswer, handoffReceipt, inquiryAnswer, ownerAccept],
  ...[registration, paymentConfirmation, approvalValidity],
];

/** Those that policy limits, of a case that is alive. */
export const openSteps = (state: CaseState, policy: PolicyVersion): OpenStep[] =>
  isEnded(state.lifecycle.stage)
    ? []
    : all.flatMap((steps) => steps(state)).filter(({ step, dueAt }) => dueAt || stepLimit(policy, step));

/** The last day of these may be a holiday: it is the center that they bind, not somebody's desk. */
export const movesOffHolidays = (step: string | null): boolean => step !== "APPROVAL_VALIDITY";

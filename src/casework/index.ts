/** Casework: the loan case. */
import { roomErrors, type RowClass } from "../platform/index.js";
import { CaseFieldsResolver } from "./api/caseFields.js";
import { GuaranteeCapacityResolver } from "./api/capacity.js";
import { PropertyClashResolver } from "./api/clashes.js";
import { ComplaintListResolver } from "./api/complaintList.js";
import { ContactListResolver } from "./api/contactList.js";
import { InquiryListResolver } from "./api/inquiryList.js";
import { CaseQuotaResolver } from "./api/caseQuota.js";
import { MissedDefectQueries } from "./api/missedDefects.js";
import { NoticeDraftResolver } from "./api/noticeDraft.js";
import { RelianceResolver } from "./api/reliance.js";
import { StageBlocksResolver } from "./api/stageBlocks.js";
import { caseTables as partTables } from "./case.js";
import { CaseEscalationsResolver, EscalationResolver } from "./api/escalations.js";
import { DeadlineQueries } from "./clocks/queries.js";
import { CalendarSweep } from "./dueDates.js";
import { ClockResolver, HolderResolver } from "./clocks/resolver.js";
import { CaseTimeResolver, ClockCaseResolver, ClockSegmentResolver } from "./api/caseTime.js";
import { CollateralResolver } from "./collateral/resolver.js";
import { ContactResolver } from "./contacts/resolver.js";
import { ComparisonResolver } from "./comparison/resolver.js";
import { complaintAggregate } from "./complaints/aggregate.js";
import { ComplaintResolver, ComplaintRoundResolver } from "./complaints/resolver.js";
import { CorrectionResolver, EntryCorrectionResolver } from "./corrections/resolver.js";
import { DecisionResolver } from "./decision/resolver.js";
import { CaseNumber } from "./intake/numbers.js";
import { LoanCaseResolver } from "./api/loanCase.js";
import { CasePayeeResolver, CasePersonResolver, CasePropertyResolver } from "./api/content.js";
import { PersonDataResolver } from "./api/people.js";
import { CaseVerdictResolver } from "./api/verdicts.js";
import { LoanCaseQueries, ViewerCasesResolver } from "./api/queries.js";
import { InquiryResolver } from "./inquiries/resolver.js";
import { CommercialPartResolver, LifecycleResolver } from "./lifecycle/resolver.js";
import { caseworkMessages } from "./messages.js";
import { DefectResolver, NoticeResolver } from "./notices/resolver.js";
import { OwnershipResolver } from "./ownership/resolver.js";
import { PapersResolver } from "./papers/resolver.js";
import { PaymentResolver } from "./payment/resolver.js";
import { QuotaResolver } from "./quota/resolver.js";
import { RatingResolver } from "./ratings/resolver.js";
import { RatingTicket } from "./ratings/ticket.js";
import { CheckResolver } from "./review/resolver.js";
import { SignatureResolver } from "./signing/resolver.js";
import { CorrectionHistoryResolver, JournalEntryResolver, TimelineResolver } from "./api/timeline.js";
import { VisitExceptionResolver, VisitResolver } from "./trips/resolver.js";

roomErrors("Casework", caseworkMessages);

export { isDocumentInSight, mayReadDocument } from "./documentSight.js";
export { attachDocument, type AttachGiven } from "./papers/attach.js";
export { receivePapers, sendPapers } from "./papers/handoff.js";
export { verifyDocument } from "./papers/verify.js";
export { availableActions, type ActionNow } from "./actions.js";
export { caseBatch, runMany, type BatchAnswer, type BatchOrder } from "./batch.js";
export { caseCommands, loanCaseAggregate, settleCase } from "./case.js";
export { readComparison, type Comparison } from "./comparison/read.js";
export { comparisonJson, comparisonText } from "./comparison/report.js";
export * from "./messages.js";
export { caseRef, runCommand } from "./run.js";
export { caseCommandOf } from "./case.js";
export * from "./services.js";
export { resetDueDates, type Reset } from "./dueDates.js";
export { resumeOverduePauses, tickCases, type Ticked } from "./ticking.js";
export { complaintAggregate, type ComplaintState } from "./complaints/aggregate.js";
export { Complaint } from "./complaints/rows.js";
export {
  answerComplaint,
  assignComplaint,
  closeComplaint,
  receiveComplaint,
  reopenComplaint,
} from "./complaints/run.js";
export { complaintSight } from "./complaints/sight.js";
export { sweepRatingTickets } from "./ratings/ticket.js";
export { giveRating } from "./ratings/give.js";
export { issueRatingTicket } from "./ratings/invite.js";
export { tripsHeld, tripsLogged, tripsSpent } from "./tripCounts.js";
export { cameOn } from "./trips/state.js";
export { caseSight } from "./sight.js";
export type { CaseState } from "./state.js";
export { LoanCase } from "./lifecycle/rows.js";
export { Check } from "./review/rows.js";
export { entryNames } from "./api/entryNames.js";
export type { CaseEntryType } from "./entries.js";
export { readCaseSteps, type CaseStep } from "./steps.js";
export { readHeldStretches, type HeldStretch } from "./stretches.js";
export * from "./intake/input.js";
export { openCase } from "./intake/open.js";
export { submitCase } from "./intake/submit.js";

/** For the schema check and verify. */
export const caseTables: readonly RowClass[] = [
  ...partTables,
  CaseNumber,
  CalendarSweep,
  RatingTicket,
  ...complaintAggregate.tables,
];

/** For the API's schema. */
export const caseResolvers = [
  LoanCaseQueries,
  ViewerCasesResolver,
  LoanCaseResolver,
  CaseFieldsResolver,
  PropertyClashResolver,
  GuaranteeCapacityResolver,
  StageBlocksResolver,
  CasePersonResolver,
  PersonDataResolver,
  CasePropertyResolver,
  CasePayeeResolver,
  TimelineResolver,
  JournalEntryResolver,
  LifecycleResolver,
  PapersResolver,
  CheckResolver,
  RelianceResolver,
  NoticeResolver,
  NoticeDraftResolver,
  MissedDefectQueries,
  DefectResolver,
  DecisionResolver,
  CaseVerdictResolver,
  SignatureResolver,
  CollateralResolver,
  PaymentResolver,
  VisitResolver,
  VisitExceptionResolver,
  CommercialPartResolver,
  InquiryResolver,
  InquiryListResolver,
  ContactResolver,
  ContactListResolver,
  RatingResolver,
  ComplaintResolver,
  ComplaintRoundResolver,
  ComplaintListResolver,
  OwnershipResolver,
  ClockResolver,
  HolderResolver,
  ClockCaseResolver,
  ClockSegmentResolver,
  CaseTimeResolver,
  EscalationResolver,
  CaseEscalationsResolver,
  DeadlineQueries,
  ComparisonResolver,
  CorrectionResolver,
  EntryCorrectionResolver,
  CorrectionHistoryResolver,
  QuotaResolver,
  CaseQuotaResolver,
] as const;

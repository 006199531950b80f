/** Oversight: what the partners did, measured, scored and ranked. */
import { roomErrors, type RowClass } from "../platform/index.js";
import { AppraisalFigureResolver, AppraisalResolver } from "./appraisal/resolver.js";
import { boardAggregate } from "./boards/aggregate.js";
import { boardResolvers } from "./boards/resolver.js";
import { ZeroTripConfirmationResolver } from "./confirmation/resolver.js";
import { PartnerFact } from "./facts/rows.js";
import { ProcessFlowResolver } from "./flow/resolver.js";
import { FlowMonthRow, FlowTraceRow } from "./flow/rows.js";
import { scoreInput } from "./inputs/aggregate.js";
import { ScoreInputMutations, ScoreInputResolver } from "./inputs/resolver.js";
import { ScoreInput } from "./inputs/rows.js";
import { meetingAggregate } from "./meetings/aggregate.js";
import { meetingResolvers } from "./meetings/resolver.js";
import { FeeBasisResolver } from "./fees/resolver.js";
import { oversightMessages } from "./messages.js";
import { scoreboardResolvers } from "./scoreboard/resolver.js";
import { BoardInterval } from "./scoreboard/tables.js";
import { BusinessFigureResolver, YearlyTargetResolver } from "./targets/fields.js";
import { TargetResolver } from "./targets/resolver.js";
import { BusinessFigure, PaidOutLoan, YearlyTarget } from "./targets/rows.js";
import { figure, target } from "./targets/statements.js";

roomErrors("Oversight", oversightMessages);

export { seesAppraisal } from "./appraisal/sight.js";
export { computeAsOf, formulaVersion, type Computation } from "./boards/compute.js";
export { checkBoards, type BoardCheck } from "./boards/check.js";
export * as boardCommands from "./boards/commands.js";
export { boardInForce, computedOf } from "./boards/present.js";
export { Board as KeptBoard, BoardObjection, BoardWaiver } from "./boards/rows.js";
export { boardSheets } from "./boards/sheets/board.js";
export { enteredOn, type EnteredContext } from "./boards/sheets/entered.js";
export { boardSight, ownSight } from "./boards/sight.js";
export { caseFacts, withCaseFacts } from "./facts/caseFacts.js";
export { factsOfCases, factsOnNoCase, type SubjectFact } from "./facts/bySubject.js";
export { complaintFacts, withComplaintFacts } from "./facts/complaints.js";
export { ratingFacts } from "./facts/ratings.js";
export * as meetingCommands from "./meetings/commands.js";
export { minutesBlocks } from "./meetings/minutes.js";
export type { MinutesContext, MinutesReader } from "./meetings/minutesBlocks.js";
export { Measure, MeetingCarried, MeetingComment, MeetingProblem, ReviewMeeting } from "./meetings/rows.js";
export { measureSight, meetingSight, problemSight } from "./meetings/sight.js";
export { handoffFacts, withHandoffFacts } from "./facts/handoffFacts.js";
export { factKinds, unitOfFact, type FactUnit } from "./facts/kinds.js";
export { factTally, follow, withFacts, type Measured, type Measuring } from "./facts/ledger.js";
export * from "./facts/rows.js";
export * from "./flow/graph.js";
export type { HistoryReader } from "./flow/histories.js";
export { forgetFlows } from "./flow/kept.js";
export { keepFlowOf, processFlow, type FlowServices } from "./flow/processFlow.js";
export { flowText } from "./flow/report.js";
export type { FlowSource } from "./flow/roll.js";
export { FlowMonthRow, FlowTraceRow } from "./flow/rows.js";
export type { FlowAsked } from "./flow/source.js";
export { flowView } from "./flow/views.js";
export { caseFactSource, factsSql, readFacts, type FactRow, type FactSource, type FactWhere } from "./facts/sources.js";
export { decideInput, proposeInput, revokeInput, type InputServices } from "./inputs/commands.js";
export type { NewScoreInput } from "./inputs/decide.js";
export { effectsOf } from "./inputs/effects.js";
export { importInput, type ImportedAs, type ImportedInput, type InputPart } from "./inputs/import.js";
export * from "./inputs/rows.js";
export { mayReadEvidence, scoreInputSight } from "./inputs/sight.js";
export { inputsThatCount } from "./inputs/standing.js";
export { computeBoard, type Board, type BoardQuery, type BoardServices } from "./scoreboard/board.js";
export { intervalsOf, type Interval } from "./scoreboard/bootstrap.js";
export { drawsOf } from "./scoreboard/random.js";
export * from "./scoreboard/facts.js";
export * from "./scoreboard/figures.js";
export { factsBehind } from "./scoreboard/formulas.js";
export * from "./scoreboard/rational.js";
export { boardJson, boardText, type BoardJson } from "./scoreboard/report.js";
export { rulesFor } from "./scoreboard/rules.js";
export type { OversightContext } from "./services.js";
export { dayAsked } from "./targets/asked.js";
export { targetBoard } from "./targets/board.js";
export { decideStatement, enterFigure, setTarget } from "./targets/commands.js";
export { paidOutLoan, withPaidOutLoans } from "./targets/lent.js";
export * from "./targets/rows.js";
export { targetBoardView, targetsJson, targetsText } from "./targets/views.js";

/** For the journal. */
export const oversightAggregates = [boardAggregate, meetingAggregate, scoreInput, target, figure] as const;

/** For the API's schema. */
export const oversightResolvers = [
  ...scoreboardResolvers,
  ...boardResolvers,
  ProcessFlowResolver,
  ZeroTripConfirmationResolver,
  ScoreInputMutations,
  ScoreInputResolver,
  AppraisalResolver,
  AppraisalFigureResolver,
  ...meetingResolvers,
  FeeBasisResolver,
  TargetResolver,
  YearlyTargetResolver,
  BusinessFigureResolver,
] as const;

/** For the schema check and verify. */
export const oversightTables: readonly RowClass[] = [
  PartnerFact,
  ...boardAggregate.tables,
  ScoreInput,
  BoardInterval,
  FlowTraceRow,
  FlowMonthRow,
  ...meetingAggregate.tables,
  YearlyTarget,
  BusinessFigure,
  PaidOutLoan,
];

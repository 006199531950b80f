/** Every migration, oldest first. */
import { BatchReady1790000121000 } from "./1790000121000-batch-ready.js";
import { BoardIntervals1790000152000 } from "./1790000152000-board-intervals.js";
import { Boards1790000160000 } from "./1790000160000-boards.js";
import { Calendar1790000111000 } from "./1790000111000-calendar.js";
import { Casework1790000030000 } from "./1790000030000-casework.js";
import { CaseworkDecision1790000031000 } from "./1790000031000-casework-decision.js";
import { Clocks1790000110000 } from "./1790000110000-clocks.js";
import { Complaints1790000132000 } from "./1790000132000-complaints.js";
import { Demonstration1790000070000 } from "./1790000070000-demonstration.js";
import { EntryCorrections1790000142000 } from "./1790000142000-entry-corrections.js";
import { DefectWords1790000141000 } from "./1790000141000-defect-words.js";
import { Delegations1790000120000 } from "./1790000120000-delegations.js";
import { Documents1790000020000 } from "./1790000020000-documents.js";
import { TakenBack1790000143000 } from "./1790000143000-taken-back.js";
import { ComplaintSource1790000144000 } from "./1790000144000-complaint-source.js";
import { CalendarLater1790000145000 } from "./1790000145000-calendar-later.js";
import { Facts1790000150000 } from "./1790000150000-facts.js";
import { Histories1790000050000 } from "./1790000050000-histories.js";
import { ImpliedVisits1790000130000 } from "./1790000130000-implied-visits.js";
import { Journal1790000000000 } from "./1790000000000-journal.js";
import { KeptFlows1790000191000 } from "./1790000191000-kept-flows.js";
import { HistoryParts1790000195000 } from "./1790000195000-history-parts.js";
import { Meetings1790000161000 } from "./1790000161000-meetings.js";
import { Oversight1790000060000 } from "./1790000060000-oversight.js";
import { Parties1790000010000 } from "./1790000010000-parties.js";
import { Projects1790000100000 } from "./1790000100000-projects.js";
import { Ratings1790000131000 } from "./1790000131000-ratings.js";
import { ReviewOutcome1790000140000 } from "./1790000140000-review-outcome.js";
import { ScoreInputs1790000151000 } from "./1790000151000-score-inputs.js";
import { StatedValues1790000180000 } from "./1790000180000-stated-values.js";
import { ImportedInputs1790000181000 } from "./1790000181000-imported-inputs.js";
import { ObjectedInputs1790000182000 } from "./1790000182000-objected-inputs.js";
import { TallyClasses1790000190000 } from "./1790000190000-tally-classes.js";
import { Targets1790000170000 } from "./1790000170000-targets.js";

export const migrations = [
  Journal1790000000000,
  Parties1790000010000,
  Documents1790000020000,
  Casework1790000030000,
  CaseworkDecision1790000031000,
  Histories1790000050000,
  Oversight1790000060000,
  Demonstration1790000070000,
  Projects1790000100000,
  Clocks1790000110000,
  Calendar1790000111000,
  Delegations1790000120000,
  BatchReady1790000121000,
  ImpliedVisits1790000130000,
  Ratings1790000131000,
  Complaints1790000132000,
  ReviewOutcome1790000140000,
  DefectWords1790000141000,
  EntryCorrections1790000142000,
  TakenBack1790000143000,
  ComplaintSource1790000144000,
  CalendarLater1790000145000,
  Facts1790000150000,
  ScoreInputs1790000151000,
  BoardIntervals1790000152000,
  Boards1790000160000,
  Meetings1790000161000,
  Targets1790000170000,
  StatedValues1790000180000,
  ImportedInputs1790000181000,
  ObjectedInputs1790000182000,
  TallyClasses1790000190000,
  KeptFlows1790000191000,
  HistoryParts1790000195000,
];

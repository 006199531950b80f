/** Asking another party of the case, and answering. */
import type { Role } from "../../parties/index.js";
import { stepLimit } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import type { CaseContext } from "../context.js";
import { entry } from "../entries.js";
import { liveStages } from "../stages.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";

export interface InquiryInput extends CommandInput {
  readonly toPartyId: string;
  readonly question: string;
}

const askers: readonly Role[] = [
  "BANK_OFFICER",
  "BANK_MANAGER",
  "GUARANTEE_OFFICER",
  "GUARANTEE_MANAGER",
  "CENTER_REVIEWER",
  "CENTER_APPROVER",
  "FUNDS_OFFICER",
  "SUPERVISOR",
];

/** Whoever takes part in the case can be asked; the guarantee company once it may see it. */
const partiesOf = ({ lifecycle }: CaseState): readonly string[] => [
  lifecycle.bankId,
  lifecycle.centerId,
  ...(lifecycle.guaranteeCompanyId && lifecycle.submittedAt ? [lifecycle.guaranteeCompanyId] : []),
];

export const inquiryPost = command<InquiryInput>({
  action: "INQUIRY_POST",
  by: askers,
  from: liveStages,
  makes: "inquiryId",
  shape(state, { toPartyId, question }, { viewer }) {
    const field = "toPartyId";
    return [
      ...(partiesOf(state).includes(toPartyId) ? [] : [refuse("NOT_A_PARTY_OF_THE_CASE", { field })]),
      ...(toPartyId === viewer.partyId ? [refuse("ASKS_ONESELF", { field })] : []),
      ...(question.trim() ? [] : [refuse("QUESTION_REQUIRED", { field: "question" })]),
    ];
  },
  decide(state, { toPartyId, question }, context) {
    const due = dueOf(context);
    return [
      entry("INQUIRY_POSTED", {
        inquiryId: context.newId(),
        fromPartyId: context.viewer.partyId,
        toPartyId,
        question: context.keep("INQUIRY", state.id, question.trim()),
        dueAt: due.at,
        provisional: due.provisional,
      }),
    ];
  },
});

/** When an answer is due, by policy; the end of the next working day where it says nothing. */
function dueOf({ policy, time, now }: CaseContext) {
  const limit = stepLimit(policy, "INQUIRY_ANSWER")?.limit ?? { workingDays: 1 };
  if ("workingHours" in limit) return time.afterWorkingMinutes(now, limit.workingHours * 60);
  if ("calendarDays" in limit) return time.afterStatutoryDays(now, limit.calendarDays, true);
  return time.afterWorkingDays(now, limit.workingDays);
}

export interface InquiryAnswerInput extends CommandInput {
  readonly inquiryId: string;
  readonly answer: string;
}

const inquiryOf = (state: CaseState, id: string) => state.inquiries.inquiries.find((inquiry) => inquiry.id === id);

export const inquiryAnswer = command<InquiryAnswerInput>({
  action: "INQUIRY_ANSWER",
  by: askers,
  from: liveStages,
  makes: "inquiryId",
  subjects: (state) => state.inquiries.inquiries,
  subjectOf: (input) => input.inquiryId,
  mine: (state, viewer, id) => inquiryOf(state, id)?.toPartyId === viewer.partyId,
  guards: (state, _context, id) => [
    ...(inquiryOf(state, id)?.answeredAt ? [refuse("ALREADY_ANSWERED")] : []),
    ...(inquiryOf(state, id)?.takenBackAt ? [refuse("ENTRY_SUPERSEDED")] : []),
  ],
  shape: (_state, { answer }) => (answer.trim() ? [] : [refuse("ANSWER_REQUIRED", { field: "answer" })]),
  decide: (state, { inquiryId, answer }, context) => [
    entry("INQUIRY_ANSWERED", { inquiryId, answer: context.keep("INQUIRY_ANSWER", state.id, answer.trim()) }),
  ],
});

export const inquiriesCommands = [inquiryPost, inquiryAnswer];

/** Inquiries (问询): a question from one party to another on the case, that is no notice and pauses nothing. */
import { personOf, type CaseEntry } from "../entries.js";
import { patch } from "../state.js";

export interface InquiryState {
  readonly id: string;
  readonly entryId: string;
  readonly version: number;
  readonly fromPartyId: string;
  readonly toPartyId: string;
  readonly questionId: string;
  readonly askedAt: string;
  readonly askedById: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly answerId: string | null;
  readonly answeredAt: string | null;
  readonly answeredById: string | null;
  readonly answerEntryId: string | null;
  readonly takenBackAt: string | null;
}

export interface InquiriesState {
  readonly inquiries: readonly InquiryState[];
}

export const initialInquiries = (): InquiriesState => ({ inquiries: [] });

const unanswered = { answerId: null, answeredAt: null, answeredById: null, answerEntryId: null };

export function evolveInquiries(slice: InquiriesState, entry: CaseEntry): InquiriesState {
  switch (entry.type) {
    case "INQUIRY_POSTED": {
      const { inquiryId, question, ...posted } = entry.body;
      const inquiry: InquiryState = {
        ...posted,
        id: inquiryId,
        entryId: entry.id,
        version: 1,
        questionId: question.id,
        askedAt: entry.occurredAt,
        askedById: personOf(entry),
        ...unanswered,
        takenBackAt: null,
      };
      return { inquiries: [...slice.inquiries, inquiry] };
    }
    // What is not answered yet is the new bank's to answer, or to hear.
    case "BANK_REASSIGNED": {
      const { fromBankId, toBankId } = entry.body;
      const now = (partyId: string) => (partyId === fromBankId ? toBankId : partyId);
      return {
        inquiries: slice.inquiries.map((one) =>
          one.answeredAt === null && [one.fromPartyId, one.toPartyId].includes(fromBankId)
            ? { ...one, fromPartyId: now(one.fromPartyId), toPartyId: now(one.toPartyId), version: one.version + 1 }
            : one,
        ),
      };
    }
    case "INQUIRY_ANSWERED": {
      const { inquiryId, answer } = entry.body;
      const version = (slice.inquiries.find(({ id }) => id === inquiryId)?.version ?? 0) + 1;
      const said = { answerId: answer.id, answerEntryId: entry.id };
      const answered = { ...said, answeredAt: entry.occurredAt, answeredById: personOf(entry), version };
      return { inquiries: patch(slice.inquiries, inquiryId, answered) };
    }
    // A question taken back wants no answer; an answer taken back is to be given anew.
    case "ENTRY_CORRECTED": {
      const { entryId } = entry.body;
      const wrong = slice.inquiries.find((one) => one.entryId === entryId || one.answerEntryId === entryId);
      if (!wrong) return slice;
      const what = wrong.entryId === entryId ? { takenBackAt: entry.occurredAt } : unanswered;
      return { inquiries: patch(slice.inquiries, wrong.id, { ...what, version: wrong.version + 1 }) };
    }
    case "DUE_DATES_RESET":
      return {
        inquiries: entry.body.clocks
          .filter(({ step }) => step === "INQUIRY_ANSWER")
          .reduce(
            (list, { subjectId, dueAt, provisional }) => {
              return patch(list, subjectId ?? "", { dueAt, provisional });
            },
            [...slice.inquiries],
          ),
      };
    default:
      return slice;
  }
}

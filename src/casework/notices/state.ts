/** Defects, and the one notice that tells the applicant of all of them (一次性告知). */
import type { Refusal } from "../../kernel/index.js";
import type { Stage } from "../../policy/index.js";
import { personOf, type CaseEntry } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";
import { refuse } from "../refusals.js";

export interface DefectState {
  readonly id: string;
  readonly kind: string;
  readonly partyId: string;
  readonly postedById: string;
  readonly postedAt: string;
  readonly itemId: string | null;
  readonly checkId: string | null;
  readonly noteId: string | null;
  readonly couldHaveBeenSeen: boolean;
  /** Why it was not told before, in a private row. */
  readonly justificationId: string | null;
  readonly noticeId: string | null;
  readonly answeredAt: string | null;
  readonly answerNoteId: string | null;
  readonly voided: boolean;
  readonly entryId: string;
}

export interface NoticeState {
  readonly id: string;
  readonly version: number;
  readonly sentAt: string;
  readonly sentById: string;
  readonly answerBy: string | null;
  readonly answeredAt: string | null;
}

export interface NoticesState {
  readonly defects: readonly DefectState[];
  readonly notices: readonly NoticeState[];
  /** Parties that had nothing further to ask for at this stage, and when they said so. */
  readonly nothingFurther: readonly { readonly partyId: string; readonly at: string }[];
}

export const initialNotices = (): NoticesState => ({ defects: [], notices: [], nothingFurther: [] });

export function evolveNotices(slice: NoticesState, entry: CaseEntry, state: CaseState): NoticesState {
  const at = entry.occurredAt;
  switch (entry.type) {
    case "DEFECT_POSTED": {
      const { defectId, note, justification, ...posted } = entry.body;
      const defect: DefectState = {
        ...posted,
        id: defectId,
        postedById: personOf(entry),
        postedAt: at,
        noteId: note?.id ?? null,
        justificationId: justification?.id ?? null,
        noticeId: null,
        answeredAt: null,
        answerNoteId: null,
        voided: false,
        entryId: entry.id,
      };
      return {
        ...slice,
        defects: [...slice.defects, defect],
        nothingFurther: slice.nothingFurther.filter(({ partyId }) => partyId !== posted.partyId),
      };
    }
    case "NOTHING_FURTHER":
      return spoken(slice, entry.body.partyId, at);
    // The new bank has not spoken yet.
    case "BANK_REASSIGNED":
      return {
        ...slice,
        nothingFurther: slice.nothingFurther.filter(({ partyId }) => partyId !== entry.body.fromBankId),
      };
    case "CHECK_LOOKED_AT":
      return lookedAt(slice, entry.body.checkId, state, at);
    // What was said at one stage is not said of the next.
    case "STAGE_ENTERED":
    case "RETURNED":
      return { ...slice, nothingFurther: [] };
    case "NOTICE_SENT": {
      const { noticeId, defectIds, answerBy } = entry.body;
      const notice: NoticeState = {
        id: noticeId,
        version: 1,
        sentAt: at,
        sentById: personOf(entry),
        answerBy,
        answeredAt: null,
      };
      return {
        defects: slice.defects.map((defect) => (defectIds.includes(defect.id) ? { ...defect, noticeId } : defect)),
        notices: [...slice.notices, notice],
        nothingFurther: [],
      };
    }
    case "NOTICE_ANSWERED": {
      const defects = slice.defects.map((defect) => {
        const answer = entry.body.answers.find(({ defectId }) => defectId === defect.id);
        return answer ? { ...defect, answeredAt: at, answerNoteId: answer.note?.id ?? null } : defect;
      });
      return { ...slice, defects, notices: touched(slice, entry.body.noticeId, defects, at) };
    }
    case "ENTRY_CORRECTED": {
      const taken = slice.defects.find(({ entryId }) => entryId === entry.body.entryId);
      if (!taken) return slice;
      const defects = patch(slice.defects, taken.id, { voided: true });
      return {
        ...slice,
        defects,
        notices: taken.noticeId ? touched(slice, taken.noticeId, defects, at) : slice.notices,
      };
    }
    default:
      return slice;
  }
}

/** A notice is answered when nothing of it is open: answered, or taken back by who had posted it. */
function touched({ notices }: NoticesState, id: string, defects: readonly DefectState[], at: string): NoticeState[] {
  const complete = defects.every((defect) => defect.noticeId !== id || defect.voided || defect.answeredAt);
  const version = (notices.find((notice) => notice.id === id)?.version ?? 0) + 1;
  const answeredAt = notices.find((notice) => notice.id === id)?.answeredAt ?? (complete ? at : null);
  return patch(notices, id, { version, answeredAt });
}

/** A party that has looked at all its checks has nothing further to ask for. */
function lookedAt(slice: NoticesState, checkId: string, state: CaseState, at: string): NoticesState {
  const party = state.review.checks.find(({ id }) => id === checkId)?.ownerPartyId;
  const all = state.review.checks
    .filter(({ ownerPartyId }) => ownerPartyId === party)
    .every((check) => check.lookedAt || check.id === checkId);
  if (!party || !all) return slice;
  return spoken(slice, party, at);
}

const spoken = (slice: NoticesState, partyId: string, at: string): NoticesState => ({
  ...slice,
  nothingFurther: [...slice.nothingFurther.filter((one) => one.partyId !== partyId), { partyId, at }],
});

/** Posted and not told to the applicant yet. */
export const draftDefects = (state: CaseState): readonly DefectState[] =>
  state.notices.defects.filter(({ noticeId, voided }) => noticeId === null && !voided);

/** Told to the applicant and not answered yet. */
export const unansweredDefects = (state: CaseState): readonly DefectState[] =>
  state.notices.defects.filter(({ noticeId, answeredAt, voided }) => noticeId !== null && !answeredAt && !voided);

export function noticesBlock(state: CaseState, to: Stage): Refusal[] {
  if (to !== "REVIEW" && to !== "APPROVAL") return [];
  const drafts = draftDefects(state).length;
  const open = unansweredDefects(state).length;
  return [
    ...(drafts > 0 ? [refuse("DEFECTS_NOT_SENT", { params: { count: drafts } })] : []),
    ...(open > 0 ? [refuse("NOTICE_UNANSWERED", { params: { count: open } })] : []),
  ];
}

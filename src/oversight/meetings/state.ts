/** What a meeting's entries come to. */
import type { Entry, PrivateRef } from "../../journal/index.js";
import type { PartnerKind } from "../../parties/index.js";
import type { AgendaItem, CarriedMeasure, MeetingBodies } from "./entries.js";

interface Said {
  readonly at: string;
  readonly byId: string;
}

export interface ProblemState extends Said {
  readonly id: string;
  readonly partyId: string;
  readonly text: PrivateRef;
  readonly documentId: string | null;
}

export interface CommentState extends Said {
  readonly partnerId: string;
  readonly text: PrivateRef;
}

export interface PracticeState extends Said {
  readonly id: string;
  readonly partnerId: string;
  readonly title: PrivateRef;
  readonly documentId: string | null;
}

export interface MeasureOfMeeting extends Said {
  readonly id: string;
  readonly number: number;
  readonly ownerPartyId: string;
  readonly ownerMemberId: string | null;
  readonly text: PrivateRef;
  readonly dueOn: string;
  readonly problemId: string | null;
  readonly done: (Said & { readonly evidence: PrivateRef; readonly documentId: string | null }) | null;
}

export interface MeetingState {
  readonly id: string;
  readonly version: number;
  readonly period: string;
  readonly kinds: readonly PartnerKind[];
  readonly day: string;
  readonly agenda: readonly AgendaItem[];
  readonly planned: Said | null;
  readonly problems: readonly ProblemState[];
  readonly comments: readonly CommentState[];
  readonly practices: readonly PracticeState[];
  readonly opened: (Said & Pick<MeetingBodies["MEETING_OPENED"], "boards" | "previousId">) | null;
  readonly carriedOver: readonly CarriedMeasure[];
  readonly measures: readonly MeasureOfMeeting[];
  readonly minutes: (Said & { readonly text: PrivateRef }) | null;
  readonly closed: (Said & { readonly minutesDigest: string }) | null;
}

export const initialMeeting = (id: string): MeetingState => ({
  ...{ id, version: 0, period: "", kinds: [], day: "", agenda: [], planned: null, problems: [], comments: [] },
  ...{ practices: [], opened: null, carriedOver: [], measures: [], minutes: null, closed: null },
});

type Reactions = {
  readonly [Type in keyof MeetingBodies]: (state: MeetingState, body: MeetingBodies[Type], said: Said) => MeetingState;
};

const reactions: Reactions = {
  MEETING_PLANNED: (state, body, said) => ({ ...state, ...body, planned: said }),
  MEETING_REPLANNED: (state, { day, agenda }) => ({ ...state, day, agenda: agenda ?? state.agenda }),
  PROBLEM_RAISED(state, { problemId: id, ...body }, said) {
    return { ...state, problems: [...state.problems, { id, ...body, ...said }] };
  },
  PARTNER_COMMENTED(state, body, said) {
    const others = state.comments.filter(({ partnerId }) => partnerId !== body.partnerId);
    return { ...state, comments: [...others, { ...body, ...said }] };
  },
  PRACTICE_PRESENTED(state, { practiceId: id, ...body }, said) {
    return { ...state, practices: [...state.practices, { id, ...body, ...said }] };
  },
  MEETING_OPENED(state, { boards, previousId, carriedOver }, said) {
    return { ...state, opened: { boards, previousId, ...said }, carriedOver };
  },
  MEASURE_AGREED(state, { measureId: id, askedDueOn: _asked, calendarVersion: _calendar, ...body }, said) {
    const number = state.measures.length + 1;
    return { ...state, measures: [...state.measures, { id, number, ...body, ...said, done: null }] };
  },
  MEASURE_DONE(state, { measureId, evidence, documentId }, said) {
    const done = { ...said, evidence, documentId };
    return { ...state, measures: state.measures.map((one) => (one.id === measureId ? { ...one, done } : one)) };
  },
  MINUTES_WRITTEN: (state, { text }, said) => ({ ...state, minutes: { text, ...said } }),
  MEETING_CLOSED: (state, { minutesDigest }, said) => ({ ...state, closed: { minutesDigest, ...said } }),
};

export function evolveMeeting(state: MeetingState, entry: Entry): MeetingState {
  const react = reactions[entry.type as keyof MeetingBodies] as Reactions["MINUTES_WRITTEN"] | undefined;
  if (!react) throw new Error(`Entry ${entry.type} has no place in a meeting's stream`);
  const said = { at: entry.recordedAt, byId: entry.onBehalfOfId ?? entry.actorId };
  return { ...react(state, entry.body as MeetingBodies["MINUTES_WRITTEN"], said), version: entry.seq };
}

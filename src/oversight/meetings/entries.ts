/** Every entry of a review meeting's stream (经验交流会): planned, prepared, opened, measures agreed, minutes closed. */
import type { NewEntry, PrivateRef } from "../../journal/index.js";
import type { PartnerKind } from "../../parties/index.js";

export interface AgendaItem {
  readonly id: string;
  readonly title: PrivateRef;
}

export const measureStates = ["OPEN", "OVERDUE", "DONE"] as const;
export type MeasureState = (typeof measureStates)[number];

/** What had become of a measure of an earlier meeting when this one opened. */
export interface CarriedMeasure {
  readonly measureId: string;
  readonly meetingId: string;
  readonly ownerPartyId: string;
  readonly state: MeasureState;
}

export interface MeetingBodies {
  MEETING_PLANNED: {
    readonly period: string;
    readonly kinds: readonly PartnerKind[];
    readonly day: string;
    readonly agenda: readonly AgendaItem[];
  };
  MEETING_REPLANNED: { readonly day: string; readonly agenda: readonly AgendaItem[] | null };
  PROBLEM_RAISED: {
    readonly problemId: string;
    readonly partyId: string;
    readonly text: PrivateRef;
    readonly documentId: string | null;
  };
  /** The center's comment on a partner; a later one stands in its place. */
  PARTNER_COMMENTED: { readonly partnerId: string; readonly text: PrivateRef };
  PRACTICE_PRESENTED: {
    readonly practiceId: string;
    readonly partnerId: string;
    readonly title: PrivateRef;
    readonly documentId: string | null;
  };
  MEETING_OPENED: {
    readonly boards: readonly { readonly boardId: string; readonly digest: string }[];
    readonly previousId: string | null;
    /** In the order in which they are gone through. */
    readonly carriedOver: readonly CarriedMeasure[];
  };
  MEASURE_AGREED: {
    readonly measureId: string;
    readonly ownerPartyId: string;
    readonly ownerMemberId: string | null;
    readonly text: PrivateRef;
    /** A working day: the one asked for, or the next after it. */
    readonly dueOn: string;
    readonly askedDueOn: string;
    readonly calendarVersion: string;
    readonly problemId: string | null;
  };
  MEASURE_DONE: {
    readonly measureId: string;
    readonly evidence: PrivateRef;
    readonly documentId: string | null;
  };
  MINUTES_WRITTEN: { readonly text: PrivateRef };
  MEETING_CLOSED: { readonly minutesDigest: string };
}

export const meetingEntry = <Type extends keyof MeetingBodies>(
  type: Type,
  body: MeetingBodies[Type],
): NewEntry<Type, MeetingBodies[Type]> => ({ type, body });

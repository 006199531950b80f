/** Every entry of a complaint's stream. No name, no telephone number, no text: those are private rows. */
import type { NewEntry, PrivateRef } from "../../journal/index.js";

export const complaintChannels = ["HOTLINE_12345", "HOTLINE_12329", "WINDOW", "PHONE", "ONLINE"] as const;
export type ComplaintChannel = (typeof complaintChannels)[number];

export const findings = ["UPHELD", "PARTLY", "NOT_UPHELD"] as const;
export type Finding = (typeof findings)[number];

/** Whom it is about, as far as that is known. */
export interface About {
  readonly partyId: string | null;
  readonly unitId: string | null;
  readonly memberId: string | null;
}

export interface ComplaintBodies {
  COMPLAINT_RECEIVED: About & {
    channel: ComplaintChannel;
    /** The hotline's own number of it. */
    sourceNo: string | null;
    caseId: string | null;
    complainantName: PrivateRef | null;
    complainantPhone: PrivateRef | null;
    text: PrivateRef;
    receivedAt: string;
    dueAt: string;
    provisional: boolean;
  };
  COMPLAINT_ASSIGNED: About & { handlerId: string; handlerPartyId: string };
  COMPLAINT_ANSWERED: { finding: Finding; answer: PrivateRef };
  COMPLAINT_CLOSED: Record<string, never>;
  COMPLAINT_REOPENED: { reason: PrivateRef; dueAt: string; provisional: boolean };
}

export const complaintEntry = <Type extends keyof ComplaintBodies>(
  type: Type,
  body: ComplaintBodies[Type],
): NewEntry<Type, ComplaintBodies[Type]> => ({ type, body });

/** Contacts (联系记录): a call, a message or a talk at the window, with the applicant or between parties; nothing stands still for it. */
import { personOf, type CaseEntry, type ContactChannel } from "../entries.js";
import { patch } from "../state.js";

export interface ContactState {
  readonly id: string;
  readonly version: number;
  readonly channel: ContactChannel;
  readonly direction: "INCOMING" | "OUTGOING";
  readonly partyId: string;
  /** Null for the applicant. */
  readonly withPartyId: string | null;
  readonly contactedAt: string;
  readonly recordedAt: string;
  readonly recordedById: string;
  readonly summaryId: string;
  readonly callBackBy: string | null;
  /** When the call back that was promised was made. */
  readonly calledBackAt: string | null;
}

export interface ContactsState {
  readonly contacts: readonly ContactState[];
}

export const initialContacts = (): ContactsState => ({ contacts: [] });

export function evolveContacts(slice: ContactsState, entry: CaseEntry): ContactsState {
  if (entry.type !== "CONTACT_RECORDED") return slice;
  const { contactId, summary, callsBackId, ...said } = entry.body;
  const contact: ContactState = {
    ...said,
    id: contactId,
    version: 1,
    recordedAt: entry.occurredAt,
    recordedById: personOf(entry),
    summaryId: summary.id,
    calledBackAt: null,
  };
  const earlier = callsBackId
    ? patch(slice.contacts, callsBackId, { calledBackAt: said.contactedAt, version: 2 })
    : slice.contacts;
  return { contacts: [...earlier, contact] };
}

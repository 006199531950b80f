/** Contacts (联系记录): a call, a message or a talk at the window, with the applicant or between parties; nothing stands still for it. */
import { personOf, type CaseEntry, type ContactChannel } from "../entries.js";
import { patch } from "../state.js";

export interface ContactState {
  readonly id: string;
  readonly entryId: string;
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
  /** The contact whose promised call back this is. */
  readonly callsBackId: string | null;
  readonly takenBackAt: string | null;
}

export interface ContactsState {
  readonly contacts: readonly ContactState[];
}

export const initialContacts = (): ContactsState => ({ contacts: [] });

export function evolveContacts(slice: ContactsState, entry: CaseEntry): ContactsState {
  if (entry.type === "ENTRY_CORRECTED") return takenBack(slice, entry.body.entryId, entry.occurredAt);
  if (entry.type !== "CONTACT_RECORDED") return slice;
  const { contactId, summary, callsBackId, ...said } = entry.body;
  const contact: ContactState = {
    ...said,
    id: contactId,
    entryId: entry.id,
    version: 1,
    recordedAt: entry.occurredAt,
    recordedById: personOf(entry),
    summaryId: summary.id,
    calledBackAt: null,
    callsBackId,
    takenBackAt: null,
  };
  return { contacts: [...calledBack(slice, callsBackId, said.contactedAt), contact] };
}

/** The call back that it made is owed again. */
function takenBack(slice: ContactsState, entryId: string, at: string): ContactsState {
  const contact = slice.contacts.find((one) => one.entryId === entryId);
  if (!contact) return slice;
  const contacts = calledBack(slice, contact.callsBackId, null);
  return { contacts: patch(contacts, contact.id, { takenBackAt: at, version: contact.version + 1 }) };
}

function calledBack({ contacts }: ContactsState, id: string | null, calledBackAt: string | null) {
  const earlier = contacts.find((one) => one.id === id);
  return earlier ? patch(contacts, earlier.id, { calledBackAt, version: earlier.version + 1 }) : contacts;
}

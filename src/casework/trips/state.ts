/** Visits of the applicant, against the case's trip budget (一趟不用跑 / 最多跑一趟). */
import { personOf, type CaseEntry, type ImpliedBy } from "../entries.js";
import { patch } from "../state.js";
import { charged, type Charge } from "./budget.js";

/** What was asked for, kept beside what came of it: a record taken back leaves the request standing. */
interface Asked {
  readonly entryId: string;
  readonly at: string;
  readonly byId: string;
  readonly partyId: string;
  readonly reasonCode: string;
  readonly legalInterview: boolean;
  readonly noteId: string | null;
}

interface Made {
  readonly entryId: string;
  readonly at: string;
  readonly byId: string;
  readonly partyId: string;
  readonly reasonCode: string;
  readonly legalInterview: boolean;
  /** WINDOW, BRANCH, HOME, REGISTRY. */
  readonly place: string;
}

export interface Implied extends Made {
  /** The entry of what shows it. */
  readonly shownBy: string | null;
  readonly because: ImpliedBy;
  readonly overBudget: boolean;
}

export interface VisitState {
  readonly id: string;
  readonly version: number;
  /** Null where the applicant came unasked, or the request was taken back. */
  readonly asked: Asked | null;
  /** What shows that the applicant came, though nobody logged it. */
  readonly implied: Implied | null;
  /** Null until somebody logged that the applicant came. */
  readonly made: Made | null;
  /** What was taken back last, to be shown. */
  readonly takenBack: Asked | Made | null;
  /** Spends the budget. */
  readonly counted: boolean;
  readonly charge: Charge | null;
  /** Nothing of it stands any more. */
  readonly voided: boolean;
}

/** Something that was done with the applicant there, and may imply a visit. */
export interface Presence {
  readonly entryId: string;
  readonly sourceId: string;
  readonly because: ImpliedBy;
  readonly partyId: string;
  readonly at: string;
  readonly place: string;
  readonly reasonCode: string;
}

/** The center's leave for one visit beyond the budget. */
export interface ExceptionState {
  readonly id: string;
  readonly grantedAt: string;
  readonly grantedById: string;
  readonly noteId: string;
}

export interface TripsState {
  readonly budget: number;
  readonly visits: readonly VisitState[];
  readonly exceptions: readonly ExceptionState[];
  /** That of which no implied visit was written: a visit of its day was logged, or is still to be written. */
  readonly presences: readonly Presence[];
  /** The stages by when they were entered: an interview of the law belongs to one. */
  readonly stages: readonly { readonly stage: string; readonly from: string }[];
}

export const initialTrips = (): TripsState => ({ budget: 0, visits: [], exceptions: [], presences: [], stages: [] });

export function evolveTrips(slice: TripsState, entry: CaseEntry): TripsState {
  const next = visited(slice, entry);
  return next === slice ? slice : charged(next);
}

function visited(slice: TripsState, entry: CaseEntry): TripsState {
  switch (entry.type) {
    case "OPENED":
      return inStage({ ...slice, budget: entry.body.tripBudget }, "APPLICATION", entry.occurredAt);
    case "SUBMITTED":
      return { ...slice, budget: entry.body.tripBudget };
    case "STAGE_ENTERED":
      return inStage(slice, entry.body.stage, entry.occurredAt);
    case "RETURNED":
      return inStage(slice, entry.body.to, entry.occurredAt);
    case "VISIT_EXCEPTION_GRANTED": {
      const { exceptionId: id, note } = entry.body;
      const granted = { id, grantedAt: entry.occurredAt, grantedById: personOf(entry), noteId: note.id };
      return { ...slice, exceptions: [...slice.exceptions, granted] };
    }
    case "VISIT_REQUESTED": {
      const { visitId, note, ...rest } = entry.body;
      return changed(slice, visitId, { asked: { ...signed(entry), ...rest, noteId: note?.id ?? null } });
    }
    case "VISIT_RECORDED": {
      const { visitId, visitedAt, ...rest } = entry.body;
      return changed(slice, visitId, { made: { ...signed(entry), ...rest, at: visitedAt } });
    }
    case "VISIT_IMPLIED": {
      const { visitId, visitedAt, sourceId, ...rest } = entry.body;
      const presences = slice.presences.filter((one) => one.sourceId !== sourceId);
      const shownBy = slice.presences.find((one) => one.sourceId === sourceId)?.entryId ?? null;
      const implied = { ...signed(entry), ...rest, at: visitedAt, shownBy };
      return changed({ ...slice, presences }, visitId, { implied });
    }
    case "ENTRY_CORRECTED":
      return entry.body.values === null ? withoutEntry(slice, entry.body.entryId) : slice;
    default: {
      const presence = presenceOf(entry);
      return presence ? { ...slice, presences: [...slice.presences, presence] } : slice;
    }
  }
}

const inStage = (slice: TripsState, stage: string, from: string): TripsState => ({
  ...slice,
  stages: [...slice.stages, { stage, from }],
});

/** What was done with the applicant there: a paper taken over, a signature, a talk at the window. */
function presenceOf(entry: CaseEntry): Presence | null {
  const base = {
    entryId: entry.id,
    at: entry.occurredAt,
    partyId: "partyId" in entry.body ? String(entry.body.partyId) : "",
  };
  switch (entry.type) {
    case "DOCUMENT_ATTACHED": {
      const { handedIn, handedInAt, documentId, version, withOriginal } = entry.body;
      if (handedIn !== "IN_PERSON") return null;
      const reasonCode = withOriginal ? "SHOW_ORIGINAL" : "BRING_DOCUMENT";
      return {
        ...base,
        because: "DOCUMENT",
        sourceId: `${documentId}/${version}`,
        place: handedInAt ?? "WINDOW",
        reasonCode,
      };
    }
    case "SIGNATURE_RECORDED": {
      const { place, signatureId, signedAt } = entry.body;
      if (!place || place === "HOME") return null;
      return {
        ...base,
        because: "SIGNATURE",
        sourceId: `${signatureId}/${entry.id}`,
        place,
        reasonCode: "SIGN",
        at: signedAt,
      };
    }
    case "CONTACT_RECORDED": {
      const { contactId, channel, withPartyId, contactedAt } = entry.body;
      if (channel !== "WINDOW" || withPartyId !== null) return null;
      return {
        ...base,
        because: "CONTACT",
        sourceId: contactId,
        place: "WINDOW",
        reasonCode: "EXPLAIN",
        at: contactedAt,
      };
    }
    default:
      return null;
  }
}

const signed = (entry: CaseEntry) => ({ entryId: entry.id, at: entry.occurredAt, byId: personOf(entry) });

const blank = (id: string): VisitState => ({
  id,
  version: 0,
  asked: null,
  implied: null,
  made: null,
  takenBack: null,
  counted: false,
  charge: null,
  voided: false,
});

function changed(slice: TripsState, id: string, what: Partial<VisitState>): TripsState {
  const known = slice.visits.find((visit) => visit.id === id);
  const visit = standing({ ...(known ?? blank(id)), ...what, version: (known?.version ?? 0) + 1 });
  return { ...slice, visits: known ? patch(slice.visits, id, visit) : [...slice.visits, visit] };
}

/** What counts: an interview that the law requires never does, and a visit home costs the applicant no trip. */
function standing(visit: VisitState): VisitState {
  const { asked } = visit;
  const came = cameOn(visit);
  const counted = came ? !came.legalInterview && came.place !== "HOME" : asked !== null && !asked.legalInterview;
  return { ...visit, counted, voided: asked === null && came === null };
}

/** That the applicant came, as it was logged, or as something else shows. */
export const cameOn = ({ made, implied }: VisitState): Made | null => made ?? implied;

function withoutEntry(before: TripsState, entryId: string): TripsState {
  const seen = before.presences.filter((one) => one.entryId !== entryId);
  const slice = seen.length === before.presences.length ? before : { ...before, presences: seen };
  // A talk that never was shows nobody's coming; who signed or brought a paper was there all the same.
  const shown = slice.visits.find(({ implied }) => implied?.because === "CONTACT" && implied.shownBy === entryId);
  if (shown) return changed(slice, shown.id, { implied: null, takenBack: shown.implied });
  const visit = slice.visits.find((one) => partsOf(one).some((part) => part?.entryId === entryId));
  if (!visit) return slice;
  const { made, implied, asked } = visit;
  if (made?.entryId === entryId) return changed(slice, visit.id, { made: null, takenBack: made });
  if (asked?.entryId === entryId) return changed(slice, visit.id, { asked: null, takenBack: asked });
  // Explained once: what else was received there by then implies no visit any more.
  const presences = slice.presences.filter(({ partyId, at }) => partyId !== implied?.partyId || at > implied.at);
  return changed({ ...slice, presences }, visit.id, { implied: null, takenBack: implied });
}

export const partsOf = ({ asked, implied, made }: VisitState) => [asked, implied, made];

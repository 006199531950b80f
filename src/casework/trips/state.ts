/** Visits of the applicant, against the case's trip budget (一趟不用跑 / 最多跑一趟). */
import { personOf, type CaseEntry } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";

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

export interface VisitState {
  readonly id: string;
  readonly version: number;
  /** Null where the applicant came unasked, or the request was taken back. */
  readonly asked: Asked | null;
  /** Null until the applicant came. */
  readonly made: Made | null;
  /** The request or the record that was taken back last, to be shown. */
  readonly takenBack: Asked | Made | null;
  /** Spends the budget. */
  readonly counted: boolean;
  /** Nothing of it stands any more. */
  readonly voided: boolean;
}

export interface TripsState {
  readonly budget: number;
  readonly visits: readonly VisitState[];
  /** Exceptions granted by the center: each allows one visit more. */
  readonly exceptions: number;
}

export const initialTrips = (): TripsState => ({ budget: 0, visits: [], exceptions: 0 });

export function evolveTrips(slice: TripsState, entry: CaseEntry): TripsState {
  switch (entry.type) {
    case "OPENED":
    case "SUBMITTED":
      return { ...slice, budget: entry.body.tripBudget };
    case "VISIT_EXCEPTION_GRANTED":
      return { ...slice, exceptions: slice.exceptions + 1 };
    case "VISIT_REQUESTED": {
      const { visitId, note, ...rest } = entry.body;
      const asked: Asked = { ...signed(entry), ...rest, noteId: note?.id ?? null };
      return { ...slice, visits: [...slice.visits, standing({ ...blank(visitId), asked })] };
    }
    case "VISIT_RECORDED": {
      const { visitId, visitedAt, ...rest } = entry.body;
      const made: Made = { ...signed(entry), ...rest, at: visitedAt };
      const known = slice.visits.find(({ id }) => id === visitId);
      if (!known) return { ...slice, visits: [...slice.visits, standing({ ...blank(visitId), made })] };
      return {
        ...slice,
        visits: patch(slice.visits, visitId, standing({ ...known, made, version: known.version + 1 })),
      };
    }
    case "ENTRY_CORRECTED":
      return { ...slice, visits: slice.visits.map((visit) => withoutEntry(visit, entry.body.entryId)) };
    default:
      return slice;
  }
}

const signed = (entry: CaseEntry) => ({ entryId: entry.id, at: entry.occurredAt, byId: personOf(entry) });

const blank = (id: string): VisitState => ({
  id,
  version: 1,
  asked: null,
  made: null,
  takenBack: null,
  counted: false,
  voided: false,
});

/** What counts: an interview that the law requires never does, and a visit home costs the applicant no trip. */
function standing(visit: VisitState): VisitState {
  const { asked, made } = visit;
  const counted = made ? !made.legalInterview && made.place !== "HOME" : asked !== null && !asked.legalInterview;
  return { ...visit, counted, voided: asked === null && made === null };
}

function withoutEntry(visit: VisitState, entryId: string): VisitState {
  const version = visit.version + 1;
  if (visit.made?.entryId === entryId) return standing({ ...visit, made: null, takenBack: visit.made, version });
  if (visit.asked?.entryId === entryId) return standing({ ...visit, asked: null, takenBack: visit.asked, version });
  return visit;
}

export const tripsSpent = (state: CaseState): number => state.trips.visits.filter(({ counted }) => counted).length;

/** How many more counted visits may be asked for. */
export const tripsLeft = (state: CaseState): number => state.trips.budget + state.trips.exceptions - tripsSpent(state);

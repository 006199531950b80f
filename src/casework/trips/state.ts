/** Visits of the applicant, against the case's trip budget (一趟不用跑 / 最多跑一趟). */
import type { CaseEntry } from "../entries.js";
import type { CaseState } from "../state.js";

export interface VisitState {
  readonly id: string;
  readonly version: number;
  readonly reasonCode: string;
  readonly legalInterview: boolean;
  /** Spends the budget. */
  readonly counted: boolean;
  readonly requestedAt: string | null;
  readonly requestedById: string | null;
  readonly partyId: string | null;
  readonly visitedAt: string | null;
  readonly recordedById: string | null;
  /** WINDOW, BRANCH, HOME, REGISTRY. */
  readonly place: string | null;
  readonly noteId: string | null;
  readonly voided: boolean;
  readonly entryId: string;
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
    case "SUBMITTED":
      return { ...slice, budget: entry.body.tripBudget };
    case "VISIT_EXCEPTION_GRANTED":
      return { ...slice, exceptions: slice.exceptions + 1 };
    case "VISIT_REQUESTED": {
      const { visitId, reasonCode, legalInterview, note } = entry.body;
      return withVisit(slice, {
        ...blank(visitId, entry),
        reasonCode,
        legalInterview,
        counted: !legalInterview,
        requestedAt: entry.occurredAt,
        requestedById: entry.actorId,
        noteId: note?.id ?? null,
      });
    }
    case "VISIT_RECORDED": {
      const { visitId, reasonCode, legalInterview, visitedAt, place } = entry.body;
      const known = slice.visits.find(({ id }) => id === visitId) ?? blank(visitId, entry);
      return withVisit(slice, {
        ...known,
        version: known.version + (slice.visits.includes(known) ? 1 : 0),
        reasonCode,
        legalInterview,
        // A visit home costs the applicant no trip.
        counted: !legalInterview && place !== "HOME",
        visitedAt,
        place,
        recordedById: entry.actorId,
        entryId: entry.id,
      });
    }
    case "ENTRY_CORRECTED":
      return {
        ...slice,
        visits: slice.visits.map((visit) =>
          visit.entryId === entry.body.entryId ? { ...visit, voided: true, version: visit.version + 1 } : visit,
        ),
      };
    default:
      return slice;
  }
}

const blank = (id: string, { id: entryId }: CaseEntry): VisitState => ({
  id,
  version: 1,
  reasonCode: "",
  legalInterview: false,
  counted: true,
  requestedAt: null,
  requestedById: null,
  partyId: null,
  visitedAt: null,
  recordedById: null,
  place: null,
  noteId: null,
  voided: false,
  entryId,
});

const withVisit = (slice: TripsState, visit: VisitState): TripsState => ({
  ...slice,
  visits: [...slice.visits.filter(({ id }) => id !== visit.id), visit],
});

export const tripsSpent = (state: CaseState): number =>
  state.trips.visits.filter(({ counted, voided }) => counted && !voided).length;

/** How many more counted visits may be asked for. */
export const tripsLeft = (state: CaseState): number => state.trips.budget + state.trips.exceptions - tripsSpent(state);

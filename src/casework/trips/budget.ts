/** What each visit is charged to: the product's budget first, then an exception, else it lies over budget. Pure. */
import type { CaseState } from "../state.js";
import type { TripsState, VisitState } from "./state.js";

export type Charge = "BUDGET" | "EXCEPTION" | "OVER";

type Room = Pick<TripsState, "budget" | "exceptions" | "visits">;

const chargedTo = (visits: readonly VisitState[], charge: Charge): number =>
  visits.filter((visit) => visit.charge === charge).length;

const budgetLeft = ({ budget, visits }: Room): number => Math.max(0, budget - chargedTo(visits, "BUDGET"));

const exceptionsLeft = ({ exceptions, visits }: Room): number =>
  Math.max(0, exceptions.length - chargedTo(visits, "EXCEPTION"));

/**
 * Charges every visit that counts, the oldest first, and frees what no longer does. What once lay over budget moves up
 * when budget comes free; an exception is for a visit that comes after it and never pays for an earlier one.
 */
export function charged(slice: TripsState): TripsState {
  const freed = slice.visits.map((visit) => (visit.counted ? visit : { ...visit, charge: null }));
  const visits = freed.reduce<readonly VisitState[]>((all, visit, at) => {
    if (!visit.counted || (visit.charge !== null && visit.charge !== "OVER")) return all;
    const room = { ...slice, visits: all };
    const charge =
      budgetLeft(room) > 0 ? "BUDGET" : visit.charge === null && exceptionsLeft(room) > 0 ? "EXCEPTION" : "OVER";
    return all.with(at, { ...visit, charge });
  }, freed);
  return { ...slice, visits };
}

/** How many more counted visits may be asked for. */
export const tripsLeft = ({ trips }: CaseState): number => budgetLeft(trips) + exceptionsLeft(trips);

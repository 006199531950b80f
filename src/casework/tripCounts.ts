/** How often the applicant had to go: what spends the budget, what the log knows of, and what the applicant says. Pure. */
import { tripsTold } from "./ratings/state.js";
import type { CaseState } from "./state.js";
import { cameOn } from "./trips/state.js";

type Slices = Pick<CaseState, "trips" | "ratings">;

/** What spends the budget. */
export const tripsSpent = ({ trips }: Pick<CaseState, "trips">): number =>
  trips.visits.filter(({ counted, voided }) => counted && !voided).length;

/** By the log, interviews of the law included: what applicants would count themselves. */
export const tripsLogged = ({ trips }: Pick<CaseState, "trips">): number =>
  trips.visits.map(cameOn).filter((came) => came !== null && came.place !== "HOME").length;

/**
 * What is held against the budget, from an instant on: where the applicant went more often than was logged over the
 * whole case, each further way counts.
 */
export function tripsHeld(state: Slices, since = ""): number {
  const told = tripsTold(state.ratings.rating);
  const spent = state.trips.visits.filter(
    (visit) => visit.counted && !visit.voided && (cameOn(visit)?.at ?? visit.asked?.at ?? "") >= since,
  ).length;
  return spent + (told === null ? 0 : Math.max(0, told - tripsLogged(state)));
}

/** What a case holds of things that several cases share: the household's one application, capacity, a home's value. */
import { ClaimHolding, rowOut, type RowOut } from "../journal/index.js";
import { isEnded } from "../policy/index.js";
import type { CaseState } from "./state.js";

/** Counted once for each of them (one running application per household). */
const householdRoles = ["BORROWER", "SPOUSE", "CO_BORROWER"];

export const householdPeople = (state: CaseState): string[] => [
  ...new Set(
    state.lifecycle.content.people
      .filter(({ roles }) => roles.some((role) => householdRoles.includes(role)))
      .map(({ personId }) => personId),
  ),
];

/** Which follow-up of a withdrawal lets go of what: until it is done the contracts and the registration still stand. */
const letGoBy = { GUARANTEE_CAPACITY: "FREE_CAPACITY", PROPERTY_VALUE: "CANCEL_REGISTRATION" } as const;

/** A running case holds what it was approved with; a withdrawn one what is not unwound yet. */
function stillHolds({ lifecycle }: CaseState, kind: keyof typeof letGoBy): boolean {
  if (!isEnded(lifecycle.stage)) return true;
  return lifecycle.tasks.some(({ code, doneAt }) => code === letGoBy[kind] && doneAt === null);
}

export function claimsRows(state: CaseState): RowOut[] {
  const { lifecycle, decision } = state;
  const hold = (kind: string, subject: string, amount: number, limitAmount: number) =>
    rowOut(ClaimHolding, {
      id: `${kind}:${subject}:${state.id}`,
      streamId: state.id,
      kind,
      subject,
      amount,
      limitAmount,
    });
  const household =
    lifecycle.submittedAt && !isEnded(lifecycle.stage)
      ? householdPeople(state).map((personId) => hold("HOUSEHOLD", personId, 1, 1))
      : [];
  const { guarantee, property } = decision.approved ?? {};
  return [
    ...household,
    ...(guarantee && stillHolds(state, "GUARANTEE_CAPACITY")
      ? [hold("GUARANTEE_CAPACITY", guarantee.companyId, guarantee.weightedFen, guarantee.limitFen)]
      : []),
    ...(property && stillHolds(state, "PROPERTY_VALUE")
      ? [hold("PROPERTY_VALUE", property.key, property.securedFen, property.valueFen)]
      : []),
  ];
}

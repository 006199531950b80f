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

export function claimsRows(state: CaseState): RowOut[] {
  const { lifecycle, decision } = state;
  if (isEnded(lifecycle.stage)) return [];
  const hold = (kind: string, subject: string, amount: number, limitAmount: number) =>
    rowOut(ClaimHolding, {
      id: `${kind}:${subject}:${state.id}`,
      streamId: state.id,
      kind,
      subject,
      amount,
      limitAmount,
    });
  const household = lifecycle.submittedAt
    ? householdPeople(state).map((personId) => hold("HOUSEHOLD", personId, 1, 1))
    : [];
  const { guarantee, property, amountFen } = decision.approved ?? {};
  return [
    ...household,
    ...(guarantee ? [hold("GUARANTEE_CAPACITY", guarantee.companyId, guarantee.weightedFen, guarantee.limitFen)] : []),
    ...(property && amountFen ? [hold("PROPERTY_VALUE", property.key, amountFen, property.valueFen)] : []),
  ];
}

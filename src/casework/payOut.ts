/** What must still hold whenever money goes out: an order rests on all that came before it. Pure. */
import type { Refusal } from "../kernel/index.js";
import type { Stage } from "../policy/index.js";
import { failedChecks } from "./failedChecks.js";
import { missingItems } from "./papers/state.js";
import { paymentDone } from "./payment/state.js";
import { refuse } from "./refusals.js";
import { openChecks } from "./review/state.js";
import type { CaseState } from "./state.js";

/** Work of the stages before that was opened again once money was under way, and the decision where it was set aside. */
function comeUndone(state: CaseState): Refusal[] {
  const { decision, signing, collateral } = state;
  const signatures = (signing.signatures ?? []).filter(({ signedAt }) => signedAt === null).length;
  const steps = (collateral.steps ?? []).filter(({ confirmedAt }) => confirmedAt === null).length;
  return [
    ...(decision.approved ? [] : [refuse("NOT_APPROVED")]),
    ...openChecks(state).map(({ code, id }) => refuse("CHECK_OPEN", { params: { check: code, id } })),
    ...(signatures > 0 ? [refuse("SIGNATURES_OPEN", { params: { count: signatures } })] : []),
    ...(steps > 0 ? [refuse("SECURITY_OPEN", { params: { count: steps } })] : []),
  ];
}

/** A check that was done again and not passed holds what is not paid out yet. */
const notPassed = (state: CaseState): Refusal[] =>
  failedChecks(state).map(({ code, id }) => refuse("CHECK_FAILED", { params: { check: code, id } }));

/** Every reason why nothing may go out now: nothing is ordered, and what is ordered is not sent. */
export const payOutBlock = (state: CaseState): Refusal[] => [
  ...comeUndone(state),
  ...notPassed(state),
  ...missingItems(state, "DISBURSEMENT").map(({ document, id }) =>
    refuse("DOCUMENT_MISSING", { params: { document, item: id } }),
  ),
];

/** A case is not serviced before all that its loan rests on is in order; papers are looked at for every stage. */
export const servicingBlock = (state: CaseState, to: Stage): Refusal[] =>
  to === "SERVICING" ? [...comeUndone(state), ...(paymentDone(state) ? [] : notPassed(state))] : [];

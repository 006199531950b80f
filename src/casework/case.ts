/** The loan case: one stream, cut into parts; here they are put together. */
import type { Aggregate, Entry, NewEntry, RowOut } from "../journal/index.js";
import { ClaimHolding } from "../journal/index.js";
import type { RowClass } from "../platform/index.js";
import type { Stage } from "../policy/index.js";
import { forwardBlockers } from "./blocking.js";
import { claimsRows } from "./claims.js";
import { clocksCommands } from "./clocks/decide.js";
import { clocksRows, clocksTables } from "./clocks/rows.js";
import { settleClocks } from "./clocks/settle.js";
import { evolveClocks, initialClocks } from "./clocks/state.js";
import { collateralCommands, settleCollateral } from "./collateral/decide.js";
import { collateralRows, collateralTables } from "./collateral/rows.js";
import { evolveCollateral, initialCollateral, securityDone } from "./collateral/state.js";
import type { CaseCommand } from "./command.js";
import { contactsCommands } from "./contacts/decide.js";
import { contactsRows, contactsTables } from "./contacts/rows.js";
import { evolveContacts, initialContacts } from "./contacts/state.js";
import { comparisonRows, comparisonTables } from "./comparison/rows.js";
import { evolveComparison, initialComparison } from "./comparison/state.js";
import type { CaseContext } from "./context.js";
import { correctionsCommands } from "./corrections/decide.js";
import { correctionsRows, correctionsTables } from "./corrections/rows.js";
import { evolveCorrections, initialCorrections } from "./corrections/state.js";
import { decisionCommands } from "./decision/decide.js";
import { decisionRows, decisionTables } from "./decision/rows.js";
import { evolveDecision, initialDecision } from "./decision/state.js";
import { entry as newEntry, type CaseEntry } from "./entries.js";
import { inquiriesCommands } from "./inquiries/decide.js";
import { inquiriesRows, inquiriesTables } from "./inquiries/rows.js";
import { evolveInquiries, initialInquiries } from "./inquiries/state.js";
import { lifecycleCommands } from "./lifecycle/decide.js";
import { evolveLifecycle } from "./lifecycle/evolve.js";
import { lifecycleRows, lifecycleTables } from "./lifecycle/rows.js";
import { initialLifecycle } from "./lifecycle/state.js";
import { moneyCommands } from "./lifecycle/money.js";
import { loanCaseSubmit } from "./lifecycle/submit.js";
import { moneyIsOut } from "./money.js";
import { noticesCommands } from "./notices/decide.js";
import { noticesRows, noticesTables } from "./notices/rows.js";
import { evolveNotices, initialNotices } from "./notices/state.js";
import { ownershipCommands } from "./ownership/decide.js";
import { reassignCommands } from "./ownership/reassign.js";
import { ownershipRows, ownershipTables } from "./ownership/rows.js";
import { evolveOwnership, initialOwnership } from "./ownership/state.js";
import { papersCommands } from "./papers/decide.js";
import { papersRows, papersTables } from "./papers/rows.js";
import { evolvePapers, initialPapers } from "./papers/state.js";
import type { Part } from "./part.js";
import { paymentCommands } from "./payment/decide.js";
import { paymentRows, paymentTables } from "./payment/rows.js";
import { evolvePayment, initialPayment, paymentDone } from "./payment/state.js";
import { ratingsCommands } from "./ratings/decide.js";
import { ratingsRows, ratingsTables } from "./ratings/rows.js";
import { evolveRatings, initialRatings } from "./ratings/state.js";
import { reviewCommands } from "./review/decide.js";
import { reviewRows, reviewTables } from "./review/rows.js";
import { evolveReview, initialReview, reviewDone } from "./review/state.js";
import { settleSigning, signingCommands } from "./signing/decide.js";
import { signingRows, signingTables } from "./signing/rows.js";
import { evolveSigning, initialSigning, signingDone } from "./signing/state.js";
import { stageTable } from "./stages.js";
import type { CaseState } from "./state.js";
import { tripsCommands } from "./trips/decide.js";
import { settleTrips } from "./trips/implied.js";
import { tripsRows, tripsTables } from "./trips/rows.js";
import { evolveTrips, initialTrips } from "./trips/state.js";

type Slices = Omit<CaseState, "id" | "version">;

const part = <Slice>(spec: Part<Slice>): Part<Slice> => spec;

/** A new part is a folder and a line here. */
const parts: { readonly [Name in keyof Slices]: Part<Slices[Name]> } = {
  lifecycle: part({
    initial: initialLifecycle,
    evolve: evolveLifecycle,
    rowsOf: lifecycleRows,
    tables: lifecycleTables,
  }),
  papers: part({ initial: initialPapers, evolve: evolvePapers, rowsOf: papersRows, tables: papersTables }),
  review: part({ initial: initialReview, evolve: evolveReview, rowsOf: reviewRows, tables: reviewTables }),
  notices: part({ initial: initialNotices, evolve: evolveNotices, rowsOf: noticesRows, tables: noticesTables }),
  decision: part({ initial: initialDecision, evolve: evolveDecision, rowsOf: decisionRows, tables: decisionTables }),
  signing: part({
    initial: initialSigning,
    evolve: evolveSigning,
    rowsOf: signingRows,
    tables: signingTables,
    settle: settleSigning,
  }),
  collateral: part({
    initial: initialCollateral,
    evolve: evolveCollateral,
    rowsOf: collateralRows,
    tables: collateralTables,
    settle: settleCollateral,
  }),
  payment: part({ initial: initialPayment, evolve: evolvePayment, rowsOf: paymentRows, tables: paymentTables }),
  trips: part({
    initial: initialTrips,
    evolve: evolveTrips,
    rowsOf: tripsRows,
    tables: tripsTables,
    settle: settleTrips,
  }),
  ownership: part({
    initial: initialOwnership,
    evolve: evolveOwnership,
    rowsOf: ownershipRows,
    tables: ownershipTables,
  }),
  inquiries: part({
    initial: initialInquiries,
    evolve: evolveInquiries,
    rowsOf: inquiriesRows,
    tables: inquiriesTables,
  }),
  ratings: part({ initial: initialRatings, evolve: evolveRatings, rowsOf: ratingsRows, tables: ratingsTables }),
  contacts: part({ initial: initialContacts, evolve: evolveContacts, rowsOf: contactsRows, tables: contactsTables }),
  clocks: part({
    initial: initialClocks,
    evolve: evolveClocks,
    rowsOf: clocksRows,
    tables: clocksTables,
    settle: settleClocks,
  }),
  comparison: part({
    initial: initialComparison,
    evolve: evolveComparison,
    rowsOf: comparisonRows,
    tables: comparisonTables,
  }),
  corrections: part({
    initial: initialCorrections,
    evolve: evolveCorrections,
    rowsOf: correctionsRows,
    tables: correctionsTables,
  }),
};

const partList = Object.entries(parts) as unknown as readonly (readonly [keyof Slices, Part<never>])[];

/** Whether the work of a stage is done, for the stages that a correction can fall back to. */
const stageDone: Partial<Record<Stage, (state: CaseState) => boolean>> = {
  REVIEW: reviewDone,
  APPROVAL: ({ decision }) => decision.approved !== null,
  SIGNING: signingDone,
  SECURITY: securityDone,
  DISBURSEMENT: paymentDone,
};

export const initialCase = (id: string): CaseState => ({
  id,
  version: 0,
  ...(Object.fromEntries(partList.map(([name, { initial }]) => [name, initial(id)])) as unknown as Slices),
});

export function evolveCase(state: CaseState, entry: CaseEntry): CaseState {
  const slices = Object.fromEntries(
    partList.map(([name, one]) => [name, one.evolve(state[name] as never, entry, state)]),
  ) as unknown as Slices;
  return { id: state.id, version: entry.seq, ...slices };
}

export const rowsOfCase = (state: CaseState): RowOut[] => [
  ...partList.flatMap(([, one]) => one.rowsOf(state)),
  ...claimsRows(state),
];

export const caseTables: readonly RowClass[] = partList.flatMap(([, { tables }]) => tables);

export const loanCaseAggregate: Aggregate<CaseState> = {
  kind: "loanCase",
  initial: initialCase,
  evolve: (state, entry: Entry) => evolveCase(state, entry as CaseEntry),
  rowsOf: rowsOfCase,
  tables: [...caseTables, ClaimHolding],
};

/** What follows by itself: a stage whose work is done is left, one whose work came undone is gone back to. */
export function settleCase(state: CaseState, context: CaseContext): readonly NewEntry[] {
  const { stage } = state.lifecycle;
  const { next } = stageTable[stage];
  const undone = stageComeUndone(state);
  if (undone) {
    const body = { to: undone, reasonCode: "CORRECTION", countsInFirstPass: false, note: null, reopened: [] };
    return [newEntry("RETURNED", body)];
  }
  if (next && stageDone[stage]?.(state) && forwardBlockers(state, next).length === 0) {
    return [newEntry("STAGE_ENTERED", { stage: next })];
  }
  for (const [, { settle }] of partList) {
    const more = settle?.(state, context) ?? [];
    if (more.length > 0) return more;
  }
  return [];
}

/** After a correction: the earliest stage behind the case whose work is no longer done. */
function stageComeUndone(state: CaseState): Stage | null {
  const stages: Stage[] = ["REVIEW", "APPROVAL", "SIGNING", "SECURITY", "DISBURSEMENT", "SERVICING"];
  const behind = stages.slice(0, Math.max(0, stages.indexOf(state.lifecycle.stage)));
  // Once money is under way, only the payment itself can be taken up again.
  const open = moneyIsOut(state) ? behind.filter((one) => one === "DISBURSEMENT") : behind;
  return open.find((one) => !stageDone[one]?.(state)) ?? null;
}

/** Every command on an open case; `availableActions` walks this list. */
export const caseCommands = [
  loanCaseSubmit,
  ...lifecycleCommands,
  ...papersCommands,
  ...reviewCommands,
  ...noticesCommands,
  ...decisionCommands,
  ...signingCommands,
  ...collateralCommands,
  ...paymentCommands,
  ...moneyCommands,
  ...tripsCommands,
  ...ownershipCommands,
  ...reassignCommands,
  ...inquiriesCommands,
  ...contactsCommands,
  ...ratingsCommands,
  ...clocksCommands,
  ...correctionsCommands,
] as unknown as readonly CaseCommand[];

/** @throws Error for an act that is none. */
export function caseCommandOf(action: string): CaseCommand {
  const found = caseCommands.find((spec) => spec.action === action);
  if (!found) throw new Error(`There is no act ${action}`);
  return found;
}

/** What may be done with a board, and what comes of it. Pure. */
import type { Context, NewEntry } from "../../journal/index.js";
import { inSight, limits, type Refusal } from "../../kernel/index.js";
import { actingMemberId, actorOf, type Viewer } from "../../parties/index.js";
import { laterKey, laterKeyOf } from "../inputs/effects.js";
import type { ScoreInput } from "../inputs/rows.js";
import { when } from "../refusals.js";
import { statusOf } from "./aggregate.js";
import { periodOfBoard, type Computation } from "./compute.js";
import { firstDifference } from "./apart.js";
import { cutInside } from "./cutoff.js";
import { indicatorsOf, partnersChanged } from "./difference.js";
import { boardEntry, cardEntries, type Reading, type Reopened } from "./entries.js";
import { boardSight, mayConfirm, mayPrepare, speaksForPartner } from "./sight.js";
import { latestOf, partnersOf, type BoardState } from "./state.js";

export type DecisionContext = Pick<Context, "now" | "newId" | "keep">;

export interface Ruling {
  readonly refusals: readonly Refusal[];
  readonly entries: readonly NewEntry[];
  /** Of what was made, where it is not the board. */
  readonly madeId?: string;
}

export const refused = (refusals: readonly Refusal[]): Ruling => ({ refusals, entries: [] });

const ruling = (refusals: readonly Refusal[], entries: () => readonly NewEntry[], madeId?: string): Ruling =>
  refusals.length > 0 ? refused(refusals) : { refusals, entries: entries(), ...(madeId && { madeId }) };

/** Sight and role, answered alone; null where the viewer may. */
export function standing(state: BoardState | null, viewer: Viewer, may: (viewer: Viewer) => boolean): Refusal | null {
  const seen = state !== null && state.computations.length > 0 && inSight(boardSight(viewer), state);
  const [reason] = [...when(!seen, "NOT_FOUND", { field: "boardId" }), ...when(!may(viewer), "NOT_ALLOWED")];
  return reason ?? null;
}

export const textFaults = (text: string | null | undefined, field: string): Refusal[] =>
  when(!text?.trim() || text.length > limits.text.longTextChars, "TEXT_WRONG", {
    field,
    params: { most: limits.text.longTextChars },
  });

const notPreviewed = (state: BoardState): Refusal[] => when(statusOf(state) !== "PREVIEWED", "BOARD_NOT_PREVIEWED");

/** Of every command that names the version it was decided on. */
export function stale(state: { readonly version: number }, expected: number | null | undefined): Refusal[] {
  const { version } = state;
  return when(typeof expected === "number" && expected !== version, "STALE_VERSION", {
    field: "expectedVersion",
    params: { version },
  });
}

export interface ObjectionInput {
  readonly indicator?: string | null;
  readonly inputId?: string | null;
  readonly factId?: string | null;
  readonly subjectId?: string | null;
  readonly documentId?: string | null;
  readonly reason: string;
}

/** What was found of the row, the case, the input and the document that an objection names. */
export interface ObjectionFacts {
  readonly subjectId: string | null;
  readonly factFound: boolean;
  readonly named: ScoreInput | null;
  readonly documentInSight: boolean;
}

export function raiseObjection(
  state: BoardState,
  viewer: Viewer,
  input: ObjectionInput,
  context: DecisionContext,
  facts: ObjectionFacts,
): Ruling {
  const { reason, inputId = null, factId = null, documentId = null } = input;
  const { named } = facts;
  const indicator = input.indicator ?? named?.code ?? "";
  const { objectionsUntil: until, objections, waivers } = state;
  const mine = objections.filter(({ partnerId, upheld }) => partnerId === viewer.partyId && upheld === null);
  const again = mine.some(
    (one) =>
      (one.input?.id ?? null) === inputId &&
      one.indicator === indicator &&
      one.factId === factId &&
      one.subjectId === facts.subjectId,
  );
  const refusals = [
    ...notPreviewed(state),
    ...when(!partnersOf(state).includes(viewer.partyId), "NOT_ALLOWED"),
    ...when(context.now > until, "OBJECTION_LATE", { params: { until } }),
    ...when(
      waivers.some(({ partnerId }) => partnerId === viewer.partyId),
      "OBJECTIONS_WAIVED",
    ),
    ...namingFaults(state, input, named),
    ...when(!facts.factFound, "FACT_NOT_FOUND", { field: factId ? "factId" : "subjectId" }),
    ...when(!facts.documentInSight, "DOCUMENT_NOT_FOUND", { field: "documentId" }),
    ...when(again, "OBJECTION_TWICE", { field: inputId ? "inputId" : "indicator" }),
    ...textFaults(reason, "reason"),
  ];
  const objectionId = context.newId();
  const entry = () =>
    boardEntry("OBJECTION_RAISED", {
      ...{ objectionId, partnerId: viewer.partyId, indicator, factId, subjectId: facts.subjectId, documentId },
      ...(named && { input: { id: named.id, laterKey: laterKeyOf(named) } }),
      reason: context.keep("OBJECTION", state.id, reason),
    });
  return ruling(refusals, () => [entry()], objectionId);
}

/** An indicator, with its row or case, or an input. */
function namingFaults(state: BoardState, input: ObjectionInput, named: ScoreInput | null): Refusal[] {
  const { indicator = null, inputId = null, factId = null, subjectId = null } = input;
  if ((indicator === null) === (inputId === null)) return when(true, "OBJECTION_TO_ONE", { field: "indicator" });
  if (indicator !== null) {
    const known = indicatorsOf(latestOf(state)).includes(indicator);
    return when(!known, "INDICATOR_NOT_ON_BOARD", { field: "indicator" });
  }
  return [
    ...when(factId !== null || subjectId !== null, "OBJECTION_TO_ONE", {
      field: factId === null ? "subjectId" : "factId",
    }),
    ...when(named === null, "INPUT_NOT_ON_BOARD", { field: "inputId" }),
  ];
}

export function answerObjection(
  state: BoardState,
  input: { readonly objectionId: string; readonly upheld: boolean; readonly answer: string },
  context: DecisionContext,
): Ruling {
  const { objectionId, upheld, answer } = input;
  const objection = state.objections.find(({ id }) => id === objectionId);
  const refusals = [
    ...notPreviewed(state),
    ...when(!objection, "OBJECTION_NOT_FOUND", { field: "objectionId" }),
    ...when(Boolean(objection) && objection?.upheld !== null, "OBJECTION_ANSWERED", { field: "objectionId" }),
    ...textFaults(answer, "answer"),
  ];
  const said = () => context.keep("OBJECTION_ANSWER", state.id, answer);
  return ruling(
    refusals,
    () => [boardEntry("OBJECTION_ANSWERED", { objectionId, upheld, answer: said() })],
    objectionId,
  );
}

/** Having looked, the partner will not object; what it has raised already stays. */
export function waiveObjections(state: BoardState, viewer: Viewer): Ruling {
  const refusals = [
    ...notPreviewed(state),
    ...when(!partnersOf(state).includes(viewer.partyId), "NOT_ALLOWED"),
    ...when(
      state.waivers.some(({ partnerId }) => partnerId === viewer.partyId),
      "OBJECTIONS_WAIVED",
    ),
  ];
  return ruling(refusals, () => [boardEntry("OBJECTIONS_WAIVED", { partnerId: viewer.partyId })]);
}

/** Read up to another cut-off, and what is read up to a later instant than that as it was. */
export function readingUpTo(reading: Reading, cutoff: string): Reading {
  const after = (instants: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(instants).filter(([, instant]) => instant > cutoff));
  const laterInputs = after(reading.laterInputs ?? {});
  return { cutoff, later: after(reading.later), ...(Object.keys(laterInputs).length > 0 && { laterInputs }) };
}

/**
 * The cut-off stays, unless it is moved. What an upheld objection names is read as it stands now: its case, what was
 * entered for the partner under its indicator, the input.
 */
export function readingAgain(state: BoardState, cutoff: string | null | undefined, now: string): Reading {
  const before = latestOf(state).reading;
  const reading = readingUpTo(before, cutoff ?? before.cutoff);
  const upheld = state.objections.filter((one) => one.upheld);
  const asNow = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, now]));
  const cases = upheld.flatMap(({ subjectId }) => (subjectId ? [subjectId] : []));
  const inputs = upheld.map(({ partnerId, indicator, input }) => input?.laterKey ?? laterKey(partnerId, indicator));
  const laterInputs = { ...reading.laterInputs, ...asNow(inputs) };
  return {
    cutoff: reading.cutoff,
    later: { ...reading.later, ...asNow(cases) },
    ...(Object.keys(laterInputs).length > 0 && { laterInputs }),
  };
}

interface RecomputeContext {
  readonly now: string;
  readonly calendar: { readonly zone: string };
  /** Of objections that may be raised from now on, under a policy. */
  readonly objectionWindow: (policyDigest: string) => Omit<Reopened, "partnerIds">;
}

export function recompute(
  state: BoardState,
  computation: Computation | null,
  input: { readonly cutoff?: string | null },
  { now, calendar, objectionWindow }: RecomputeContext,
): Ruling {
  const { cutoff } = input;
  const before = latestOf(state).reading.cutoff;
  const wrong = Boolean(cutoff) && ((cutoff ?? "") < before || (cutoff ?? "") > now);
  const refusals = [
    ...notPreviewed(state),
    ...when(wrong, "CUTOFF_WRONG", { field: "cutoff" }),
    ...(wrong
      ? []
      : cutInside(periodOfBoard(state.period), calendar, { cutoff: cutoff ?? before, now, field: "cutoff" })),
    ...when(computation?.cards.length === 0, "BOARD_EMPTY", { field: "cutoff" }),
  ];
  return ruling(refusals, () => {
    if (!computation) throw new Error(`The board ${state.id} has no policy any more`);
    const { cards, ...head } = computation;
    const partnerIds = partnersChanged(latestOf(state), computation);
    const reopened = partnerIds.length > 0 && { ...objectionWindow(computation.policyDigest), partnerIds };
    return [boardEntry("BOARD_RECOMPUTED", { ...head, ...(reopened && { reopened }) }), ...cardEntries(cards)];
  });
}

/** What stands in the way of freezing it, whatever is said. */
export function freezeBlockers(state: BoardState, now: string): Refusal[] {
  const { objections, objectionsUntil: until, waivers } = state;
  const open = objections.filter(({ upheld }) => upheld === null).length;
  const last = latestOf(state);
  const partners = partnersOf(state);
  const waived = partners.every((id) => waivers.some(({ partnerId }) => partnerId === id));
  const unread = objections.some(({ upheld, answeredSeq }) => upheld && (answeredSeq ?? 0) > last.seq);
  return [
    ...notPreviewed(state),
    ...when(partners.length === 0, "BOARD_EMPTY"),
    ...when(last.provisional.includes("PERIOD_RUNNING"), "CUTOFF_IN_PERIOD", {
      params: { until: periodOfBoard(state.period).to },
    }),
    ...when(open > 0, "OBJECTIONS_OPEN", { params: { count: open } }),
    ...when(now <= until && !waived, "OBJECTION_WINDOW_OPEN", { params: { until } }),
    ...when(unread, "RECOMPUTE_NEEDED"),
  ];
}

/** The book may have gained what was being written when it was computed: it must still come to the same. */
function outdated(state: BoardState, again: Computation | null): Refusal[] {
  const last = latestOf(state);
  if (again && again.inputDigest === last.inputDigest && again.resultDigest === last.resultDigest) return [];
  const { partner, indicator } = (again && firstDifference(last, again)) ?? { partner: "?", indicator: "?" };
  return when(true, "BOARD_OUTDATED", { params: { partner, indicator } });
}

export function proposeFreeze(
  state: BoardState,
  input: { readonly overrideReason?: string | null },
  context: DecisionContext,
  again: Computation | null,
): Ruling {
  const { overrideReason } = input;
  const provisional = latestOf(state).provisional.length > 0;
  const blockers = freezeBlockers(state, context.now);
  const refusals = [
    ...blockers,
    ...when(state.proposal !== null && state.frozen === null, "FREEZE_PROPOSED"),
    ...when(provisional && !overrideReason?.trim(), "OVERRIDE_NEEDED", { field: "overrideReason" }),
    ...(provisional && overrideReason ? textFaults(overrideReason, "overrideReason") : []),
    ...(blockers.length === 0 ? outdated(state, again) : []),
  ];
  return ruling(refusals, () => {
    const override = provisional && overrideReason ? context.keep("BOARD_OVERRIDE", state.id, overrideReason) : null;
    return [boardEntry("BOARD_FREEZE_PROPOSED", { override })];
  });
}

export function confirmFreeze(state: BoardState, viewer: Viewer, now: string, again: Computation | null): Ruling {
  const { proposal } = state;
  const blockers = freezeBlockers(state, now);
  const refusals = [
    ...blockers,
    ...when(!proposal, "FREEZE_NOT_PROPOSED"),
    ...when(proposal?.byId === actingMemberId(actorOf(viewer)), "SAME_PERSON"),
    ...(blockers.length === 0 ? outdated(state, again) : []),
  ];
  const { inputDigest, resultDigest } = latestOf(state);
  return ruling(refusals, () => [boardEntry("BOARD_FROZEN", { inputDigest, resultDigest })]);
}

export { mayConfirm, mayPrepare, speaksForPartner };

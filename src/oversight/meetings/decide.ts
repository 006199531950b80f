/** What may be done with a review meeting, and what comes of it. Pure. */
import { digestOf, inSight, isWorkingDay, nextWorkingDay, type Calendar, type Refusal } from "../../kernel/index.js";
import { hasRole, type PartnerKind, type Viewer } from "../../parties/index.js";
import { textFaults, type DecisionContext, type Ruling } from "../boards/decide.js";
import { managers, mayPrepare } from "../boards/sight.js";
import { when } from "../refusals.js";
import { statusOf } from "./aggregate.js";
import { meetingEntry, type CarriedMeasure, type MeasureState } from "./entries.js";
import { meetingSight } from "./sight.js";
import type { MeetingState } from "./state.js";

const agendaItemsAtMost = 50;

const ruling = (refusals: readonly Refusal[], make: () => Pick<Ruling, "entries" | "madeId">): Ruling =>
  refusals.length > 0 ? { refusals, entries: [] } : { refusals, ...make() };

/** Sight and role, answered alone; null where the viewer may. */
export function standing(state: MeetingState | null, viewer: Viewer, may: (viewer: Viewer) => boolean): Refusal | null {
  const kinds = state?.kinds ?? [];
  const shown = { withBanks: kinds.includes("BANK"), withGuaranteeCompanies: kinds.includes("GUARANTEE_COMPANY") };
  const seen = Boolean(state?.planned) && inSight(meetingSight(viewer), shown);
  const [reason] = [...when(!seen, "NOT_FOUND", { field: "meetingId" }), ...when(!may(viewer), "NOT_ALLOWED")];
  return reason ?? null;
}

/** The center's supervisor, or whoever speaks for a partner. */
export const mayBring = (viewer: Viewer): boolean => mayPrepare(viewer) || hasRole(viewer, managers);

const notClosed = (state: MeetingState): Refusal[] => when(statusOf(state) === "CLOSED", "MEETING_CLOSED");
const beforeOpening = (state: MeetingState): Refusal[] => when(statusOf(state) !== "PLANNED", "MEETING_OPENED");
const underWay = (state: MeetingState): Refusal[] => [
  ...notClosed(state),
  ...when(statusOf(state) === "PLANNED", "MEETING_NOT_OPEN"),
];

export interface PlanInput {
  readonly period: string;
  readonly kinds: readonly PartnerKind[];
  readonly day: string;
  readonly agenda: readonly string[];
}

function agendaFaults(agenda: readonly string[]): Refusal[] {
  return [
    ...when(agenda.length > agendaItemsAtMost, "AGENDA_TOO_LONG", {
      field: "agenda",
      params: { most: agendaItemsAtMost },
    }),
    ...agenda.flatMap((text, at) => textFaults(text, `agenda.${at}`)),
  ];
}

const agendaOf = (agenda: readonly string[], streamId: string, { newId, keep }: DecisionContext) =>
  agenda.map((text) => ({ id: newId(), title: keep("AGENDA_ITEM", streamId, text) }));

export function plan(
  id: string,
  input: PlanInput,
  context: DecisionContext,
  facts: { readonly isPeriod: boolean; readonly today: string },
): Ruling {
  const kinds = [...new Set(input.kinds)].sort();
  const refusals = [
    ...when(!facts.isPeriod, "NO_POLICY_FOR_PERIOD", { field: "period" }),
    ...when(kinds.length === 0, "MEETING_WITHOUT_PARTNERS", { field: "kinds" }),
    ...when(input.day < facts.today, "DAY_PAST", { field: "day" }),
    ...agendaFaults(input.agenda),
  ];
  return ruling(refusals, () => {
    const { period, day } = input;
    return {
      entries: [meetingEntry("MEETING_PLANNED", { period, kinds, day, agenda: agendaOf(input.agenda, id, context) })],
    };
  });
}

export function replan(
  state: MeetingState,
  input: { readonly day: string; readonly agenda?: readonly string[] | null },
  context: DecisionContext,
  today: string,
): Ruling {
  const { day, agenda } = input;
  const refusals = [
    ...beforeOpening(state),
    ...when(day < today, "DAY_PAST", { field: "day" }),
    ...agendaFaults(agenda ?? []),
  ];
  return ruling(refusals, () => {
    const items = agenda ? agendaOf(agenda, state.id, context) : null;
    return { entries: [meetingEntry("MEETING_REPLANNED", { day, agenda: items })] };
  });
}

/** Partners before the meeting; the center until the minutes are closed. */
export function raiseProblem(
  state: MeetingState,
  viewer: Viewer,
  input: { readonly text: string; readonly documentId?: string | null },
  context: DecisionContext,
  documentInSight: boolean,
): Ruling {
  const refusals = [
    ...(viewer.partyKind === "CENTER" ? notClosed(state) : beforeOpening(state)),
    ...when(!documentInSight, "DOCUMENT_NOT_FOUND", { field: "documentId" }),
    ...textFaults(input.text, "text"),
  ];
  const problemId = context.newId();
  return ruling(refusals, () => {
    const text = context.keep("MEETING_PROBLEM", state.id, input.text);
    const body = { problemId, partyId: viewer.partyId, text, documentId: input.documentId ?? null };
    return { entries: [meetingEntry("PROBLEM_RAISED", body)], madeId: problemId };
  });
}

export function commentOn(
  state: MeetingState,
  input: { readonly partnerId: string; readonly text: string },
  context: DecisionContext,
  takesPart: boolean,
): Ruling {
  const refusals = [
    ...notClosed(state),
    ...when(!takesPart, "PARTNER_NOT_IN_MEETING", { field: "partnerId" }),
    ...textFaults(input.text, "text"),
  ];
  const { partnerId } = input;
  return ruling(refusals, () => {
    const text = context.keep("PARTNER_COMMENT", state.id, input.text);
    return { entries: [meetingEntry("PARTNER_COMMENTED", { partnerId, text })] };
  });
}

/** By the center for any partner of the meeting, by a partner's manager for their own. */
export function presentPractice(
  state: MeetingState,
  viewer: Viewer,
  input: { readonly partnerId: string; readonly title: string; readonly documentId?: string | null },
  context: DecisionContext,
  facts: { readonly takesPart: boolean; readonly documentInSight: boolean },
): Ruling {
  const { partnerId, documentId = null } = input;
  const foreign = viewer.partyKind !== "CENTER" && partnerId !== viewer.partyId;
  const refusals = [
    ...notClosed(state),
    ...when(foreign || !facts.takesPart, "PARTNER_NOT_IN_MEETING", { field: "partnerId" }),
    ...when(!facts.documentInSight, "DOCUMENT_NOT_FOUND", { field: "documentId" }),
    ...textFaults(input.title, "title"),
  ];
  const practiceId = context.newId();
  return ruling(refusals, () => {
    const title = context.keep("GOOD_PRACTICE", state.id, input.title);
    return {
      entries: [meetingEntry("PRACTICE_PRESENTED", { practiceId, partnerId, title, documentId })],
      madeId: practiceId,
    };
  });
}

/** What became of a measure by a day. */
export const measureStateOn = (
  { done, dueOn }: { readonly done: unknown; readonly dueOn: string },
  today: string,
): MeasureState => (done ? "DONE" : dueOn < today ? "OVERDUE" : "OPEN");

export interface OpeningFacts {
  /** The frozen board of each kind that takes part, null where there is none. */
  readonly boards: readonly {
    readonly kind: PartnerKind;
    readonly board: { readonly id: string; readonly resultDigest: string } | null;
  }[];
  readonly previousId: string | null;
  readonly carriedOver: readonly CarriedMeasure[];
}

/** Opens with what became of the last meeting's measures; every board it looks at is frozen. */
export function openMeeting(state: MeetingState, { boards, previousId, carriedOver }: OpeningFacts): Ruling {
  const refusals = [
    ...beforeOpening(state),
    ...boards.flatMap(({ kind, board }) => when(!board, "MEETING_BOARD_NOT_FROZEN", { params: { kind } })),
  ];
  return ruling(refusals, () => {
    const seen = boards.flatMap(({ board }) => (board ? [{ boardId: board.id, digest: board.resultDigest }] : []));
    return { entries: [meetingEntry("MEETING_OPENED", { boards: seen, previousId, carriedOver })] };
  });
}

export interface MeasureInput {
  readonly text: string;
  readonly ownerPartyId: string;
  readonly ownerMemberId?: string | null;
  readonly dueOn: string;
  readonly problemId?: string | null;
}

export function agreeMeasure(
  state: MeetingState,
  input: MeasureInput,
  context: DecisionContext,
  facts: {
    readonly ownerFound: boolean;
    readonly memberFound: boolean;
    readonly today: string;
    readonly calendar: Calendar;
  },
): Ruling {
  const { ownerPartyId, ownerMemberId = null, dueOn: askedDueOn, problemId = null } = input;
  const { calendar } = facts;
  const refusals = [
    ...underWay(state),
    ...when(!facts.ownerFound, "MEASURE_OWNER_UNKNOWN", { field: "ownerPartyId" }),
    ...when(!facts.memberFound, "MEASURE_OWNER_UNKNOWN", { field: "ownerMemberId" }),
    ...when(askedDueOn <= facts.today, "DAY_PAST", { field: "dueOn" }),
    ...when(problemId !== null && state.problems.every(({ id }) => id !== problemId), "PROBLEM_NOT_FOUND", {
      field: "problemId",
    }),
    ...textFaults(input.text, "text"),
  ];
  const measureId = context.newId();
  return ruling(refusals, () => {
    const dueOn = isWorkingDay(calendar, askedDueOn) ? askedDueOn : nextWorkingDay(calendar, askedDueOn);
    const text = context.keep("MEASURE", state.id, input.text);
    const who = { measureId, ownerPartyId, ownerMemberId };
    const body = { ...who, text, dueOn, askedDueOn, calendarVersion: calendar.version, problemId };
    return { entries: [meetingEntry("MEASURE_AGREED", body)], madeId: measureId };
  });
}

/** By its owner: the member named, a manager of the party, the center's supervisor for the center. */
export function finishMeasure(
  state: MeetingState,
  viewer: Viewer,
  input: { readonly measureId: string; readonly evidence: string; readonly documentId?: string | null },
  context: DecisionContext,
  documentInSight: boolean,
): Ruling {
  const { measureId, documentId = null } = input;
  const measure = state.measures.find(({ id }) => id === measureId);
  const seen = measure && (viewer.partyKind === "CENTER" || measure.ownerPartyId === viewer.partyId);
  if (!seen) return { refusals: when(true, "NOT_FOUND", { field: "measureId" }), entries: [] };
  const owns =
    measure.ownerPartyId === viewer.partyId && (mayBring(viewer) || measure.ownerMemberId === viewer.memberId);
  if (!owns) return { refusals: when(true, "NOT_ALLOWED"), entries: [] };
  const refusals = [
    ...when(measure.done !== null, "MEASURE_DONE", { field: "measureId" }),
    ...when(!documentInSight, "DOCUMENT_NOT_FOUND", { field: "documentId" }),
    ...textFaults(input.evidence, "evidence"),
  ];
  return ruling(refusals, () => {
    const evidence = context.keep("MEASURE_EVIDENCE", state.id, input.evidence);
    return { entries: [meetingEntry("MEASURE_DONE", { measureId, evidence, documentId })], madeId: measureId };
  });
}

export function writeMinutes(state: MeetingState, input: { readonly text: string }, context: DecisionContext): Ruling {
  const refusals = [...underWay(state), ...textFaults(input.text, "text")];
  return ruling(refusals, () => ({
    entries: [meetingEntry("MINUTES_WRITTEN", { text: context.keep("MINUTES", state.id, input.text) })],
  }));
}

/** Every board has its comments, and the minutes are written; from then on only measures move. */
export function closeMeeting(state: MeetingState, uncommented: number): Ruling {
  const refusals = [
    ...underWay(state),
    ...when(state.opened !== null && !state.minutes, "MINUTES_MISSING"),
    ...when(uncommented > 0, "COMMENTS_MISSING", { params: { count: uncommented } }),
  ];
  return ruling(refusals, () => ({
    entries: [meetingEntry("MEETING_CLOSED", { minutesDigest: minutesDigest(state) })],
  }));
}

/** Of all that the minutes hold; texts by their salted digests. */
export function minutesDigest(state: MeetingState): string {
  const { id, period, kinds, day, agenda, problems, comments, practices, opened, carriedOver, measures, minutes } =
    state;
  return digestOf({
    ...{ id, period, kinds, day, boards: opened?.boards ?? [], carriedOver },
    agenda: agenda.map(({ title }) => title.mac),
    problems: problems.map(({ id: problem, partyId, text }) => [problem, partyId, text.mac]),
    comments: comments.map(({ partnerId, text }) => [partnerId, text.mac]),
    practices: practices.map(({ id: practice, partnerId, title }) => [practice, partnerId, title.mac]),
    measures: measures.map((one) => [one.id, one.ownerPartyId, one.ownerMemberId, one.dueOn, one.text.mac]),
    minutes: minutes?.text.mac ?? null,
  });
}

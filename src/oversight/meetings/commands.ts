/** The commands of a review meeting. */
import { isDocumentInSight } from "../../casework/index.js";
import type { Outcome, StreamRef } from "../../journal/index.js";
import { dayOf, newId, parsePeriod } from "../../kernel/index.js";
import { actorOf, Member, Partner, type PartnerKind, type Viewer } from "../../parties/index.js";
import { selectRow, selectRows, type Sql } from "../../platform/index.js";
import type { BoardCommandServices } from "../boards/commands.js";
import { stale, type DecisionContext, type Ruling } from "../boards/decide.js";
import { Board } from "../boards/rows.js";
import { mayPrepare } from "../boards/sight.js";
import { when } from "../refusals.js";
import { meetingAggregate } from "./aggregate.js";
import * as decide from "./decide.js";
import { openingFacts } from "./opening.js";
import type { MeetingState } from "./state.js";

export type MeetingCommandServices = Omit<BoardCommandServices, "factSources">;

interface Keyed {
  readonly idempotencyKey?: string | null;
}

export const meetingRef = (id: string, create = false): StreamRef<MeetingState> => ({
  aggregate: meetingAggregate,
  id,
  create,
});

const todayOf = ({ policies }: MeetingCommandServices, now: string): string => dayOf(now, policies.calendar.zone);

/** The result is the meeting's id. */
export function planMeeting(
  services: MeetingCommandServices,
  viewer: Viewer,
  given: Keyed & decide.PlanInput,
): Promise<Outcome> {
  const { idempotencyKey = null, ...input } = given;
  const id = newId();
  return services.journal.execute({
    command: "MEETING_PLAN",
    actor: actorOf(viewer),
    input,
    idempotencyKey,
    streams: [meetingRef(id, true)],
    decide(_loaded, context) {
      if (!mayPrepare(viewer)) return { refusals: when(true, "NOT_ALLOWED") };
      const period = parsePeriod(given.period);
      const isPeriod = period !== null && services.policies.find(period.to) !== null;
      const ruled = decide.plan(id, input, context, { isPeriod, today: todayOf(services, context.now) });
      if (ruled.refusals.length > 0) return { refusals: ruled.refusals };
      return { appends: [{ streamId: id, entries: ruled.entries }], resultId: id };
    },
  });
}

interface OnMeeting extends Keyed {
  readonly meetingId: string;
  readonly expectedVersion?: number | null;
}

/** A command on one meeting that is as expected; whoever may not see or do it is told that alone. */
function onMeeting<Facts = null>(
  services: MeetingCommandServices,
  viewer: Viewer,
  given: OnMeeting,
  what: {
    readonly command: string;
    readonly may: (viewer: Viewer) => boolean;
    readonly prepare?: (tx: Sql, state: MeetingState) => Promise<Facts>;
    readonly decide: (state: MeetingState, context: DecisionContext, facts: Facts) => Ruling;
  },
): Promise<Outcome> {
  const { idempotencyKey = null, ...input } = given;
  const ref = meetingRef(given.meetingId);
  return services.journal.execute<Facts | null>({
    command: what.command,
    actor: actorOf(viewer),
    input,
    idempotencyKey,
    streams: [ref],
    async prepare(tx, loaded) {
      const state = loaded.state(ref);
      return state && !decide.standing(state, viewer, what.may) && what.prepare ? what.prepare(tx, state) : null;
    },
    decide(loaded, context, facts) {
      const state = loaded.state(ref);
      const away = decide.standing(state, viewer, what.may);
      if (away || !state) return { refusals: away ? [away] : [] };
      const { refusals: faults, entries, madeId } = what.decide(state, context, facts as Facts);
      const alone = faults.find(({ code }) => code === "NOT_FOUND" || code === "NOT_ALLOWED");
      const refusals = alone ? [alone] : [...stale(state, given.expectedVersion), ...faults];
      if (refusals.length > 0) return { refusals };
      return { appends: [{ streamId: state.id, entries }], resultId: madeId ?? state.id };
    },
  });
}

const inSightOf =
  (services: MeetingCommandServices, viewer: Viewer, documentId: string | null | undefined) =>
  (tx: Sql): Promise<boolean> =>
    documentId ? isDocumentInSight(tx, services, viewer, documentId) : Promise.resolve(true);

async function takesPart(tx: Sql, { kinds }: MeetingState, partnerId: string): Promise<boolean> {
  const partner = await selectRow(tx, Partner, "id = ?", [partnerId]);
  return partner !== null && kinds.includes(partner.kind as PartnerKind);
}

export const replanMeeting = (
  services: MeetingCommandServices,
  viewer: Viewer,
  given: OnMeeting & Parameters<typeof decide.replan>[1],
): Promise<Outcome> =>
  onMeeting(services, viewer, given, {
    command: "MEETING_REPLAN",
    may: mayPrepare,
    decide: (state, context) => decide.replan(state, given, context, todayOf(services, context.now)),
  });

/** The result is the problem's id. */
export const raiseProblem = (
  services: MeetingCommandServices,
  viewer: Viewer,
  given: OnMeeting & Parameters<typeof decide.raiseProblem>[2],
): Promise<Outcome> =>
  onMeeting(services, viewer, given, {
    command: "MEETING_PROBLEM_RAISE",
    may: decide.mayBring,
    prepare: inSightOf(services, viewer, given.documentId),
    decide: (state, context, inSight) => decide.raiseProblem(state, viewer, given, context, inSight),
  });

export const comment = (
  services: MeetingCommandServices,
  viewer: Viewer,
  given: OnMeeting & Parameters<typeof decide.commentOn>[1],
): Promise<Outcome> =>
  onMeeting(services, viewer, given, {
    command: "MEETING_COMMENT",
    may: mayPrepare,
    prepare: (tx, state) => takesPart(tx, state, given.partnerId),
    decide: (state, context, part) => decide.commentOn(state, given, context, part),
  });

export const presentPractice = (
  services: MeetingCommandServices,
  viewer: Viewer,
  given: OnMeeting & Parameters<typeof decide.presentPractice>[2],
): Promise<Outcome> =>
  onMeeting(services, viewer, given, {
    command: "MEETING_PRACTICE_PRESENT",
    may: decide.mayBring,
    prepare: async (tx, state) => ({
      takesPart: await takesPart(tx, state, given.partnerId),
      documentInSight: await inSightOf(services, viewer, given.documentId)(tx),
    }),
    decide: (state, context, facts) => decide.presentPractice(state, viewer, given, context, facts),
  });

export const openMeeting = (services: MeetingCommandServices, viewer: Viewer, given: OnMeeting): Promise<Outcome> =>
  onMeeting(services, viewer, given, {
    command: "MEETING_OPEN",
    may: mayPrepare,
    prepare: (tx, state) => openingFacts(tx, state, todayOf(services, services.journal.clock().toISOString())),
    decide: (state, _context, facts) => decide.openMeeting(state, facts),
  });

/** The result is the measure's id. */
export const agreeMeasure = (
  services: MeetingCommandServices,
  viewer: Viewer,
  given: OnMeeting & decide.MeasureInput,
): Promise<Outcome> =>
  onMeeting(services, viewer, given, {
    command: "MEASURE_AGREE",
    may: mayPrepare,
    async prepare(tx, state) {
      const { ownerPartyId, ownerMemberId } = given;
      const owner = await selectRow(tx, Partner, "id = ?", [ownerPartyId]);
      const ownerFound = owner?.kind === "CENTER" || (await takesPart(tx, state, ownerPartyId));
      const members = ownerMemberId
        ? await selectRows(tx, Member, "id = ? AND partyId = ?", [ownerMemberId, ownerPartyId])
        : null;
      return { ownerFound, memberFound: members === null || members.some(({ active }) => active) };
    },
    decide(state, context, facts) {
      const { calendar } = services.policies;
      return decide.agreeMeasure(state, given, context, { ...facts, calendar, today: todayOf(services, context.now) });
    },
  });

export const finishMeasure = (
  services: MeetingCommandServices,
  viewer: Viewer,
  given: OnMeeting & Parameters<typeof decide.finishMeasure>[2],
): Promise<Outcome> =>
  onMeeting(services, viewer, given, {
    command: "MEASURE_DONE",
    // Whose it is decides: a member who is named may be of any role.
    may: ({ roles }) => roles.some((role) => role !== "AUDITOR"),
    prepare: inSightOf(services, viewer, given.documentId),
    decide: (state, context, inSight) => decide.finishMeasure(state, viewer, given, context, inSight),
  });

export const writeMinutes = (
  services: MeetingCommandServices,
  viewer: Viewer,
  given: OnMeeting & { readonly text: string },
): Promise<Outcome> =>
  onMeeting(services, viewer, given, {
    command: "MINUTES_WRITE",
    may: mayPrepare,
    decide: (state, context) => decide.writeMinutes(state, given, context),
  });

/** Every partner with a rank on one of its boards was commented on. */
async function uncommented(tx: Sql, state: MeetingState): Promise<number> {
  const ids = state.opened?.boards.map(({ boardId }) => boardId) ?? [];
  let missing = 0;
  for (const id of ids) {
    const board = await selectRow(tx, Board, "id = ?", [id]);
    const cards = await tx.all<{ partnerId: string; stored: string }>(
      "SELECT partnerId, stored FROM score_board_card WHERE boardId = ? AND computation = ?",
      [id, board?.computationCount ?? 0],
    );
    const ranked = cards.filter(
      ({ stored }) => (JSON.parse(stored) as { card: { rank: number | null } }).card.rank !== null,
    );
    missing += ranked.filter(({ partnerId }) => state.comments.every((one) => one.partnerId !== partnerId)).length;
  }
  return missing;
}

export const closeMeeting = (services: MeetingCommandServices, viewer: Viewer, given: OnMeeting): Promise<Outcome> =>
  onMeeting(services, viewer, given, {
    command: "MEETING_CLOSE",
    may: mayPrepare,
    prepare: uncommented,
    decide: (state, _context, missing) => decide.closeMeeting(state, missing),
  });

/** The commands of a board: previewed, objected to, answered, recomputed, frozen by two people, corrected by an erratum. */
import { isDocumentInSight } from "../../casework/index.js";
import type { Attempt, Journal, Outcome, StreamRef } from "../../journal/index.js";
import { addWorkingDays, newId, parsePeriod, type Refusal } from "../../kernel/index.js";
import { actorOf, type PartnerKind, type Viewer } from "../../parties/index.js";
import { selectRows, type Sql } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import type { FactSource } from "../facts/sources.js";
import { when } from "../refusals.js";
import { boardAggregate, statusOf } from "./aggregate.js";
import { computeAsOf, periodOfBoard, type Computation } from "./compute.js";
import { cutInside } from "./cutoff.js";
import * as decide from "./decide.js";
import { boardEntry, cardEntries, type Reading } from "./entries.js";
import { namedBy } from "./named.js";
import { Board } from "./rows.js";
import { boardSight, mayConfirm, mayPrepare, speaksForPartner } from "./sight.js";
import { latestOf, type BoardState } from "./state.js";

export interface BoardCommandServices {
  readonly journal: Journal;
  readonly policies: PolicyBook;
  readonly factSources: readonly FactSource[];
}

interface Keyed {
  readonly idempotencyKey?: string | null;
}

export const boardRef = (id: string, create = false): StreamRef<BoardState> => ({
  aggregate: boardAggregate,
  id,
  create,
});

const computeServices = ({ policies, factSources: sources }: BoardCommandServices, sql: Sql) => ({
  ...{ sql, policies, sources },
});

/** The board as its stream says, computed once more as of its cut-off and under its policy. */
export function computeAgain(
  services: BoardCommandServices,
  sql: Sql,
  state: BoardState,
  reading: Reading = latestOf(state).reading,
): Promise<Computation | null> {
  const query = { period: periodOfBoard(state.period), kind: state.kind, reading };
  return computeAsOf(computeServices(services, sql), { ...query, policyDigest: latestOf(state).policyDigest });
}

export interface PreviewInput extends Keyed {
  readonly period: string;
  readonly kind: PartnerKind;
  readonly cutoff?: string | null;
}

/** The first board of a period and kind. The result is its id. */
export function previewBoard(services: BoardCommandServices, viewer: Viewer, given: PreviewInput): Promise<Outcome> {
  const { period, kind, cutoff } = given;
  return preview(services, viewer, given, {
    ...{ command: "BOARD_PREVIEW", period, kind, cutoff: cutoff ?? null, reason: null, supersedes: null, before: null },
  });
}

export interface ErratumInput extends Keyed {
  readonly boardId: string;
  readonly reason: string;
  readonly cutoff?: string | null;
}

/** A new board for a frozen one, which it supersedes once it is frozen itself. The result is the new one's id. */
export async function erratum(services: BoardCommandServices, viewer: Viewer, given: ErratumInput): Promise<Outcome> {
  const state = await services.journal.read(boardAggregate, given.boardId);
  const away = decide.standing(state, viewer, mayPrepare);
  if (away || !state) return { ok: false, refusals: away ? [away] : [] };
  const { period, kind } = state;
  return preview(services, viewer, given, {
    ...{ command: "BOARD_ERRATUM", period, kind, cutoff: given.cutoff ?? null },
    ...{ reason: given.reason, supersedes: state.id, before: latestOf(state).reading },
  });
}

interface Previewing {
  readonly command: string;
  readonly period: string;
  readonly kind: PartnerKind;
  readonly cutoff: string | null;
  readonly reason: string | null;
  /** The board that an erratum is for. */
  readonly supersedes: string | null;
  /** What that one was read by: no earlier, and what was upheld stays so. */
  readonly before: Reading | null;
}

/** Objections may be raised for the working days that policy gives. */
function objectionWindow({ calendar, byDigest }: PolicyBook, now: string, policyDigest: string) {
  const days = byDigest(policyDigest).scoring.objectionWorkingDays;
  return { objectionsUntil: addWorkingDays(calendar, now, days).at, calendarVersion: calendar.version };
}

function preview(services: BoardCommandServices, viewer: Viewer, given: Keyed, what: Previewing): Promise<Outcome> {
  const { journal, policies } = services;
  const { idempotencyKey = null, ...input } = given;
  const id = newId();
  const { kind, supersedes } = what;
  const period = parsePeriod(what.period);
  const asked = journal.clock().toISOString();
  const reading = decide.readingUpTo(what.before ?? { cutoff: asked, later: {} }, what.cutoff ?? asked);
  const backward = what.before !== null && reading.cutoff < what.before.cutoff;
  const policy = period && policies.find(period.to);
  const early =
    period &&
    !backward &&
    cutInside(period, policies.calendar, {
      ...{ cutoff: reading.cutoff, now: asked, field: supersedes ? "boardId" : "period" },
    });
  return journal.execute<{ known: readonly Board[]; computation: Computation | null }>({
    command: what.command,
    actor: actorOf(viewer),
    input,
    idempotencyKey,
    streams: [boardRef(id, true), ...(supersedes ? [boardRef(supersedes)] : [])],
    async prepare(tx) {
      const where = "period = ? AND kind = ? ORDER BY number";
      const known = await selectRows(tx, Board, where, [what.period, kind]);
      const mayBe = period && mayPrepare(viewer) && reading.cutoff <= asked && early && early.length === 0;
      const computation = mayBe ? await computeAsOf(computeServices(services, tx), { period, kind, reading }) : null;
      return { known, computation };
    },
    decide(_loaded, context, { known, computation }) {
      if (!mayPrepare(viewer)) return { refusals: when(true, "NOT_ALLOWED") };
      const last = known[known.length - 1];
      const wrong = backward || reading.cutoff > asked;
      const superseded = known.some(({ id: one, status }) => one === supersedes && status === "SUPERSEDED");
      const clash = supersedes ? last?.id !== supersedes : Boolean(last);
      const frozen = !supersedes || last?.status === "FROZEN";
      const refusals: Refusal[] = [
        ...when(wrong, "CUTOFF_WRONG", { field: "cutoff" }),
        ...(early || []),
        ...when(!policy, "NO_POLICY_FOR_PERIOD", { field: "period" }),
        ...when(computation?.cards.length === 0, "BOARD_EMPTY", { field: supersedes ? "boardId" : "kind" }),
        ...(superseded
          ? when(true, "BOARD_SUPERSEDED", { field: "boardId", params: { number: last?.number ?? 0 } })
          : when(clash, "BOARD_EXISTS", { params: { number: last?.number ?? 0 } })),
        ...when(!clash && !frozen, "BOARD_NOT_FROZEN", { field: "boardId" }),
        ...(supersedes ? decide.textFaults(what.reason, "reason") : []),
      ];
      if (refusals.length > 0 || !computation) return { refusals };
      const { cards, ...head } = computation;
      const previewed = boardEntry("BOARD_PREVIEWED", {
        ...head,
        ...{ period: what.period, kind, number: (last?.number ?? 0) + 1, supersedesId: supersedes },
        ...objectionWindow(policies, context.now, head.policyDigest),
        reason: what.reason === null ? null : context.keep("BOARD_ERRATUM", id, what.reason),
      });
      return { appends: [{ streamId: id, entries: [previewed, ...cardEntries(cards)] }], resultId: id };
    },
  });
}

interface OnBoard extends Keyed {
  readonly boardId: string;
  readonly expectedVersion?: number | null;
}

/** A command on one board that is there and as expected; whoever may not see or do it is told that alone. */
function onBoard<Facts>(
  services: BoardCommandServices,
  viewer: Viewer,
  given: OnBoard,
  what: {
    readonly command: string;
    readonly may: (viewer: Viewer) => boolean;
    readonly prepare?: (tx: Sql, state: BoardState) => Promise<Facts>;
    readonly decide: (state: BoardState, context: decide.DecisionContext, facts: Facts) => decide.Ruling;
    readonly also?: Pick<Attempt<Facts | null>, "streams"> & {
      entries(boardId: string): ReturnType<typeof boardEntry>[];
    };
  },
): Promise<Outcome> {
  const { idempotencyKey = null, ...input } = given;
  const ref = boardRef(given.boardId);
  return services.journal.execute<Facts | null>({
    command: what.command,
    actor: actorOf(viewer),
    input,
    idempotencyKey,
    streams: [ref, ...(what.also?.streams ?? [])],
    async prepare(tx, loaded) {
      const state = loaded.state(ref);
      return state && !decide.standing(state, viewer, what.may) && what.prepare ? what.prepare(tx, state) : null;
    },
    decide(loaded, context, facts) {
      const state = loaded.state(ref);
      const away = decide.standing(state, viewer, what.may);
      if (away || !state) return { refusals: away ? [away] : [] };
      const { refusals: faults, entries, madeId } = what.decide(state, context, facts as Facts);
      if (faults.some(({ code }) => code === "NOT_ALLOWED")) return { refusals: when(true, "NOT_ALLOWED") };
      const refusals = [...decide.stale(state, given.expectedVersion), ...faults];
      if (refusals.length > 0) return { refusals };
      const others = what.also?.streams.map(({ id }) => ({
        streamId: id,
        entries: what.also?.entries(state.id) ?? [],
      }));
      return { appends: [{ streamId: state.id, entries }, ...(others ?? [])], resultId: madeId ?? state.id };
    },
  });
}

/** By the manager of a partner on the board. The result is the objection's id. */
export function raise(
  services: BoardCommandServices,
  viewer: Viewer,
  given: OnBoard & decide.ObjectionInput,
): Promise<Outcome> {
  return onBoard(services, viewer, given, {
    command: "BOARD_OBJECTION_RAISE",
    may: speaksForPartner,
    async prepare(tx, state) {
      const { documentId } = given;
      const documentInSight = documentId ? await isDocumentInSight(tx, services, viewer, documentId) : true;
      const { reading } = latestOf(state);
      const period = periodOfBoard(state.period);
      const named = await namedBy(tx, services.factSources, viewer.partyId, period, reading, given);
      return { ...named, documentInSight };
    },
    decide: (state, context, facts) => decide.raiseObjection(state, viewer, given, context, facts),
  });
}

export const answer = (
  services: BoardCommandServices,
  viewer: Viewer,
  given: OnBoard & { readonly objectionId: string; readonly upheld: boolean; readonly answer: string },
): Promise<Outcome> =>
  onBoard(services, viewer, given, {
    command: "BOARD_OBJECTION_ANSWER",
    may: mayPrepare,
    decide: (state, context) => decide.answerObjection(state, given, context),
  });

export const waive = (services: BoardCommandServices, viewer: Viewer, given: OnBoard): Promise<Outcome> =>
  onBoard(services, viewer, given, {
    command: "BOARD_OBJECTIONS_WAIVE",
    may: speaksForPartner,
    decide: (state) => decide.waiveObjections(state, viewer),
  });

export function recomputeBoard(
  services: BoardCommandServices,
  viewer: Viewer,
  given: OnBoard & { readonly cutoff?: string | null },
): Promise<Outcome> {
  return onBoard(services, viewer, given, {
    command: "BOARD_RECOMPUTE",
    may: mayPrepare,
    async prepare(tx, state) {
      const now = services.journal.clock().toISOString();
      const reading = decide.readingAgain(state, given.cutoff, now);
      return reading.cutoff <= now ? computeAgain(services, tx, state, reading) : null;
    },
    decide: (state, { now }, computation) =>
      decide.recompute(state, computation, given, {
        ...{ now, calendar: services.policies.calendar },
        objectionWindow: (policyDigest) => objectionWindow(services.policies, now, policyDigest),
      }),
  });
}

export const freeze = (
  services: BoardCommandServices,
  viewer: Viewer,
  given: OnBoard & { readonly overrideReason?: string | null },
): Promise<Outcome> =>
  onBoard(services, viewer, given, {
    command: "BOARD_FREEZE",
    may: mayPrepare,
    prepare: (tx, state) => computeAgain(services, tx, state),
    decide: (state, context, again) => decide.proposeFreeze(state, given, context, again),
  });

/** By another person; an erratum supersedes its board in the same moment. */
export async function confirm(services: BoardCommandServices, viewer: Viewer, given: OnBoard): Promise<Outcome> {
  const before = await services.journal.read(boardAggregate, given.boardId);
  const supersedes = before?.supersedesId ?? null;
  return onBoard(services, viewer, given, {
    command: "BOARD_FREEZE_CONFIRM",
    may: mayConfirm,
    prepare: (tx, state) => computeAgain(services, tx, state),
    decide: (state, { now }, again) => decide.confirmFreeze(state, viewer, now, again),
    ...(supersedes && {
      also: {
        streams: [boardRef(supersedes)],
        entries: (byId: string) => [boardEntry("BOARD_SUPERSEDED", { byId })],
      },
    }),
  });
}

export { boardSight, statusOf };

/** Handing out the code for a rating, taking one down for the applicant, giving one with the code, and setting one right. */
import type { NewEntry } from "../../journal/index.js";
import { limits, type Refusal } from "../../kernel/index.js";
import { personsBehind, type Viewer } from "../../parties/index.js";
import { correctionReason } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import type { CaseContext } from "../context.js";
import { entry, type RatingChannel, type ToldTrip } from "../entries.js";
import { refuse } from "../refusals.js";
import type { CaseState } from "../state.js";

/** Paid out, or ended before. */
export const ratedStages = ["SERVICING", "SETTLED", "REFUSED", "WITHDRAWN", "LAPSED"] as const;
const tripsAtMost = 20;

/** Nobody takes down, hands out or corrects what is said about themselves. */
const isRated = (state: CaseState, viewer: Viewer): Refusal[] =>
  personsBehind(viewer).some((person) => state.ratings.owners.includes(person)) ? [refuse("RATED_PERSON")] : [];

const isGiven = ({ ratings }: CaseState): Refusal[] => (ratings.rating ? [refuse("ALREADY_RATED")] : []);

const dayMs = 86_400_000;

export const ratingTicket = command<CommandInput>({
  action: "RATING_TICKET",
  by: ["SUPERVISOR", "CENTER_REVIEWER", "FUNDS_OFFICER"],
  from: ratedStages,
  makes: "ticketId",
  guards: (state, { viewer, policy }) => [
    ...(policy.ratings ? [] : [refuse("RATINGS_NOT_OFFERED")]),
    ...isRated(state, viewer),
    ...isGiven(state),
  ],
  decide: (_state, _input, { newId, now, policy }) => [
    entry("RATING_INVITED", {
      ticketId: newId(),
      expiresAt: new Date(Date.parse(now) + (policy.ratings?.ticketCalendarDays ?? 0) * dayMs).toISOString(),
    }),
  ],
});

export interface RatingSaid {
  readonly score: number;
  /** Null where the applicant was not asked. */
  readonly trips?: readonly ToldTrip[] | null;
  readonly comment?: string | null;
}

/** What is wrong with a rating, whatever case it is about. */
export function ratingFaults({ score, trips, comment }: RatingSaid): Refusal[] {
  const counts = (trips ?? []).map(({ count }) => count);
  const places = (trips ?? []).map(({ place }) => place);
  const most = limits.text.longTextChars;
  return [
    ...(Number.isInteger(score) && score >= 1 && score <= 5 ? [] : [refuse("SCORE_OUTSIDE", { field: "score" })]),
    ...counts.flatMap((count, at) =>
      Number.isInteger(count) && count >= 0 && count <= tripsAtMost
        ? []
        : [refuse("COUNT_OUTSIDE", { field: `trips.${at}.count`, params: { most: tripsAtMost } })],
    ),
    ...(new Set(places).size === places.length ? [] : [refuse("NAMED_TWICE", { field: "trips" })]),
    ...((comment ?? "").length > most ? [refuse("TEXT_WRONG", { field: "comment", params: { most } })] : []),
  ];
}

/** The entry of a rating that nothing speaks against. */
export const ratingEntry = (
  caseId: string,
  { score, trips, comment }: RatingSaid,
  channel: RatingChannel,
  ticketId: string | null,
  { newId, keep }: Pick<CaseContext, "newId" | "keep">,
): NewEntry =>
  entry("RATING_GIVEN", {
    ratingId: newId(),
    score,
    trips: trips?.map(({ place, count }) => ({ place, count })) ?? null,
    channel,
    comment: comment?.trim() ? keep("RATING_COMMENT", caseId, comment.trim()) : null,
    ticketId,
  });

/** Whether the case may be rated by whoever has its code: paid out or ended, and not rated yet. */
export const mayBeRated = (state: CaseState): boolean =>
  ratedStages.some((stage) => stage === state.lifecycle.stage) && state.ratings.rating === null;

export interface RatingRecordInput extends CommandInput, RatingSaid {
  readonly channel: RatingChannel;
}

export const ratingRecord = command<RatingRecordInput>({
  action: "RATING_RECORD",
  by: ["SUPERVISOR", "CENTER_REVIEWER"],
  from: ratedStages,
  makes: "ratingId",
  guards: (state, { viewer }) => [...isRated(state, viewer), ...isGiven(state)],
  check: (_state, input) => [
    ...(input.channel === "LINK" ? [refuse("RATING_BY_CODE_ONLY", { field: "channel" })] : []),
    ...ratingFaults(input),
  ],
  decide: (state, input, context) => [ratingEntry(state.id, input, input.channel, null, context)],
});

export interface RatingCorrectInput extends CommandInput {
  readonly reasonCode: string;
  readonly note: string;
  /** Null takes the rating back: another may be given. */
  readonly score?: number | null;
  readonly trips?: readonly ToldTrip[] | null;
}

export const ratingCorrect = command<RatingCorrectInput>({
  action: "RATING_CORRECT",
  by: ["SUPERVISOR"],
  from: ratedStages,
  guards: (state, { viewer }) => [
    ...isRated(state, viewer),
    ...(state.ratings.rating ? [] : [refuse("NOT_RATED")]),
    ...(personsBehind(viewer).some((person) => state.ratings.rating?.recordedById === person)
      ? [refuse("SAME_PERSON")]
      : []),
  ],
  check: (_state, { reasonCode, note, score, trips }, { policy }) => [
    ...(correctionReason(policy, reasonCode) ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })]),
    ...(note.trim() ? [] : [refuse("REASON_REQUIRED", { field: "note" })]),
    ...(score === null || score === undefined ? [] : ratingFaults({ score, trips })),
  ],
  decide: (state, { reasonCode, note, score, trips }, context) => [
    entry("RATING_CORRECTED", {
      ratingId: state.ratings.rating?.id ?? "",
      score: score ?? null,
      // What is not said anew stays as it was.
      trips: trips ?? state.ratings.rating?.trips ?? null,
      reasonCode,
      note: context.keep("RATING_NOTE", state.id, note.trim()),
    }),
  ],
});

export const ratingsCommands = [ratingTicket, ratingRecord, ratingCorrect];

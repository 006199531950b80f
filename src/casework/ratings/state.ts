/** The applicant's final rating (满意度评价): one a case, given once money was paid out or the case ended. */
import { personOf, type CaseEntry, type RatingChannel, type ToldTrip } from "../entries.js";
import type { CaseState } from "../state.js";

export interface RatingState {
  readonly id: string;
  readonly version: number;
  readonly score: number;
  /** Where the applicant went and how often; null where nobody asked. */
  readonly trips: readonly ToldTrip[] | null;
  readonly channel: RatingChannel;
  readonly givenAt: string;
  /** Null where the applicant gave it themselves. */
  readonly recordedById: string | null;
  readonly commentId: string | null;
}

export interface RatingsState {
  readonly rating: RatingState | null;
  /** The code that was last handed out. */
  readonly invited: { readonly ticketId: string; readonly at: string; readonly expiresAt: string } | null;
  /** Everybody who ever answered for the case: the rating is theirs. */
  readonly owners: readonly string[];
}

export const initialRatings = (): RatingsState => ({ rating: null, invited: null, owners: [] });

export function evolveRatings(slice: RatingsState, entry: CaseEntry, state: CaseState): RatingsState {
  switch (entry.type) {
    case "OPENED":
      return { ...slice, owners: [entry.body.ownerId] };
    case "OWNER_ACCEPTED": {
      const to = state.ownership.transfers.find(({ id }) => id === entry.body.transferId)?.toMemberId;
      return to ? { ...slice, owners: [...slice.owners, to] } : slice;
    }
    case "RATING_INVITED": {
      const { ticketId, expiresAt } = entry.body;
      return { ...slice, invited: { ticketId, at: entry.occurredAt, expiresAt } };
    }
    case "RATING_GIVEN": {
      const { ratingId, score, trips, channel, comment } = entry.body;
      const recordedById = channel === "LINK" ? null : personOf(entry);
      const rating = { id: ratingId, version: 1, score, trips, channel, givenAt: entry.occurredAt, recordedById };
      return { ...slice, rating: { ...rating, commentId: comment?.id ?? null } };
    }
    case "RATING_CORRECTED": {
      const { score, trips } = entry.body;
      if (score === null || !slice.rating) return { ...slice, rating: null };
      return { ...slice, rating: { ...slice.rating, score, trips, version: slice.rating.version + 1 } };
    }
    default:
      return slice;
  }
}

/** How often the applicant says they went somewhere; null where they did not say. */
export const tripsTold = (rating: RatingState | null): number | null =>
  rating?.trips ? rating.trips.reduce((sum, { count }) => sum + count, 0) : null;

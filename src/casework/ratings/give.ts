/** The applicant's rating, given with the code and without an account; nothing tells whether a code exists. */
import { systemActor } from "../../journal/index.js";
import { sha256, type Refusal } from "../../kernel/index.js";
import { attemptOf, relieveAttempt, reserveAttempt, writeAgain } from "../../parties/index.js";
import { selectRow } from "../../platform/index.js";
import { refuse } from "../refusals.js";
import { caseRef } from "../run.js";
import type { CaseServices } from "../services.js";
import { mayBeRated, ratingEntry, ratingFaults, type RatingSaid } from "./decide.js";
import { RatingTicket, spend, ticketByCode } from "./ticket.js";

export interface RatingGiven extends RatingSaid {
  readonly code: string;
  readonly idempotencyKey?: string | null;
}

/** Unknown, expired, used, replaced: one answer. */
const notGood = refuse("RATING_CODE_NOT_GOOD", { field: "code" });
const codeCharsAtMost = 60;

/** Empty where it was received. */
export async function giveRating(
  { journal }: Pick<CaseServices, "journal">,
  given: RatingGiven,
  address: string,
): Promise<readonly Refusal[]> {
  // Before the code is looked at: what is wrong with the rest tells nothing about it.
  const faults = ratingFaults(given);
  if (faults.length > 0) return faults;
  const { database, keys } = journal;
  const now = journal.clock().toISOString();
  const attempt = attemptOf(keys, `rating from ${address}`, address);
  const seconds = await reserveAttempt(database, attempt, now);
  if (seconds > 0) return [refuse("RATING_THROTTLED", { params: { seconds } })];
  const refusals = await redeem(journal, given);
  if (refusals.length === 0) await writeAgain(database, (tx) => relieveAttempt(tx, attempt, now));
  return refusals;
}

async function redeem(journal: CaseServices["journal"], given: RatingGiven): Promise<readonly Refusal[]> {
  const { code, idempotencyKey, score, trips, comment } = given;
  const known = code.length > codeCharsAtMost ? null : await ticketByCode(journal.database.read, code);
  if (!known) return [notGood];
  const ref = caseRef(known.caseId);
  const outcome = await journal.execute<RatingTicket | null>({
    command: "RATING_GIVE",
    actor: { ...systemActor, channel: "API" },
    input: { ticketId: known.id, score, trips, comment },
    // Everybody without an account is one actor: the key is told apart by the ticket.
    idempotencyKey: idempotencyKey ? sha256(`${known.id}:${idempotencyKey}`) : null,
    streams: [ref],
    prepare: (tx) => selectRow(tx, RatingTicket, "id = ?", [known.id]),
    decide(loaded, context, ticket) {
      const state = loaded.state(ref);
      const good = ticket && ticket.usedAt === null && ticket.expiresAt > context.now && state && mayBeRated(state);
      if (!good) return { refusals: [notGood] };
      const entries = [ratingEntry(state.id, { score, trips, comment }, "LINK", ticket.id, context)];
      return {
        appends: [{ streamId: state.id, entries }],
        resultId: ticket.id,
        technical: spend(ticket.id, context.now),
      };
    },
  });
  return outcome.ok ? [] : outcome.refusals;
}

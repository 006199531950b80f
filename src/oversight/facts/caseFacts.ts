/** Reads off a case what counts for its partners: pay-out, steps in time, first passes, trips. Pure. */
import type { CaseState } from "../../casework/index.js";
import { rowOut, type Aggregate } from "../../journal/index.js";
import { dayOf } from "../../kernel/index.js";
import { CaseFact } from "./rows.js";

const minuteMs = 60_000;

type Measured = Partial<Pick<CaseFact, "amountFen" | "elapsedMs" | "passed">>;

/**
 * VOLUME and ZERO_TRIP when the whole amount is paid out, by that day; ON_TIME and HANDLING_TIME for each step of a
 * partner that ended, by its end; FIRST_PASS when the partner's last check is recorded, by that day.
 */
export function caseFacts(state: CaseState, zone: string): CaseFact[] {
  const { bankId, guaranteeCompanyId } = state.lifecycle;
  const partners = [bankId, ...(guaranteeCompanyId ? [guaranteeCompanyId] : [])];
  const fact = (
    key: string,
    indicator: string,
    partnerId: string,
    occurredAt: string,
    measured: Measured,
  ): CaseFact => ({
    ...{ id: `${key}/${indicator}`, caseId: state.id, indicator, partnerId, occurredAt, day: dayOf(occurredAt, zone) },
    ...{ amountFen: null, elapsedMs: null, passed: null },
    ...measured,
  });
  return [
    ...paidOut(state, partners, fact),
    ...steps(state).flatMap(({ id, partyId, endedAt, usedMinutes, onTime }) =>
      partners.includes(partyId)
        ? [
            fact(id, "ON_TIME", partyId, endedAt, { passed: onTime }),
            fact(id, "HANDLING_TIME", partyId, endedAt, { elapsedMs: usedMinutes * minuteMs }),
          ]
        : [],
    ),
    ...partners.flatMap((partnerId) => {
      const at = reviewedAt(state, partnerId);
      return at
        ? [fact(`${state.id}/${partnerId}`, "FIRST_PASS", partnerId, at, { passed: passedAtFirst(state) })]
        : [];
    }),
  ];
}

type MakeFact = (key: string, indicator: string, partnerId: string, at: string, measured: Measured) => CaseFact;

/** Trips are the bank's to spare; the volume is everybody's who worked for it. */
function paidOut(state: CaseState, partners: readonly string[], fact: MakeFact): CaseFact[] {
  const { paidAt, payments } = state.payment;
  if (paidAt === null) return [];
  const amountFen = payments.filter(({ status }) => status === "PAID").reduce((sum, one) => sum + one.amountFen, 0);
  const spent = state.trips.visits.filter(({ counted, voided }) => counted && !voided).length;
  const { bankId } = state.lifecycle;
  return [
    ...partners.map((partnerId) => fact(`${state.id}/${partnerId}`, "VOLUME", partnerId, paidAt, { amountFen })),
    fact(`${state.id}/${bankId}`, "ZERO_TRIP", bankId, paidAt, { passed: spent <= state.trips.budget }),
  ];
}

/** A party's clocks that ended because its step was done; not those cut off by the applicant's leaving. */
function steps({ clocks, lifecycle }: CaseState) {
  const left = lifecycle.stage === "WITHDRAWN" || lifecycle.stage === "LAPSED" ? lifecycle.endedAt : null;
  return clocks.clocks.flatMap(({ id, kind, partyId, endedAt, usedMinutes, onTime }) =>
    kind === "PARTY" && partyId !== null && endedAt !== null && endedAt !== left
      ? [{ id, partyId, endedAt, usedMinutes, onTime }]
      : [],
  );
}

/** When the last of the partner's checks was recorded; null while one is open, or where it has none. */
function reviewedAt({ review }: CaseState, partnerId: string): string | null {
  const own = review.checks.filter(({ ownerPartyId }) => ownerPartyId === partnerId);
  if (own.length === 0 || own.some(({ recordedAt }) => recordedAt === null)) return null;
  return own.reduce((last, { recordedAt }) => (recordedAt !== null && recordedAt > last ? recordedAt : last), "");
}

/** Never sent back for a reason that counts, and the applicant never told that something was missing. */
const passedAtFirst = ({ lifecycle, notices }: CaseState): boolean =>
  lifecycle.countedReturns === 0 && notices.notices.length === 0;

/** The case's stream with its facts as further rows, written and verified with the case's own. */
export const withCaseFacts = (aggregate: Aggregate<CaseState>, zone: string): Aggregate<CaseState> => ({
  ...aggregate,
  rowsOf: (state) => [...aggregate.rowsOf(state), ...caseFacts(state, zone).map((row) => rowOut(CaseFact, row))],
  tables: [...aggregate.tables, CaseFact],
});

/** Reads off a case what counts for its partners: pay-out, steps in time, first passes, trips, registrations. Pure. */
import { tripsHeld, type CaseState } from "../../casework/index.js";
import type { Aggregate, Entry } from "../../journal/index.js";
import { centerFacts, centerOfEntry } from "../appraisal/centerFacts.js";
import { returns, stepsDone, trips } from "./happened.js";
import { pendingValue } from "./kinds.js";
import { withFacts, type Measured } from "./ledger.js";
import { missedDefects } from "./missedDefects.js";
import { ratingFacts } from "./ratings.js";

const minuteMs = 60_000;

type MakeFact = (
  key: string,
  indicator: string,
  partnerId: string,
  at: string,
  value: number,
  more?: Partial<Measured>,
) => Measured;

/**
 * VOLUME and ZERO_TRIP when the whole amount is paid out, by that day; ON_TIME and HANDLING_TIME for each step of a
 * partner that ended, by its end; FIRST_PASS when the partner's last check is recorded, by that day;
 * REGISTRATION_ON_TIME for each registration that a partner owes, by its due day;
 * MISSED_DEFECT when a partner told late what it could have seen before; RETURNS when it had to do something again
 * because the case was sent back; TRIPS when it had the applicant come.
 */
export function caseFacts(state: CaseState): Measured[] {
  const { bankId, guaranteeCompanyId, product, content } = state.lifecycle;
  const partners = [bankId, ...(guaranteeCompanyId ? [guaranteeCompanyId] : [])];
  // What a former bank did stays on its card; what follows counts for the present one.
  const former = formerBanks(state);
  const workers = [...partners, ...former.map((one) => one.bankId)];
  const propertyKind = content.property?.kind ?? null;
  const fact: MakeFact = (key, indicator, partnerId, occurredAt, value, more) => ({
    ...{ key, indicator, partnerId, occurredAt, value, caseId: state.id, product, propertyKind },
    ...more,
  });
  return [
    ...paidOut(state, partners, fact),
    ...stepsDone(state).flatMap(({ id, partyId, endedAt, usedMinutes, onTime }) =>
      workers.includes(partyId)
        ? [
            fact(id, "ON_TIME", partyId, endedAt, onTime ? 1 : 0),
            fact(id, "HANDLING_TIME", partyId, endedAt, usedMinutes * minuteMs),
          ]
        : [],
    ),
    ...partners.flatMap((partnerId) => {
      const last = lastCheck(state, partnerId);
      if (!last) return [];
      const passed = passedAtFirst(state, partnerId) ? 1 : 0;
      return [fact(`${state.id}/${partnerId}`, "FIRST_PASS", partnerId, last.at, passed, { memberId: last.byId })];
    }),
    ...former.flatMap(({ bankId: formerId, reviewed, passed }) =>
      reviewed
        ? [
            fact(`${state.id}/${formerId}`, "FIRST_PASS", formerId, reviewed.at, passed ? 1 : 0, {
              memberId: reviewed.byId,
            }),
          ]
        : [],
    ),
    ...registrations(state, workers, fact),
    ...missedDefects(state).flatMap(({ defectId, partyId, memberId, postedAt }) =>
      workers.includes(partyId) ? [fact(defectId, "MISSED_DEFECT", partyId, postedAt, 1, { memberId })] : [],
    ),
    ...returns(state).flatMap(({ entryId, partyId, memberId, at, counts }) =>
      workers.includes(partyId)
        ? [fact(`${entryId}/${partyId}`, "RETURNS", partyId, at, counts ? 1 : 0, { memberId })]
        : [],
    ),
    ...trips(state).flatMap(({ id, partyId, memberId, at, counted }) =>
      workers.includes(partyId) ? [fact(id, "TRIPS", partyId, at, counted ? 1 : 0, { memberId })] : [],
    ),
    ...ratingFacts(state),
  ];
}

/** Trips are the bank's to spare; the volume is everybody's who worked for it. */
function paidOut(state: CaseState, partners: readonly string[], fact: MakeFact): Measured[] {
  const { paidAt, payments } = state.payment;
  if (paidAt === null) return [];
  const amountFen = payments.filter(({ status }) => status === "PAID").reduce((sum, one) => sum + one.amountFen, 0);
  const { bankId, formerBanks: before } = state.lifecycle;
  const held = tripsHeld(state, before.at(-1)?.until);
  return [
    ...partners.map((partnerId) => fact(`${state.id}/${partnerId}`, "VOLUME", partnerId, paidAt, amountFen)),
    fact(`${state.id}/${bankId}`, "ZERO_TRIP", bankId, paidAt, held <= state.trips.budget ? 1 : 0),
  ];
}

/** When the last of the partner's checks was recorded, and by whom; null while one is open, or where it has none. */
function lastCheck({ review }: CaseState, partnerId: string): { at: string; byId: string | null } | null {
  const own = review.checks.filter(({ ownerPartyId }) => ownerPartyId === partnerId);
  if (own.length === 0 || own.some(({ recordedAt }) => recordedAt === null)) return null;
  return own.reduce<{ at: string; byId: string | null }>(
    (last, { recordedAt, recordedById }) =>
      recordedAt !== null && recordedAt > last.at ? { at: recordedAt, byId: recordedById } : last,
    { at: "", byId: null },
  );
}

/** Never sent back for a reason that counts, and the applicant never told that something was missing, in its time. */
function passedAtFirst({ lifecycle, notices }: CaseState, partnerId: string): boolean {
  const before = partnerId === lifecycle.bankId ? lifecycle.formerBanks.at(-1) : undefined;
  return (
    lifecycle.countedReturns === (before?.countedReturns ?? 0) && notices.notices.length === (before?.notices ?? 0)
  );
}

/** Each former bank once, as its part stood when the case went; one that has the case again is none. */
function formerBanks({ lifecycle }: CaseState) {
  const inTurn = lifecycle.formerBanks.map((one, at, all) => ({
    ...one,
    passed: one.countedReturns === (all[at - 1]?.countedReturns ?? 0) && one.notices === (all[at - 1]?.notices ?? 0),
  }));
  return [...new Map(inTurn.map((one) => [one.bankId, one])).values()].filter(
    ({ bankId }) => bankId !== lifecycle.bankId,
  );
}

/**
 * A partner's time to secure the loan is its registration that is due: by the day it is due, done in time or not, or
 * open. One that was cut off before it was due was never owed.
 */
function registrations({ clocks }: CaseState, partners: readonly string[], fact: MakeFact): Measured[] {
  return clocks.clocks.flatMap(({ id, kind, stage, partyId, dueAt, endedAt, onTime, cutOff }) => {
    if (kind !== "PARTY" || stage !== "SECURITY" || partyId === null || !partners.includes(partyId)) return [];
    if (cutOff && endedAt !== null && endedAt <= dueAt) return [];
    const value = endedAt === null ? pendingValue : onTime ? 1 : 0;
    const at = endedAt ?? dueAt;
    return [fact(id, "REGISTRATION_ON_TIME", partyId, at, value, { countsAt: dueAt })];
  });
}

const byBank: readonly string[] = ["ACCEPTED", "PAYEE_VERIFIED", "PAYMENT_SENT", "PAYMENT_CONFIRMED", "PAYMENT_FAILED"];

/** Acts whose entry says for which party they were given; in others a party is who is spoken of. */
const saying: Readonly<Record<string, "partyId" | "fromPartyId" | "ownerPartyId">> = {
  ...{ OPENED: "ownerPartyId", NOTHING_FURTHER: "partyId", DEFECT_POSTED: "partyId", SIGNATURE_RECORDED: "partyId" },
  ...{ VISIT_REQUESTED: "partyId", VISIT_RECORDED: "partyId", CONTACT_RECORDED: "partyId" },
  ...{ DOCUMENT_ATTACHED: "partyId", DOCUMENT_DETACHED: "partyId", DOCUMENT_VERIFIED: "partyId" },
  ...{ HANDOFF_SENT: "fromPartyId", INQUIRY_POSTED: "fromPartyId" },
};

/** For which party an entry was given. */
export function partyOfEntry(entry: Entry, state: CaseState): string | null {
  const body = entry.body as { readonly [name: string]: unknown };
  const name = saying[entry.type];
  const said = name && body[name];
  if (typeof said === "string") return said;
  if (byBank.includes(entry.type)) return state.lifecycle.bankId;
  if (entry.type === "CHECK_RECORDED" || entry.type === "CHECK_LOOKED_AT") {
    return state.review.checks.find(({ id }) => id === body["checkId"])?.ownerPartyId ?? null;
  }
  if (entry.type === "SECURITY_CONFIRMED") {
    return state.collateral.steps?.find(({ id }) => id === body["stepId"])?.actorPartyId ?? null;
  }
  return null;
}

/** The case's stream with its facts, dated in the center's zone. */
export const withCaseFacts = (aggregate: Aggregate<CaseState>, zone: string): Aggregate<CaseState> =>
  withFacts(aggregate, {
    factsOf: (state) => [...caseFacts(state), ...centerFacts(state)],
    partyOf: (entry, state) => partyOfEntry(entry, state) ?? centerOfEntry(entry, state),
    zone,
  });

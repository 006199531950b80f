/** What may be done with a complaint, by whom, and what it writes. Pure. */
import type { NewEntry } from "../../journal/index.js";
import { limits, type Refusal } from "../../kernel/index.js";
import {
  actingMemberId,
  hasRole,
  personsBehind,
  samePersonBehind,
  type PartyKind,
  type Role,
  type Viewer,
} from "../../parties/index.js";
import { stepLimit, type PolicyVersion } from "../../policy/index.js";
import type { CaseContext } from "../context.js";
import { refuse } from "../refusals.js";
import type { Due, Time } from "../time.js";
import { roundOf, statusOf, type ComplaintState } from "./aggregate.js";
import { complaintEntry, type About, type ComplaintChannel, type Finding } from "./entries.js";

export type ComplaintContext = Pick<CaseContext, "now" | "newId" | "keep" | "viewer" | "policy" | "time">;
export type Decided = { readonly refusals: readonly Refusal[] } | { readonly entries: readonly NewEntry[] };

/** A member as far as a complaint asks about them; what the program found under an id that was given. */
export interface MemberFacts {
  readonly id: string;
  readonly partyId: string;
  readonly partyKind: PartyKind;
  readonly unitId: string | null;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

/** What is known of the case named: its parties, its owner, and who has acted on it. */
export interface CaseFacts {
  readonly partyIds: readonly string[];
  readonly bankId: string;
  readonly bankUnitId: string | null;
  readonly ownerId: string;
  readonly actorIds: readonly string[];
}

export const desk: readonly Role[] = ["SUPERVISOR", "CENTER_REVIEWER", "CENTER_APPROVER", "FUNDS_OFFICER"];
export const leaders: readonly Role[] = ["SUPERVISOR", "CENTER_APPROVER"];
/** Who may be given a complaint: the center's people, or a manager of the party that it is about. */
const handlers: readonly Role[] = [...desk, "BANK_MANAGER", "GUARANTEE_MANAGER"];
/** Stands in where a leader of the center is complained of, or has answered: nobody else may be left. */
const standIns: readonly Role[] = ["ADMINISTRATOR"];
const among = (roles: readonly Role[], { leaderInvolved }: Involvement) =>
  leaderInvolved ? [...roles, ...standIns] : roles;
const { longTextChars, nameChars, phoneChars, externalNumberChars } = limits.text;

export interface ReceiveInput {
  readonly channel: ComplaintChannel;
  readonly sourceNo?: string | null;
  readonly caseId?: string | null;
  readonly partyId?: string | null;
  readonly memberId?: string | null;
  readonly receivedAt?: string | null;
  readonly complainantName?: string | null;
  readonly complainantPhone?: string | null;
  readonly text: string;
}

export interface Involvement {
  /** It is about a leader of the center, or one has answered it. */
  readonly leaderInvolved: boolean;
}

export interface AboutFacts {
  readonly loanCase: CaseFacts | null;
  /** Whether there is such a party. */
  readonly partyKnown: boolean;
  /** The officer complained of. */
  readonly member: MemberFacts | null;
}

/** The end of the fifth working day, or what policy says. */
function dueFrom(policy: PolicyVersion, time: Time, from: string): Due {
  const limit = stepLimit(policy, "COMPLAINT_ANSWER")?.limit ?? { workingDays: 5 };
  if ("workingHours" in limit) return time.afterWorkingMinutes(from, limit.workingHours * 60);
  if ("calendarDays" in limit) return time.afterStatutoryDays(from, limit.calendarDays, true);
  return time.afterWorkingDays(from, limit.workingDays);
}

const tooLong = (field: string, value: string | null | undefined, most: number): Refusal[] =>
  (value ?? "").length > most ? [refuse("TEXT_WRONG", { field, params: { most } })] : [];

const required = (field: string, value: string): Refusal[] =>
  value.trim() ? tooLong(field, value, longTextChars) : [refuse("WORDS_REQUIRED", { field })];

interface AboutInput {
  readonly caseId?: string | null;
  readonly partyId?: string | null;
  readonly memberId?: string | null;
}

function aboutFaults(
  { caseId, partyId, memberId }: AboutInput,
  { loanCase, partyKnown, member }: AboutFacts,
): Refusal[] {
  const about = partyId ?? member?.partyId ?? null;
  return [
    ...(caseId && !loanCase ? [refuse("NOT_FOUND", { field: "caseId" })] : []),
    ...(partyId && !partyKnown ? [refuse("NOT_FOUND", { field: "partyId" })] : []),
    ...(memberId && !member ? [refuse("NOT_FOUND", { field: "memberId" })] : []),
    ...(partyId && member && member.partyId !== partyId ? [refuse("OF_ANOTHER_PARTY", { field: "memberId" })] : []),
    ...(loanCase && about && !loanCase.partyIds.includes(about)
      ? [refuse("NOT_A_PARTY_OF_THE_CASE", { field: partyId ? "partyId" : "memberId" })]
      : []),
  ];
}

/** The officer's unit; else the unit of the case, where it is the bank that it is about. */
function aboutOf({ partyId, memberId }: AboutInput, { loanCase, member }: AboutFacts): About {
  const party = partyId ?? member?.partyId ?? null;
  const ofCase = loanCase && party === loanCase.bankId ? loanCase.bankUnitId : null;
  return { partyId: party, memberId: memberId ?? null, unitId: member?.unitId ?? ofCase };
}

export function receive(
  input: ReceiveInput,
  facts: AboutFacts & { readonly knownSource: boolean },
  complaintId: string,
  context: ComplaintContext,
): Decided {
  const { now, policy, time, keep } = context;
  if (!hasRole(context.viewer, desk)) return { refusals: [refuse("NOT_ALLOWED")] };
  const { channel, text } = input;
  const sourceNo = input.sourceNo?.trim() ?? "";
  const name = input.complainantName?.trim() ?? "";
  const phone = input.complainantPhone?.trim() ?? "";
  const receivedAt = input.receivedAt ?? now;
  const refusals = [
    ...required("text", text),
    ...tooLong("complainantName", name, nameChars),
    ...tooLong("complainantPhone", phone, phoneChars),
    ...(sourceNo && !/^[\p{L}\p{N}/_.#-]+$/u.test(sourceNo) ? [refuse("NUMBER_WRONG", { field: "sourceNo" })] : []),
    ...tooLong("sourceNo", sourceNo, externalNumberChars),
    ...(facts.knownSource ? [refuse("DUPLICATE_SOURCE_NO", { field: "sourceNo" })] : []),
    ...(receivedAt > now ? [refuse("IN_THE_FUTURE", { field: "receivedAt" })] : []),
    ...aboutFaults(input, facts),
  ];
  if (refusals.length > 0) return { refusals };
  const due = dueFrom(policy, time, receivedAt);
  const received = complaintEntry("COMPLAINT_RECEIVED", {
    channel,
    sourceNo: sourceNo || null,
    caseId: input.caseId ?? null,
    ...aboutOf(input, facts),
    complainantName: name ? keep("COMPLAINANT_NAME", complaintId, name) : null,
    complainantPhone: phone ? keep("COMPLAINANT_PHONE", complaintId, phone) : null,
    text: keep("COMPLAINT", complaintId, text.trim()),
    receivedAt,
    dueAt: due.at,
    provisional: due.provisional,
  });
  return { entries: [received] };
}

export interface AssignInput {
  readonly handlerId: string;
  readonly partyId?: string | null;
  readonly memberId?: string | null;
}

/** Why somebody may not look into a complaint: it is about them, or they had their hands in the case. */
export function conflicts(
  who: Pick<MemberFacts, "id" | "partyId">,
  about: About,
  loanCase: CaseFacts | null,
  field?: string,
): Refusal[] {
  const at = field ? { field } : {};
  if (who.id === about.memberId) return [refuse("COMPLAINED_OF", at)];
  const acted = loanCase?.actorIds.includes(who.id) && who.partyId === about.partyId;
  return loanCase?.ownerId === who.id || acted ? [refuse("HANDLER_INVOLVED", at)] : [];
}

/** Whom it is about has no part in it, neither in their own name nor in a colleague's. */
const complainedOf = (viewer: Viewer, { memberId }: About): Refusal[] =>
  personsBehind(viewer).some((person) => person === memberId) ? [refuse("COMPLAINED_OF")] : [];

export interface AssignFacts extends AboutFacts, Involvement {
  readonly handler: MemberFacts | null;
}

export function assign(
  state: ComplaintState,
  input: AssignInput,
  facts: AssignFacts,
  context: ComplaintContext,
): Decided {
  if (!hasRole(context.viewer, among(leaders, facts))) return { refusals: [refuse("NOT_ALLOWED")] };
  const { handler, loanCase } = facts;
  const said = { partyId: input.partyId ?? null, memberId: input.memberId ?? null };
  const named = said.partyId !== null || said.memberId !== null;
  const about = named ? aboutOf(said, facts) : state.about;
  const open = ["RECEIVED", "ASSIGNED"].includes(statusOf(state));
  const earlier = state.rounds.slice(0, -1).some(({ handlerId }) => handlerId === handler?.id);
  const fits = handler?.active && (handler.partyKind === "CENTER" || handler.partyId === about.partyId);
  const refusals = [
    ...(open ? [] : [refuse("ALREADY_ANSWERED")]),
    ...(named ? aboutFaults(said, facts) : []),
    ...(handler ? [] : [refuse("NOT_FOUND", { field: "handlerId" })]),
    ...(handler && !(fits && hasRole(handler, among(handlers, facts)))
      ? [refuse("CANNOT_HANDLE", { field: "handlerId" })]
      : []),
    // Who had it before does not judge whether that was right.
    ...(earlier ? [refuse("SAME_PERSON", { field: "handlerId" })] : []),
    ...(handler ? conflicts(handler, about, loanCase, "handlerId") : []),
    // Nor does the officer complained of choose who looks into it.
    ...complainedOf(context.viewer, about),
  ];
  if (refusals.length > 0 || !handler) return { refusals };
  return {
    entries: [
      complaintEntry("COMPLAINT_ASSIGNED", { ...about, handlerId: handler.id, handlerPartyId: handler.partyId }),
    ],
  };
}

export interface AnswerInput {
  readonly finding: Finding;
  readonly answer: string;
}

export function answer(
  state: ComplaintState,
  { finding, answer: words }: AnswerInput,
  loanCase: CaseFacts | null,
  { viewer, keep }: ComplaintContext,
): Decided {
  const id = actingMemberId(viewer);
  const { handlerId } = roundOf(state);
  // That it was given to them says that they may have it; who has lost their work since may not.
  if (handlerId !== id || !hasRole(viewer, [...handlers, ...standIns])) return { refusals: [refuse("NOT_ALLOWED")] };
  const refusals = [
    ...(statusOf(state) === "ASSIGNED" ? [] : [refuse("ALREADY_ANSWERED")]),
    ...required("answer", words),
    // A complaint that is upheld is upheld against somebody.
    ...(finding !== "NOT_UPHELD" && !state.about.partyId ? [refuse("PARTY_REQUIRED", { field: "finding" })] : []),
    ...personsBehind(viewer).flatMap((person) =>
      conflicts({ id: person, partyId: viewer.partyId }, state.about, loanCase),
    ),
  ];
  if (refusals.length > 0) return { refusals };
  return {
    entries: [
      complaintEntry("COMPLAINT_ANSWERED", { finding, answer: keep("COMPLAINT_ANSWER", state.id, words.trim()) }),
    ],
  };
}

export function close(
  state: ComplaintState,
  involvement: Involvement,
  { viewer }: Pick<ComplaintContext, "viewer">,
): Decided {
  if (!hasRole(viewer, among(leaders, involvement))) return { refusals: [refuse("NOT_ALLOWED")] };
  const { answeredById: byId, answeredThroughId: throughId, finding } = roundOf(state);
  const status = statusOf(state);
  const refusals = [
    ...(status === "CLOSED" ? [refuse("ALREADY_DONE")] : status === "ANSWERED" ? [] : [refuse("NOT_ANSWERED")]),
    ...(finding !== null && finding !== "NOT_UPHELD" && samePersonBehind(viewer, { byId, throughId })
      ? [refuse("SAME_PERSON")]
      : []),
    ...complainedOf(viewer, state.about),
  ];
  return refusals.length > 0 ? { refusals } : { entries: [complaintEntry("COMPLAINT_CLOSED", {})] };
}

export function reopen(
  state: ComplaintState,
  reason: string,
  involvement: Involvement,
  context: ComplaintContext,
): Decided {
  const { viewer, now, policy, time, keep } = context;
  if (!hasRole(viewer, among(desk, involvement))) return { refusals: [refuse("NOT_ALLOWED")] };
  const refusals = [
    ...(statusOf(state) === "CLOSED" ? [] : [refuse("NOT_CLOSED")]),
    ...(state.rounds.length > 1 ? [refuse("REOPENED_BEFORE")] : []),
    ...required("reason", reason),
    ...complainedOf(viewer, state.about),
  ];
  if (refusals.length > 0) return { refusals };
  const due = dueFrom(policy, time, now);
  const kept = keep("COMPLAINT_REASON", state.id, reason.trim());
  return {
    entries: [complaintEntry("COMPLAINT_REOPENED", { reason: kept, dueAt: due.at, provisional: due.provisional })],
  };
}

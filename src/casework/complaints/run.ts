/** Runs what is done with complaints through the journal: reads whom it is about and who had their hands in the case. */
import type { NewEntry, Outcome, StreamRef } from "../../journal/index.js";
import { inSight, newId } from "../../kernel/index.js";
import { actorOf, hasRole, Member, Partner, type Viewer } from "../../parties/index.js";
import { placeholders, selectRows, type Sql } from "../../platform/index.js";
import { refuse } from "../refusals.js";
import type { CaseServices } from "../services.js";
import { timeOn } from "../time.js";
import { complaintAggregate, complaintRow, type ComplaintState } from "./aggregate.js";
import {
  answer,
  assign,
  close,
  leaders,
  receive,
  reopen,
  type AnswerInput,
  type AssignInput,
  type CaseFacts,
  type ComplaintContext,
  type Decided,
  type MemberFacts,
  type ReceiveInput,
} from "./decide.js";
import { Complaint } from "./rows.js";
import { complaintSight } from "./sight.js";

type Given<Input> = Input & { readonly idempotencyKey?: string | null };
export interface OnComplaint {
  readonly complaintId: string;
  readonly expectedVersion?: number | null;
}

const complaintRef = (id: string, create = false): StreamRef<ComplaintState> => ({
  aggregate: complaintAggregate,
  id,
  create,
});

interface Facts {
  readonly loanCase: CaseFacts | null;
  readonly partyKnown: boolean;
  readonly member: MemberFacts | null;
  readonly handler: MemberFacts | null;
  readonly leaderInvolved: boolean;
  /** The hotline's number was taken down before. */
  readonly knownSource: boolean;
}

interface Wanted {
  readonly caseId?: string | null;
  readonly partyId?: string | null;
  readonly memberId?: string | null;
  readonly handlerId?: string | null;
  /** Whom it is about as it stands, and who answered it. */
  readonly involvedIds?: readonly (string | null)[];
  readonly channel?: string;
  readonly sourceNo?: string | null;
}

async function readFacts(sql: Sql, wanted: Wanted): Promise<Facts> {
  const { caseId, partyId, memberId, handlerId, involvedIds = [] } = wanted;
  const ids = [memberId, handlerId, ...involvedIds].filter((id) => id !== null && id !== undefined);
  const members = ids.length > 0 ? await selectRows(sql, Member, `id IN ${placeholders(ids)}`, ids) : [];
  const parties = [partyId, ...members.map((one) => one.partyId)].filter((id) => id !== null && id !== undefined);
  const known = parties.length > 0 ? await selectRows(sql, Partner, `id IN ${placeholders(parties)}`, parties) : [];
  const kinds = new Map(known.map(({ id, kind }) => [id, kind]));
  const memberOf = (id: string | null | undefined): MemberFacts | null => {
    const found = members.find((one) => one.id === id);
    const partyKind = found && kinds.get(found.partyId);
    return found && partyKind ? { ...found, partyKind } : null;
  };
  return {
    loanCase: caseId ? await readCase(sql, caseId) : null,
    partyKnown: Boolean(partyId && kinds.has(partyId)),
    member: memberOf(memberId),
    handler: memberOf(handlerId),
    leaderInvolved: involvedIds.some((id) => hasRole(memberOf(id) ?? nobody, leaders)),
    knownSource: await isKnownSource(sql, wanted),
  };
}

const nobody = { roles: [] };

async function isKnownSource(sql: Sql, { channel, sourceNo }: Wanted): Promise<boolean> {
  const given = sourceNo?.trim();
  if (!channel || !given) return false;
  return (await selectRows(sql, Complaint, "channel = ? AND sourceNo = ?", [channel, given])).length > 0;
}

interface CaseColumns {
  readonly centerId: string;
  readonly bankId: string;
  readonly bankUnitId: string | null;
  readonly guaranteeCompanyId: string | null;
  readonly ownerId: string;
}

/** The person behind each entry: the officer in whose name a system or a colleague acted, and whoever acted. */
async function readCase(sql: Sql, caseId: string): Promise<CaseFacts | null> {
  const [found] = await sql.all<CaseColumns>(
    "SELECT centerId, bankId, bankUnitId, guaranteeCompanyId, ownerId FROM loan_case WHERE id = ?",
    [caseId],
  );
  if (!found) return null;
  const acted = await sql.all<{ actorId: string; onBehalfOfId: string | null }>(
    "SELECT DISTINCT actorId, onBehalfOfId FROM journal_entry WHERE streamId = ?",
    [caseId],
  );
  const { centerId, bankId, guaranteeCompanyId, ...rest } = found;
  return {
    ...rest,
    bankId,
    partyIds: [centerId, bankId, ...(guaranteeCompanyId ? [guaranteeCompanyId] : [])],
    actorIds: acted.flatMap(({ actorId, onBehalfOfId }) => [actorId, ...(onBehalfOfId ? [onBehalfOfId] : [])]),
  };
}

function contextOf(services: CaseServices, viewer: Viewer, context: Pick<ComplaintContext, "now" | "newId" | "keep">) {
  const time = timeOn(services.policies.calendar, context.now);
  return { ...context, viewer, time, policy: services.policies.on(time.today) };
}

const written = (id: string, decided: Decided) =>
  "refusals" in decided
    ? decided
    : { appends: [{ streamId: id, entries: decided.entries as NewEntry[] }], resultId: id };

export async function receiveComplaint(
  services: CaseServices,
  viewer: Viewer,
  { idempotencyKey, ...input }: Given<ReceiveInput>,
): Promise<Outcome> {
  const id = newId();
  return services.journal.execute<Facts>({
    command: "COMPLAINT_RECEIVE",
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [complaintRef(id, true)],
    prepare: (tx) => readFacts(tx, input),
    decide: (_loaded, context, facts) => written(id, receive(input, facts, id, contextOf(services, viewer, context))),
  });
}

/** One act on a complaint in sight; out of sight it is not there. */
async function onComplaint<Input extends OnComplaint>(
  services: CaseServices,
  viewer: Viewer,
  command: string,
  { idempotencyKey, ...rest }: Given<Input>,
  wanted: (input: Input, state: ComplaintState) => Wanted,
  decide: (state: ComplaintState, facts: Facts, context: ComplaintContext) => Decided,
): Promise<Outcome> {
  const input = rest as unknown as Input;
  const id = input.complaintId;
  const ref = complaintRef(id);
  const notFound = { refusals: [refuse("NOT_FOUND", { field: "complaintId" })] };
  return services.journal.execute<Facts | null>({
    command,
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [ref],
    prepare(tx, loaded) {
      const state = loaded.state(ref);
      return state ? readFacts(tx, wanted(input, state)) : Promise.resolve(null);
    },
    decide(loaded, context, facts) {
      const state = loaded.state(ref);
      if (!state || !facts || !inSight(complaintSight(viewer), complaintRow(state))) return notFound;
      const decided = decide(state, facts, contextOf(services, viewer, context));
      const { expectedVersion } = input;
      const stale = typeof expectedVersion === "number" && expectedVersion !== state.version;
      const about = { field: "expectedVersion", params: { version: state.version } };
      const outOfPlace = "refusals" in decided && decided.refusals.some(({ code }) => code === "NOT_ALLOWED");
      if (!stale || outOfPlace) return written(id, decided);
      const others = "refusals" in decided ? decided.refusals : [];
      return { refusals: [refuse("STALE_VERSION", about), ...others] };
    },
  });
}

const involved = ({ about, rounds }: ComplaintState) => [about.memberId, rounds.at(-1)?.answeredById ?? null];
const asItStands = (_input: OnComplaint, state: ComplaintState): Wanted => ({
  caseId: state.caseId,
  involvedIds: involved(state),
});

export const assignComplaint = (services: CaseServices, viewer: Viewer, given: Given<AssignInput & OnComplaint>) =>
  onComplaint(
    services,
    viewer,
    "COMPLAINT_ASSIGN",
    given,
    ({ partyId, memberId, handlerId }, state) => ({ ...asItStands(given, state), partyId, memberId, handlerId }),
    (state, facts, context) => assign(state, given, facts, context),
  );

export const answerComplaint = (services: CaseServices, viewer: Viewer, given: Given<AnswerInput & OnComplaint>) =>
  onComplaint(services, viewer, "COMPLAINT_ANSWER", given, asItStands, (state, { loanCase }, context) =>
    answer(state, given, loanCase, context),
  );

export const closeComplaint = (services: CaseServices, viewer: Viewer, given: Given<OnComplaint>) =>
  onComplaint(services, viewer, "COMPLAINT_CLOSE", given, asItStands, (state, facts, context) =>
    close(state, facts, context),
  );

export const reopenComplaint = (
  services: CaseServices,
  viewer: Viewer,
  given: Given<OnComplaint & { readonly reason: string }>,
) =>
  onComplaint(services, viewer, "COMPLAINT_REOPEN", given, asItStands, (state, facts, context) =>
    reopen(state, given.reason, facts, context),
  );

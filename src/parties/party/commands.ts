/** Commands on parties: by the center's administrator, for some by a party's own manager, or by the program itself. */
import {
  systemActor,
  type Context,
  type Journal,
  type Loaded,
  type NewEntry,
  type Outcome,
} from "../../journal/index.js";
import { newId, type Refusal } from "../../kernel/index.js";
import { selectRows } from "../../platform/index.js";
import { standsAs } from "../members/decide.js";
import { member } from "../members/member.js";
import { refuse } from "../refusals.js";
import { actingMemberId, actorOf, type Role, type Viewer } from "../viewer.js";
import {
  codeFaults,
  mayAdminister,
  namesFaults,
  partyFaults,
  permitFaults,
  reasonFaults,
  unitFaults,
  type Names,
  type NewParty,
  type NewUnit,
  type Place,
} from "./decide.js";
import { party, type PartyEntry, type PartyState } from "./party.js";
import { Partner } from "./rows.js";

type PartyFact = PartyEntry extends infer One
  ? One extends PartyEntry
    ? NewEntry<One["type"], One["body"]>
    : never
  : never;

/** Who gives a command; without one, the program itself does. */
export interface AskedBy {
  readonly asker: Viewer;
  readonly idempotencyKey?: string | null;
}

/** Refusals: NOT_ALLOWED alone; CODE_INVALID, NAME_INVALID, PARTY_CODE_TAKEN, CENTER_EXISTS. The result is the party's id. */
export function registerParty(journal: Journal, input: NewParty, by: AskedBy | null = null): Promise<Outcome> {
  const id = newId();
  const asking = askingOf(by);
  return journal.execute({
    command: "PARTY_REGISTER",
    actor: asking.actor,
    input,
    idempotencyKey: asking.idempotencyKey,
    streams: [{ aggregate: party, id, create: true }, ...asking.streams],
    prepare: (tx) => selectRows(tx, Partner, "code = ? OR seat = 'CENTER'", [input.code]),
    decide(loaded, _context, others) {
      if (!asking.may(loaded, null)) return { refusals: [refuse("NOT_ALLOWED")] };
      const refusals = partyFaults(input, others);
      if (refusals.length > 0) return { refusals };
      const { kind, code, name, nameEn } = input;
      const registered: PartyFact = { type: "PARTY_REGISTERED", body: { kind, code, name, nameEn } };
      return { appends: [{ streamId: id, entries: [registered] }], resultId: id };
    },
  });
}

/** Refusals: NOT_ALLOWED or NOT_FOUND alone; CODE_INVALID, NAME_INVALID, UNIT_NOT_FOUND, UNIT_CODE_TAKEN, UNIT_TOO_DEEP. The result is the unit's id. */
export function addUnit(journal: Journal, given: NewUnit, by: AskedBy | null = null): Promise<Outcome> {
  const input = { ...given, parentId: given.parentId ?? null };
  const { partyId, parentId, code, name, nameEn } = input;
  return change(
    journal,
    "UNIT_ADD",
    input,
    (state) => unitFaults(input, state),
    (unitId) => ({ type: "UNIT_ADDED", body: { unitId, parentId, code, name, nameEn } }),
    by && { ...by, place: { partyId, unitId: parentId } },
  );
}

/**
 * What a guarantee company has on a day; the limit of its liability follows from it.
 * Refusals: NOT_ALLOWED or NOT_FOUND alone; NOT_A_GUARANTEE_COMPANY, NET_ASSETS_INVALID. The result is the statement's id.
 */
export function stateNetAssets(
  journal: Journal,
  input: { readonly partyId: string; readonly asOf: string; readonly amountFen: number },
  by: AskedBy | null = null,
): Promise<Outcome> {
  const faults = (state: PartyState): Refusal[] => [
    ...(state.kind === "GUARANTEE_COMPANY" ? [] : [refuse("NOT_A_GUARANTEE_COMPANY", { field: "partyId" })]),
    ...(Number.isSafeInteger(input.amountFen) && input.amountFen > 0
      ? []
      : [refuse("NET_ASSETS_INVALID", { field: "amount" })]),
  ];
  const { asOf, amountFen } = input;
  return change(
    journal,
    "NET_ASSETS_STATE",
    input,
    faults,
    (statementId) => ({ type: "NET_ASSETS_STATED", body: { statementId, asOf, amountFen } }),
    by,
  );
}

/** Who keeps the register of projects: the center and the banks that lend on them. */
export const projectKeepers: readonly Role[] = ["ADMINISTRATOR", "CENTER_REVIEWER", "BANK_OFFICER", "BANK_MANAGER"];

/** Refusals: NOT_ALLOWED or NOT_FOUND alone; NOT_A_DEVELOPER, CODE_INVALID, NAME_INVALID, PROJECT_CODE_TAKEN. The result is the project's id. */
export function registerProject(
  journal: Journal,
  input: Names & { readonly partyId: string; readonly code: string },
  by: AskedBy | null = null,
): Promise<Outcome> {
  const faults = (state: PartyState): Refusal[] => [
    ...(state.kind === "DEVELOPER" ? [] : [refuse("NOT_A_DEVELOPER", { field: "partyId" })]),
    ...codeFaults(input.code),
    ...namesFaults(input),
    ...(state.projects.some(({ code }) => code === input.code)
      ? [refuse("PROJECT_CODE_TAKEN", { field: "code" })]
      : []),
  ];
  const { code, name, nameEn } = input;
  return change(
    journal,
    "PROJECT_REGISTER",
    input,
    faults,
    (projectId) => ({ type: "PROJECT_REGISTERED", body: { projectId, code, name, nameEn } }),
    by && { ...by, roles: projectKeepers },
  );
}

/** Refusals: NOT_ALLOWED or NOT_FOUND alone; PROJECT_NOT_FOUND, CODE_INVALID, BUILDING_CODE_TAKEN, PERMIT_INVALID. The result is the building's id. */
export function registerBuilding(
  journal: Journal,
  input: {
    readonly partyId: string;
    readonly projectId: string;
    readonly code: string;
    readonly presalePermit: string | null;
  },
  by: AskedBy | null = null,
): Promise<Outcome> {
  const faults = (state: PartyState): Refusal[] => [
    ...(state.projects.some(({ id }) => id === input.projectId)
      ? []
      : [refuse("PROJECT_NOT_FOUND", { field: "projectId" })]),
    ...codeFaults(input.code),
    ...(state.buildings.some(({ projectId, code }) => projectId === input.projectId && code === input.code)
      ? [refuse("BUILDING_CODE_TAKEN", { field: "code" })]
      : []),
    ...permitFaults(input.presalePermit),
  ];
  const { projectId, code, presalePermit } = input;
  return change(
    journal,
    "BUILDING_REGISTER",
    input,
    faults,
    (buildingId) => ({ type: "BUILDING_REGISTERED", body: { buildingId, projectId, code, presalePermit } }),
    by && { ...by, roles: projectKeepers },
  );
}

/** Refusals: NOT_ALLOWED or NOT_FOUND alone; BUILDING_NOT_VERIFIED, REASON_MISSING. The result is the building's id. */
export function revokeBuilding(
  journal: Journal,
  input: { readonly partyId: string; readonly buildingId: string; readonly reason: string },
  by: AskedBy,
): Promise<Outcome> {
  const { buildingId, reason } = input;
  const faults = ({ buildings }: PartyState): Refusal[] => [
    ...(buildings.some(({ id, verifiedAt }) => id === buildingId && verifiedAt !== null)
      ? []
      : [refuse("BUILDING_NOT_VERIFIED", { field: "buildingId" })]),
    ...reasonFaults(reason),
  ];
  return change(
    journal,
    "BUILDING_VERIFICATION_REVOKE",
    input,
    faults,
    (_id, context) => ({
      type: "BUILDING_VERIFICATION_REVOKED",
      body: { buildingId, reason: context.keep("REVOCATION_REASON", input.partyId, reason.trim()) },
    }),
    { ...by, roles: ["ADMINISTRATOR", "CENTER_REVIEWER"] },
    buildingId,
  );
}

/**
 * A suspended party finishes the cases it has, and takes no new ones; its members sign in as before.
 * Refusals: NOT_ALLOWED or NOT_FOUND alone; PARTY_UNCHANGED, CENTER_STAYS, REASON_MISSING. The result is the party's id.
 */
export function suspendParty(
  journal: Journal,
  input: { readonly partyId: string; readonly reason: string },
  by: AskedBy | null = null,
): Promise<Outcome> {
  const faults = ({ kind, active }: PartyState): Refusal[] => [
    ...(kind === "CENTER" ? [refuse("CENTER_STAYS", { field: "partyId" })] : []),
    ...(active ? [] : [refuse("PARTY_UNCHANGED", { field: "partyId" })]),
    ...reasonFaults(input.reason),
  ];
  return change(
    journal,
    "PARTY_SUSPEND",
    input,
    faults,
    (_id, context) => ({
      type: "PARTY_SUSPENDED",
      body: { reason: context.keep("SUSPENSION_REASON", input.partyId, input.reason.trim()) },
    }),
    by,
    input.partyId,
  );
}

/** Refusals: NOT_ALLOWED or NOT_FOUND alone; PARTY_UNCHANGED. The result is the party's id. */
export function resumeParty(
  journal: Journal,
  input: { readonly partyId: string },
  by: AskedBy | null = null,
): Promise<Outcome> {
  const faults = ({ active }: PartyState): Refusal[] =>
    active ? [refuse("PARTY_UNCHANGED", { field: "partyId" })] : [];
  return change(journal, "PARTY_RESUME", input, faults, () => ({ type: "PARTY_RESUMED", body: {} }), by, input.partyId);
}

/** One entry on the stream of a party that is there; the result is the id of what the entry adds, or of what it is about. */
function change<Input extends { readonly partyId: string }>(
  journal: Journal,
  command: string,
  input: Input,
  faults: (state: PartyState) => readonly Refusal[],
  fact: (freshId: string, context: Pick<Context, "keep">) => PartyFact,
  by: Asked | null = null,
  aboutId: string | null = null,
): Promise<Outcome> {
  const stream = { aggregate: party, id: input.partyId };
  const asking = askingOf(by);
  return journal.execute({
    command,
    actor: asking.actor,
    input,
    idempotencyKey: asking.idempotencyKey,
    streams: [stream, ...asking.streams],
    decide(loaded, context) {
      if (!asking.may(loaded, by?.place ?? null)) return { refusals: [refuse("NOT_ALLOWED")] };
      const state = loaded.state(stream);
      const refusals = state ? faults(state) : [refuse("NOT_FOUND", { field: "partyId" })];
      if (refusals.length > 0) return { refusals };
      const freshId = context.newId();
      const entries = [fact(freshId, context)];
      return { appends: [{ streamId: input.partyId, entries }], resultId: aboutId ?? freshId };
    },
  });
}

/** With the place where a party's own manager may do it, too; none where it is the administrator's alone. */
interface Asked extends AskedBy {
  readonly place?: Place;
  /** Whoever has one of these roles, in place of the administrator. */
  readonly roles?: readonly Role[];
}

/** What asking adds to an attempt: the asker's stream is locked, so that who lost the role a moment ago is refused. */
function askingOf(by: Asked | null) {
  // By role it is the officer's, also where a system acts for them.
  const stream = by && { aggregate: member, id: by.roles ? actingMemberId(by.asker) : by.asker.memberId };
  return {
    actor: by ? actorOf(by.asker) : systemActor,
    idempotencyKey: by?.idempotencyKey ?? null,
    streams: stream ? [stream] : [],
    may: (loaded: Loaded, place: Place | null): boolean =>
      !by ||
      !stream ||
      (by.roles
        ? standsAs(by.asker, loaded.state(stream), by.roles)
        : mayAdminister(by.asker, loaded.state(stream), place)),
  };
}

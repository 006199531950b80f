/** Commands on parties: by the center's administrator, for some by a party's own manager, or by the program itself. */
import { systemActor, type Journal, type Loaded, type NewEntry, type Outcome } from "../../journal/index.js";
import { newId, type Refusal } from "../../kernel/index.js";
import { selectRows } from "../../platform/index.js";
import { member } from "../members/member.js";
import { refuse } from "../refusals.js";
import { actorOf, type Viewer } from "../viewer.js";
import {
  codeFaults,
  mayAdminister,
  namesFaults,
  partyFaults,
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

/** Refusals: NOT_FOUND, NOT_A_DEVELOPER, CODE_INVALID, NAME_INVALID, PROJECT_CODE_TAKEN. The result is the project's id. */
export function registerProject(
  journal: Journal,
  input: Names & { readonly partyId: string; readonly code: string },
): Promise<Outcome> {
  const faults = (state: PartyState): Refusal[] => [
    ...(state.kind === "DEVELOPER" ? [] : [refuse("NOT_A_DEVELOPER", { field: "partyId" })]),
    ...codeFaults(input.code),
    ...namesFaults(input),
    ...(state.projects.some(({ code }) => code === input.code)
      ? [refuse("PROJECT_CODE_TAKEN", { field: "code" })]
      : []),
  ];
  return change(journal, "PROJECT_REGISTER", input, faults, (projectId) => {
    const { code, name, nameEn } = input;
    return { type: "PROJECT_REGISTERED", body: { projectId, code, name, nameEn } };
  });
}

/** Refusals: NOT_FOUND, PROJECT_NOT_FOUND, CODE_INVALID. The result is the building's id. */
export function registerBuilding(
  journal: Journal,
  input: {
    readonly partyId: string;
    readonly projectId: string;
    readonly code: string;
    readonly presalePermit: string | null;
  },
): Promise<Outcome> {
  const faults = (state: PartyState): Refusal[] => [
    ...(state.projects.some(({ id }) => id === input.projectId)
      ? []
      : [refuse("PROJECT_NOT_FOUND", { field: "projectId" })]),
    ...codeFaults(input.code),
  ];
  return change(journal, "BUILDING_REGISTER", input, faults, (buildingId) => {
    const { projectId, code, presalePermit } = input;
    return { type: "BUILDING_REGISTERED", body: { buildingId, projectId, code, presalePermit } };
  });
}

/** Members of a suspended party cannot sign in, and their open sessions stop working. Refusals: NOT_FOUND, PARTY_UNCHANGED. */
export function setPartyActive(
  journal: Journal,
  input: { readonly partyId: string; readonly active: boolean },
): Promise<Outcome> {
  const faults = (state: PartyState): Refusal[] =>
    state.active === input.active ? [refuse("PARTY_UNCHANGED", { field: "active" })] : [];
  return change(journal, "PARTY_SET_ACTIVE", input, faults, () => ({
    type: input.active ? "PARTY_RESUMED" : "PARTY_SUSPENDED",
    body: {},
  }));
}

/** One entry on the stream of a party that is there; the result is the id of what the entry adds. */
function change<Input extends { readonly partyId: string }>(
  journal: Journal,
  command: string,
  input: Input,
  faults: (state: PartyState) => readonly Refusal[],
  fact: (freshId: string) => PartyFact,
  by: Asked | null = null,
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
      return { appends: [{ streamId: input.partyId, entries: [fact(freshId)] }], resultId: freshId };
    },
  });
}

/** With the place where a party's own manager may do it, too; none where it is the administrator's alone. */
interface Asked extends AskedBy {
  readonly place?: Place;
}

/** What asking adds to an attempt: the asker's stream is locked, so that who lost the role a moment ago is refused. */
function askingOf(by: AskedBy | null) {
  const stream = by && { aggregate: member, id: by.asker.memberId };
  return {
    actor: by ? actorOf(by.asker) : systemActor,
    idempotencyKey: by?.idempotencyKey ?? null,
    streams: stream ? [stream] : [],
    may: (loaded: Loaded, place: Place | null): boolean =>
      !by || !stream || mayAdminister(by.asker, loaded.state(stream), place),
  };
}

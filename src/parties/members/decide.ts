/** Who may administer which members, and what a member must be like; pure. */
import { inSight, type Refusal, type Sight } from "../../kernel/index.js";
import type { PartyState } from "../party/party.js";
import { roleParties, type Role, type Viewer } from "../viewer.js";
import type { MemberState } from "./member.js";
import { refuse } from "../refusals.js";

export interface NewMember {
  readonly partyId: string;
  readonly unitId?: string | null;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** 1 to 9, by policy's amount limits; 1 where not said. */
  readonly amountRank?: number | null;
  readonly service?: boolean | null;
}

export const managers: readonly Role[] = ["BANK_MANAGER", "GUARANTEE_MANAGER"];
export const memberAdministrators: readonly Role[] = ["ADMINISTRATOR", ...managers];

export const amountRankAtMost = 9;
const memberNameCharactersAtMost = 64;
const usernamePattern = /^[a-z][a-z0-9._-]{2,39}$/;

/** One spelling for one account: what sign-in looks for and what is stored. */
export const normalUsername = (username: string): string => username.normalize("NFKC").trim().toLowerCase();

/** The center knows every member; another party its own. */
export const memberSight = (viewer: Viewer): Sight =>
  viewer.partyKind === "CENTER" ? "ALL" : { anyOf: [{ partyId: viewer.partyId }] };

/** Whom a viewer may administer, were the role theirs: a manager of a branch only those of that branch. */
function administeredSight(viewer: Viewer): Sight {
  if (viewer.partyKind === "CENTER") return "ALL";
  return { anyOf: [{ partyId: viewer.partyId, ...(viewer.unitIds && { unitId: viewer.unitIds }) }] };
}

/**
 * Whether a viewer came with one of the roles and still has it, by their own stream inside the transaction. Accounts are
 * looked after in one's own name only, never in a colleague's place.
 */
export const standsAs = (asker: Viewer, askerNow: MemberState | null, wanted: readonly Role[]): boolean =>
  !asker.delegationId &&
  askerNow?.active === true &&
  askerNow.roles.some((role) => asker.roles.includes(role) && wanted.includes(role));

/**
 * The one reason that someone out of place gets, or null. `asker` is null for the program itself;
 * `askerNow` is their own stream as it stands inside the transaction.
 */
export function misplaced(
  asker: Viewer | null,
  askerNow: MemberState | null,
  subject: { readonly partyId: string; readonly unitId: string | null } | null,
  field: string,
): Refusal | null {
  if (!subject) return refuse("NOT_FOUND", { field });
  if (!asker) return null;
  if (!inSight(memberSight(asker), subject)) return refuse("NOT_FOUND", { field });
  if (!standsAs(asker, askerNow, memberAdministrators)) return refuse("NOT_ALLOWED");
  return inSight(administeredSight(asker), subject) ? null : refuse("NOT_FOUND", { field });
}

/** Every reason against a new member, its party known. */
export function newMemberFaults(input: NewMember, party: PartyState, usernameTaken: boolean): Refusal[] {
  const { unitId = null, username, service } = input;
  return [
    ...(usernamePattern.test(username) ? [] : [refuse("USERNAME_INVALID", { field: "username" })]),
    ...(usernameTaken ? [refuse("USERNAME_TAKEN", { field: "username" })] : []),
    ...memberNameFaults(input.name),
    ...(party.active ? [] : [refuse("PARTY_SUSPENDED", { field: "partyId" })]),
    ...(unitId === null || party.units.some(({ id }) => id === unitId)
      ? []
      : [refuse("UNIT_NOT_FOUND", { field: "unitId" })]),
    ...roleFaults(input.roles, party.kind),
    ...rankFaults(input.amountRank ?? 1),
    ...(service && party.kind === "CENTER" ? [refuse("SERVICE_NOT_FOR_CENTER", { field: "service" })] : []),
  ];
}

export function memberNameFaults(name: string): Refusal[] {
  const right =
    !/[\p{Cc}\p{Cs}]/u.test(name) &&
    name.trim() !== "" &&
    name === name.trim() &&
    name.length <= memberNameCharactersAtMost;
  return right ? [] : [refuse("NAME_INVALID", { field: "name", params: { atMost: memberNameCharactersAtMost } })];
}

/** A role belongs to one kind of party; only a developer's members have none (yet). */
export function roleFaults(given: readonly Role[], kind: PartyState["kind"]): Refusal[] {
  const foreign = given.filter((role) => roleParties[role] !== kind);
  return [
    ...(given.length === 0 && kind !== "DEVELOPER" ? [refuse("ROLES_EMPTY", { field: "roles" })] : []),
    ...(new Set(given).size < given.length ? [refuse("ROLE_TWICE", { field: "roles" })] : []),
    ...[...new Set(foreign)].map((role) => refuse("ROLE_OF_OTHER_PARTY", { field: "roles", params: { role } })),
  ];
}

export const rankFaults = (rank: number): Refusal[] =>
  Number.isInteger(rank) && rank >= 1 && rank <= amountRankAtMost
    ? []
    : [refuse("RANK_INVALID", { field: "amountRank", params: { atMost: amountRankAtMost } })];

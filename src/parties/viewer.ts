/** Who asks: a signed-in member as every room sees it. */
import type { Actor, Channel } from "../journal/index.js";
import type { Language } from "../kernel/index.js";

export const partyKinds = ["CENTER", "BANK", "GUARANTEE_COMPANY", "DEVELOPER"] as const;
export type PartyKind = (typeof partyKinds)[number];

/** Roles and the kind of party that has them; the auditor only reads. */
export const roleParties = {
  BANK_OFFICER: "BANK",
  BANK_MANAGER: "BANK",
  GUARANTEE_OFFICER: "GUARANTEE_COMPANY",
  GUARANTEE_MANAGER: "GUARANTEE_COMPANY",
  CENTER_REVIEWER: "CENTER",
  CENTER_APPROVER: "CENTER",
  FUNDS_OFFICER: "CENTER",
  SUPERVISOR: "CENTER",
  ADMINISTRATOR: "CENTER",
  AUDITOR: "CENTER",
} as const satisfies Record<string, PartyKind>;
export type Role = keyof typeof roleParties;
export const roles = Object.keys(roleParties) as Role[];

export interface Viewer {
  readonly memberId: string;
  readonly partyId: string;
  readonly partyKind: PartyKind;
  readonly unitId: string | null;
  /** The member's unit and those below it; null at the root, where nothing narrows. */
  readonly unitIds: readonly string[] | null;
  /** What they may do now: of a system only what the officer it acts for may do too, and nothing without one. */
  readonly roles: readonly Role[];
  /** 1 to 9: the row of policy's amount limits that holds for them. */
  readonly rank: number;
  /** The officer that a bank's system acts for, or the colleague in whose place a member acts. */
  readonly onBehalfOfId: string | null;
  /** What lets them act in a colleague's place; absent where they act for themselves, or are a system. */
  readonly delegationId?: string | null;
  readonly channel: Channel;
  readonly language: Language;
  /** The session they came with; null where there is none, as in a background job. */
  readonly sessionId?: string | null;
}

export const actorOf = (viewer: Viewer): Actor => ({
  memberId: viewer.memberId,
  onBehalfOfId: viewer.onBehalfOfId,
  unitId: viewer.unitId,
  channel: viewer.channel,
});

export const hasRole = (viewer: Pick<Viewer, "roles">, wanted: readonly Role[]): boolean =>
  viewer.roles.some((role) => wanted.includes(role));

/** The person whose act it is: the officer behind a system, the member in whose place a colleague acts. */
export const actingMemberId = (who: Pick<Actor, "memberId" | "onBehalfOfId">): string =>
  who.onBehalfOfId ?? who.memberId;

/** Every person behind an act: of a colleague's in a member's place both, of a system's its officer alone. */
export const personsBehind = (viewer: Viewer): string[] =>
  viewer.delegationId && viewer.onBehalfOfId ? [viewer.memberId, viewer.onBehalfOfId] : [actingMemberId(viewer)];

/** Who gave an act that is on the books: the person, and through whom where it was not they themselves. */
export interface ActOf {
  readonly byId: string | null;
  /** A system, or a colleague in their place. */
  readonly throughId: string | null;
}

/** Nobody proposes and confirms the same thing: whether a person behind an act is behind this one too. */
export const samePersonBehind = (viewer: Viewer, { byId, throughId }: ActOf): boolean =>
  personsBehind(viewer).some((person) => person === byId || person === throughId);

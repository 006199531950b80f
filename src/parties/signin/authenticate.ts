/** From a token to a viewer, on every request anew: nothing is remembered, so revoking works at once. */
import type { Journal } from "../../journal/index.js";
import { Refused, type Language } from "../../kernel/index.js";
import { delegatedRoles } from "../delegation/decide.js";
import { runningDelegation, type StoodInFor } from "../delegation/running.js";
import type { Sql } from "../../platform/index.js";
import { normalUsername } from "../members/decide.js";
import type { PartyKind, Role, Viewer } from "../viewer.js";
import { isLive, tokenDigest, touchSession, type SessionChannel } from "./sessions.js";
import { refuse } from "../refusals.js";

export interface AuthenticateOptions {
  /**
   * The header `x-lianban-on-behalf-of`: username or id of the officer that a system acts for, or of the colleague in
   * whose place a member acts.
   */
  readonly onBehalfOf?: string | null;
  readonly language?: Language;
}

interface Found {
  readonly sessionId: string;
  readonly channel: SessionChannel;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly memberId: string;
  readonly partyId: string;
  readonly unitId: string | null;
  readonly unitPath: string | null;
  readonly roles: string;
  readonly amountRank: number;
  readonly service: number | boolean;
  readonly partyKind: PartyKind;
  readonly officerId: string | null;
  readonly officerUnitId: string | null;
  readonly officerUnitPath: string | null;
  readonly officerRoles: string | null;
  readonly officerRank: number | null;
  readonly officerActive: number | boolean | null;
}

/** Nothing of a disabled member is found, a suspended party's go on with their cases; a disabled officer is, for whoever stood in for them. */
const byToken = (named: "id" | "username") => `
SELECT session.id AS sessionId, session.channel, session.lastSeenAt, session.expiresAt, session.revokedAt,
  member.id AS memberId, member.partyId, member.unitId, unit.path AS unitPath, member.roles, member.amountRank,
  member.service, partner.kind AS partyKind, officer.id AS officerId, officer.unitId AS officerUnitId,
  officerUnit.path AS officerUnitPath, officer.roles AS officerRoles, officer.amountRank AS officerRank,
  officer.active AS officerActive
FROM session
JOIN member ON member.id = session.memberId AND member.active = 1
JOIN partner ON partner.id = member.partyId
LEFT JOIN unit ON unit.id = member.unitId
LEFT JOIN member officer ON officer.${named} = ? AND officer.partyId = member.partyId AND officer.service = 0
LEFT JOIN unit officerUnit ON officerUnit.id = officer.unitId
WHERE session.tokenDigest = ?`;

/**
 * Who a token stands for; null when it is no live session of an active member. One statement, and
 * one more for whoever belongs to a unit; once a minute one that notes the use.
 * @throws Refused where the header names nobody that this account may act for: ON_BEHALF_OF_REFUSED, or by name what has
 * become of a delegation.
 */
export async function authenticate(
  journal: Pick<Journal, "database" | "clock">,
  token: string,
  { onBehalfOf, language = "zh-CN" }: AuthenticateOptions = {},
): Promise<Viewer | null> {
  const { database } = journal;
  const now = journal.clock().toISOString();
  const asked = onBehalfOf ? normalUsername(onBehalfOf) : "";
  const named = idPattern.test(asked) ? "id" : "username";
  const [found] = await database.read.all<Found>(byToken(named), [asked, tokenDigest(token)]);
  if (!found || !isLive(found, now)) return null;
  const standsIn = onBehalfOf ? await mandateOf(database.read, found, asked, now) : null;
  await touchSession(database, { id: found.sessionId, lastSeenAt: found.lastSeenAt }, now);
  return viewerOf(database.read, found, standsIn, language);
}

/** A member's id never begins like a username, which begins with a letter. */
const idPattern = /^\d[\da-f-]{35}$/;

/** By what somebody acts for another: null for a system, which acts for any officer of its party at work. */
async function mandateOf(sql: Sql, found: Found, asked: string, now: string): Promise<StoodInFor | null> {
  const { service, memberId, officerId, officerActive } = found;
  const params = { username: asked.slice(0, 40) };
  if (service) {
    if (officerId && officerActive) return null;
    throw new Refused([refuse("ON_BEHALF_OF_REFUSED", { params })]);
  }
  const running = await runningDelegation(sql, { from: officerId, to: memberId, asked }, now);
  if (!officerActive) throw new Refused([refuse("MEMBER_DISABLED", { params })]);
  return running;
}

async function viewerOf(sql: Sql, found: Found, standsIn: StoodInFor | null, language: Language): Promise<Viewer> {
  const { memberId, partyId, partyKind, channel, sessionId, officerId } = found;
  const own = JSON.parse(found.roles) as Role[];
  const officers = JSON.parse(found.officerRoles ?? "[]") as Role[];
  const unitId = found.officerId ? found.officerUnitId : found.unitId;
  const unitPath = found.officerId ? found.officerUnitPath : found.unitPath;
  return {
    memberId,
    partyId,
    partyKind,
    unitId,
    unitIds: unitPath === null ? null : await subtree(sql, partyId, unitPath),
    roles: standsIn
      ? delegatedRoles(officers, standsIn.roles)
      : found.service
        ? own.filter((role) => officers.includes(role))
        : own,
    rank: found.officerRank ?? found.amountRank,
    onBehalfOfId: officerId,
    ...(standsIn && { delegationId: standsIn.delegationId }),
    channel,
    language,
    sessionId,
  };
}

/** The units whose path begins with the given one; "0" is the character after "/". */
async function subtree(sql: Sql, partyId: string, path: string): Promise<string[]> {
  const rows = await sql.all<{ id: string }>(
    "SELECT id FROM unit WHERE partyId = ? AND path >= ? AND path < ? ORDER BY path",
    [partyId, path, `${path.slice(0, -1)}0`],
  );
  return rows.map(({ id }) => id);
}

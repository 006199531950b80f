/** Sessions: opaque tokens, kept only as digests, with an idle and an absolute end, revocable at once. */
import { randomBytes } from "node:crypto";
import type { Channel } from "../../journal/index.js";
import { limits, newId, sha256 } from "../../kernel/index.js";
import { insertRows, type Database, type Sql } from "../../platform/index.js";
import { Session } from "./rows.js";

/** A browser of the console, or whoever brings a bearer token. */
export type SessionChannel = Extract<Channel, "CONSOLE" | "API">;

export interface SessionLimits {
  readonly idleMinutes: number;
  readonly absoluteMinutes: number;
}

const { browserHours, browserIdleMinutes, systemDays } = limits.session;
const systemIdleDays = 7;

/** The console is left open on desks; systems work through the day and may rest over a holiday week. */
export const sessionLimits: Readonly<Record<SessionChannel, SessionLimits>> = {
  CONSOLE: { idleMinutes: browserIdleMinutes, absoluteMinutes: browserHours * 60 },
  API: { idleMinutes: systemIdleDays * 24 * 60, absoluteMinutes: systemDays * 24 * 60 },
};

const tokenBytes = 32;
/** How stale `lastSeenAt` may be, so that reading does not mean writing. */
export const seenGranularityMs = 60_000;

export const tokenDigest = (token: string): string => sha256(token);

export interface OpenedSession {
  readonly sessionId: string;
  /** 32 random bytes in base64url; told once. */
  readonly token: string;
  readonly expiresAt: string;
}

export async function openSession(
  tx: Sql,
  memberId: string,
  channel: SessionChannel,
  now: string,
): Promise<OpenedSession> {
  const token = randomBytes(tokenBytes).toString("base64url");
  const sessionId = newId();
  const expiresAt = later(now, sessionLimits[channel].absoluteMinutes);
  await insertRows(tx, Session, [
    {
      id: sessionId,
      tokenDigest: tokenDigest(token),
      memberId,
      channel,
      createdAt: now,
      lastSeenAt: now,
      expiresAt,
      revokedAt: null,
    },
  ]);
  return { sessionId, token, expiresAt };
}

const later = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** Whether a session still counts: not revoked, not idle for too long, not past its end. */
export function isLive(
  session: Pick<Session, "channel" | "lastSeenAt" | "expiresAt" | "revokedAt">,
  now: string,
): boolean {
  const { idleMinutes } = sessionLimits[session.channel as SessionChannel];
  return session.revokedAt === null && now < session.expiresAt && now < later(session.lastSeenAt, idleMinutes);
}

/** Says that a session was used; at most once a minute. */
export async function touchSession(
  database: Database,
  session: Pick<Session, "id" | "lastSeenAt">,
  now: string,
): Promise<void> {
  if (Date.parse(now) - Date.parse(session.lastSeenAt) < seenGranularityMs) return;
  await database.write((tx) =>
    tx.run("UPDATE session SET lastSeenAt = ? WHERE id = ? AND lastSeenAt < ?", [now, session.id, now]),
  );
}

export async function revokeSession(tx: Sql, sessionId: string, now: string): Promise<void> {
  await tx.run("UPDATE session SET revokedAt = ? WHERE id = ? AND revokedAt IS NULL", [now, sessionId]);
}

/** Every session of a member, but for the one that asked. */
export async function revokeSessionsOf(
  tx: Sql,
  memberId: string,
  now: string,
  keptId: string | null = null,
): Promise<void> {
  await tx.run("UPDATE session SET revokedAt = ? WHERE memberId = ? AND revokedAt IS NULL AND id <> ?", [
    now,
    memberId,
    keptId ?? "",
  ]);
}

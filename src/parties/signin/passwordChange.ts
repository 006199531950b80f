/** Changing one's own password. */
import { type Actor, type Journal, type NewEntry, type Outcome } from "../../journal/index.js";
import type { Refusal } from "../../kernel/index.js";
import { updateRow } from "../../platform/index.js";
import { member, type MemberEntry } from "../members/member.js";
import { actorOf, type Viewer } from "../viewer.js";
import { attemptOf, relieveAttempt, reserveAttempt, writeAgain } from "./attempts.js";
import { passwordFaults, type Passwords } from "./passwords.js";
import { Credential } from "./rows.js";
import { revokeSessionsOf } from "./sessions.js";
import { refuse } from "../refusals.js";

interface Replacement {
  /** The hash that the present password was checked against. */
  readonly presentHash: string;
  readonly newHash: string;
  readonly keptSessionId: string | null;
}

/** Writes an own password in place of the present one and ends every other session. Refusals: those given, NOT_FOUND, CURRENT_PASSWORD_WRONG. */
export function replacePassword(
  journal: Journal,
  memberId: string,
  { presentHash, newHash, keptSessionId }: Replacement,
  more: {
    readonly actor?: Actor;
    readonly idempotencyKey?: string | null;
    readonly refusals?: readonly Refusal[];
  } = {},
): Promise<Outcome> {
  const stream = { aggregate: member, id: memberId };
  const self: Actor = { memberId, onBehalfOfId: null, unitId: null, channel: "API" };
  return journal.execute({
    command: "PASSWORD_CHANGE",
    actor: more.actor ?? self,
    // Nothing of a password is kept, not even as a digest.
    input: { memberId },
    idempotencyKey: more.idempotencyKey ?? null,
    streams: [stream],
    prepare: (tx) => tx.all<{ hash: string }>("SELECT hash FROM credential WHERE id = ?", [memberId]),
    decide(loaded, { now }, [credential]) {
      if (!loaded.state(stream)?.active) return { refusals: [refuse("NOT_FOUND")] };
      const wrong =
        credential?.hash === presentHash ? [] : [refuse("CURRENT_PASSWORD_WRONG", { field: "currentPassword" })];
      const refusals = [...wrong, ...(more.refusals ?? [])];
      if (refusals.length > 0) return { refusals };
      const changed: NewEntry<Extract<MemberEntry, { type: "PASSWORD_CHANGED" }>["type"]> = {
        type: "PASSWORD_CHANGED",
        body: {},
      };
      return {
        appends: [{ streamId: memberId, entries: [changed] }],
        resultId: memberId,
        async technical(tx) {
          await updateRow(tx, Credential, memberId, { hash: newHash, oneTimeUntil: null, changedAt: now });
          await revokeSessionsOf(tx, memberId, now, keptSessionId);
        },
      };
    },
  });
}

/**
 * A signed-in member's own change; the session that asks stays, the others end. Wrong guesses are slowed as at sign-in.
 * Refusals: NOT_ALLOWED (a system acting for an officer), SIGN_IN_THROTTLED, CURRENT_PASSWORD_WRONG, faults of the new one.
 */
export async function changePassword(
  journal: Journal,
  viewer: Viewer,
  given: { readonly currentPassword: string; readonly newPassword: string; readonly idempotencyKey?: string | null },
  address: string,
  passwords: Passwords,
): Promise<Outcome> {
  if (viewer.onBehalfOfId) return { ok: false, refusals: [refuse("NOT_ALLOWED")] };
  const { memberId } = viewer;
  const [account] = await journal.database.read.all<{ username: string; hash: string }>(
    "SELECT member.username, credential.hash FROM member JOIN credential ON credential.id = member.id WHERE member.id = ?",
    [memberId],
  );
  const username = account?.username ?? "";
  const attempt = attemptOf(journal.keys, username, address);
  const now = journal.clock().toISOString();
  const seconds = await reserveAttempt(journal.database, attempt, now);
  if (seconds > 0) return { ok: false, refusals: [refuse("SIGN_IN_THROTTLED", { params: { seconds } })] };
  const right = await passwords.verify(account?.hash ?? null, given.currentPassword);
  if (right) await writeAgain(journal.database, (tx) => relieveAttempt(tx, attempt, now));
  const refusals = [
    ...passwordFaults(given.newPassword, username, "newPassword"),
    ...(given.newPassword === given.currentPassword ? [refuse("PASSWORD_UNCHANGED", { field: "newPassword" })] : []),
  ];
  const newHash = refusals.length === 0 ? await passwords.hash(given.newPassword) : "";
  return replacePassword(
    journal,
    memberId,
    { presentHash: right ? (account?.hash ?? "") : "", newHash, keptSessionId: viewer.sessionId ?? null },
    { actor: actorOf(viewer), idempotencyKey: given.idempotencyKey ?? null, refusals },
  );
}

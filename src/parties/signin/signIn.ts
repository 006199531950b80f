/** Signing in with a password, and out again. */
import type { Journal } from "../../journal/index.js";
import type { Language, Refusal } from "../../kernel/index.js";
import type { Database, Sql } from "../../platform/index.js";
import { normalUsername } from "../members/decide.js";
import type { Viewer } from "../viewer.js";
import { authenticate } from "./authenticate.js";
import { attemptOf, inLine, relieveAttempt, reserveAttempt, writeAgain } from "./attempts.js";
import { deviceNonce, newDeviceMark } from "./device.js";
import { replacePassword } from "./passwordChange.js";
import { createPasswords, passwordFaults, type Passwords } from "./passwords.js";
import { openSession, revokeSession, type OpenedSession, type SessionChannel } from "./sessions.js";
import { refuse } from "../refusals.js";

export interface SignInGiven {
  readonly username: string;
  readonly password: string;
  /** Chosen in place of the present one; needed with a one-time password. */
  readonly newPassword?: string | null;
  /** The mark that this client was given at its last sign-in with this username. */
  readonly device?: string | null;
}

export interface SignInPlace {
  /** The client's address, as far as the program can know it. */
  readonly address: string;
  readonly channel: SessionChannel;
  readonly language: Language;
}

export type SignedIn =
  | {
      readonly ok: true;
      readonly token: string;
      readonly expiresAt: string;
      readonly viewer: Viewer;
      readonly device: string;
    }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

interface Account {
  readonly memberId: string;
  readonly hash: string | null;
  readonly oneTimeUntil: string | null;
}

const failed = refuse("SIGN_IN_FAILED");
const refused = (...refusals: Refusal[]): SignedIn => ({ ok: false, refusals });

/** The program's own hasher; tests bring a cheaper one. */
export const defaultPasswords = createPasswords();

/**
 * Refusals: SIGN_IN_FAILED (the same for an unknown name, a wrong password, a disabled member), SIGN_IN_THROTTLED with
 * `seconds`, PASSWORD_CHANGE_REQUIRED, and the faults of a new password.
 */
export async function signIn(
  journal: Journal,
  given: SignInGiven,
  place: SignInPlace,
  passwords: Passwords = defaultPasswords,
): Promise<SignedIn> {
  const username = normalUsername(given.username);
  const begun = journal.clock().toISOString();
  const nonce = deviceNonce(journal.keys, username, given.device, begun);
  const attempt = attemptOf(journal.keys, username, place.address, nonce);
  const done = await inLine(attempt.subjects.PAIR, async (): Promise<SignedIn> => {
    const now = journal.clock().toISOString();
    const seconds = await reserveAttempt(journal.database, attempt, now);
    if (seconds > 0) return refused(refuse("SIGN_IN_THROTTLED", { params: { seconds } }));

    const account = await accountOf(journal.database.read, username, now);
    if (!(await passwords.verify(account?.hash ?? null, given.password)) || !account?.hash) return refused(failed);

    const chosen = given.newPassword ?? null;
    const faults = newPasswordFaults(account, given, username);
    const hash = faults.length === 0 ? await storedHash(journal, passwords, account, given.password, chosen) : null;
    if (faults.length === 0 && hash === null) return refused(failed);
    const opened = await writeAgain(journal.database, async (tx): Promise<OpenedSession | null> => {
      await relieveAttempt(tx, attempt, now);
      if (hash === null) return null;
      // A password that was reset a moment ago opens nothing any more.
      const [present] = await tx.all<{ hash: string }>(`SELECT hash FROM credential WHERE id = ?${tx.forUpdate}`, [
        account.memberId,
      ]);
      return present?.hash === hash ? openSession(tx, account.memberId, place.channel, now) : null;
    });
    if (faults.length > 0) return refused(...faults);
    const viewer = opened && (await authenticate(journal, opened.token, { language: place.language }));
    if (!opened || !viewer) return refused(failed);
    const device = newDeviceMark(journal.keys, username, now, nonce);
    return { ok: true, token: opened.token, expiresAt: opened.expiresAt, viewer, device };
  });
  return done ?? refused(refuse("SIGN_IN_THROTTLED", { params: { seconds: 5 } }));
}

/** An account that may sign in; what may not is as good as unknown. */
async function accountOf(sql: Sql, username: string, now: string): Promise<Account | null> {
  const [found] = await sql.all<Account>(
    `SELECT member.id AS memberId, credential.hash, credential.oneTimeUntil FROM member
     JOIN credential ON credential.id = member.id
     WHERE member.username = ? AND member.active = 1`,
    [username],
  );
  return found && (found.oneTimeUntil === null || found.oneTimeUntil > now) ? found : null;
}

function newPasswordFaults({ oneTimeUntil }: Account, given: SignInGiven, username: string): Refusal[] {
  const chosen = given.newPassword ?? null;
  if (chosen === null) {
    return oneTimeUntil === null ? [] : [refuse("PASSWORD_CHANGE_REQUIRED", { field: "newPassword" })];
  }
  return [
    ...passwordFaults(chosen, username, "newPassword"),
    ...(chosen === given.password ? [refuse("PASSWORD_UNCHANGED", { field: "newPassword" })] : []),
  ];
}

/** The hash that must still be stored when the session begins; null when another one changed it meanwhile. */
async function storedHash(
  journal: Journal,
  passwords: Passwords,
  { memberId, hash }: Account,
  password: string,
  chosen: string | null,
): Promise<string | null> {
  const present = hash as string;
  if (chosen !== null) {
    const newHash = await passwords.hash(chosen);
    const outcome = await replacePassword(journal, memberId, { presentHash: present, newHash, keptSessionId: null });
    return outcome.ok ? newHash : null;
  }
  if (!passwords.outdated(present)) return present;
  const newHash = await passwords.hash(password);
  const moved = await writeAgain(journal.database, (tx) =>
    tx.run("UPDATE credential SET hash = ? WHERE id = ? AND hash = ?", [newHash, memberId, present]),
  );
  return moved === 1 ? newHash : null;
}

/** Ends the session that the viewer came with; the token is worth nothing from then on. */
export async function signOut(
  { database, clock }: { database: Database; clock: () => Date },
  viewer: Viewer,
): Promise<void> {
  const { sessionId } = viewer;
  if (sessionId) await database.write((tx) => revokeSession(tx, sessionId, clock().toISOString()));
}

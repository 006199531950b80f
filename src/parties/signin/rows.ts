/** Technical tables of sign-in: credentials, sessions, and counters of failed attempts. */
import { col, Technical } from "../../platform/index.js";

/** A member's password, as argon2id keeps it. */
@Technical("credential")
export class Credential {
  /** The member's id. */
  @col.id({ primary: true }) id!: string;
  /** PHC string with its own salt and parameters. */
  @col.text() hash!: string;
  /** A password that another one made is good until then, and only to choose an own one; null for an own one. */
  @col.instant({ nullable: true }) oneTimeUntil!: string | null;
  @col.instant() changedAt!: string;
}

/** A signed-in client. The token itself is stored nowhere. */
@Technical("session", {
  unique: { uq_session_token: ["tokenDigest"] },
  index: { ix_session_member: ["memberId"], ix_session_expires: ["expiresAt"] },
})
export class Session {
  @col.id({ primary: true }) id!: string;
  /** SHA-256 of the token, in hex. */
  @col.code() tokenDigest!: string;
  @col.id() memberId!: string;
  @col.code() channel!: string;
  @col.instant() createdAt!: string;
  /** Moved at most once a minute. */
  @col.instant() lastSeenAt!: string;
  /** The absolute end, however busy the session is. */
  @col.instant() expiresAt!: string;
  @col.instant({ nullable: true }) revokedAt!: string | null;
}

/** A leaky counter of failed sign-ins: of a username at an address, of a username, or of an address. */
@Technical("sign_in_attempt", {
  unique: { race_sign_in_attempt_subject: ["subject"] },
  index: { ix_sign_in_attempt_last: ["lastAttemptAt"] },
})
export class SignInAttempt {
  @col.id({ primary: true }) id!: string;
  /** Keyed digest of what is counted; neither the username tried nor the address can be read back. */
  @col.code() subject!: string;
  @col.int() failures!: number;
  /** Up to when `failures` has leaked. */
  @col.instant() countedAt!: string;
  @col.instant() lastAttemptAt!: string;
  @col.instant({ nullable: true }) blockedUntil!: string | null;
  /** The last time that the right password came from here; makes the place a known one. */
  @col.instant({ nullable: true }) succeededAt!: string | null;
}

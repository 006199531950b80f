/** Passwords: argon2id hashes, one-time passwords, and what a password must be like. */
import { argon2id, hash, needsRehash, verify } from "argon2";
import { randomInt } from "node:crypto";
import { limits, type Refusal } from "../../kernel/index.js";
import { refuse, type PartyCode } from "../refusals.js";

export interface PasswordCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
export const owaspCost: PasswordCost = { memoryKib: 19_456, passes: 2, lanes: 1 };

/** One password hasher of a program; a cheaper one only where a test says so. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for a hash that is not there as for a wrong password. */
  verify(storedHash: string | null, password: string): Promise<boolean>;
  /** Whether a hash was made at another cost than today's. */
  outdated(storedHash: string): boolean;
}

export function createPasswords(cost: PasswordCost = owaspCost): Passwords {
  const options = { memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: cost.lanes };
  const makeHash = (password: string) => hash(normalised(password), { type: argon2id, ...options });
  let nobody: Promise<string> | null = null;
  return {
    hash: makeHash,
    async verify(storedHash, password) {
      nobody ??= makeHash(newOneTimePassword());
      const nobodysHash = await nobody;
      const matches = await verify(storedHash ?? nobodysHash, normalised(password));
      return matches && storedHash !== null;
    },
    outdated: (storedHash) => needsRehash(storedHash, options),
  };
}

/** The same characters typed on another keyboard are the same password. */
const normalised = (password: string): string => password.normalize("NFKC");

/** Without letters and digits that look alike. */
const oneTimeAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** Sixteen of 31 characters in groups, about 79 bits: "k3mf-9xwp-…". */
export function newOneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => oneTimeAlphabet[randomInt(oneTimeAlphabet.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

const { passwordCharsAtLeast, passwordCharsAtMost } = limits.text;

/** How long a password that somebody else made may wait for its owner. */
export const oneTimeDays = 7;

const tooCommon = ["password", "passw0rd", "123456", "abcdef", "qwerty", "administrator", "lianban", "iloveyou"];

/** Every reason against a new password (NIST SP 800-63B: length and what is easily guessed, no character classes). */
export function passwordFaults(password: string, username: string, field: string): Refusal[] {
  const plain = normalised(password).toLowerCase();
  const length = [...plain].length;
  const faults: Refusal[] = [];
  const say = (code: PartyCode, params?: Record<string, number>) => faults.push(refuse(code, { field, params }));
  if (length < passwordCharsAtLeast) say("PASSWORD_TOO_SHORT", { atLeast: passwordCharsAtLeast });
  if (length > passwordCharsAtMost) say("PASSWORD_TOO_LONG", { atMost: passwordCharsAtMost });
  const rest = tooCommon.reduce((left, word) => left.replaceAll(word, ""), plain).replaceAll(username, "");
  if (length >= passwordCharsAtLeast && new Set(rest).size < 4) say("PASSWORD_TOO_COMMON");
  if (plain.includes(username)) say("PASSWORD_HOLDS_USERNAME");
  return faults;
}

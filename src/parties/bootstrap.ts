/** How a center begins: the first administrator, and what demonstration and tests are built with. */
import type { Journal, Outcome } from "../journal/index.js";
import { Refused, type Refusal } from "../kernel/index.js";
import { createMember } from "./members/create.js";
import { normalUsername, type NewMember } from "./members/decide.js";
import { namesFaults, codeFaults } from "./party/decide.js";
import { registerParty } from "./party/commands.js";
import { createPasswords, newOneTimePassword, passwordFaults, type Passwords } from "./signin/passwords.js";

/** The result's id. @throws Refused with every reason. */
export function resultOf(outcome: Outcome): string {
  if (!outcome.ok) throw new Refused(outcome.refusals);
  return outcome.resultId;
}

/** A member with an own password from the start, made by the program itself. The member's id. @throws Refused */
export async function addMember(
  journal: Journal,
  input: NewMember & { readonly password: string },
  passwords: Passwords = createPasswords(),
): Promise<string> {
  const { password, ...given } = input;
  const hash = await passwords.hash(password);
  return resultOf(await createMember(journal, null, given, { hash, oneTimeUntil: null }));
}

export interface NewCenter {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly administrator: {
    readonly username: string;
    readonly name: string;
    /** Generated where not given. */
    readonly password?: string | null;
  };
}

export interface FoundedCenter {
  readonly partyId: string;
  readonly memberId: string;
  readonly username: string;
  /** Null where it was given: then whoever gave it knows it. */
  readonly generatedPassword: string | null;
}

/**
 * The center and its first administrator. Run again after it was broken off, it goes on where it stopped.
 * @throws Refused: CENTER_EXISTS when there is a center with members; the faults of names, code and password.
 */
export async function initCenter(
  journal: Journal,
  input: NewCenter,
  passwords: Passwords = createPasswords(),
): Promise<FoundedCenter> {
  const { code, name, nameEn, administrator } = input;
  const generatedPassword = administrator.password ? null : newOneTimePassword();
  const password = generatedPassword ?? administrator.password ?? "";
  const username = normalUsername(administrator.username);
  const faults: Refusal[] = [
    ...codeFaults(code),
    ...namesFaults({ name, nameEn }),
    ...passwordFaults(password, username, "password"),
  ];
  if (faults.length > 0) throw new Refused(faults);
  const partyId =
    (await unfinishedCenter(journal, code)) ??
    resultOf(await registerParty(journal, { kind: "CENTER", code, name, nameEn }));
  const first = { partyId, username, name: administrator.name, roles: ["ADMINISTRATOR" as const], password };
  const memberId = await addMember(journal, first, passwords);
  return { partyId, memberId, username, generatedPassword };
}

/** A center of that code that has no members yet. */
async function unfinishedCenter(journal: Journal, code: string): Promise<string | null> {
  const [found] = await journal.database.read.all<{ id: string }>(
    "SELECT id FROM partner WHERE kind = 'CENTER' AND code = ? AND NOT EXISTS (SELECT 1 FROM member WHERE partyId = partner.id)",
    [code],
  );
  return found?.id ?? null;
}

/** New passwords for the demonstration's members: the old ones are stored nowhere and cannot be shown again. */
import { resetPassword, resultOf, type Passwords } from "../../parties/index.js";
import { Faults } from "../configuration.js";
import type { Services } from "../services.js";
import { freshPasswords } from "./found.js";
import { centerKind } from "./marker.js";
import type { SignIn } from "./signIns.js";

/** Ends every session of theirs. Members who were disabled, or added since, stay as they are. @throws Faults */
export async function resetDemoPasswords(
  { journal, database }: Pick<Services, "journal" | "database">,
  passwords?: Passwords,
): Promise<SignIn[]> {
  const kind = await centerKind(database.read);
  if (kind !== "DEMONSTRATION") {
    const reason = kind === "REAL" ? "this is a real center" : "there is no demonstration yet: run `lianban demo`";
    throw new Faults("Cannot reset the demonstration's passwords", [reason]);
  }
  const rows = await database.read.all<{ id: string; username: string }>(
    "SELECT id, username FROM member WHERE active = 1",
  );
  const ids = new Map(rows.map(({ id, username }) => [username, id]));
  const shown: SignIn[] = [];
  for (const { signIn, hash } of await freshPasswords(passwords)) {
    const memberId = ids.get(signIn.username);
    if (!memberId) continue;
    resultOf(await resetPassword(journal, null, { memberId }, { hash, oneTimeUntil: null }));
    shown.push(signIn);
  }
  return shown;
}

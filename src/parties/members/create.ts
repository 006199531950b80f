/** Creating a member: by an administrator or manager, or by the program itself. */
import { systemActor, type Journal, type NewEntry, type Outcome } from "../../journal/index.js";
import { newId } from "../../kernel/index.js";
import { insertRows } from "../../platform/index.js";
import { party } from "../party/party.js";
import { Credential } from "../signin/rows.js";
import { actorOf, type Viewer } from "../viewer.js";
import { misplaced, newMemberFaults, normalUsername, type NewMember } from "./decide.js";
import { member, type MemberEntry } from "./member.js";
import { MemberName } from "./rows.js";

type Created = Extract<MemberEntry, { type: "MEMBER_CREATED" }>;

/** What sign-in will compare with; hashed before the transaction, because that takes long. */
export interface FirstPassword {
  readonly hash: string;
  /** See `Credential.oneTimeUntil`. */
  readonly oneTimeUntil: string | null;
}

/**
 * The result is the member's id. `asker` is null for the program itself.
 * Refusals: NOT_FOUND or NOT_ALLOWED alone; else all of USERNAME_INVALID, USERNAME_TAKEN, NAME_INVALID, PARTY_SUSPENDED,
 * UNIT_NOT_FOUND, ROLES_EMPTY, ROLE_TWICE, ROLE_OF_OTHER_PARTY, RANK_INVALID, SERVICE_NOT_FOR_CENTER that hold.
 */
export function createMember(
  journal: Journal,
  asker: Viewer | null,
  given: NewMember,
  password: FirstPassword,
  idempotencyKey: string | null = null,
): Promise<Outcome> {
  const input = { ...given, username: normalUsername(given.username), unitId: given.unitId ?? null };
  const stream = { aggregate: member, id: newId(), create: true };
  const partyStream = { aggregate: party, id: input.partyId };
  const askerStream = asker && { aggregate: member, id: asker.memberId };
  return journal.execute({
    command: "MEMBER_CREATE",
    actor: asker ? actorOf(asker) : systemActor,
    // The name is personal data and stays out of everything that is kept.
    input: { ...input, name: null },
    idempotencyKey,
    streams: [stream, partyStream, ...(askerStream ? [askerStream] : [])],
    prepare: async (tx) => (await tx.all("SELECT id FROM member WHERE username = ?", [input.username])).length > 0,
    decide(loaded, context, usernameTaken) {
      const partyNow = loaded.state(partyStream);
      const askerNow = askerStream && loaded.state(askerStream);
      const subject = partyNow && { partyId: partyNow.id, unitId: input.unitId };
      const wrong = misplaced(asker, askerNow, subject, "partyId");
      if (wrong || !partyNow) return { refusals: wrong ? [wrong] : [] };
      const refusals = newMemberFaults(input, partyNow, usernameTaken);
      if (refusals.length > 0) return { refusals };
      const { partyId, unitId, username, roles, amountRank, service } = input;
      const name = context.keep("MEMBER_NAME", stream.id, input.name);
      const body = {
        partyId,
        unitId,
        username,
        roles: [...roles],
        amountRank: amountRank ?? 1,
        service: service ?? false,
      };
      const created: NewEntry<Created["type"], Created["body"]> = { type: "MEMBER_CREATED", body: { ...body, name } };
      return {
        appends: [{ streamId: stream.id, entries: [created] }],
        resultId: stream.id,
        async technical(tx) {
          await insertRows(tx, MemberName, [{ id: stream.id, name: input.name }]);
          await insertRows(tx, Credential, [{ id: stream.id, ...password, changedAt: context.now }]);
        },
      };
    },
  });
}

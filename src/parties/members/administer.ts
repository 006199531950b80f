/** Changing members that are there: disable, enable, change roles, reset the password. */
import { systemActor, type Journal, type NewEntry, type Outcome } from "../../journal/index.js";
import type { Refusal } from "../../kernel/index.js";
import { insertRows, updateRow, type WriteSql } from "../../platform/index.js";
import { party, type PartyState } from "../party/party.js";
import { Credential } from "../signin/rows.js";
import { revokeSessionsOf } from "../signin/sessions.js";
import { actorOf, type Role, type Viewer } from "../viewer.js";
import type { FirstPassword } from "./create.js";
import { misplaced, rankFaults, roleFaults } from "./decide.js";
import { member, type MemberEntry, type MemberState } from "./member.js";
import { refuse } from "../refusals.js";

type MemberFact = MemberEntry extends infer One
  ? One extends MemberEntry
    ? NewEntry<One["type"], One["body"]>
    : never
  : never;

export interface MemberAsked {
  readonly memberId: string;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey?: string | null;
}

interface Change {
  readonly command: string;
  readonly faults: (state: MemberState, party: PartyState) => readonly Refusal[];
  readonly fact: MemberFact;
  /** What the request says beside whom it is about; part of what its idempotency key stands for. */
  readonly said?: Readonly<Record<string, unknown>>;
  readonly technical?: (tx: WriteSql, now: string) => Promise<void>;
}

const notOneself = (asker: Viewer | null, { id }: MemberState): Refusal[] =>
  asker?.memberId === id ? [refuse("NOT_ONESELF", { field: "memberId" })] : [];

/** Ends every session of the member at once. Refusals: NOT_FOUND, NOT_ALLOWED; STALE_VERSION, MEMBER_DISABLED, NOT_ONESELF. */
export const disableMember = (journal: Journal, asker: Viewer | null, asked: MemberAsked): Promise<Outcome> =>
  change(journal, asker, asked, {
    command: "MEMBER_DISABLE",
    faults: (state) => [...mustBeActive(state), ...notOneself(asker, state)],
    fact: { type: "MEMBER_DISABLED", body: {} },
    technical: (tx, now) => revokeSessionsOf(tx, asked.memberId, now),
  });

/** The password stays what it was. Refusals: NOT_FOUND, NOT_ALLOWED; STALE_VERSION, MEMBER_ACTIVE. */
export const enableMember = (journal: Journal, asker: Viewer | null, asked: MemberAsked): Promise<Outcome> =>
  change(journal, asker, asked, {
    command: "MEMBER_ENABLE",
    faults: ({ active }) => (active ? [refuse("MEMBER_ACTIVE", { field: "memberId" })] : []),
    fact: { type: "MEMBER_ENABLED", body: {} },
  });

/** Holds from the next request on. Refusals: NOT_FOUND, NOT_ALLOWED; STALE_VERSION, MEMBER_DISABLED, NOT_ONESELF, faults of roles and rank. */
export function changeRoles(
  journal: Journal,
  asker: Viewer | null,
  asked: MemberAsked & { readonly roles: readonly Role[]; readonly amountRank: number },
): Promise<Outcome> {
  const { amountRank } = asked;
  const roles = [...asked.roles];
  return change(journal, asker, asked, {
    command: "MEMBER_CHANGE_ROLES",
    faults: (state, { kind }) => [
      ...mustBeActive(state),
      ...notOneself(asker, state),
      ...roleFaults(roles, kind),
      ...rankFaults(amountRank),
    ],
    fact: { type: "ROLES_CHANGED", body: { roles, amountRank } },
    said: { roles, amountRank },
  });
}

/** To another unit of the same party, from the next request on. Refusals: NOT_FOUND, NOT_ALLOWED; STALE_VERSION, MEMBER_DISABLED, NOT_ONESELF, UNIT_NOT_FOUND, UNIT_UNCHANGED. */
export function changeUnit(
  journal: Journal,
  asker: Viewer | null,
  asked: MemberAsked & { readonly unitId: string | null },
): Promise<Outcome> {
  const { unitId } = asked;
  // A branch's manager moves people inside that branch.
  const reaches = !asker?.unitIds || (unitId !== null && asker.unitIds.includes(unitId));
  return change(journal, asker, asked, {
    command: "MEMBER_CHANGE_UNIT",
    faults: (state, { units }) => [
      ...mustBeActive(state),
      ...notOneself(asker, state),
      ...(reaches && (unitId === null || units.some(({ id }) => id === unitId))
        ? []
        : [refuse("UNIT_NOT_FOUND", { field: "unitId" })]),
      ...(state.unitId === unitId ? [refuse("UNIT_UNCHANGED", { field: "unitId" })] : []),
    ],
    fact: { type: "UNIT_CHANGED", body: { unitId } },
    said: { unitId },
  });
}

/** A new password that somebody else made; every session ends. Refusals: NOT_FOUND, NOT_ALLOWED; STALE_VERSION, MEMBER_DISABLED, NOT_ONESELF. */
export const resetPassword = (
  journal: Journal,
  asker: Viewer | null,
  asked: MemberAsked,
  password: FirstPassword,
): Promise<Outcome> =>
  change(journal, asker, asked, {
    command: "MEMBER_RESET_PASSWORD",
    faults: (state) => [...mustBeActive(state), ...notOneself(asker, state)],
    fact: { type: "PASSWORD_RESET", body: {} },
    async technical(tx, now) {
      const values = { ...password, changedAt: now };
      const known = await updateRow(tx, Credential, asked.memberId, values);
      if (known === 0) await insertRows(tx, Credential, [{ id: asked.memberId, ...values }]);
      await revokeSessionsOf(tx, asked.memberId, now);
    },
  });

const mustBeActive = ({ active }: MemberState): Refusal[] =>
  active ? [] : [refuse("MEMBER_DISABLED", { field: "memberId" })];

/**
 * One entry on the member's stream. The asker's own stream is locked with it: of two administrators who disable each
 * other at once, the second one is an administrator no more.
 */
async function change(journal: Journal, asker: Viewer | null, asked: MemberAsked, spec: Change): Promise<Outcome> {
  const { memberId, expectedVersion = null, idempotencyKey = null } = asked;
  const [found] = await journal.database.read.all<{ partyId: string }>("SELECT partyId FROM member WHERE id = ?", [
    memberId,
  ]);
  const subject = { aggregate: member, id: memberId };
  const partyStream = { aggregate: party, id: found?.partyId ?? "" };
  const askerStream = asker && asker.memberId !== memberId ? { aggregate: member, id: asker.memberId } : null;
  return journal.execute({
    command: spec.command,
    actor: asker ? actorOf(asker) : systemActor,
    input: { memberId, expectedVersion, ...spec.said },
    idempotencyKey,
    streams: [subject, partyStream, ...(askerStream ? [askerStream] : [])],
    decide(loaded, { now }) {
      const state = loaded.state(subject);
      const partyNow = loaded.state(partyStream);
      const askerNow = asker && loaded.state({ aggregate: member, id: asker.memberId });
      const wrong = misplaced(asker, askerNow, state && partyNow && state, "memberId");
      if (wrong || !state || !partyNow) return { refusals: [wrong ?? refuse("NOT_FOUND", { field: "memberId" })] };
      const stale = expectedVersion !== null && expectedVersion !== state.version;
      const refusals = [
        ...(stale ? [refuse("STALE_VERSION", { field: "expectedVersion", params: { version: state.version } })] : []),
        ...spec.faults(state, partyNow),
      ];
      if (refusals.length > 0) return { refusals };
      return {
        appends: [{ streamId: memberId, entries: [spec.fact] }],
        resultId: memberId,
        technical: (tx) => spec.technical?.(tx, now) ?? Promise.resolve(),
      };
    },
  });
}

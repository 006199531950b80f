/** Brings the cast to life: parties, units and members, by the commands that a real center's are made by. */
import type { Journal } from "../../journal/index.js";
import {
  addUnit,
  createMember,
  createPasswords,
  newOneTimePassword,
  registerBuilding,
  registerParty,
  registerProject,
  resultOf,
  stateNetAssets,
  type Passwords,
  type Viewer,
} from "../../parties/index.js";
import { building, cast, netAssetsFen, project, type CastMember, type CastParty } from "./cast.js";
import type { SignIn } from "./signIns.js";

export interface LivingParty extends Pick<CastParty, "kind" | "code" | "share" | "tempo"> {
  readonly id: string;
  /** By username. */
  readonly viewers: ReadonlyMap<string, Viewer>;
}

export interface Founded {
  readonly parties: readonly LivingParty[];
  /** With the passwords, which are stored nowhere. */
  readonly signIns: readonly SignIn[];
}

/** A password for each member of the cast, hashed beforehand and side by side, because that takes long. */
export async function freshPasswords(passwords: Passwords = createPasswords()) {
  const members = cast.flatMap((party) => party.members.map((one) => ({ party, one })));
  return Promise.all(
    members.map(async ({ party, one }) => {
      const password = newOneTimePassword();
      return { signIn: signInOf(party, one, password), hash: await passwords.hash(password) };
    }),
  );
}
export type FreshPasswords = Awaited<ReturnType<typeof freshPasswords>>;

const signInOf = (party: CastParty, { username, name, roles, service }: CastMember, password: string): SignIn => ({
  who: name,
  partyCode: party.code,
  party: party.name,
  roles,
  service: service ?? false,
  username,
  password,
});

/** On a database without a center. @throws Refused */
export async function foundCenter(journal: Journal, fresh: FreshPasswords): Promise<Founded> {
  const parties: LivingParty[] = [];
  for (const one of cast) parties.push(await bringIn(journal, one, fresh));
  return { parties, signIns: fresh.map(({ signIn }) => signIn) };
}

async function bringIn(journal: Journal, one: CastParty, fresh: FreshPasswords): Promise<LivingParty> {
  const { kind, code, name, nameEn, share, tempo } = one;
  const id = resultOf(await registerParty(journal, { kind, code, name, nameEn }));
  const unitIds = new Map<string, string>();
  for (const { parent, ...unit } of one.units ?? []) {
    const parentId = parent ? (unitIds.get(parent) ?? null) : null;
    unitIds.set(unit.code, resultOf(await addUnit(journal, { partyId: id, parentId, ...unit })));
  }
  if (kind === "GUARANTEE_COMPANY") {
    resultOf(await stateNetAssets(journal, { partyId: id, asOf: "2020-01-01", amountFen: netAssetsFen }));
  }
  if (kind === "DEVELOPER") {
    const projectId = resultOf(await registerProject(journal, { partyId: id, ...project }));
    resultOf(await registerBuilding(journal, { partyId: id, projectId, ...building }));
  }
  const viewers = new Map<string, Viewer>();
  for (const member of one.members) {
    const hash = fresh.find(({ signIn }) => signIn.username === member.username)?.hash ?? "";
    viewers.set(member.username, await hire(journal, { id, kind }, member, unitIds, hash));
  }
  return { id, kind, code, share, tempo, viewers };
}

/** The member as they will act: their unit and, for the first unit of a tree, all units below it. */
async function hire(
  journal: Journal,
  party: Pick<LivingParty, "id" | "kind">,
  member: CastMember,
  unitIds: ReadonlyMap<string, string>,
  hash: string,
): Promise<Viewer> {
  const { unit, username, name, roles, rank = 1, service = false } = member;
  const unitId = unit ? (unitIds.get(unit) ?? null) : null;
  const input = { partyId: party.id, unitId, username, name, roles, amountRank: rank, service };
  const memberId = resultOf(await createMember(journal, null, input, { hash, oneTimeUntil: null }));
  const above = unitId !== null && unitId === [...unitIds.values()][0];
  return {
    memberId,
    partyId: party.id,
    partyKind: party.kind,
    unitId,
    unitIds: unitId === null ? null : above ? [...unitIds.values()] : [unitId],
    roles,
    rank,
    onBehalfOfId: null,
    channel: "API",
    language: "zh-CN",
  };
}

/** A small world for tests: one center, two banks, two guarantee companies, a developer, and who works there. */
import type { Journal } from "../../src/journal/index.js";
import {
  addMember,
  addUnit,
  authenticate,
  createPasswords,
  openSession,
  registerBuilding,
  registerParty,
  registerProject,
  resultOf,
  stateNetAssets,
  type PartyKind,
  type Role,
  type SessionChannel,
  type Viewer,
} from "../../src/parties/index.js";

/** Cheap on purpose; never outside tests. */
export const testPasswords = createPasswords({ memoryKib: 8, passes: 1, lanes: 1 });

/** Everybody's password in the test world. */
export const worldPassword = "quiet-harbour-52";

const parties = {
  center: { kind: "CENTER", code: "XN", name: "咸宁住房公积金中心", nameEn: "Xianning Housing Provident Fund Center" },
  bank: { kind: "BANK", code: "CCB", name: "建设银行咸宁分行", nameEn: "Construction Bank, Xianning" },
  otherBank: { kind: "BANK", code: "ICBC", name: "工商银行咸宁分行", nameEn: "Commercial Bank, Xianning" },
  guarantor: { kind: "GUARANTEE_COMPANY", code: "ANJU", name: "安居担保公司", nameEn: "Anju Guarantee" },
  otherGuarantor: { kind: "GUARANTEE_COMPANY", code: "HENGXIN", name: "恒信担保公司", nameEn: "Hengxin Guarantee" },
  developer: { kind: "DEVELOPER", code: "LVCHENG", name: "绿城置业", nameEn: "Greentown Homes" },
} satisfies Record<string, { kind: PartyKind; code: string; name: string; nameEn: string }>;
export type PartyName = keyof typeof parties;

/** The second unit of the bank lies below the first one; those of the other bank stand side by side. */
const units = {
  city: { party: "bank", parent: null, code: "CITY" },
  gulou: { party: "bank", parent: "city", code: "GULOU" },
  otherEast: { party: "otherBank", parent: null, code: "EAST" },
  otherWest: { party: "otherBank", parent: null, code: "WEST" },
} satisfies Record<string, { party: PartyName; parent: string | null; code: string }>;
export type UnitName = keyof typeof units;

interface MemberSpec {
  readonly party: PartyName;
  readonly unit?: UnitName;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly rank?: number;
  readonly service?: boolean;
}

const members = {
  reviewer: { party: "center", name: "程审", roles: ["CENTER_REVIEWER"], rank: 2 },
  juniorReviewer: { party: "center", name: "程初", roles: ["CENTER_REVIEWER"], rank: 1 },
  approver: { party: "center", name: "郑批", roles: ["CENTER_APPROVER"], rank: 1 },
  seniorApprover: { party: "center", name: "郑高", roles: ["CENTER_APPROVER"], rank: 3 },
  /** May propose and may confirm, but never the same thing. */
  allRounder: { party: "center", name: "全能", roles: ["CENTER_REVIEWER", "CENTER_APPROVER"], rank: 3 },
  fundsOfficer: { party: "center", name: "钱款", roles: ["FUNDS_OFFICER"], rank: 2 },
  supervisor: { party: "center", name: "督查", roles: ["SUPERVISOR"] },
  administrator: { party: "center", name: "管理", roles: ["ADMINISTRATOR"] },
  auditor: { party: "center", name: "审计", roles: ["AUDITOR"] },
  bankOfficer: { party: "bank", unit: "city", name: "李伟", roles: ["BANK_OFFICER"] },
  /** Of the unit below the bank officer's. */
  bankColleague: { party: "bank", unit: "gulou", name: "王芳", roles: ["BANK_OFFICER"] },
  bankManager: { party: "bank", name: "赵敏", roles: ["BANK_MANAGER"] },
  bankSystem: { party: "bank", name: "信贷系统", roles: ["BANK_OFFICER"], service: true },
  otherBankOfficer: { party: "otherBank", unit: "otherEast", name: "孙强", roles: ["BANK_OFFICER"] },
  otherBankColleague: { party: "otherBank", unit: "otherWest", name: "周丽", roles: ["BANK_OFFICER"] },
  otherBankManager: { party: "otherBank", name: "吴刚", roles: ["BANK_MANAGER"] },
  guaranteeOfficer: { party: "guarantor", name: "陈静", roles: ["GUARANTEE_OFFICER"] },
  guaranteeManager: { party: "guarantor", name: "褚卫", roles: ["GUARANTEE_MANAGER"] },
  otherGuaranteeOfficer: { party: "otherGuarantor", name: "蒋沈", roles: ["GUARANTEE_OFFICER"] },
  otherGuaranteeManager: { party: "otherGuarantor", name: "韩杨", roles: ["GUARANTEE_MANAGER"] },
} satisfies Record<string, MemberSpec>;
export type MemberName = keyof typeof members;

export interface World {
  readonly partyIds: Readonly<Record<PartyName, string>>;
  readonly unitIds: Readonly<Record<UnitName, string>>;
  readonly projectId: string;
  readonly buildingId: string;
  /** Everybody as authentication sees them; a system acts for nobody here and so has no roles. */
  readonly viewers: Readonly<Record<MemberName, Viewer>>;
  readonly usernames: Readonly<Record<MemberName, string>>;
  /** A bearer token of a new session. */
  tokenOf(who: MemberName, channel?: SessionChannel): Promise<string>;
}

/** Builds the world through the same commands as a real center; the journal must know `partyAggregates`. */
export async function makeWorld(journal: Journal): Promise<World> {
  const partyIds = await eachInTurn(parties, async (one) => resultOf(await registerParty(journal, one)));
  const unitIds: Record<string, string> = {};
  for (const [unit, { party, parent, code }] of Object.entries(units)) {
    const parentId = parent && (unitIds[parent] ?? null);
    const names = { name: `${code}网点`, nameEn: `Branch ${code}` };
    unitIds[unit] = resultOf(await addUnit(journal, { partyId: partyIds[party], parentId, code, ...names }));
  }
  for (const guarantor of ["guarantor", "otherGuarantor"] as const) {
    const statement = { partyId: partyIds[guarantor], asOf: "2020-01-01", amountFen: 10_000_000_000 };
    resultOf(await stateNetAssets(journal, statement));
  }
  const project = { partyId: partyIds.developer, code: "LAKESIDE", name: "湖畔花园", nameEn: "Lakeside" };
  const projectId = resultOf(await registerProject(journal, project));
  const building = { partyId: partyIds.developer, projectId, code: "3", presalePermit: "咸预售2016-018" };
  const buildingId = resultOf(await registerBuilding(journal, building));

  const usernames = Object.fromEntries(
    Object.keys(members).map((who) => [who, who.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)]),
  ) as Record<MemberName, string>;
  const memberIds = await eachInTurn(members as Record<MemberName, MemberSpec>, (spec, who) =>
    addMember(
      journal,
      {
        partyId: partyIds[spec.party],
        unitId: spec.unit ? unitIds[spec.unit] : null,
        username: usernames[who],
        name: spec.name,
        roles: spec.roles,
        amountRank: spec.rank ?? 1,
        service: spec.service ?? false,
        password: worldPassword,
      },
      testPasswords,
    ),
  );
  const tokenOf = async (who: MemberName, channel: SessionChannel = "API") => {
    const now = journal.clock().toISOString();
    const { token } = await journal.database.write((tx) => openSession(tx, memberIds[who], channel, now));
    return token;
  };
  const viewers = await eachInTurn(memberIds, async (_id, who) => {
    const viewer = await authenticate(journal, await tokenOf(who));
    if (!viewer) throw new Error(`The test world has no viewer ${who}`);
    return viewer;
  });
  return { partyIds, unitIds: unitIds as Record<UnitName, string>, projectId, buildingId, viewers, usernames, tokenOf };
}

/** One after the other, so that a failure is the same one every time. */
async function eachInTurn<Key extends string, Value, Result>(
  values: Readonly<Record<Key, Value>>,
  make: (value: Value, key: Key) => Promise<Result>,
): Promise<Record<Key, Result>> {
  const made: Partial<Record<Key, Result>> = {};
  for (const key of Object.keys(values) as Key[]) made[key] = await make(values[key], key);
  return made as Record<Key, Result>;
}

/** Who plays in the demonstration: parties, units and members, all of them invented (虚构). */
import type { PartyKind, Role } from "../../parties/index.js";

export interface CastParty {
  readonly kind: PartyKind;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly units?: readonly CastUnit[];
  readonly members: readonly CastMember[];
  /** Hands in more or fewer cases than others of its kind. */
  readonly share?: number;
  /** How fast it works: 1 as usual, 2 takes twice as long. */
  readonly tempo?: number;
}

export interface CastUnit {
  readonly code: string;
  readonly parent?: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface CastMember {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unit?: string;
  readonly rank?: number;
  readonly service?: boolean;
}

const mainOffice: CastUnit = { code: "MAIN", name: "营业部", nameEn: "Main office" };
const branch: CastUnit = { code: "LAKE", parent: "MAIN", name: "湖滨支行", nameEn: "Lakeside branch" };

interface BankSpec {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly share: number;
  readonly tempo: number;
  readonly officer: string;
  readonly manager: string;
  /** An officer of a branch. */
  readonly colleague?: string;
  /** The name of its own system. */
  readonly system?: string;
}

function bank({ officer, manager, colleague, system, ...party }: BankSpec): CastParty {
  const prefix = party.code.toLowerCase();
  const more: CastMember[] = [];
  if (colleague) {
    more.push({ username: `${prefix}.officer2`, name: colleague, roles: ["BANK_OFFICER"], unit: "LAKE" });
  }
  if (system) more.push({ username: `${prefix}.system`, name: system, roles: ["BANK_OFFICER"], service: true });
  return {
    ...party,
    kind: "BANK",
    units: colleague ? [mainOffice, branch] : [mainOffice],
    members: [
      { username: `${prefix}.officer`, name: officer, roles: ["BANK_OFFICER"], unit: "MAIN" },
      { username: `${prefix}.manager`, name: manager, roles: ["BANK_MANAGER"] },
      ...more,
    ],
  };
}

function guarantor(
  party: Pick<CastParty, "code" | "name" | "nameEn" | "share" | "tempo">,
  [officer, manager]: [string, string],
): CastParty {
  const prefix = party.code.toLowerCase();
  return {
    ...party,
    kind: "GUARANTEE_COMPANY",
    members: [
      { username: `${prefix}.officer`, name: officer, roles: ["GUARANTEE_OFFICER"] },
      { username: `${prefix}.manager`, name: manager, roles: ["GUARANTEE_MANAGER"] },
    ],
  };
}

/** Case numbers of the demonstration begin with it. */
export const centerCode = "QIWU";

const center: CastParty = {
  kind: "CENTER",
  code: centerCode,
  name: "栖梧市住房公积金中心（虚构）",
  nameEn: "Qiwu City Housing Provident Fund Center (invented)",
  tempo: 0.9,
  members: [
    { username: "center.reviewer", name: "程知远", roles: ["CENTER_REVIEWER"], rank: 2 },
    { username: "center.reviewer2", name: "顾小满", roles: ["CENTER_REVIEWER"], rank: 1 },
    { username: "center.approver", name: "陆行之", roles: ["CENTER_APPROVER"], rank: 3 },
    { username: "center.approver2", name: "沈若兰", roles: ["CENTER_APPROVER"], rank: 1 },
    { username: "center.funds", name: "钱守信", roles: ["FUNDS_OFFICER"], rank: 2 },
    { username: "center.supervisor", name: "岳明鉴", roles: ["SUPERVISOR"] },
    { username: "center.admin", name: "管理员", roles: ["ADMINISTRATOR"] },
    { username: "center.auditor", name: "贺清源", roles: ["AUDITOR"] },
  ],
};

const banks = [
  bank({
    ...{ code: "XINGHE", name: "星河银行（虚构）", nameEn: "Xinghe Bank (invented)", share: 10, tempo: 0.7 },
    ...{ officer: "周静", manager: "赵敏行", colleague: "吴桐", system: "星河信贷系统" },
  }),
  bank({
    ...{ code: "YUNLING", name: "云岭银行（虚构）", nameEn: "Yunling Bank (invented)", share: 7, tempo: 1 },
    ...{ officer: "李文博", manager: "孙立新", colleague: "何雨桐" },
  }),
  bank({
    ...{ code: "CANGLANG", name: "沧浪银行（虚构）", nameEn: "Canglang Bank (invented)", share: 5, tempo: 0.9 },
    ...{ officer: "郑海燕", manager: "冯志强", colleague: "唐思远" },
  }),
  bank({
    ...{ code: "SONGTAO", name: "松涛银行（虚构）", nameEn: "Songtao Bank (invented)", share: 4, tempo: 1.4 },
    ...{ officer: "许佳琪", manager: "韩建国" },
  }),
  bank({
    ...{ code: "QINGHE", name: "青禾银行（虚构）", nameEn: "Qinghe Bank (invented)", share: 3, tempo: 0.8 },
    ...{ officer: "曹晓东", manager: "邓秀兰" },
  }),
  bank({
    ...{ code: "JIUWAN", name: "九畹银行（虚构）", nameEn: "Jiuwan Bank (invented)", share: 2, tempo: 1.7 },
    ...{ officer: "高子涵", manager: "梁桂英" },
  }),
  bank({
    ...{ code: "TINGQUAN", name: "听泉银行（虚构）", nameEn: "Tingquan Bank (invented)", share: 2, tempo: 1.1 },
    ...{ officer: "宋浩然", manager: "谢娟" },
  }),
];

const guarantors = [
  guarantor(
    { code: "ANZHAI", name: "安宅住房置业担保（虚构）", nameEn: "Anzhai Guarantee (invented)", share: 5, tempo: 0.8 },
    ["陈静怡", "褚卫平"],
  ),
  guarantor(
    { code: "TONGZHOU", name: "同舟融资担保（虚构）", nameEn: "Tongzhou Guarantee (invented)", share: 3, tempo: 1.1 },
    ["蒋明霞", "韩杨"],
  ),
  guarantor(
    { code: "HENGJU", name: "恒居置业担保（虚构）", nameEn: "Hengju Guarantee (invented)", share: 2, tempo: 1.8 },
    ["魏勇", "陶磊"],
  ),
];

const developer: CastParty = {
  kind: "DEVELOPER",
  code: "QIXIALI",
  name: "栖霞里置业（虚构）",
  nameEn: "Qixiali Homes (invented)",
  members: [],
};

export const cast: readonly CastParty[] = [center, ...banks, ...guarantors, developer];

/** Ten times this is what each guarantee company may stand for. */
export const netAssetsFen = 30_000_000_000;

export const project = { code: "YUNQI", name: "云栖苑", nameEn: "Yunqi Gardens" } as const;
export const building = { code: "3", presalePermit: "栖预售字第018号（虚构）" } as const;

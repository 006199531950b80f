/** The room's word lists as GraphQL enums. */
import { registerEnumType } from "type-graphql";
import { partyKinds, roles, type PartyKind, type Role } from "./viewer.js";

export const enumOf = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [Key in Word]: Key };

export const PartyKindEnum = enumOf<PartyKind>(partyKinds);
registerEnumType(PartyKindEnum, {
  name: "PartyKind",
  description: "Center, trustee bank, guarantee company, developer (公积金中心, 受委托银行, 担保公司, 房地产开发企业).",
});

/** The partners that are scored (承办机构). */
export const partnerKinds = ["BANK", "GUARANTEE_COMPANY"] as const;
export type PartnerKind = (typeof partnerKinds)[number];

export const PartnerKindEnum = enumOf<PartnerKind>(partnerKinds);
registerEnumType(PartnerKindEnum, {
  name: "PartnerKind",
  description: "The kinds of partner that are scored: bank, guarantee company (承办机构类型: 银行, 担保公司).",
});

export const RoleEnum = enumOf<Role>(roles);
registerEnumType(RoleEnum, {
  name: "Role",
  description: "What a member does in their party (角色).",
  valuesConfig: {
    BANK_OFFICER: { description: "Bank officer (银行经办)." },
    BANK_MANAGER: { description: "Bank manager (银行主管)." },
    GUARANTEE_OFFICER: { description: "Guarantee officer (担保经办)." },
    GUARANTEE_MANAGER: { description: "Guarantee manager (担保主管)." },
    CENTER_REVIEWER: { description: "Center reviewer, who proposes (中心审核)." },
    CENTER_APPROVER: { description: "Center approver, who confirms (中心审批)." },
    FUNDS_OFFICER: { description: "Funds officer, who orders payments (资金经办)." },
    SUPERVISOR: { description: "Supervisor of partners (业务监督)." },
    ADMINISTRATOR: { description: "Administrator of parties and members (系统管理员)." },
    AUDITOR: { description: "Auditor, who only reads (审计, 只读)." },
  },
});

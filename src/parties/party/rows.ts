/** Read rows of parties: partners, their units, net assets, and a developer's projects with their buildings. */
import { ObjectType } from "type-graphql";
import { col, Derived } from "../../platform/index.js";
import { PartyKindEnum } from "../enums.js";
import type { PartyKind } from "../viewer.js";

/** Every party to cases: the center, banks, guarantee companies and developers. */
@ObjectType({ description: "A party to loan cases (参与机构)." })
@Derived("partner", {
  stream: "id",
  unique: { race_partner_code: ["code"], race_partner_seat: ["seat"] },
  index: { ix_partner_kind: ["kind", "code"] },
})
export class Partner {
  @col.id({ primary: true, api: "Id of the party (机构编号)." }) id!: string;
  @col.code({ api: "Kind of party (机构类型).", type: () => PartyKindEnum }) kind!: PartyKind;
  @col.code({ api: "Short stable code (机构代码)." }) code!: string;
  @col.text({ api: "Name in Chinese (名称)." }) name!: string;
  @col.text({ api: "Name in English (英文名称)." }) nameEn!: string;
  @col.flag({ api: "Whether it takes new cases; a suspended party finishes those it has (是否启用)." })
  active!: boolean;
  @col.instant({ nullable: true, api: "Since when it is suspended (停用时间)." }) suspendedAt!: string | null;
  /** Private row: why. */
  @col.id({ nullable: true }) suspensionReasonId!: string | null;
  /** "CENTER" for the one center that a database serves, null for the others: unique, so there is never a second. */
  @col.code({ nullable: true }) seat!: "CENTER" | null;
}

/** A branch, a management department or a sales department (网点, 管理部, 营业部). */
@ObjectType({ description: "A unit in a party's tree (机构内部门或网点)." })
@Derived("unit", {
  stream: "partyId",
  unique: { race_unit_code: ["partyId", "code"] },
  index: { ix_unit_path: ["partyId", "path"] },
  foreign: { partyId: { rowClass: "Partner", name: "fk_unit_partyId" } },
})
export class Unit {
  @col.id({ primary: true, api: "Id of the unit (部门编号)." }) id!: string;
  @col.id({ api: "Party it belongs to (所属机构)." }) partyId!: string;
  @col.id({ nullable: true, api: "Unit above it; null directly under the party (上级部门)." })
  parentId!: string | null;
  @col.code({ api: "Code inside the party (部门代码)." }) code!: string;
  @col.text({ api: "Name in Chinese (名称)." }) name!: string;
  @col.text({ api: "Name in English (英文名称)." }) nameEn!: string;
  /** Codes from the top, such as "/CITY/GULOU/"; a unit's subtree is the range of paths that begin with its own. */
  @col.text() path!: string;
}

/** What a guarantee company stated as its net assets on a day; ten times as much bounds its liability. */
@Derived("party_net_assets", { stream: "partyId", index: { ix_party_net_assets_day: ["partyId", "asOf"] } })
export class NetAssets {
  @col.id({ primary: true }) id!: string;
  @col.id() partyId!: string;
  @col.day() asOf!: string;
  @col.fen() amountFen!: number;
}

/** A developer's project (楼盘). */
@ObjectType({ description: "A developer's project (楼盘)." })
@Derived("developer_project", { stream: "partyId", unique: { race_developer_project_code: ["partyId", "code"] } })
export class DeveloperProject {
  @col.id({ primary: true, api: "Id of the project (楼盘编号)." }) id!: string;
  @col.id({ api: "The developer (开发企业)." }) partyId!: string;
  @col.code({ api: "Code inside the developer (楼盘代码)." }) code!: string;
  @col.text({ api: "Name in Chinese (名称)." }) name!: string;
  @col.text({ api: "Name in English (英文名称)." }) nameEn!: string;
}

/** A building of a project (楼幢): verified once, reused by every buyer. */
@ObjectType({ description: "A building of a project (楼幢)." })
@Derived("developer_building", { stream: "partyId", index: { ix_developer_building_project: ["projectId"] } })
export class DeveloperBuilding {
  @col.id({ primary: true, api: "Id of the building (楼幢编号)." }) id!: string;
  @col.id({ api: "The developer (开发企业)." }) partyId!: string;
  @col.id({ api: "The project (楼盘)." }) projectId!: string;
  @col.code({ api: "Number of the building inside the project (楼幢号)." }) code!: string;
  @col.code({ nullable: true, api: "Number of the pre-sale permit (商品房预售许可证号)." })
  presalePermit!: string | null;
  /** The permit itself, a document that every buyer's case may use. */
  @col.id({ nullable: true }) permitDocumentId!: string | null;
  @col.instant({ nullable: true, api: "When the permit was found right (核验时间)." }) verifiedAt!: string | null;
  @col.id({ nullable: true }) verifiedByPartyId!: string | null;
  @col.id({ nullable: true }) verifiedById!: string | null;
}

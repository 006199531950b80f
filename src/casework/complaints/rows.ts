/** Complaints as lists and lookups read them, and each way that one took. */
import { ObjectType, registerEnumType } from "type-graphql";
import { col, Derived } from "../../platform/index.js";
import { enumOf } from "../enums.js";
import { complaintChannels, findings, type ComplaintChannel, type Finding } from "./entries.js";

export const ComplaintChannelEnum = enumOf(complaintChannels);
registerEnumType(ComplaintChannelEnum, {
  name: "ComplaintChannel",
  description: "How a complaint came in (投诉渠道).",
  valuesConfig: {
    HOTLINE_12345: { description: "The city's hotline 12345 (政务服务便民热线)." },
    HOTLINE_12329: { description: "The fund's hotline 12329 (住房公积金热线)." },
    WINDOW: { description: "At the window (窗口)." },
    PHONE: { description: "By telephone (电话)." },
    ONLINE: { description: "Online (网上)." },
  },
});
export const FindingEnum = enumOf(findings);
registerEnumType(FindingEnum, { name: "ComplaintFinding", description: "Whether it was justified (认定结果)." });
export const ComplaintStatusEnum = enumOf(["RECEIVED", "ASSIGNED", "ANSWERED", "CLOSED"] as const);
export type ComplaintStatus = keyof typeof ComplaintStatusEnum;
registerEnumType(ComplaintStatusEnum, { name: "ComplaintStatus", description: "How far it has come (办理状态)." });

@ObjectType({ description: "A complaint about how somebody was served (投诉)." })
@Derived("complaint", {
  stream: "id",
  // A hotline's number is taken down once.
  unique: { race_complaint_source: ["channel", "sourceNo"] },
  index: {
    ix_complaint_party: ["partyId", "status", "dueAt", "id"],
    ix_complaint_due: ["dueAt", "id"],
    ix_complaint_case: ["caseId"],
    ix_complaint_handler: ["handlerId", "status"],
  },
})
export class Complaint {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.code({ api: "How it came in (投诉渠道)", type: () => ComplaintChannelEnum }) channel!: ComplaintChannel;
  @col.text({ api: "The hotline's own number of it (工单号)", nullable: true }) sourceNo!: string | null;
  @col.code({ api: "How far it has come (办理状态)", type: () => ComplaintStatusEnum }) status!: ComplaintStatus;
  @col.id({ nullable: true }) caseId!: string | null;
  @col.id({ nullable: true }) partyId!: string | null;
  @col.id({ nullable: true }) unitId!: string | null;
  @col.id({ nullable: true }) memberId!: string | null;
  @col.id({ nullable: true }) complainantNameId!: string | null;
  @col.id({ nullable: true }) complainantPhoneId!: string | null;
  @col.id() textId!: string;
  @col.instant({ api: "When it came in (收到时间)" }) receivedAt!: string;
  @col.id() receivedById!: string;
  @col.instant({ api: "When an answer is due (答复期限)" }) dueAt!: string;
  @col.flag({ api: "Due past the last published calendar (日历待公布)" }) provisional!: boolean;
  @col.id({ nullable: true }) handlerId!: string | null;
  @col.id({ nullable: true }) handlerPartyId!: string | null;
  @col.instant({ api: "When it was given to its handler (指派时间)", nullable: true }) assignedAt!: string | null;
  @col.id({ nullable: true }) assignedById!: string | null;
  @col.code({ api: "Whether it was justified (认定结果)", type: () => FindingEnum, nullable: true })
  finding!: Finding | null;
  @col.id({ nullable: true }) answerId!: string | null;
  @col.instant({ api: "When it was answered (答复时间)", nullable: true }) answeredAt!: string | null;
  @col.id({ nullable: true }) answeredById!: string | null;
  @col.instant({ api: "When it was closed (办结时间)", nullable: true }) closedAt!: string | null;
  @col.id({ nullable: true }) closedById!: string | null;
  @col.flag({ api: "Whether the complainant had it taken up again (是否重新办理)" }) reopened!: boolean;
}

@ObjectType({ description: "One way from assignment to closing; a reopened complaint has two (办理轮次)." })
@Derived("complaint_round", {
  stream: "complaintId",
  index: { ix_complaint_round_complaint: ["complaintId", "number"] },
})
export class ComplaintRound {
  @col.text({ primary: true, maxLength: 80 }) id!: string;
  @col.id() complaintId!: string;
  @col.int({ api: "1, or 2 after it was reopened (轮次)" }) number!: number;
  @col.instant({ api: "When it began (开始时间)" }) openedAt!: string;
  @col.instant({ api: "When an answer was due (答复期限)" }) dueAt!: string;
  @col.id({ nullable: true }) reasonId!: string | null;
  @col.id({ nullable: true }) handlerId!: string | null;
  @col.instant({ api: "When it was given to its handler (指派时间)", nullable: true }) assignedAt!: string | null;
  @col.code({ api: "Whether it was justified (认定结果)", type: () => FindingEnum, nullable: true })
  finding!: Finding | null;
  @col.id({ nullable: true }) answerId!: string | null;
  @col.instant({ api: "When it was answered (答复时间)", nullable: true }) answeredAt!: string | null;
  @col.id({ nullable: true }) answeredById!: string | null;
  @col.instant({ api: "When it was closed (办结时间)", nullable: true }) closedAt!: string | null;
  @col.id({ nullable: true }) closedById!: string | null;
}

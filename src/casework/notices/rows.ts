/** Notices and defects as the API shows them. */
import { ObjectType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import type { CaseState } from "../state.js";

@ObjectType({ description: "One notice of everything that is missing (一次性补正告知)." })
@Derived("notice", { stream: "caseId", index: { ix_notice_case: ["caseId"] } })
export class Notice {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.instant({ api: "When it was sent (发出时间)" }) sentAt!: string;
  @col.id() sentById!: string;
  @col.instant({ api: "Please answer by (答复期限)", nullable: true }) answerBy!: string | null;
  @col.instant({ api: "When everything was answered (补正完成时间)", nullable: true }) answeredAt!: string | null;
}

@ObjectType({ description: "Something missing or wrong, posted by a party (补正事项)." })
@Derived("defect", {
  stream: "caseId",
  index: {
    ix_defect_case: ["caseId"],
    ix_defect_notice: ["noticeId"],
    ix_defect_missed: ["couldHaveBeenSeen", "postedAt", "id"],
  },
})
export class Defect {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.code({ api: "Kind, a code of the policy (问题类型)" }) kind!: string;
  @col.id() partyId!: string;
  @col.id() postedById!: string;
  @col.instant({ api: "When it was posted (提出时间)" }) postedAt!: string;
  @col.id({ api: "The checklist item it is about (材料清单项)", nullable: true }) itemId!: string | null;
  @col.id({ api: "The check it came from (审核项)", nullable: true }) checkId!: string | null;
  @col.id({ nullable: true }) noteId!: string | null;
  @col.flag({ api: "Its party could have seen it before an earlier notice (本可一次告知)" })
  couldHaveBeenSeen!: boolean;
  @col.id({ nullable: true }) justificationId!: string | null;
  @col.id({ api: "The notice that told it; null while it is drafted (所在告知)", nullable: true })
  noticeId!: string | null;
  @col.instant({ api: "When it was answered (补正时间)", nullable: true }) answeredAt!: string | null;
  @col.id({ nullable: true }) answerNoteId!: string | null;
  @col.flag({ api: "Taken back by a correction (已撤销)" }) voided!: boolean;
}

export const noticesRows = (state: CaseState): RowOut[] => [
  ...state.notices.notices.map((notice) => rowOut(Notice, { ...notice, caseId: state.id })),
  ...state.notices.defects.map(({ entryId: _entryId, ...defect }) => rowOut(Defect, { ...defect, caseId: state.id })),
];

export const noticesTables = [Notice, Defect];

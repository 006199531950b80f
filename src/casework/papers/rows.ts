/** Checklist items and attached documents as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import type { Institution, Stage, WayToMeet } from "../../policy/index.js";
import { waysToMeet } from "../../policy/index.js";
import { enumOf, InstitutionEnum, StageEnum } from "../enums.js";
import { waysHandedIn } from "../entries.js";
import type { CaseState } from "../state.js";
import { isMet } from "./state.js";

export const WayToMeetEnum = enumOf(waysToMeet);
registerEnumType(WayToMeetEnum, { name: "WayToMeet", description: "How a checklist item is met (材料取得方式)." });
export const HandedInEnum = enumOf(waysHandedIn);
registerEnumType(HandedInEnum, {
  name: "HandedIn",
  description: "How a paper came into the house (递交方式).",
  valuesConfig: {
    IN_PERSON: { description: "Handed over by the applicant who came (当面递交)." },
    AT_HOME: { description: "Fetched at the applicant's home (上门收取)." },
    BY_POST: { description: "By post or courier (邮寄)." },
    BY_PARTY: { description: "From another party or office (由其他机构转来)." },
  },
});
export const ItemStatusEnum = enumOf(["MISSING", "MET", "VERIFIED", "REJECTED"] as const);
registerEnumType(ItemStatusEnum, {
  name: "ChecklistItemStatus",
  description: "Where a checklist item stands (材料状态).",
});

@ObjectType({ description: "One thing that the checklist asks for (材料清单项)." })
@Derived("checklist_item", { stream: "caseId", index: { ix_checklist_item_case: ["caseId"] } })
export class ChecklistItem {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.code({ api: "Document kind, a code of the policy (材料种类)" }) document!: string;
  @col.code({ api: "Group (材料类别)" }) itemGroup!: string;
  @col.code({ api: "Must be there before this stage (最迟提交阶段)", type: () => StageEnum }) neededBy!: Stage;
  @col.id({ nullable: true, api: "The case person it is asked for (所属人员)" }) personId!: string | null;
  @col.code({ api: "Who verifies it (核验方)", type: () => InstitutionEnum }) verifier!: Institution;
  @col.id({ nullable: true }) verifierPartyId!: string | null;
  @col.code({ api: "Where it stands (状态)", type: () => ItemStatusEnum }) status!: keyof typeof ItemStatusEnum;
  @col.id({ nullable: true }) documentId!: string | null;
  @col.code({ api: "How it was met (取得方式)", type: () => WayToMeetEnum, nullable: true }) way!: WayToMeet | null;
  @col.instant({ api: "When it was met (提交时间)", nullable: true }) metAt!: string | null;
}

/** Which documents a case uses, in which version. */
@Derived("case_document", {
  stream: "caseId",
  index: { ix_case_document_case: ["caseId", "attachedAt"], ix_case_document_document: ["documentId"] },
})
export class CaseDocument {
  @col.text({ primary: true, maxLength: 80 }) id!: string;
  @col.id() caseId!: string;
  @col.id() documentId!: string;
  @col.code() kind!: string;
  @col.int() versionNumber!: number;
  @col.id({ nullable: true }) itemId!: string | null;
  @col.code() verification!: string;
  @col.instant() attachedAt!: string;
}

/** Which handoffs a case is in. */
@Derived("case_handoff", { stream: "caseId", index: { ix_case_handoff_case: ["caseId"] } })
export class CaseHandoff {
  @col.text({ primary: true, maxLength: 80 }) id!: string;
  @col.id() caseId!: string;
  @col.id() handoffId!: string;
}

function statusOf(state: CaseState, documentId: string | null, met: boolean): ChecklistItem["status"] {
  const document = state.papers.documents.find(({ id }) => id === documentId);
  if (!document) return "MISSING";
  if (!met) return "REJECTED";
  return document.verification === "ACCEPTED" ? "VERIFIED" : "MET";
}

export const papersRows = (state: CaseState): RowOut[] => [
  ...state.papers.items.map((item) => {
    const { group, ways: _ways, bringer: _bringer, bringerPartyId: _party, ...shown } = item;
    const status = statusOf(state, item.documentId, isMet(state.papers, item));
    return rowOut(ChecklistItem, { ...shown, caseId: state.id, itemGroup: group, status });
  }),
  ...state.papers.documents.map(({ documentId, kind, version, itemId, verification, attachedAt }) =>
    rowOut(CaseDocument, {
      id: `${state.id}:${documentId}`,
      caseId: state.id,
      documentId,
      kind,
      versionNumber: version,
      itemId,
      verification,
      attachedAt,
    }),
  ),
  ...state.papers.handoffs.map(({ id }) =>
    rowOut(CaseHandoff, { id: `${state.id}:${id}`, caseId: state.id, handoffId: id }),
  ),
];

export const papersTables = [ChecklistItem, CaseDocument, CaseHandoff];

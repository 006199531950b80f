/** Inquiries as the API shows them. */
import { ObjectType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import type { CaseState } from "../state.js";

@ObjectType({ description: "A question from one party of the case to another; the applicant never sees it (问询)." })
@Derived("inquiry", {
  stream: "caseId",
  index: { ix_inquiry_case: ["caseId"], ix_inquiry_to: ["toPartyId", "answeredAt", "dueAt"] },
})
export class Inquiry {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.id() fromPartyId!: string;
  @col.id() toPartyId!: string;
  @col.id() questionId!: string;
  @col.instant({ api: "When it was asked (提问时间)" }) askedAt!: string;
  @col.id() askedById!: string;
  @col.instant({ api: "When the answer is due (答复期限)" }) dueAt!: string;
  @col.flag({ api: "Due past the last published calendar (日历待公布)" }) provisional!: boolean;
  @col.id({ nullable: true }) answerId!: string | null;
  @col.instant({ api: "When it was answered (答复时间)", nullable: true }) answeredAt!: string | null;
  @col.id({ nullable: true }) answeredById!: string | null;
  @col.instant({ api: "When a correction took the question back (撤销时间)", nullable: true })
  takenBackAt!: string | null;
}

export const inquiriesRows = (state: CaseState): RowOut[] =>
  state.inquiries.inquiries.map(({ entryId: _entry, answerEntryId: _answer, ...inquiry }) =>
    rowOut(Inquiry, { ...inquiry, caseId: state.id }),
  );

export const inquiriesTables = [Inquiry];

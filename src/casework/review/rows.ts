/** Checks as the API shows them. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import type { Institution } from "../../policy/index.js";
import { InstitutionEnum } from "../enums.js";
import type { CaseState } from "../state.js";
import type { CheckResult } from "./state.js";

export const CheckResultEnum = { OPEN: "OPEN", PASSED: "PASSED", FAILED: "FAILED" } as const;
registerEnumType(CheckResultEnum, { name: "CheckResult", description: "What a check found (审核结果)." });

@ObjectType({ description: "A check, done once by one party and relied on by all (审核项)." })
@Derived("case_check", {
  stream: "caseId",
  index: { ix_case_check_case: ["caseId"], ix_case_check_owner: ["ownerPartyId", "result", "id"] },
})
export class Check {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.code({ api: "What is checked, a code of the policy (审核项代码)" }) code!: string;
  @col.code({ api: "Who owns it (责任方)", type: () => InstitutionEnum }) owner!: Institution;
  @col.id() ownerPartyId!: string;
  @col.code({ api: "What it found (审核结果)", type: () => CheckResultEnum }) result!: CheckResult;
  @col.flag({ api: "Looked at before acceptance (已预审)" }) lookedAt!: boolean;
  @col.flag({ api: "The owner dissents from going on (持异议)" }) dissent!: boolean;
  @col.flag({ api: "Computed by the program, confirmed by the owner (系统测算)" }) computed!: boolean;
  @col.int({ api: "Turn in serial review; 0 in joint review (串联顺序)" }) turn!: number;
  @col.int({ api: "How often it was reopened (重开次数)" }) reopenedCount!: number;
  @col.instant({ api: "When it was recorded (登记时间)", nullable: true }) recordedAt!: string | null;
  @col.id({ nullable: true }) recordedById!: string | null;
  @col.id({ nullable: true }) noteId!: string | null;
  /** [{ documentId, version }] */
  @col.json() documents!: readonly { documentId: string; version: number }[];
  @col.json() restsOn!: readonly string[];
  /** How many parties were spared from doing it again. */
  @col.int({ api: "Parties spared from repeating it (免重复审核方数)" }) sparedCount!: number;
}

export const reviewRows = (state: CaseState): RowOut[] =>
  state.review.checks.map(({ sparedParties, entryId: _entryId, restsOnFacts: _figures, ...check }) =>
    rowOut(Check, { ...check, caseId: state.id, sparedCount: sparedParties.length }),
  );

export const reviewTables = [Check];

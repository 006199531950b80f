/** Corrections that wait for a second person, as the API shows them. */
import { ObjectType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import type { CaseState } from "../state.js";

@ObjectType({ description: "A correction that waits for a second person (待复核更正)." })
@Derived("correction", { stream: "caseId", index: { ix_correction_case: ["caseId"] } })
export class Correction {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.int({ api: "Version, for expectedVersion (版本)" }) version!: number;
  @col.id({ api: "The entry to be set right (被更正记录)" }) entryId!: string;
  @col.code({ api: "What kind of entry (记录类型)" }) entryType!: string;
  @col.code({ api: "Why, a code of the policy (更正原因)" }) reasonCode!: string;
  @col.json({ nullable: true }) correctedValues!: Readonly<Record<string, unknown>> | null;
  @col.id() proposedById!: string;
  @col.instant({ api: "When it was proposed (提出时间)" }) proposedAt!: string;
}

export const correctionsRows = (state: CaseState): RowOut[] =>
  state.corrections.proposed.map(
    ({ correctionId: _id, note: _note, ownerPartyId: _owner, proposedThroughId: _through, values, ...correction }) =>
      rowOut(Correction, { ...correction, correctedValues: values, caseId: state.id }),
  );

export const correctionsTables = [Correction];

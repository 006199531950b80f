/** Corrections as the API shows them: those that wait for a second person, and all there ever were. */
import { ObjectType, registerEnumType } from "type-graphql";
import { rowOut, type RowOut } from "../../journal/index.js";
import { col, Derived } from "../../platform/index.js";
import { enumOf } from "../enums.js";
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

export const CorrectionStatusEnum = enumOf(["PROPOSED", "CONFIRMED", "REFUSED"] as const);
registerEnumType(CorrectionStatusEnum, {
  name: "CorrectionStatus",
  description: "Waits for a second person, holds, or was refused (更正状态).",
});

type Values = Readonly<Record<string, unknown>> | null;

@ObjectType({ description: "A correction of an entry, with what it said before and says now (更正记录)." })
@Derived("entry_correction", {
  stream: "caseId",
  index: { ix_entry_correction_case: ["caseId"], ix_entry_correction_entry: ["entryId"] },
})
export class EntryCorrection {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() caseId!: string;
  @col.id({ api: "The entry that it sets right (被更正记录)" }) entryId!: string;
  @col.code({ api: "What kind of entry (记录类型)" }) entryType!: string;
  @col.code({ api: "Why, a code of the policy (更正原因)" }) reasonCode!: string;
  @col.id({ nullable: true }) noteId!: string | null;
  @col.code({ api: "Whether it holds (更正状态)", type: () => CorrectionStatusEnum })
  status!: keyof typeof CorrectionStatusEnum;
  @col.json({ nullable: true }) formerValues!: Values;
  @col.json({ nullable: true }) correctedValues!: Values;
  @col.id() proposedById!: string;
  @col.instant({ api: "When it was proposed (提出时间)" }) proposedAt!: string;
  @col.id({ nullable: true }) decidedById!: string | null;
  @col.instant({ api: "When it was confirmed or refused (复核时间)", nullable: true }) decidedAt!: string | null;
}

const historyRows = (state: CaseState): RowOut[] =>
  state.corrections.history.map(({ values, former, ...record }) =>
    rowOut(EntryCorrection, { ...record, caseId: state.id, correctedValues: values, formerValues: former }),
  );

export const correctionsRows = (state: CaseState): RowOut[] => [
  ...historyRows(state),
  ...state.corrections.proposed.map(
    ({ correctionId: _id, note: _note, ownerPartyId: _owner, proposedThroughId: _through, values, ...correction }) =>
      rowOut(Correction, { ...correction, correctedValues: values, caseId: state.id }),
  ),
];

export const correctionsTables = [Correction, EntryCorrection];

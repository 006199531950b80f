/** Reads off a case which defects a party told late though it could have seen them before. Pure. */
import type { CaseState } from "../../casework/index.js";

export interface MissedDefect {
  readonly defectId: string;
  readonly partyId: string;
  readonly memberId: string;
  readonly postedAt: string;
}

/** Justified or not, each counts against its party from when it was posted; one that was taken back counts no more. */
export const missedDefects = ({ notices }: Pick<CaseState, "notices">): MissedDefect[] =>
  notices.defects
    .filter(({ couldHaveBeenSeen, voided }) => couldHaveBeenSeen && !voided)
    .map(({ id, partyId, postedById, postedAt }) => ({ defectId: id, partyId, memberId: postedById, postedAt }));

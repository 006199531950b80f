/** A defect told late counts against whoever could have seen it, until it is taken back. */
import type { CaseState } from "../../casework/index.js";
import { missedDefects } from "./missedDefects.js";

type Defect = CaseState["notices"]["defects"][number];
const defect = (id: string, couldHaveBeenSeen: boolean, voided = false) =>
  ({
    id,
    partyId: "bank",
    postedById: "officer",
    postedAt: "2026-03-02T01:30:00.000Z",
    couldHaveBeenSeen,
    voided,
  }) as Defect;

test("each once, with who posted it and when; what could not be seen or was taken back counts for nobody", () => {
  const defects = [defect("seen", true), defect("new", false), defect("back", true, true)];
  expect(missedDefects({ notices: { defects, notices: [], nothingFurther: [] } })).toEqual([
    { defectId: "seen", partyId: "bank", memberId: "officer", postedAt: "2026-03-02T01:30:00.000Z" },
  ]);
});

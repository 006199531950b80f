/** Who sees imported histories: the center, which compares with them; to partners they are strangers' cases. */
import type { Sight } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";

export const historySight = ({ partyKind }: Pick<Viewer, "partyKind">): Sight =>
  partyKind === "CENTER" ? "ALL" : "NONE";

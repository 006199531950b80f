/** What keeps a case from going forward into a stage: every part may name reasons. */
import type { Refusal } from "../kernel/index.js";
import type { Stage } from "../policy/index.js";
import { commercialBlock } from "./lifecycle/money.js";
import { noticesBlock } from "./notices/state.js";
import { papersBlock } from "./papers/state.js";
import { servicingBlock } from "./payOut.js";
import type { CaseState } from "./state.js";

const blockers: readonly ((state: CaseState, to: Stage) => readonly Refusal[])[] = [
  papersBlock,
  noticesBlock,
  commercialBlock,
  servicingBlock,
];

export const forwardBlockers = (state: CaseState, to: Stage): Refusal[] =>
  blockers.flatMap((block) => block(state, to));

/** Recording a check. */
import { actsFor } from "../context.js";
import { command, type CommandInput } from "../command.js";
import { entry } from "../entries.js";
import { beyondQuota } from "../knownQuota.js";
import { payingStages, stageOf } from "../stages.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";

export interface CheckInput extends CommandInput {
  readonly checkId: string;
  /** LOOKED_AT is the pre-look before acceptance. */
  readonly result: "PASSED" | "FAILED" | "LOOKED_AT";
  readonly dissent?: boolean | null;
  readonly note?: string | null;
}

const checkOf = (state: CaseState, id: string) => state.review.checks.find((check) => check.id === id);

export const checkRecord = command<CheckInput>({
  action: "CHECK_RECORD",
  by: ["BANK_OFFICER", "BANK_MANAGER", "GUARANTEE_OFFICER", "GUARANTEE_MANAGER", "CENTER_REVIEWER"],
  from: ["ACCEPTANCE", "REVIEW"],
  again: (state, id) => payingStages.includes(stageOf(state)) && checkOf(state, id)?.result === "OPEN",
  subjects: (state) => state.review.checks,
  subjectOf: (input) => input.checkId,
  mine: (state, viewer, id) => {
    const check = checkOf(state, id);
    return check !== undefined && actsFor(viewer, check.owner, state.lifecycle);
  },
  guards(state, _context, id) {
    const check = checkOf(state, id);
    if (!check) return [];
    // In serial review nobody looks before their turn, not even before acceptance.
    const earlier = state.review.checks.some(({ turn, result }) => turn < check.turn && result === "OPEN");
    return [
      ...(check.result === "OPEN" ? [] : [refuse("ALREADY_RECORDED")]),
      ...(earlier ? [refuse("NOT_YOUR_TURN")] : []),
    ];
  },
  shape: (_state, { result, dissent, note }) =>
    (result === "FAILED" || dissent) && !note?.trim() ? [refuse("NOTE_REQUIRED", { field: "note" })] : [],
  check(state, input, { pinned }) {
    const preLook = stageOf(state) === "ACCEPTANCE";
    const field = "result";
    const { terms } = state.lifecycle.content;
    const computed = input.result === "PASSED" && checkOf(state, input.checkId)?.code === "LOAN_QUOTA";
    return [
      // What the case itself says is held; deposits and incomes are the officer's word.
      ...(computed && terms ? beyondQuota(state, pinned, terms, { amount: field, term: field }) : []),
      ...(preLook && input.result !== "LOOKED_AT" ? [refuse("PRE_LOOK_ONLY", { field })] : []),
      ...(!preLook && input.result === "LOOKED_AT" ? [refuse("PRE_LOOK_OVER", { field })] : []),
    ];
  },
  decide(state, input, context) {
    const { checkId, result } = input;
    if (result === "LOOKED_AT") return [entry("CHECK_LOOKED_AT", { checkId })];
    const restsOn = checkOf(state, checkId)?.restsOn ?? [];
    const documents = state.papers.documents
      .filter(({ kind, verification }) => restsOn.includes(kind) && verification !== "REJECTED")
      .map(({ documentId, version }) => ({ documentId, version }));
    return [
      entry("CHECK_RECORDED", {
        checkId,
        result,
        dissent: input.dissent ?? false,
        note: input.note ? context.keep("CHECK_NOTE", state.id, input.note) : null,
        documents,
      }),
    ];
  },
});

export const reviewCommands = [checkRecord];

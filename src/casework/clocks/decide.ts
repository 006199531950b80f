/** Pausing and resuming the clocks by hand, with a named reason and evidence. */
import { pauseReason } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import { liveStages, stageOf } from "../stages.js";
import { openPause, stoppable } from "./state.js";
import { pauseEntry, resume } from "./settle.js";
import { refuse } from "../refusals.js";

export interface PauseInput extends CommandInput {
  readonly reasonCode: string;
  /** A document of the case that proves the reason. */
  readonly evidenceDocumentId: string;
}

const pausers = [
  "BANK_OFFICER",
  "BANK_MANAGER",
  "GUARANTEE_OFFICER",
  "GUARANTEE_MANAGER",
  "CENTER_REVIEWER",
  "SUPERVISOR",
] as const;

export const clockPause = command<PauseInput>({
  action: "CLOCK_PAUSE",
  by: pausers,
  from: liveStages,
  guards(state, { policy }) {
    const running = state.clocks.clocks.some((clock) => stoppable(clock) && clock.runningSince !== null);
    const reasons = policy.pauseReasons.filter(
      ({ stages, evidence }) => stages.includes(stageOf(state)) && evidence !== "NOTICE",
    );
    return [
      ...(openPause(state.clocks) ? [refuse("ALREADY_PAUSED")] : []),
      ...(running ? [] : [refuse("NO_CLOCK")]),
      ...(reasons.length > 0 ? [] : [refuse("NO_PAUSE_HERE", { params: { stage: stageOf(state) } })]),
      ...(state.papers.documents.length > 0 ? [] : [refuse("EVIDENCE_REQUIRED")]),
    ];
  },
  check(state, input, { policy }) {
    const reason = pauseReason(policy, input.reasonCode);
    const offered = reason && reason.evidence !== "NOTICE" && reason.stages.includes(stageOf(state));
    return [
      ...(offered ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })]),
      ...(state.papers.documents.some(({ id }) => id === input.evidenceDocumentId)
        ? []
        : [refuse("EVIDENCE_REQUIRED", { field: "evidenceDocumentId" })]),
    ];
  },
  decide(state, input, context) {
    const reason = pauseReason(context.policy, input.reasonCode);
    const evidence = { noticeId: null, evidenceDocumentId: input.evidenceDocumentId };
    return reason ? [pauseEntry(state, context, reason, evidence)] : [];
  },
});

export const clockResume = command({
  action: "CLOCK_RESUME",
  by: pausers,
  from: liveStages,
  guards({ clocks }) {
    const pause = openPause(clocks);
    if (!pause) return [refuse("NOT_PAUSED")];
    // A notice is answered, not resumed: else the applicant's time would count as the parties'.
    return pause.noticeId === null ? [] : [refuse("RESUMES_ON_ANSWER")];
  },
  decide: (state, _input, context) => [resume(state, context)],
});

export const clocksCommands = [clockPause, clockResume];

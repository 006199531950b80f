/** Pausing and resuming the clocks by hand, with a named reason and evidence. */
import { addDays, daysBetween } from "../../kernel/index.js";
import { pauseEvidence, pauseReason, stages, type PauseReason, type PolicyVersion } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import type { CaseContext } from "../context.js";
import { entry } from "../entries.js";
import { liveStages, stageOf } from "../stages.js";
import type { CaseState } from "../state.js";
import { openPause, stoppable } from "./state.js";
import { pauseEntry, resume } from "./settle.js";
import { refuse } from "../refusals.js";

export interface PauseInput extends CommandInput {
  readonly reasonCode: string;
  /** A document of the case that proves the reason. */
  readonly evidenceDocumentId: string;
  /** The day (YYYY-MM-DD) on which the clocks run on, which some reasons ask for; else as long as policy allows. */
  readonly resumeOn?: string | null;
}

const pausers = [
  "BANK_OFFICER",
  "BANK_MANAGER",
  "GUARANTEE_OFFICER",
  "GUARANTEE_MANAGER",
  "CENTER_REVIEWER",
  "SUPERVISOR",
] as const;

/** What a notice pauses, it pauses by itself. */
const offeredHere = (state: CaseState, { pauseReasons }: PolicyVersion): readonly PauseReason[] =>
  pauseReasons.filter(({ stages, evidence }) => stages.includes(stageOf(state)) && evidence !== "NOTICE");

function evidenceFor({ papers }: CaseState, reason: PauseReason, policy: PolicyVersion) {
  const kind = pauseEvidence(policy, reason);
  return papers.documents.filter((document) => document.kind === kind);
}

export const clockPause = command<PauseInput>({
  action: "CLOCK_PAUSE",
  by: pausers,
  from: liveStages,
  guards(state, { policy }) {
    const running = state.clocks.clocks.some((clock) => stoppable(clock) && clock.runningSince !== null);
    const reasons = offeredHere(state, policy);
    const proven = reasons.some((reason) => evidenceFor(state, reason, policy).length > 0);
    return [
      ...(openPause(state.clocks) ? [refuse("ALREADY_PAUSED")] : []),
      ...(running ? [] : [refuse("NO_CLOCK")]),
      ...(reasons.length > 0 ? [] : [refuse("NO_PAUSE_HERE", { params: { stage: stageOf(state) } })]),
      ...(reasons.length === 0 || proven ? [] : [refuse("EVIDENCE_REQUIRED")]),
    ];
  },
  shape: (_state, { reasonCode, resumeOn }, { policy, time }) => [
    ...(pauseReason(policy, reasonCode) ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })]),
    ...(pauseReason(policy, reasonCode)?.resumesOn === "DAY_NAMED" && !resumeOn
      ? [refuse("RESUME_DAY_REQUIRED", { field: "resumeOn" })]
      : []),
    ...(resumeOn && resumeOn <= time.today ? [refuse("IN_THE_PAST", { field: "resumeOn" })] : []),
  ],
  check(state, input, { policy, time }) {
    const reason = offeredHere(state, policy).find(({ code }) => code === input.reasonCode);
    if (!reason) return [refuse("UNKNOWN_CODE", { field: "reasonCode" })];
    const proven = evidenceFor(state, reason, policy).some(({ id }) => id === input.evidenceDocumentId);
    const { resumeOn } = input;
    const latest = addDays(time.today, reason.maxCalendarDays);
    return [
      ...(proven ? [] : [refuse("EVIDENCE_REQUIRED", { field: "evidenceDocumentId" })]),
      ...(resumeOn && resumeOn > latest
        ? [refuse("PAUSE_TOO_LONG", { field: "resumeOn", params: { days: reason.maxCalendarDays } })]
        : []),
    ];
  },
  decide(state, input, context) {
    const reason = pauseReason(context.policy, input.reasonCode);
    const evidence = { noticeId: null, evidenceDocumentId: input.evidenceDocumentId };
    return reason ? [pauseEntry(state, context, reason, evidence, endOfPause(input, context))] : [];
  },
});

/** The last moment before the day named. */
function endOfPause({ resumeOn }: PauseInput, { now, time }: CaseContext): string | undefined {
  return resumeOn ? time.afterStatutoryDays(now, daysBetween(time.today, resumeOn) - 1, false).at : undefined;
}

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

export interface AcknowledgeInput extends CommandInput {
  readonly escalationId: string;
}

export const escalationAcknowledge = command<AcknowledgeInput>({
  action: "ESCALATION_ACKNOWLEDGE",
  by: ["BANK_MANAGER", "GUARANTEE_MANAGER", "SUPERVISOR"],
  from: stages,
  subjects: ({ clocks }) => clocks.escalations,
  subjectOf: ({ escalationId }) => escalationId,
  mine: ({ clocks }, viewer, id) => clocks.escalations.some((one) => one.id === id && one.partyId === viewer.partyId),
  guards: ({ clocks }, _context, id) =>
    clocks.escalations.some((one) => one.id === id && one.acknowledgedAt !== null) ? [refuse("ALREADY_RECORDED")] : [],
  decide: (_state, { escalationId }) => [entry("ESCALATION_ACKNOWLEDGED", { escalationId })],
});

export const clocksCommands = [clockPause, clockResume, escalationAcknowledge];

/** Posting a defect, sending the one notice, answering it. */
import type { Refusal } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";
import { defectKind, type PolicyVersion } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import type { CaseContext } from "../context.js";
import { entry } from "../entries.js";
import type { CaseState } from "../state.js";
import { couldHaveBeenSeen, partiesSpoken } from "./seen.js";
import { draftDefects, unansweredDefects } from "./state.js";
import { refuse } from "../refusals.js";

export interface DefectInput extends CommandInput {
  readonly kind: string;
  readonly itemId?: string | null;
  readonly checkId?: string | null;
  readonly note?: string | null;
  /** Why it was not said in the earlier notice. */
  readonly justification?: string | null;
}

const reviewers = [
  "BANK_OFFICER",
  "BANK_MANAGER",
  "GUARANTEE_OFFICER",
  "GUARANTEE_MANAGER",
  "CENTER_REVIEWER",
] as const;

/** What only words can say: two things that differ, a fact to be explained. */
const saidInWords: readonly string[] = ["INCONSISTENT", "EXPLANATION_NEEDED"];

/** The applicant is told what is wrong with what: an item, a check, or in words what no item stands for. */
function unnamed({ kind, itemId, checkId, note }: DefectInput): Refusal[] {
  if (note?.trim()) return [];
  if (saidInWords.includes(kind)) return [refuse("NOTE_REQUIRED", { field: "note" })];
  return itemId || checkId ? [] : [refuse("DEFECT_OF_NOTHING", { field: "itemId" })];
}

export const defectPost = command<DefectInput>({
  action: "DEFECT_POST",
  by: reviewers,
  from: ["ACCEPTANCE", "REVIEW"],
  makes: "defectId",
  shape: (_state, input, { policy }) => [
    ...(defectKind(policy, input.kind) ? [] : [refuse("UNKNOWN_CODE", { field: "kind" })]),
    ...unnamed(input),
  ],
  check(state, input, context) {
    const refusals: Refusal[] = [];
    if (input.itemId && !state.papers.items.some(({ id }) => id === input.itemId)) {
      refusals.push(refuse("NOT_FOUND", { field: "itemId" }));
    }
    if (input.checkId && !state.review.checks.some(({ id }) => id === input.checkId)) {
      refusals.push(refuse("NOT_FOUND", { field: "checkId" }));
    }
    if (isPosted(state, input, context.viewer)) refusals.push(refuse("DUPLICATE_DEFECT", { field: "kind" }));
    if (couldHaveBeenSeen(state, input, context.viewer, context.policy) && !input.justification?.trim()) {
      refusals.push(refuse("JUSTIFICATION_REQUIRED", { field: "justification" }));
    }
    return refusals;
  },
  decide(state, input, context) {
    return [
      entry("DEFECT_POSTED", {
        defectId: context.newId(),
        kind: input.kind,
        partyId: context.viewer.partyId,
        itemId: input.itemId ?? null,
        checkId: input.checkId ?? null,
        note: input.note ? context.keep("DEFECT_NOTE", state.id, input.note) : null,
        couldHaveBeenSeen: couldHaveBeenSeen(state, input, context.viewer, context.policy),
        justification: input.justification ? context.keep("JUSTIFICATION", state.id, input.justification) : null,
      }),
    ];
  },
});

/** The party has said the same of the same thing, and it is not answered yet: it is told, and counted, once. */
function isPosted(state: CaseState, input: DefectInput, { partyId }: Viewer): boolean {
  const { kind, itemId = null, checkId = null, note } = input;
  return [...draftDefects(state), ...unansweredDefects(state)]
    .filter((known) => known.partyId === partyId && known.kind === kind)
    .filter((known) => known.itemId === itemId && known.checkId === checkId)
    .some(({ noteId }) => itemId !== null || checkId !== null || (!note && noteId === null));
}

export const nothingFurther = command({
  action: "NOTHING_FURTHER",
  by: reviewers,
  from: ["ACCEPTANCE", "REVIEW"],
  guards: (state, context) =>
    partiesSpoken(state, context.policy).includes(context.viewer.partyId) ? [refuse("ALREADY_RECORDED")] : [],
  decide: (_state, _input, context) => [entry("NOTHING_FURTHER", { partyId: context.viewer.partyId })],
});

export interface NoticeSendInput extends CommandInput {
  readonly answerBy?: string | null;
}

/** The party that owns the case speaks to the applicant, and the bank that handles it. */
const speaksToApplicant = ({ lifecycle, ownership }: CaseState, { partyId }: Viewer) =>
  partyId === lifecycle.bankId || partyId === ownership.ownerPartyId;

export const noticeSend = command<NoticeSendInput>({
  action: "NOTICE_SEND",
  by: ["BANK_OFFICER", "BANK_MANAGER", "CENTER_REVIEWER"],
  from: ["ACCEPTANCE", "REVIEW"],
  makes: "noticeId",
  mine: speaksToApplicant,
  guards(state, context) {
    const silent = partiesYetToSpeak(state, context.viewer.partyId, context.policy);
    const open = silent.length > 0 && context.now < preLookEndsAt(state, context);
    return [
      ...(draftDefects(state).length > 0 ? [] : [refuse("NO_DEFECTS")]),
      ...(open ? [refuse("PRE_LOOK_OPEN", { params: { parties: silent.length } })] : []),
    ];
  },
  shape: (_state, input, context) =>
    input.answerBy && input.answerBy <= context.now ? [refuse("IN_THE_PAST", { field: "answerBy" })] : [],
  decide(state, input, context) {
    const defectIds = draftDefects(state).map(({ id }) => id);
    return [entry("NOTICE_SENT", { noticeId: context.newId(), defectIds, answerBy: input.answerBy ?? null })];
  },
});

/** Parties with open checks, whose turn it is, that have not said "nothing further" of all that they have now. */
export function partiesYetToSpeak(state: CaseState, senderId: string, policy: PolicyVersion): string[] {
  const spoken = partiesSpoken(state, policy);
  const open = state.review.checks.filter(({ result }) => result === "OPEN");
  const turn = Math.min(...open.map((check) => check.turn));
  const asked = open.filter((check) => check.turn === turn).map(({ ownerPartyId }) => ownerPartyId);
  return [...new Set(asked)].filter((party) => party !== senderId && !spoken.includes(party));
}

export function preLookEndsAt(state: CaseState, context: Pick<CaseContext, "pinned" | "time">): string {
  const minutes = context.pinned.review.preLookWorkingHours * 60;
  return context.time.afterWorkingMinutes(state.lifecycle.stageEnteredAt, minutes).at;
}

export interface NoticeAnswerInput extends CommandInput {
  readonly noticeId: string;
  /** What is not named stays open. */
  readonly answers: readonly { readonly defectId: string; readonly note?: string | null }[];
}

export const noticeAnswer = command<NoticeAnswerInput>({
  action: "NOTICE_ANSWER",
  by: ["BANK_OFFICER", "BANK_MANAGER", "CENTER_REVIEWER"],
  from: ["ACCEPTANCE", "REVIEW"],
  mine: (state, viewer) => viewer.partyKind === "CENTER" || speaksToApplicant(state, viewer),
  subjects: (state) => state.notices.notices,
  subjectOf: (input) => input.noticeId,
  guards: (state, _context, noticeId) =>
    unansweredDefects(state).some((defect) => defect.noticeId === noticeId) ? [] : [refuse("ALREADY_ANSWERED")],
  shape: (_state, { answers }) => (answers.length > 0 ? [] : [refuse("NOTHING_ANSWERED", { field: "answers" })]),
  check(state, input) {
    const open = unansweredDefects(state)
      .filter(({ noticeId }) => noticeId === input.noticeId)
      .map(({ id }) => id);
    return input.answers.flatMap(({ defectId }, at) => {
      const twice = input.answers.findIndex((answer) => answer.defectId === defectId) < at;
      return open.includes(defectId) && !twice ? [] : [refuse("NOT_FOUND", { field: `answers.${at}.defectId` })];
    });
  },
  decide(state, input, context) {
    const answers = input.answers.map(({ defectId, note }) => ({
      defectId,
      note: note ? context.keep("ANSWER_NOTE", state.id, note) : null,
    }));
    return [entry("NOTICE_ANSWERED", { noticeId: input.noticeId, answers })];
  },
});

export const noticesCommands = [defectPost, nothingFurther, noticeSend, noticeAnswer];

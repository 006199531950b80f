/** Case commands: who may give one, when, what is in the way, and what it writes; tables and pure functions. */
import { inSight, type Refusal } from "../kernel/index.js";
import type { ClaimRef, NewEntry } from "../journal/index.js";
import { hasRole, type Role, type Viewer } from "../parties/index.js";
import type { Stage } from "../policy/index.js";
import type { CaseContext } from "./context.js";
import { stageOf } from "./stages.js";
import { loanCaseRow } from "./lifecycle/rows.js";
import { caseSight } from "./sight.js";
import type { CaseState } from "./state.js";
import { refuse } from "./refusals.js";
import { oversized } from "./texts.js";

/** What every input says beside its own fields. */
export interface CommandInput {
  readonly expectedVersion?: number | null;
}

export interface CaseCommand<Input extends CommandInput = CommandInput> {
  /** The act, as `availableActions` names it and the journal remembers it. */
  readonly action: string;
  readonly by: readonly Role[];
  readonly from: readonly Stage[];
  /** Whether it may be done beyond those stages as well, because what it had done came undone there. */
  readonly again?: (state: CaseState, subject: string) => boolean;
  /** The things in the case that it may be done to; absent: the case itself. */
  readonly subjects?: (state: CaseState) => readonly Subject[];
  /** Which subject an input means. */
  readonly subjectOf?: (input: Input) => string;
  /** Whether it is this party's to do; answered alone, like a missing role. */
  readonly mine?: (state: CaseState, viewer: Viewer, subject: string) => boolean;
  /** May it be done now, whatever the input? Every reason why not. */
  readonly guards?: (state: CaseState, context: CaseContext, subject: string) => readonly Refusal[];
  /**
   * Is the input wrong whatever stage the case is in? Told at every stage: it looks at the input, at policy, at what the
   * case says from its opening on and at the subject, and at nothing that a stage still has to bring.
   */
  readonly shape?: (state: CaseState, input: Input, context: CaseContext) => readonly Refusal[];
  /** Is this input right for the case as it stands? Every reason why not; asked only in the stages of `from`. */
  readonly check?: (state: CaseState, input: Input, context: CaseContext) => readonly Refusal[];
  readonly claims?: (state: CaseState) => readonly ClaimRef[];
  /** True where the input was built by the program, which has looked at what the client said. */
  readonly ownLimits?: boolean;
  /** Names the id in its entry of the thing it makes, which a repeated idempotency key answers with. */
  readonly makes?: string;
  readonly decide: (state: CaseState, input: Input, context: CaseContext) => readonly NewEntry[];
}

export interface Subject {
  readonly id: string;
  readonly version: number;
}

export const command = <Input extends CommandInput>(spec: CaseCommand<Input>): CaseCommand<Input> => spec;

/** The one reason that a person out of place gets: it tells nothing about the case. */
export function standing<Input extends CommandInput>(
  spec: CaseCommand<Input>,
  state: CaseState | null,
  viewer: Viewer,
  subject: string,
): Refusal | null {
  if (!state || !inSight(caseSight(viewer), loanCaseRow(state))) return refuse("NOT_FOUND", { field: "caseId" });
  if (!hasRole(viewer, spec.by)) return refuse("NOT_ALLOWED");
  if (spec.subjects && !spec.subjects(state).some(({ id }) => id === subject)) {
    return refuse("NOT_FOUND", { params: { subject } });
  }
  if (spec.mine && !spec.mine(state, viewer, subject)) return refuse("NOT_ALLOWED");
  return null;
}

/** Everything in the way, whatever the input; empty means that some input will be accepted. */
export function blockers<Input extends CommandInput>(
  spec: CaseCommand<Input>,
  state: CaseState,
  context: CaseContext,
  subject: string,
): readonly Refusal[] {
  const stage = stageOf(state);
  const inPlace = spec.from.includes(stage) || spec.again?.(state, subject);
  const wrongStage = inPlace ? [] : [refuse("WRONG_STAGE", { params: { stage } })];
  // Guards of another stage's act would only speak of things that are not there yet.
  return wrongStage.length > 0 ? wrongStage : (spec.guards?.(state, context, subject) ?? []);
}

/** The entries of an accepted command, or every reason against it. */
export function decideCommand<Input extends CommandInput>(
  spec: CaseCommand<Input>,
  state: CaseState | null,
  input: Input,
  context: CaseContext,
): { refusals: readonly Refusal[] } | { entries: readonly NewEntry[] } {
  const subject = spec.subjectOf?.(input) ?? "";
  const misplaced = standing(spec, state, context.viewer, subject);
  if (misplaced || !state) return { refusals: [misplaced ?? refuse("NOT_FOUND")] };
  const blocked = blockers(spec, state, context, subject);
  const onStage = blocked.every(({ code }) => code !== "WRONG_STAGE");
  const wrong = [
    ...(spec.shape?.(state, input, context) ?? []),
    ...(onStage ? (spec.check?.(state, input, context) ?? []) : []),
    ...(spec.ownLimits ? [] : oversized(input)),
  ];
  // A reason that the input is to blame for is told at its field, and not in general as well.
  const inGeneral = blocked.filter(({ code, field }) => field ?? !wrong.some((one) => one.code === code && one.field));
  const refusals = [...stale(spec, state, input, subject), ...inGeneral, ...wrong];
  return refusals.length > 0 ? { refusals: distinct(refusals) } : { entries: spec.decide(state, input, context) };
}

function stale<Input extends CommandInput>(
  spec: CaseCommand<Input>,
  state: CaseState,
  input: Input,
  subject: string,
): Refusal[] {
  if (input.expectedVersion === undefined || input.expectedVersion === null) return [];
  const version = spec.subjects?.(state).find(({ id }) => id === subject)?.version ?? state.version;
  if (version === input.expectedVersion) return [];
  return [refuse("STALE_VERSION", { field: "expectedVersion", params: { version } })];
}

export function distinct(refusals: readonly Refusal[]): Refusal[] {
  return [...new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
}

/** What a viewer may do with a case now, subject by subject, and everything in the way. */
import type { Refusal } from "../kernel/index.js";
import type { Viewer } from "../parties/index.js";
import { caseCommands } from "./case.js";
import { blockers, standing, type CaseCommand } from "./command.js";
import { contextToLook, type CaseServices } from "./services.js";
import type { CaseState } from "./state.js";

export interface ActionNow {
  readonly action: string;
  /** The id of the thing it would be done to, where there is one. */
  readonly subject: string | null;
  readonly blockedBy: readonly Refusal[];
}

/** Only acts that the viewer's roles give are listed; a wrong stage is a blocker like any other. */
export async function availableActions(
  services: CaseServices,
  viewer: Viewer,
  state: CaseState,
): Promise<readonly ActionNow[]> {
  const claims = caseCommands.flatMap((spec) => spec.claims?.(state) ?? []);
  const context = await contextToLook(services, viewer, state, claims);
  return caseCommands.flatMap((spec: CaseCommand) =>
    subjectsOf(spec, state)
      .filter((subject) => standing(spec, state, viewer, subject ?? "") === null)
      .map((subject) => ({ action: spec.action, subject, blockedBy: blockers(spec, state, context, subject ?? "") })),
  );
}

const subjectsOf = (spec: CaseCommand, state: CaseState): (string | null)[] =>
  spec.subjects ? spec.subjects(state).map(({ id }) => id) : [null];

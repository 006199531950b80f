/** What a viewer may do with a case now, subject by subject, and everything in the way. */
import { newId, type Refusal } from "../kernel/index.js";
import { claimTotals } from "../journal/index.js";
import type { Viewer } from "../parties/index.js";
import { caseCommands } from "./case.js";
import { blockers, standing, type CaseCommand } from "./command.js";
import { caseContext, readCaseFacts, type CaseServices } from "./services.js";
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
  const sql = services.journal.database.read;
  const totals = await claimTotals(
    sql,
    caseCommands.flatMap((spec) => spec.claims?.(state) ?? []),
  );
  const facts = await readCaseFacts(sql, services, state);
  const context = caseContext(
    services,
    viewer,
    state,
    {
      now: services.journal.clock().toISOString(),
      newId,
      // Guards keep nothing: they look at the state only.
      keep: () => ({ id: "", mac: "" }),
      claimed: ({ kind, subject }) => totals.get(`${kind}:${subject}`) ?? 0,
    },
    facts,
  );
  return caseCommands.flatMap((spec: CaseCommand) =>
    subjectsOf(spec, state)
      .filter((subject) => standing(spec, state, viewer, subject ?? "") === null)
      .map((subject) => ({ action: spec.action, subject, blockedBy: blockers(spec, state, context, subject ?? "") })),
  );
}

const subjectsOf = (spec: CaseCommand, state: CaseState): (string | null)[] =>
  spec.subjects ? spec.subjects(state).map(({ id }) => id) : [null];

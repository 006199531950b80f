/** Runs a case command through the journal: loads the case, decides, writes, and lets what follows follow. */
import type { Append, NewEntry, Outcome, StreamRef } from "../journal/index.js";
import type { Refusal } from "../kernel/index.js";
import { actorOf, type Viewer } from "../parties/index.js";
import type { Sql, WriteSql } from "../platform/index.js";
import { loanCaseAggregate, settleCase } from "./case.js";
import { decideCommand, distinct, type CaseCommand, type CommandInput } from "./command.js";
import type { CaseContext } from "./context.js";
import { caseContext, contextToLook, readCaseFacts, type CaseFactsRead, type CaseServices } from "./services.js";
import type { CaseState } from "./state.js";
import { refuse } from "./refusals.js";

export const caseRef = (id: string): StreamRef<CaseState> => ({ aggregate: loanCaseAggregate, id });

/** The input as every case mutation has it. */
export interface CaseMutationInput extends CommandInput {
  readonly caseId: string;
  readonly idempotencyKey?: string | null;
}

export interface RunOptions<Input extends CommandInput, Given extends CaseMutationInput> {
  /** Makes the command's input from what the client gave and what was read inside the transaction. */
  readonly resolve?: (given: Given, sql: Sql, state: CaseState) => Promise<Input>;
}

export async function runCommand<Input extends CommandInput, Given extends CaseMutationInput>(
  services: CaseServices,
  viewer: Viewer,
  spec: CaseCommand<Input>,
  given: Given,
  options: RunOptions<Input, Given> = {},
): Promise<Outcome> {
  const ref = caseRef(given.caseId);
  const { idempotencyKey, ...input } = given;
  return services.journal.execute<CaseFactsRead & { input: Input }>({
    command: spec.action,
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [ref],
    claims(loaded) {
      const state = loaded.state(ref);
      return state ? (spec.claims?.(state) ?? []) : [];
    },
    async prepare(tx, loaded) {
      const state = loaded.state(ref);
      const resolved = state && options.resolve ? await options.resolve(given, tx, state) : (input as unknown as Input);
      return { ...(await readCaseFacts(tx, services, state)), input: resolved };
    },
    decide(loaded, context, facts) {
      const state = loaded.state(ref);
      const decided = decideCommand(spec, state, facts.input, caseContext(services, viewer, state, context, facts));
      if ("refusals" in decided) return decided;
      const { entries } = decided;
      return { appends: [{ streamId: given.caseId, entries }], resultId: madeBy(spec, entries) ?? given.caseId };
    },
    settle: (_streamId, state, context, facts) =>
      settleCase(state as CaseState, caseContext(services, viewer, state as CaseState, context, facts)),
  });
}

/** Every reason against a command as the case stands now; nothing is written. */
export async function tryCommand<Input extends CommandInput, Given extends CaseMutationInput>(
  services: CaseServices,
  viewer: Viewer,
  spec: CaseCommand<Input>,
  given: Given,
  options: RunOptions<Input, Given> = {},
): Promise<readonly Refusal[]> {
  const { journal } = services;
  const state = await journal.read(loanCaseAggregate, given.caseId);
  const { idempotencyKey: _key, ...input } = given;
  const resolved =
    state && options.resolve ? await options.resolve(given, journal.database.read, state) : (input as unknown as Input);
  const context = await contextToLook(services, viewer, state, state ? (spec.claims?.(state) ?? []) : []);
  const decided = decideCommand(spec, state, resolved, context);
  return "refusals" in decided ? decided.refusals : [];
}

/** The id of the thing that a command has just made, or last touched; null where it changed the case only. */
function madeBy({ makes }: Pick<CaseCommand, "makes">, entries: readonly NewEntry[]): string | null {
  if (!makes) return null;
  const body = entries.map((one) => one.body as Readonly<Record<string, unknown>>).find((one) => one[makes]);
  return (body?.[makes] as string | undefined) ?? null;
}

/** What a command that touches a case and other streams decides of the others. */
export interface Companions {
  readonly refusals: readonly Refusal[];
  readonly appends: readonly Append[];
  readonly technical?: (tx: WriteSql) => Promise<void>;
}

/** The refusals of the case and of the other streams together, so that all are told at once. */
export function together<Input extends CommandInput>(
  spec: CaseCommand<Input>,
  cases: readonly {
    readonly state: CaseState | null;
    readonly input: Input;
    readonly context: CaseContext;
    readonly id: string;
    /** Puts a reason at its place in what the client gave, where that is another than the command's own input. */
    readonly place?: (refusal: Refusal) => Refusal;
  }[],
  companions: () => Companions,
  resultId: string,
) {
  const decided = cases.map(({ state, input, context, id, place }) => ({
    id,
    place,
    ...decideCommand(spec, state, input, context),
  }));
  const refusals = distinct(
    decided.flatMap((one) => ("refusals" in one ? one.refusals.map(one.place ?? ((refusal) => refusal)) : [])),
  );
  // Whoever may not see or do this learns nothing more.
  if (refusals.some(({ code }) => code === "NOT_FOUND" || code === "NOT_ALLOWED")) return { refusals };
  const others = companions();
  if (refusals.length + others.refusals.length > 0) return { refusals: [...refusals, ...others.refusals] };
  return {
    appends: [
      ...decided.map((one) => ({ streamId: one.id, entries: "entries" in one ? one.entries : [] })),
      ...others.appends,
    ],
    resultId,
    ...(others.technical && { technical: others.technical }),
  };
}

export const notFound = (field: string): Refusal => refuse("NOT_FOUND", { field });

/** How a case mutation runs and answers: the case as it is now, and every reason where it was refused. */
import { Field, ID, InputType, Int } from "type-graphql";
import type { Outcome } from "../../journal/index.js";
import { idempotencyKeyOf } from "../../parties/index.js";
import { payloadType, signedIn, toUserErrors, type RowClass, type UserErrorValue } from "../../platform/index.js";
import type { CaseCommand, CommandInput } from "../command.js";
import { LoanCase } from "../lifecycle/rows.js";
import { runCommand, type CaseMutationInput, type RunOptions } from "../run.js";
import type { CaseRequestContext } from "../services.js";

@InputType()
export abstract class CaseInput implements CaseMutationInput {
  @Field(() => ID, { description: "The case (贷款申请)." })
  caseId!: string;

  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;

  @Field(() => Int, { nullable: true, description: "Refused when this has changed since (预期版本)." })
  expectedVersion?: number | null;
}

const caseField = { loanCase: { type: () => LoanCase, description: "The case as it is now (贷款申请)." } };

/** A payload with the case, and the thing that changed where it is another. */
export const casePayload = <const Fields extends Parameters<typeof payloadType>[1]>(name: string, fields: Fields) =>
  payloadType(`${name}Payload`, { ...caseField, ...fields });

export interface CaseAnswer {
  readonly loanCase: LoanCase | null;
  readonly madeId: string | null;
  readonly userErrors: readonly UserErrorValue[];
}

/** Runs a command for whoever is signed in. */
export async function act<Input extends CommandInput, Given extends CaseMutationInput>(
  ctx: CaseRequestContext,
  spec: CaseCommand<Input>,
  given: Given,
  options: RunOptions<Input, Given> = {},
): Promise<CaseAnswer> {
  const viewer = signedIn(ctx);
  const key = idempotencyKeyOf(given);
  const outcome = await runCommand(ctx, viewer, spec, { ...given, idempotencyKey: key }, options);
  return answer(ctx, outcome, given.caseId);
}

/** The case, and the id of what the command made or changed, which a repeated key answers with again. */
export async function answer(ctx: CaseRequestContext, outcome: Outcome, caseId?: string): Promise<CaseAnswer> {
  if (!outcome.ok) return { loanCase: null, madeId: null, userErrors: toUserErrors(outcome.refusals, ctx.language) };
  const { resultId } = outcome;
  return { loanCase: await ctx.rows.one(LoanCase, caseId ?? resultId), madeId: resultId, userErrors: [] };
}

/** The row that the mutation changed beside the case; null where it was refused. */
export const changed = <T extends object>(
  ctx: CaseRequestContext,
  { loanCase }: CaseAnswer,
  rowClass: RowClass<T>,
  id: string | null | undefined,
): Promise<T | null> | null => (loanCase && id ? ctx.rows.face(rowClass, id) : null);

/** The row of what the command has just made; the same one when its key is repeated. */
export const made = <T extends object>(
  ctx: CaseRequestContext,
  { loanCase, madeId }: CaseAnswer,
  rowClass: RowClass<T>,
): Promise<T | null> | null => (loanCase && madeId ? ctx.rows.face(rowClass, madeId) : null);

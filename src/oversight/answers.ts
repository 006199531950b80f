/** How this room's mutations take what is asked and answer what came of it. */
import type { Outcome } from "../journal/index.js";
import { idempotencyKeyOf } from "../parties/index.js";
import { signedIn, toUserErrors, type RowClass } from "../platform/index.js";
import type { OversightContext } from "./services.js";

/** @throws GraphQLError UNAUTHENTICATED, BAD_USER_INPUT for a key that cannot be kept */
export function askedOf<Input extends { idempotencyKey?: string | null }>(context: OversightContext, input: Input) {
  const viewer = signedIn(context);
  return { viewer, given: { ...input, idempotencyKey: idempotencyKeyOf(input) } };
}

/** The thing as it is now under its name, or every reason why not. */
export async function answered(
  { rows, language }: OversightContext,
  outcome: Outcome,
  name: string,
  rowClass: RowClass,
): Promise<object> {
  if (!outcome.ok) return { userErrors: toUserErrors(outcome.refusals, language) };
  return { [name]: await rows.one(rowClass, outcome.resultId), userErrors: [] };
}

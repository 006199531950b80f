/** What is learnt of an application's money after it was submitted: whether payees are right, and the commercial part. */
import type { Refusal } from "../../kernel/index.js";
import type { Stage } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import { entry } from "../entries.js";
import { moneyIsOut } from "../money.js";
import { refuse } from "../refusals.js";
import { beforePayOut } from "../stages.js";
import type { CaseState } from "../state.js";

export interface PayeeInput extends CommandInput {
  readonly payeeId: string;
}

/** The bank has looked up the account, its holder and whether it is supervised. */
export const payeeVerify = command<PayeeInput>({
  action: "PAYEE_VERIFY",
  by: ["BANK_OFFICER", "BANK_MANAGER"],
  from: beforePayOut.filter((stage) => stage !== "APPLICATION"),
  subjects: ({ lifecycle }) => lifecycle.content.payees.map(({ id }) => ({ id, version: 1 })),
  subjectOf: (input) => input.payeeId,
  guards: ({ lifecycle }, _context, id) =>
    lifecycle.verifiedPayees.some((payee) => payee.id === id) ? [refuse("ALREADY_VERIFIED")] : [],
  decide: (_state, { payeeId }) => [entry("PAYEE_VERIFIED", { payeeId })],
});

export interface CommercialInput extends CommandInput {
  readonly state: "APPROVED" | "FAILED";
}

/** What the lender decided on its part; a part that failed holds the other until it is decided anew. */
export const commercialPartDecide = command<CommercialInput>({
  action: "COMMERCIAL_PART_DECIDE",
  by: ["BANK_OFFICER", "BANK_MANAGER"],
  from: beforePayOut.filter((stage) => stage !== "APPLICATION"),
  guards: (state) => [
    ...(state.lifecycle.content.commercial ? [] : [refuse("NO_COMMERCIAL_PART")]),
    ...(moneyIsOut(state) ? [refuse("PAYMENT_UNDER_WAY")] : []),
  ],
  check: ({ lifecycle }, { state }) =>
    lifecycle.content.commercial?.state === state ? [refuse("ALREADY_RECORDED", { field: "state" })] : [],
  decide: (_state, { state }) => [entry("COMMERCIAL_PART_DECIDED", { state })],
});

/** One part that failed holds the other. */
export const commercialBlock = ({ lifecycle }: CaseState, to: Stage): Refusal[] =>
  lifecycle.content.commercial?.state === "FAILED" && ["SIGNING", "SECURITY", "DISBURSEMENT"].includes(to)
    ? [refuse("COMMERCIAL_PART_FAILED")]
    : [];

export const moneyCommands = [payeeVerify, commercialPartDecide];

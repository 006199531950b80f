/** Somebody is away these days: the center's first approver lets the second one act in their place. */
import type { Journal } from "../../journal/index.js";
import { addDays } from "../../kernel/index.js";
import { delegationRules, grantDelegation, resultOf } from "../../parties/index.js";
import type { PolicyBook } from "../../policy/index.js";
import type { DemoClock } from "./clock.js";
import type { LivingParty } from "./found.js";

const daysAway = 14;

export async function letStandIn(
  { journal, policies }: { readonly journal: Journal; readonly policies: PolicyBook },
  clock: DemoClock,
  parties: readonly LivingParty[],
): Promise<void> {
  const members = parties.find(({ kind }) => kind === "CENTER")?.viewers;
  const away = members?.get("center.approver");
  const colleague = members?.get("center.approver2");
  clock.startWorkingDaysAgo(1, 5);
  const rules = delegationRules(policies);
  // In a year whose policy knows no delegation nobody stands in.
  if (!away || !colleague || !rules.ruleOn(clock.today)) return;
  const days = { fromDay: clock.today, untilDay: addDays(clock.today, daysAway - 1) };
  resultOf(await grantDelegation(journal, away, { toMemberId: colleague.memberId, ...days }, rules));
}

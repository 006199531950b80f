/** The quota of a case: what the case says, and what only its officers know; under the policy that the case was pinned to. */
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { privateText } from "../../documents/index.js";
import { dayOf } from "../../kernel/index.js";
import { personOfText } from "../../parties/index.js";
import { badInput, signedIn } from "../../platform/index.js";
import { loanCaseAggregate } from "../case.js";
import { borrowersAmong, owes } from "../intake/borrowers.js";
import { LoanCase } from "../lifecycle/rows.js";
import { answerQuota, type QuotaQuestion } from "../quota/answer.js";
import type { Borrower } from "../quota/conditions.js";
import { CaseQuotaInput, LoanQuota } from "../quota/types.js";
import type { CaseRequestContext } from "../services.js";
import type { CaseState } from "../state.js";

@Resolver()
export class CaseQuotaResolver {
  @Query(() => LoanQuota, {
    nullable: true,
    description: "The quota of a case, for its bank and the center; null out of sight (案件额度测算).",
  })
  async caseQuota(
    @Arg("input", () => CaseQuotaInput) input: CaseQuotaInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<LoanQuota | null> {
    const { partyKind, roles } = signedIn(ctx);
    // Borrowers' ages stand behind the answer: it is for those who decide on the loan.
    if ((partyKind !== "BANK" && partyKind !== "CENTER") || roles.length === 0) return null;
    const loanCase = await ctx.rows.one(LoanCase, input.caseId);
    const state = loanCase && (await ctx.journal.read(loanCaseAggregate, loanCase.id));
    if (!state) return null;
    const { policies, journal, language } = ctx;
    const today = dayOf(journal.clock().toISOString(), policies.calendar.zone);
    const { policyDigest } = state.lifecycle;
    const rates = policies.on(today);
    const policy = policyDigest ? policies.byDigest(policyDigest) : rates;
    return answerQuota(questionOf(state, input, await borrowersOf(state, ctx)), { policy, rates, today }, language);
  }
}

/** @throws GraphQLError BAD_USER_INPUT where the case does not say enough yet. */
function questionOf({ lifecycle }: CaseState, input: CaseQuotaInput, borrowers: readonly Borrower[]): QuotaQuestion {
  const { property, terms, people, commercial } = lifecycle.content;
  if (!property || !terms) throw badInput("input.caseId", "the case does not say yet what is bought and asked for");
  if (commercial && !input.commercialRatePpm)
    throw badInput("input.commercialRatePpm", "of the bank's part of the loan");
  return {
    product: lifecycle.product,
    houseOrder: terms.houseOrder,
    joint: people.some(({ roles }) => roles.includes("SPOUSE") || roles.includes("CO_BORROWER")),
    priceFen: property.priceFen,
    downPaymentFen: property.downPaymentFen,
    valuationFen: property.valuationFen,
    balancesFen: input.balances,
    monthlyIncomeFen: input.monthlyIncome,
    otherRepaymentsFen: input.otherRepayments,
    termMonths: terms.termMonths,
    repaymentMethod: terms.repaymentMethod,
    commercial: commercial && {
      amountFen: commercial.amountFen,
      annualRatePpm: input.commercialRatePpm ?? 0,
      termMonths: terms.termMonths,
    },
    requestedFen: terms.amountFen,
    household: {
      borrowers,
      depositMonthsInRow: input.depositMonthsInRow ?? null,
      runningLoans: input.runningLoans ?? null,
      loansTaken: input.loansTaken ?? null,
      homesOwned: input.homesOwned ?? null,
    },
  };
}

/** Those who owe the loan; a person who was erased, or whose document does not tell the sex, is not judged by age. */
async function borrowersOf({ lifecycle }: CaseState, ctx: CaseRequestContext): Promise<Borrower[]> {
  const owing = lifecycle.content.people.filter(owes);
  const texts = await Promise.all(owing.map((person) => privateText(ctx, person.private.id)));
  return borrowersAmong(texts.flatMap((text) => (text ? [personOfText(text)] : [])));
}

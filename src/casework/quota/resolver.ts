/** The loan quota in the API: for staff, and as an estimate for anybody; nothing of it is kept. */
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { dayOf, limits } from "../../kernel/index.js";
import { signedIn } from "../../platform/index.js";
import type { CaseRequestContext } from "../services.js";
import { answerQuota, type QuotaQuestion } from "./answer.js";
import { newThrottle } from "./throttle.js";
import { LoanQuota, LoanQuotaInput } from "./types.js";

/** The request's place, where it came over HTTP. */
type Asking = CaseRequestContext & { readonly asked?: { readonly address: string } };

const throttle = newThrottle(limits.estimate);

@Resolver()
export class QuotaResolver {
  @Query(() => LoanQuota, { description: "What could be lent, which term bounds it, what would raise it (额度测算)." })
  loanQuota(@Arg("input", () => LoanQuotaInput) input: LoanQuotaInput, @Ctx() ctx: CaseRequestContext): LoanQuota {
    signedIn(ctx);
    return answered(input, ctx);
  }

  @Query(() => LoanQuota, {
    description:
      "The same for anybody, without signing in; nothing is kept, and nobody may ask all the time (额度试算).",
  })
  quotaEstimate(@Arg("input", () => LoanQuotaInput) input: LoanQuotaInput, @Ctx() ctx: Asking): LoanQuota {
    if (ctx.viewer === null) throttle(ctx.asked?.address ?? "", Date.now());
    return answered(input, ctx);
  }
}

/** Under the policy in force today. */
function answered(input: LoanQuotaInput, { policies, journal, language }: CaseRequestContext): LoanQuota {
  const today = dayOf(journal.clock().toISOString(), policies.calendar.zone);
  const policy = policies.on(today);
  return answerQuota(questionOf(input), { policy, rates: policy, today }, language);
}

const questionOf = ({ commercial, borrowers, ...input }: LoanQuotaInput): QuotaQuestion => ({
  product: input.product,
  houseOrder: input.houseOrder,
  joint: input.joint,
  priceFen: input.price,
  downPaymentFen: input.downPayment,
  valuationFen: input.valuation ?? null,
  balancesFen: input.balances,
  monthlyIncomeFen: input.monthlyIncome,
  otherRepaymentsFen: input.otherRepayments,
  termMonths: input.termMonths,
  repaymentMethod: input.repaymentMethod,
  commercial: commercial
    ? {
        amountFen: commercial.amount,
        annualRatePpm: commercial.annualRatePpm,
        termMonths: commercial.termMonths ?? input.termMonths,
      }
    : null,
  household: {
    borrowers: (borrowers ?? []).map(({ birthDate, sex }) => ({ birthDay: birthDate, sex })),
    depositMonthsInRow: input.depositMonthsInRow ?? null,
    runningLoans: input.runningLoans ?? null,
    loansTaken: input.loansTaken ?? null,
    homesOwned: input.homesOwned ?? null,
  },
});

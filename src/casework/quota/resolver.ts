/** The loan quota in the API: a computation for staff, bound to no case. */
import { Arg, Ctx, Field, InputType, Int, ObjectType, Query, registerEnumType, Resolver } from "type-graphql";
import { dayOf } from "../../kernel/index.js";
import { badInput, MoneyScalar, signedIn } from "../../platform/index.js";
import { Names, productOf, rateFor, type HouseOrder, type PolicyVersion } from "../../policy/index.js";
import { enumOf, HouseOrderEnum } from "../enums.js";
import type { CaseRequestContext } from "../services.js";
import { loanQuota, type QuotaTerm } from "./quota.js";

const QuotaMethodEnum = enumOf(["EQUAL_INSTALMENTS", "EQUAL_PRINCIPAL"] as const);
registerEnumType(QuotaMethodEnum, { name: "QuotaRepaymentMethod", description: "How it is paid back (还款方式)." });

const QuotaTermEnum = enumOf<QuotaTerm>([
  "PRODUCT_CAP",
  "RATIO_OF_VALUE",
  "PRICE_LESS_DOWN_PAYMENT",
  "DEPOSIT_BALANCE",
  "REPAYMENT_CAPACITY",
]);
registerEnumType(QuotaTermEnum, { name: "QuotaTerm", description: "What may bound a loan (额度限制项)." });

/** What the applicant could change where a term binds. */
const raisedBy: Readonly<Record<QuotaTerm, Names>> = {
  PRODUCT_CAP: {
    en: "A second depositor as co-borrower, or another product",
    zh: "增加缴存职工共同借款，或选择其他品种",
  },
  RATIO_OF_VALUE: { en: "A home of higher value, or a larger down payment", zh: "房屋价值更高，或提高首付款" },
  PRICE_LESS_DOWN_PAYMENT: { en: "Nothing: no more is needed than the price asks", zh: "无需提高：已满足购房所需" },
  DEPOSIT_BALANCE: {
    en: "A higher deposit balance, or a second depositor",
    zh: "提高账户余额，或增加缴存职工共同借款",
  },
  REPAYMENT_CAPACITY: {
    en: "A longer term, higher income or fewer other debts",
    zh: "延长期限、提高收入或减少其他负债",
  },
};

@InputType({ description: "What the quota is computed from (额度测算条件)." })
export class LoanQuotaInput {
  @Field(() => String, { description: "Product, a code of the policy (贷款品种)." }) product!: string;
  @Field(() => Boolean, { description: "A second depositor borrows too (双人缴存)." }) joint!: boolean;
  @Field(() => HouseOrderEnum, { description: "First or second home (房屋套数)." }) houseOrder!: HouseOrder;
  @Field(() => MoneyScalar, { description: "Price (总价)." }) price!: number;
  @Field(() => MoneyScalar, { description: "Down payment (首付款)." }) downPayment!: number;
  @Field(() => MoneyScalar, { nullable: true, description: "Valuation, second-hand (评估价)." }) valuation?:
    number | null;
  @Field(() => [MoneyScalar], { description: "Deposit balances of the borrowers (账户余额)." }) balances!: number[];
  @Field(() => MoneyScalar, { description: "Household income a month (家庭月收入)." }) monthlyIncome!: number;
  @Field(() => MoneyScalar, { description: "Other repayments a month (其他月还款)." }) otherRepayments!: number;
  @Field(() => Int, { description: "Term in months (期限, 月)." }) termMonths!: number;
  @Field(() => QuotaMethodEnum, { description: "How it is paid back (还款方式)." })
  repaymentMethod!: keyof typeof QuotaMethodEnum;
}

@ObjectType({ description: "One term of the quota (额度限制项).", simpleResolvers: true })
export class QuotaTermAmount {
  @Field(() => QuotaTermEnum, { description: "Which (限制项)." }) term!: QuotaTerm;
  @Field(() => MoneyScalar, { description: "Its amount (金额)." }) amount!: number;
  @Field(() => Boolean, { description: "Whether it is the lowest (是否起限制作用)." }) binding!: boolean;
  @Field(() => Names, { description: "What would raise it (提高途径)." }) raisedBy!: Names;
}

@ObjectType({ description: "The loan quota, and what it came from (贷款额度).", simpleResolvers: true })
export class LoanQuota {
  @Field(() => MoneyScalar, { description: "The lowest term, rounded down to the policy's unit (可贷额度)." })
  quota!: number;
  @Field(() => [QuotaTermAmount], { description: "Each term (各限制项)." }) terms!: QuotaTermAmount[];
  @Field(() => String, { description: "The policy it was computed under (政策版本)." }) policyId!: string;
  @Field(() => String, { description: "Its digest (政策摘要)." }) policyDigest!: string;
}

@Resolver()
export class QuotaResolver {
  @Query(() => LoanQuota, { description: "What could be lent, which term bounds it, what would raise it (额度测算)." })
  loanQuota(@Arg("input", () => LoanQuotaInput) input: LoanQuotaInput, @Ctx() ctx: CaseRequestContext): LoanQuota {
    signedIn(ctx);
    const today = dayOf(ctx.journal.clock().toISOString(), ctx.policies.calendar.zone);
    const policy = ctx.policies.on(today);
    const { product, annualRatePpm } = askedFor(policy, input, today);
    const { quotaFen, terms, ...source } = loanQuota(policy, product, {
      joint: input.joint,
      priceFen: input.price,
      downPaymentFen: input.downPayment,
      valuationFen: input.valuation ?? null,
      balancesFen: input.balances,
      monthlyIncomeFen: input.monthlyIncome,
      otherRepaymentsFen: input.otherRepayments,
      termMonths: input.termMonths,
      annualRatePpm,
      repaymentMethod: input.repaymentMethod,
    });
    return {
      ...source,
      quota: quotaFen,
      terms: terms.map(({ amountFen, ...term }) => ({ ...term, amount: amountFen, raisedBy: raisedBy[term.term] })),
    };
  }
}

/** @throws GraphQLError BAD_USER_INPUT naming what no policy answers: an unknown product, a term without a rate. */
function askedFor(policy: PolicyVersion, { product: code, houseOrder, termMonths }: LoanQuotaInput, today: string) {
  const product = productOf(policy, code);
  if (!product) throw badInput("input.product", `no product of the policy ${policy.id}`);
  if (termMonths < product.minTermMonths || termMonths > product.maxTermMonths) {
    throw badInput("input.termMonths", `${product.minTermMonths} to ${product.maxTermMonths} months`);
  }
  const rate = rateFor(policy, { houseOrder, termMonths, referenceDay: today });
  if (!rate) throw badInput("input.termMonths", "no rate of the policy covers it");
  return { product, annualRatePpm: rate.annualRatePpm };
}

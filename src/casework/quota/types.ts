/** The loan quota as the API asks for it and tells it. */
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateScalar, MoneyScalar, UserError, type UserErrorValue } from "../../platform/index.js";
import { Names, type HouseOrder, type RepaymentMethod } from "../../policy/index.js";
import { enumOf, HouseOrderEnum } from "../enums.js";
import { quotaTerms, type QuotaTerm } from "./quota.js";
import type { QuotaChangeable } from "./raise.js";

const QuotaMethodEnum = enumOf<RepaymentMethod>(["EQUAL_INSTALMENTS", "EQUAL_PRINCIPAL", "AT_ONCE", "FREE"]);
registerEnumType(QuotaMethodEnum, { name: "QuotaRepaymentMethod", description: "How it is paid back (还款方式)." });

const QuotaTermEnum = enumOf<QuotaTerm>(quotaTerms);
registerEnumType(QuotaTermEnum, { name: "QuotaTerm", description: "What may bound a loan (额度限制项)." });

const SexEnum = enumOf(["MALE", "FEMALE"] as const);
registerEnumType(SexEnum, { name: "Sex", description: "For the retirement age (性别, 用于法定退休年龄)." });

const QuotaChangeableEnum = enumOf<QuotaChangeable>([
  ...(["JOINT", "PRICE", "VALUATION", "DOWN_PAYMENT", "COMMERCIAL_AMOUNT", "BALANCES"] as const),
  ...(["MONTHLY_INCOME", "OTHER_REPAYMENTS", "TERM_MONTHS"] as const),
]);
registerEnumType(QuotaChangeableEnum, { name: "QuotaInputName", description: "What could be otherwise (可变条件)." });

@InputType({ description: "Who borrows, as far as the term depends on it (借款人年龄)." })
export class QuotaBorrowerInput {
  @Field(() => DateScalar, { description: "Birth date (出生日期)." }) birthDate!: string;
  @Field(() => SexEnum, { description: "Sex (性别)." }) sex!: keyof typeof SexEnum;
}

@InputType({ description: "The bank's part of a combined loan (组合贷款商业部分)." })
export class QuotaCommercialInput {
  @Field(() => MoneyScalar, { description: "Amount (金额)." }) amount!: number;
  @Field(() => Int, { description: "Yearly rate in parts per million (年利率, 百万分比)." }) annualRatePpm!: number;
  @Field(() => Int, {
    nullable: true,
    description: "Term in months; that of the fund's part where left out (期限, 月).",
  })
  termMonths?: number | null;
}

@InputType()
abstract class HouseholdInput {
  @Field(() => [MoneyScalar], { description: "Deposit balances of the borrowers (账户余额)." }) balances!: number[];
  @Field(() => MoneyScalar, { description: "Household income a month (家庭月收入)." }) monthlyIncome!: number;
  @Field(() => MoneyScalar, { description: "Other repayments a month (其他月还款)." }) otherRepayments!: number;
  @Field(() => Int, {
    nullable: true,
    description: "Months of deposits in a row, the fewest of the borrowers (连续缴存月数).",
  })
  depositMonthsInRow?: number | null;
  @Field(() => Int, { nullable: true, description: "Fund loans that run now (未结清公积金贷款笔数)." })
  runningLoans?: number | null;
  @Field(() => Int, { nullable: true, description: "Fund loans taken so far (公积金贷款次数)." })
  loansTaken?: number | null;
  @Field(() => Int, { nullable: true, description: "Homes of the household, without the new one (已有住房套数)." })
  homesOwned?: number | null;
}

@InputType({ description: "What the quota is computed from (额度测算条件)." })
export class LoanQuotaInput extends HouseholdInput {
  @Field(() => String, { description: "Product, a code of the policy (贷款品种)." }) product!: string;
  @Field(() => Boolean, { description: "A second depositor borrows too (双人缴存)." }) joint!: boolean;
  @Field(() => HouseOrderEnum, { description: "First or second home (房屋套数)." }) houseOrder!: HouseOrder;
  @Field(() => MoneyScalar, { description: "Price (总价)." }) price!: number;
  @Field(() => MoneyScalar, { description: "Down payment (首付款)." }) downPayment!: number;
  @Field(() => MoneyScalar, { nullable: true, description: "Valuation, second-hand (评估价)." }) valuation?:
    number | null;
  @Field(() => Int, { description: "Term in months (期限, 月)." }) termMonths!: number;
  @Field(() => QuotaMethodEnum, { description: "How it is paid back (还款方式)." })
  repaymentMethod!: keyof typeof QuotaMethodEnum;
  @Field(() => [QuotaBorrowerInput], { nullable: true, description: "Who borrows (借款人)." })
  borrowers?: QuotaBorrowerInput[] | null;
  @Field(() => QuotaCommercialInput, { nullable: true, description: "Of a combined loan (商业部分)." })
  commercial?: QuotaCommercialInput | null;
}

@InputType({ description: "What the quota of a case is computed from beside the case itself (案件额度测算条件)." })
export class CaseQuotaInput extends HouseholdInput {
  @Field(() => ID, { description: "The case (贷款申请)." }) caseId!: string;
  @Field(() => Int, { nullable: true, description: "Rate of the commercial part, parts per million (商业部分年利率)." })
  commercialRatePpm?: number | null;
}

@ObjectType({ description: "One term of the quota (额度限制项).", simpleResolvers: true })
export class QuotaTermAmount {
  @Field(() => QuotaTermEnum, { description: "Which (限制项)." }) term!: QuotaTerm;
  @Field(() => MoneyScalar, { description: "Its amount (金额)." }) amount!: number;
  @Field(() => Boolean, { description: "Whether it is the lowest; ties all are (是否起限制作用)." }) binding!: boolean;
  @Field(() => Names, { description: "What would raise it (提高途径)." }) raisedBy!: Names;
}

@ObjectType({ description: "One input that would have to be otherwise (条件变化).", simpleResolvers: true })
export class QuotaChange {
  @Field(() => QuotaChangeableEnum, { description: "Which (条件)." }) input!: QuotaChangeable;
  @Field(() => String, { description: "As it is: yuan, months, true or false (现值)." }) from!: string;
  @Field(() => String, { description: "The least, or the most, that is enough (所需值)." }) to!: string;
}

@ObjectType({ description: "Changes that are needed together (提高方式).", simpleResolvers: true })
export class QuotaWay {
  @Field(() => [QuotaChange], { description: "All of them (所需变化)." }) changes!: readonly QuotaChange[];
}

@ObjectType({ description: "A term in the way of the next amount (需提高的限制项).", simpleResolvers: true })
export class QuotaLift {
  @Field(() => QuotaTermEnum, { description: "Which (限制项)." }) term!: QuotaTerm;
  @Field(() => [QuotaWay], { description: "Each is enough by itself; none: nothing would (可选方式)." })
  ways!: readonly QuotaWay[];
}

@ObjectType({ description: "The next amount that the quota can step up to (可提高至).", simpleResolvers: true })
export class QuotaRaise {
  @Field(() => MoneyScalar, { description: "The amount once every term named is lifted (提高后额度)." }) to!: number;
  @Field(() => [QuotaLift], { description: "Every term that has to be lifted (需提高的限制项)." })
  lifts!: readonly QuotaLift[];
}

@ObjectType({ description: "The loan quota, and what it came from (贷款额度).", simpleResolvers: true })
export class LoanQuota {
  @Field(() => MoneyScalar, { description: "The lowest term, rounded down to the policy's unit (可贷额度)." })
  quota!: number;
  @Field(() => MoneyScalar, { description: "The same, or nothing where there is a reason against it (实际可贷)." })
  lendable!: number;
  @Field(() => [UserError], { description: "Every reason against a loan; empty where none is known (不予贷款的情形)." })
  refusals!: readonly UserErrorValue[];
  @Field(() => [QuotaTermAmount], { description: "Each term (各限制项)." }) terms!: readonly QuotaTermAmount[];
  @Field(() => QuotaRaise, {
    nullable: true,
    description: "What would raise it; null where all terms bind (提高途径).",
  })
  raise!: QuotaRaise | null;
  @Field(() => MoneyScalar, { description: "What the quota costs in its dearest month, rounded up (月还款额)." })
  monthlyRepayment!: number;
  @Field(() => Int, { description: "Yearly rate in parts per million (年利率, 百万分比)." }) annualRatePpm!: number;
  @Field(() => Int, { description: "The longest term that policy, product and age allow (最长期限, 月)." })
  longestTermMonths!: number;
  @Field(() => MoneyScalar, { nullable: true, description: "What the case asks for (申请金额)." })
  requested!: number | null;
  @Field(() => String, { description: "The policy it was computed under (政策版本)." }) policyId!: string;
  @Field(() => String, { description: "Its digest (政策摘要)." }) policyDigest!: string;
}

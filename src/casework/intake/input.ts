/** What an application says, as the API takes it in. */
import { Field, ID, InputType, Int } from "type-graphql";
import { PersonInput } from "../../parties/index.js";
import { DateScalar, MoneyScalar } from "../../platform/index.js";
import type {
  GuaranteeKind,
  HouseOrder,
  Institution,
  PersonRole,
  PropertyKind,
  RepaymentMethod,
} from "../../policy/index.js";
import {
  GuaranteeKindEnum,
  HouseOrderEnum,
  InstitutionEnum,
  PersonRoleEnum,
  PropertyKindEnum,
  RepaymentMethodEnum,
} from "../enums.js";

@InputType({ description: "An authorisation for queries about a person (授权)." })
export class AuthorisationInput {
  @Field(() => String, { description: "What may be asked, such as CREDIT_REPORT (授权范围)." }) scope!: string;
  @Field(() => String, { description: "What for, such as LOAN_REVIEW (用途)." }) purpose!: string;
  @Field(() => [InstitutionEnum], { description: "Who may ask (接收方)." }) recipients!: Institution[];
  @Field(() => DateScalar, { description: "Until when (有效期至)." }) validUntil!: string;
  @Field(() => ID, { nullable: true, description: "The signed paper, a document (授权书)." })
  evidenceDocumentId?: string | null;
}

@InputType({ description: "A person of the case with their roles (借款相关人员)." })
export class CasePersonInput {
  @Field(() => PersonInput, { description: "Who it is (身份信息)." }) person!: PersonInput;
  @Field(() => [PersonRoleEnum], { description: "What they are in the case (角色)." }) roles!: PersonRole[];
  @Field(() => Int, { nullable: true, description: "Share of the home in parts per million (产权份额, 百万分比)." })
  sharePpm?: number | null;
  @Field(() => [AuthorisationInput], { nullable: true, description: "What they have authorised (授权)." })
  authorisations?: AuthorisationInput[] | null;
}

@InputType({ description: "The home (房屋)." })
export class PropertyInput {
  @Field(() => PropertyKindEnum, { description: "What kind (类型)." }) kind!: PropertyKind;
  @Field(() => String, { description: "Real-estate unit number (不动产单元号)." }) unitNumber!: string;
  @Field(() => String, { description: "Address (坐落)." }) address!: string;
  @Field(() => MoneyScalar, { description: "Price (总价)." }) price!: number;
  @Field(() => MoneyScalar, { description: "Down payment (首付款)." }) downPayment!: number;
  @Field(() => MoneyScalar, { nullable: true, description: "Valuation, second-hand (评估价)." })
  valuation?: number | null;
  @Field(() => DateScalar, { description: "Day of the purchase contract (合同日期)." }) contractDay!: string;
  @Field(() => ID, { nullable: true, description: "The developer of a new home (开发企业)." })
  developerId?: string | null;
  @Field(() => ID, { nullable: true, description: "Its building in the developer's register (楼幢)." })
  buildingId?: string | null;
  @Field(() => Boolean, { nullable: true, description: "An older mortgage lies on it (存在原抵押)." })
  oldMortgage?: boolean | null;
}

@InputType({ description: "What is asked for (贷款要素)." })
export class TermsInput {
  @Field(() => MoneyScalar, { description: "The fund's part (公积金贷款金额)." }) amount!: number;
  @Field(() => Int, { description: "Term in months (期限, 月)." }) termMonths!: number;
  @Field(() => RepaymentMethodEnum, { description: "How it is paid back (还款方式)." })
  repaymentMethod!: RepaymentMethod;
  @Field(() => HouseOrderEnum, { description: "First or second home (房屋套数)." }) houseOrder!: HouseOrder;
}

@InputType({ description: "Who gets the money (收款人)." })
export class PayeeInput {
  @Field(() => String, { description: "Account holder (户名)." }) name!: string;
  @Field(() => String, { description: "Bank of the account (开户行)." }) bankName!: string;
  @Field(() => String, { description: "Account number (账号)." }) accountNumber!: string;
  @Field(() => Boolean, { description: "A supervised account (监管账户)." }) supervised!: boolean;
  @Field(() => MoneyScalar, { description: "How much (金额)." }) amount!: number;
}

@InputType({ description: "The commercial part of a combined loan (组合贷款商业部分)." })
export class CommercialInput {
  @Field(() => ID, { description: "The lending bank (贷款银行)." }) lenderId!: string;
  @Field(() => MoneyScalar, { description: "Amount (金额)." }) amount!: number;
}

@InputType({ description: "What an application says; what is left out stays as it was (申请内容)." })
export class ApplicationInput {
  @Field(() => [CasePersonInput], { nullable: true, description: "People (人员)." })
  people?: CasePersonInput[] | null;
  @Field(() => PropertyInput, { nullable: true, description: "The home (房屋)." }) property?: PropertyInput | null;
  @Field(() => TermsInput, { nullable: true, description: "What is asked for (贷款要素)." }) terms?: TermsInput | null;
  @Field(() => String, { nullable: true, description: "Deposit account (公积金账号)." })
  depositAccount?: string | null;
  @Field(() => [PayeeInput], { nullable: true, description: "Who gets the money (收款人)." })
  payees?: PayeeInput[] | null;
  @Field(() => CommercialInput, { nullable: true, description: "The commercial part (商业部分)." })
  commercial?: CommercialInput | null;
}

@InputType({ description: "Opens an application (开立申请)." })
export class LoanCaseOpenInput {
  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;
  @Field(() => String, { description: "Product, a code of the policy (贷款品种)." }) product!: string;
  @Field(() => GuaranteeKindEnum, { description: "Who answers for the loan (担保方式)." })
  guaranteeKind!: GuaranteeKind;
  @Field(() => ID, { nullable: true, description: "The trustee bank; a bank's own where left out (受委托银行)." })
  bankId?: string | null;
  @Field(() => ID, { nullable: true, description: "The guarantee company, where there is one (担保公司)." })
  guaranteeCompanyId?: string | null;
  @Field(() => ApplicationInput, { nullable: true, description: "What is known already (申请内容)." })
  application?: ApplicationInput | null;
}

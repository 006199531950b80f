/** Collateral and security steps in the API. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { Partner } from "../../parties/index.js";
import { DateScalar, MoneyScalar } from "../../platform/index.js";
import type { CollateralKind } from "../../policy/index.js";
import { act, CaseInput, casePayload, changed, made } from "../api/act.js";
import type { CaseRequestContext } from "../services.js";
import { collateralRegister, securityConfirm } from "./decide.js";
import { Collateral, CollateralKindEnum, MortgageKindEnum, SecurityStep } from "./rows.js";

@InputType({ description: "A mortgagee with its capacity (抵押权人)." })
export class MortgageeInput {
  @Field(() => ID, { description: "A party of the case (机构)." }) partyId!: string;
  @Field(() => String, { description: "As what, such as LENDER or COUNTER_GUARANTEE (身份)." }) capacity!: string;
}

@InputType({ description: "Registers collateral (登记担保物)." })
export class CollateralRegisterInput extends CaseInput {
  @Field(() => CollateralKindEnum, { description: "Kind (类型)." }) kind!: CollateralKind;
  @Field(() => MoneyScalar, { description: "Secured amount (担保金额)." }) securedAmount!: number;
  @Field(() => DateScalar, { description: "From (起始日)." }) fromDay!: string;
  @Field(() => DateScalar, { nullable: true, description: "To (终止日)." }) toDay?: string | null;
  @Field(() => ID, { nullable: true, description: "The step it belongs to (所属步骤)." }) stepId?: string | null;
  @Field(() => String, { nullable: true, description: "Guarantee contract no. (担保合同编号)." })
  guaranteeContractNo?: string | null;
  @Field(() => String, { nullable: true, description: "Loan contract no. (借款合同编号)." })
  loanContractNo?: string | null;
  @Field(() => String, { nullable: true, description: "Title certificate no. (不动产权证号)." })
  titleCertificateNo?: string | null;
  @Field(() => String, { nullable: true, description: "Registration certificate no. (不动产登记证明号)." })
  registrationCertificateNo?: string | null;
  @Field(() => String, { nullable: true, description: "Receipt no. of the registry (登记受理编号)." })
  registryReceiptNo?: string | null;
  @Field(() => MortgageKindEnum, { nullable: true, description: "General or maximum-amount (抵押方式)." })
  mortgageKind?: keyof typeof MortgageKindEnum | null;
  @Field(() => Boolean, { nullable: true, description: "Pre-notice registration (预告登记)." })
  preNotice?: boolean | null;
  @Field(() => MoneyScalar, { nullable: true, description: "Valuation (评估价)." }) valuation?: number | null;
  @Field(() => Int, { nullable: true, description: "Rank, 1 where left out (抵押顺位)." }) rank?: number | null;
  @Field(() => Int, { nullable: true, description: "Area in cm² (建筑面积, 平方厘米)." })
  areaSquareCentimetres?: number | null;
  @Field(() => String, { nullable: true, description: "Structure, a code such as STEEL_CONCRETE (房屋结构)." })
  structure?: string | null;
  @Field(() => String, { nullable: true, description: "Kind of building, a code such as APARTMENT (建筑类型)." })
  buildingKind?: string | null;
  @Field(() => [MortgageeInput], { nullable: true, description: "Mortgagees (抵押权人)." })
  mortgagees?: MortgageeInput[] | null;
  @Field(() => [String], { nullable: true, description: "Seizures and disputes found, codes (查封与争议)." })
  seizures?: string[] | null;
}

@InputType({ description: "Confirms that a step of securing the loan is done (担保落实确认)." })
export class SecurityConfirmInput extends CaseInput {
  @Field(() => ID, { description: "The step (步骤)." }) stepId!: string;
}

@ObjectType({ description: "A mortgagee with its capacity (抵押权人)." })
export class Mortgagee {
  @Field(() => Partner, { nullable: true, description: "The party (机构)." }) party!: Partner | null;
  @Field(() => String, { description: "As what (身份)." }) capacity!: string;
}

const CollateralRegisterPayload = casePayload("CollateralRegister", {
  collateral: { type: () => Collateral, description: "The record (担保物登记)." },
});
const SecurityConfirmPayload = casePayload("SecurityConfirm", {
  step: { type: () => SecurityStep, description: "The step as it is now (步骤)." },
});

@Resolver(() => Collateral)
export class CollateralResolver {
  @Mutation(() => CollateralRegisterPayload, { description: "Registers collateral (登记担保物)." })
  async collateralRegister(
    @Arg("input", () => CollateralRegisterInput) input: CollateralRegisterInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const { securedAmount, valuation, ...rest } = input;
    const given = { ...rest, securedFen: securedAmount, valuationFen: valuation ?? null };
    const done = await act(ctx, collateralRegister, given);
    return { ...done, collateral: await made(ctx, done, Collateral) };
  }

  @Mutation(() => SecurityConfirmPayload, { description: "Confirms a step; the last one moves on (担保落实确认)." })
  async securityConfirm(
    @Arg("input", () => SecurityConfirmInput) input: SecurityConfirmInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, securityConfirm, input);
    return { ...done, step: await changed(ctx, done, SecurityStep, input.stepId) };
  }

  @FieldResolver(() => MoneyScalar, { description: "Secured amount (担保金额)." })
  securedAmount(@Root() { securedFen }: Collateral): number {
    return securedFen;
  }

  @FieldResolver(() => MoneyScalar, { nullable: true, description: "Valuation (评估价)." })
  valuation(@Root() { valuationFen }: Collateral): number | null {
    return valuationFen;
  }

  @FieldResolver(() => [Mortgagee], { description: "Mortgagees (抵押权人)." })
  mortgagees(@Root() { mortgagees }: Collateral, @Ctx() { rows }: CaseRequestContext): Promise<Mortgagee[]> {
    return Promise.all(
      mortgagees.map(async ({ partyId, capacity }) => ({ party: await rows.face(Partner, partyId), capacity })),
    );
  }

  @FieldResolver(() => [String], { description: "Seizures and disputes found (查封与争议)." })
  seizures(@Root() { seizures }: Collateral): readonly string[] {
    return seizures;
  }

  @FieldResolver(() => Partner, { nullable: true, description: "Who registered it (登记机构)." })
  registeredByParty(
    @Root() { registeredByPartyId }: Collateral,
    @Ctx() { rows }: CaseRequestContext,
  ): Promise<Partner | null> {
    return rows.face(Partner, registeredByPartyId);
  }
}

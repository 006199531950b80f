/** What the API takes in about who answers for a case. */
import { Field, ID, InputType } from "type-graphql";
import { CaseInput } from "../api/act.js";
import { LoanCaseFilter } from "../api/filter.js";

@InputType({ description: "Proposes that a colleague takes the case over (转交首问责任)." })
export class OwnerTransferInput extends CaseInput {
  @Field(() => ID, { description: "The colleague (接收人)." }) toMemberId!: string;
}

@InputType({ description: "Takes over a case that was transferred (接收转交)." })
export class OwnerAcceptInput extends CaseInput {}

@InputType({ description: "Gives many cases to an officer, a unit or another bank by order (批量调整)." })
export class CasesReassignInput {
  @Field(() => [ID], { nullable: true, description: "These cases (贷款申请)." }) caseIds?: string[] | null;
  @Field(() => LoanCaseFilter, { nullable: true, description: "Or those in sight that these tests find (筛选条件)." })
  filter?: LoanCaseFilter | null;
  @Field(() => ID, { nullable: true, description: "To this officer of one's own party (接收人)." })
  toMemberId?: string | null;
  @Field(() => ID, { nullable: true, description: "Or to this unit of the bank (经办网点)." }) toUnitId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: "Or to this bank; with `toMemberId`, who answers for them there (受委托银行).",
  })
  toPartyId?: string | null;
  @Field(() => String, { description: "Why, in words (原因)." }) reason!: string;
  @Field(() => Boolean, { defaultValue: false, description: "Say what would come of it, and do nothing (试算)." })
  dryRun!: boolean;
  @Field(() => String, { nullable: true, description: "Repeating it moves nothing twice (幂等键)." })
  idempotencyKey?: string | null;
}

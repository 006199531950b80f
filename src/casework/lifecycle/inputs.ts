/** What the acts on a case's way take in. */
import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { CaseInput } from "../api/act.js";
import { enumOf } from "../enums.js";
import { ApplicationInput } from "../intake/input.js";

@InputType({ description: "Submits an application (提交申请)." })
export class LoanCaseSubmitInput extends CaseInput {
  @Field(() => ApplicationInput, { nullable: true, description: "What still had to be said (补充内容)." })
  application?: ApplicationInput | null;
}

@InputType({ description: "Accepts an application (受理)." })
export class LoanCaseAcceptInput extends CaseInput {}

@InputType()
abstract class ReasonedInput extends CaseInput {
  @Field(() => String, { description: "Why, a code of the policy (原因)." }) reasonCode!: string;
  @Field(() => String, { nullable: true, description: "In words (说明)." }) note?: string | null;
}

@InputType({ description: "Refuses to accept (不予受理)." })
export class LoanCaseRefuseInput extends ReasonedInput {}

@InputType({ description: "Sends the case back a stage (退回)." })
export class LoanCaseReturnInput extends ReasonedInput {
  @Field(() => [ID], {
    nullable: true,
    description: "Checks, signatures or steps to be done again; all of the stage where left out (需重办事项).",
  })
  reopen?: string[] | null;
}

@InputType({ description: "Withdraws an application (撤回)." })
export class LoanCaseWithdrawInput extends ReasonedInput {}

@InputType({ description: "Lets an approval lapse that was not signed in time (失效)." })
export class LoanCaseLapseInput extends CaseInput {}

@InputType({ description: "Notes that something is undone after a withdrawal (撤回后续事项完成)." })
export class UnwindingTaskDoneInput extends CaseInput {
  @Field(() => ID, { description: "The task (事项)." }) taskId!: string;
}

const CommercialDecisionEnum = enumOf(["APPROVED", "FAILED"] as const);
registerEnumType(CommercialDecisionEnum, {
  name: "CommercialDecision",
  description: "What the lender decided on its part (商业部分审批结果).",
});

@InputType({ description: "Says that a payee's account was looked up and is right (核验收款账户)." })
export class PayeeVerifyInput extends CaseInput {
  @Field(() => ID, { description: "The payee (收款人)." }) payeeId!: string;
}

@InputType({ description: "Records what became of the commercial part (登记商业部分审批结果)." })
export class CommercialPartDecideInput extends CaseInput {
  @Field(() => CommercialDecisionEnum, { description: "Approved or failed (结果)." })
  state!: keyof typeof CommercialDecisionEnum;
}

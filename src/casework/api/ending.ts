/** How a case came to an early end: in which form, why, and what the applicant can do about it. */
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { dayOf } from "../../kernel/index.js";
import { privateText } from "../../documents/index.js";
import { enumOf } from "../enums.js";
import type { LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";
import { Names } from "./names.js";

export const RefusalFormEnum = enumOf(["NOT_ACCEPTED", "NOT_LENT"] as const);
registerEnumType(RefusalFormEnum, {
  name: "RefusalForm",
  description: "Refusal to accept, or refusal to lend (不予受理, 不予贷款).",
});

@ObjectType({ description: "Why a case was refused or withdrawn (终止情况).", simpleResolvers: true })
export class CaseEnding {
  @Field(() => RefusalFormEnum, { nullable: true, description: "The form, where it was refused (文书类型)." })
  form!: keyof typeof RefusalFormEnum | null;
  @Field(() => Names, { nullable: true, description: "Name of the form (文书名称)." }) formName!: Names | null;
  @Field(() => String, { description: "The reason, a code of the policy (原因代码)." }) reasonCode!: string;
  @Field(() => Names, { nullable: true, description: "The reason (原因)." }) reason!: Names | null;
  @Field(() => String, { nullable: true, description: "The reason in words (说明)." }) note!: string | null;
  @Field(() => [Names], { description: "What the applicant can do (救济途径)." }) remedies!: readonly Names[];
}

const formNames: Readonly<Record<keyof typeof RefusalFormEnum, Names>> = {
  NOT_ACCEPTED: { en: "Refusal to accept", zh: "不予受理通知书" },
  NOT_LENT: { en: "Refusal to lend", zh: "不予贷款通知书" },
};

/** In the words of the policy in force when it ended. Null while it runs, and where it lapsed. */
export async function endingOf(ctx: CaseRequestContext, loanCase: LoanCase): Promise<CaseEnding | null> {
  const { endReasonCode: reasonCode, refusalForm: form, endNoteId, endedAt } = loanCase;
  if (!reasonCode || !endedAt) return null;
  const policy = ctx.policies.find(dayOf(endedAt, ctx.policies.calendar.zone));
  const refusal = form ? policy?.refusalReasons.find(({ code }) => code === reasonCode) : undefined;
  const withdrawal = form ? undefined : policy?.withdrawalReasons.find(({ code }) => code === reasonCode);
  return {
    form,
    formName: form && formNames[form],
    reasonCode,
    reason: (refusal ?? withdrawal)?.names ?? null,
    note: await privateText(ctx, endNoteId),
    remedies: refusal?.remedies ?? [],
  };
}

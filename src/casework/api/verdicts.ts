/** What came of each case of an order over many. */
import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { toUserErrors, UserError, type UserErrorValue } from "../../platform/index.js";
import type { BatchAnswer } from "../batch.js";
import { LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";

@ObjectType({ description: "What came of one case of many (逐件结果)." })
export class CaseVerdict {
  @Field(() => ID, { description: "The id by which it was named: of the case, or of its proposal (标识)." })
  id!: string;
  caseId!: string;
  @Field(() => Boolean, { description: "Whether it was done; in a dry run, whether it could be (是否完成)." })
  done!: boolean;
  @Field(() => [UserError], { description: "Every reason why it was not (原因)." })
  userErrors!: readonly UserErrorValue[];
}

@Resolver(() => CaseVerdict)
export class CaseVerdictResolver {
  @FieldResolver(() => LoanCase, {
    nullable: true,
    description: "The case as it is now; null out of sight (贷款申请).",
  })
  loanCase(@Root() { caseId }: CaseVerdict, @Ctx() { rows }: CaseRequestContext): Promise<LoanCase | null> {
    return rows.one(LoanCase, caseId);
  }
}

export const verdictsField = {
  verdicts: {
    type: () => [CaseVerdict],
    description: "One for each case, in the order given; null where it was refused without a look at them (逐件结果).",
  },
};

export function answerMany({ language }: CaseRequestContext, { verdicts, refusals }: BatchAnswer) {
  return {
    verdicts:
      verdicts.length === 0
        ? null
        : verdicts.map(({ caseId, subject = caseId, refusals: reasons }) => ({
            id: subject,
            caseId,
            done: reasons.length === 0,
            // What a verdict is about is the case; the input of the whole has no field to blame for it.
            userErrors: toUserErrors(
              reasons.map(({ field: _field, ...reason }) => reason),
              language,
            ),
          })),
    userErrors: toUserErrors(refusals, language),
  };
}

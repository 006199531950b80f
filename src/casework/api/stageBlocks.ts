/** What keeps a case from leaving its stage by itself, once the work of the stage is done. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { toUserErrors, UserError, type UserErrorValue } from "../../platform/index.js";
import { forwardBlockers } from "../blocking.js";
import { loanCaseAggregate } from "../case.js";
import { LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";
import { stageTable } from "../stages.js";

@Resolver(() => LoanCase)
export class StageBlocksResolver {
  @FieldResolver(() => [UserError], {
    description:
      "What is missing before the next stage can begin, such as a document due by then; empty where nothing is (进入下一阶段的障碍).",
  })
  async nextStageBlockedBy(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<UserErrorValue[]> {
    const state = await ctx.journal.read(loanCaseAggregate, id);
    const next = state && stageTable[state.lifecycle.stage].next;
    return state && next ? toUserErrors(forwardBlockers(state, next), ctx.language) : [];
  }
}

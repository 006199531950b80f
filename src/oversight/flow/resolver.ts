/** Where the time goes, in the API: for the center of all, for a partner of its own cases. */
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { caseSight } from "../../casework/index.js";
import { dayOf } from "../../kernel/index.js";
import { Partner } from "../../parties/index.js";
import { badInput, PeriodScalar, selectRows, signedIn } from "../../platform/index.js";
import type { OversightContext } from "../services.js";
import { flowLimits, processFlow } from "./processFlow.js";
import type { FlowSource } from "./roll.js";
import { FlowSourceEnum, ProcessFlow } from "./types.js";
import { flowView } from "./views.js";

@Resolver(() => ProcessFlow)
export class ProcessFlowResolver {
  @Query(() => ProcessFlow, {
    nullable: true,
    description:
      "What follows on what and how long it waits, of cases opened or histories registered in a period: " +
      "of a partner its own cases. What was counted before is kept and counts while it holds; refused where more than " +
      `${flowLimits.CASES} cases or ${flowLimits.HISTORIES} histories are still to be counted (流程与用时分析).`,
  })
  async processFlow(
    @Ctx() context: OversightContext,
    @Arg("period", () => PeriodScalar) period: string,
    @Arg("source", () => FlowSourceEnum) source: FlowSource,
    @Arg("partnerId", () => ID, { nullable: true }) partnerId: string | null,
    @Arg("product", () => String, { nullable: true }) product: string | null,
  ): Promise<ProcessFlow | null> {
    const viewer = signedIn(context);
    const { journal, policies, historyReader } = context;
    const { database } = journal;
    const { calendar } = policies;
    const services = { database, calendar, histories: historyReader(database.read) };
    const data = await processFlow(services, caseSight(viewer), {
      ...{ period, source, partnerId: partnerId ?? null, product: product ?? null },
    });
    if (data && "why" in data) throw badInput(data.argument, data.why);
    if (!data) return null;
    const partners = new Map((await selectRows(database.read, Partner, "1 = 1")).map((one) => [one.id, one]));
    const today = dayOf(journal.clock().toISOString(), calendar.zone);
    return flowView(data, { source, period, policy: policies.find(today), partners });
  }
}

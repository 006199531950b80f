/** The flow of work as the API shows it. */
import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { enumOf, Partner } from "../../parties/index.js";
import { PeriodScalar } from "../../platform/index.js";
import { Names } from "../../policy/index.js";
import { loopKinds, type LoopKind } from "./rework.js";
import type { FlowSource } from "./roll.js";

export const FlowSourceEnum = enumOf<FlowSource>(["CASES", "HISTORIES"]);
registerEnumType(FlowSourceEnum, { name: "FlowSource", description: "Loan cases, or imported histories (来源)." });

export const LoopKindEnum = enumOf<LoopKind>(loopKinds);
registerEnumType(LoopKindEnum, {
  name: "ReworkKind",
  description: "What brought work back (返工类型).",
  valuesConfig: {
    RETURN: { description: "A case sent back, until it is at its stage again (退回)." },
    DECISION_RETURN: { description: "A proposal sent back, until the next one (审批退回)." },
    NOTICE: { description: "A notice, until it is answered (补正告知)." },
    PAYMENT_FAILURE: { description: "A payment that failed, until it is sent again (付款失败)." },
    REPEATED: { description: "A step done again, from the time before (重复办理)." },
  },
});

@ObjectType({ description: "Whom waiting goes to (等待责任方)." })
export class FlowWaiting {
  @Field(() => [String], {
    description: "BANK, CENTER, GUARANTEE_COMPANY, APPLICANT, all at once; empty before the clocks ran (责任方).",
  })
  holders!: readonly string[];
  @Field(() => Boolean, { description: "Whether the clocks were paused (是否中止)." }) paused!: boolean;
  @Field(() => Float, { description: "Elapsed minutes (历时分钟)." }) minutes!: number;
  @Field(() => Float, { description: "Working minutes (工作分钟)." }) workingMinutes!: number;
}

@ObjectType({ description: "A step of the work (环节)." })
export class FlowActivity {
  @Field(() => String, { description: "Its code, or the source's own word (环节代码)." }) activity!: string;
  @Field(() => Names, { description: "Its name (环节名称)." }) names!: Names;
  @Field(() => Int, { description: "How often it was done (次数)." }) count!: number;
  @Field(() => Int, { description: "How often it was the first step (首个环节次数)." }) starts!: number;
  @Field(() => Int, { description: "How often it was the last step so far (末个环节次数)." }) ends!: number;
  @Field(() => Int, { description: "How often its beginning is known (有开始时间次数)." }) serviceCount!: number;
  @Field(() => Float, {
    nullable: true,
    description: "Median of its own minutes, where they are known (办理中位分钟).",
  })
  medianServiceMinutes!: number | null;
}

@ObjectType({ description: "How long something waits (等待)." })
export class FlowWait {
  @Field(() => Int, { description: "How often (次数)." }) count!: number;
  @Field(() => Float, { description: "Median of elapsed minutes (历时中位分钟)." }) medianMinutes!: number;
  @Field(() => Float, { description: "Nine in ten wait no longer (历时九分位分钟)." }) p90Minutes!: number;
  @Field(() => Float, { description: "All of them together (历时合计分钟)." }) totalMinutes!: number;
  @Field(() => Float, {
    nullable: true,
    description: "Median of working minutes; null where office hours are not known (工作中位分钟).",
  })
  medianWorkingMinutes!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Nine in ten, in working minutes; null where office hours are not known (工作九分位分钟).",
  })
  p90WorkingMinutes!: number | null;
}

@ObjectType({ description: "One step directly after another, and the waiting between them (流转)." })
export class FlowEdge {
  @Field(() => String, { description: "The step before (前一环节)." }) from!: string;
  @Field(() => String, { description: "The step after (后一环节)." }) to!: string;
  @Field(() => FlowWait, { description: "The waiting between them (等待)." }) wait!: FlowWait;
  @Field(() => [FlowWaiting], {
    description: "Whose waiting it was, the longest first; adds up to all of it (责任方).",
  })
  waitedFor!: readonly FlowWaiting[];
}

@ObjectType({ description: "A party that did a step: here, or where an imported log is from (办理机构)." })
export class FlowParty {
  @Field(() => String, { description: "Its code (机构代码)." }) code!: string;
  @Field(() => String, { description: "Its name in Chinese, or its code where it is not here (名称)." }) name!: string;
  @Field(() => String, { description: "Its name in English, or its code where it is not here (英文名称)." })
  nameEn!: string;
  @Field(() => Partner, { nullable: true, description: "Null where it is not here, as another center (本地机构)." })
  partner!: Partner | null;
}

@ObjectType({ description: "Work going from one party to another (交接)." })
export class FlowHandOver {
  @Field(() => FlowParty, { description: "Who did the step before (移交方)." }) from!: FlowParty;
  @Field(() => FlowParty, { description: "Who did the step after (接收方)." }) to!: FlowParty;
  @Field(() => FlowWait, { description: "The waiting between them (等待)." }) wait!: FlowWait;
}

@ObjectType({ description: "Work that came back (返工)." })
export class ReworkLoop {
  @Field(() => LoopKindEnum, { description: "What brought it back (返工类型)." }) kind!: LoopKind;
  @Field(() => String, { description: "The step (环节代码)." }) activity!: string;
  @Field(() => Names, { description: "Its name (环节名称)." }) names!: Names;
  @Field(() => Int, { description: "How often (次数)." }) count!: number;
  @Field(() => Int, { description: "How many of these have not come to their end yet (未结次数)." }) open!: number;
  @Field(() => Float, { description: "Elapsed minutes that it added (增加历时分钟)." }) addedMinutes!: number;
  @Field(() => Float, { nullable: true, description: "Median of these (增加历时中位分钟)." })
  medianAddedMinutes!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Working minutes that it added, where office hours are known (增加工作分钟).",
  })
  addedWorkingMinutes!: number | null;
}

@ObjectType({ description: "Where the time goes, of what was opened in a period (流程与用时分析)." })
export class ProcessFlow {
  @Field(() => PeriodScalar, { description: "The period in which they were opened or registered (期间)." })
  period!: string;
  @Field(() => FlowSourceEnum, { description: "Cases or histories (来源)." }) source!: FlowSource;
  @Field(() => Int, { description: "How many (件数)." }) traces!: number;
  @Field(() => [FlowActivity], { description: "The steps, the most frequent first (环节)." })
  activities!: FlowActivity[];
  @Field(() => [FlowEdge], {
    description:
      "What directly follows on what, the most frequent first; out of a step go as many as it has, less its ends (流转).",
  })
  edges!: FlowEdge[];
  @Field(() => [FlowHandOver], { description: "Between parties, the slowest first by the median (交接)." })
  handOvers!: FlowHandOver[];
  @Field(() => [ReworkLoop], { description: "Work that came back, the costliest first (返工)." }) rework!: ReworkLoop[];
  @Field(() => [FlowWaiting], {
    description: "Whose waiting it was in all, the longest first; empty where nobody tells (等待责任方).",
  })
  waitedFor!: FlowWaiting[];
}

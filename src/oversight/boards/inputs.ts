/** What the API takes in about boards. */
import { Field, ID, InputType, Int } from "type-graphql";
import { PartnerKindEnum, type PartnerKind } from "../../parties/index.js";
import { DateTimeScalar, PeriodScalar } from "../../platform/index.js";
import { BoardStatus, ObjectionResult } from "./rows.js";

@InputType()
export abstract class KeyedInput {
  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;
}

@InputType()
abstract class OnBoardInput extends KeyedInput {
  @Field(() => ID, { description: "The board (评分表)." }) boardId!: string;
  @Field(() => Int, { nullable: true, description: "Refused when the board has changed since (预期版本)." })
  expectedVersion?: number | null;
}

@InputType({ description: "Which boards; every condition given must hold (筛选条件)." })
export class BoardFilter {
  @Field(() => PeriodScalar, { nullable: true, description: "The period (期间)." }) period?: string | null;
  @Field(() => PartnerKindEnum, { nullable: true, description: "The kind of partner (机构类型)." })
  kind?: PartnerKind | null;
  @Field(() => BoardStatus, { nullable: true, description: "How far it has come (状态)." })
  status?: BoardStatus | null;
  @Field(() => Boolean, { nullable: true, description: "With objections that wait for an answer (有待答复异议)." })
  withOpenObjections?: boolean | null;
}

@InputType({ description: "Shows a period's board to the partners (预告评分表)." })
export class BoardPreviewInput extends KeyedInput {
  @Field(() => PeriodScalar, { description: "The period, which is over (已结束的期间)." }) period!: string;
  @Field(() => PartnerKindEnum, { description: "The kind of partner (机构类型)." }) kind!: PartnerKind;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "What was recorded up to then counts, after the period's end; now, where left out (数据截止时间).",
  })
  cutoff?: string | null;
}

@InputType({
  description: "An objection to a figure of one's own, or to what was entered: an indicator or an input (提出异议).",
})
export class BoardObjectionRaiseInput extends OnBoardInput {
  @Field(() => String, { nullable: true, description: "The indicator (指标)." }) indicator?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: "What was entered and counts on the board: points, a veto, a task, a figure from outside (录入项).",
  })
  inputId?: string | null;
  @Field(() => String, { nullable: true, description: "The row behind the figure (计分依据)." })
  factId?: string | null;
  @Field(() => ID, { nullable: true, description: "The case or history that it is about (依据编号)." })
  subjectId?: string | null;
  @Field(() => ID, { nullable: true, description: "A document in sight that shows it (佐证要件)." })
  documentId?: string | null;
  @Field(() => String, { description: "What is wrong (理由)." }) reason!: string;
}

@InputType({ description: "The center's answer to an objection (答复异议)." })
export class BoardObjectionAnswerInput extends OnBoardInput {
  @Field(() => ID, { description: "The objection (异议)." }) objectionId!: string;
  @Field(() => ObjectionResult, { description: "Upheld or not (答复结果)." }) result!: ObjectionResult;
  @Field(() => String, { description: "Why (答复说明)." }) answer!: string;
}

@InputType({ description: "Says that one's party will not object (表示无异议)." })
export class BoardObjectionsWaiveInput extends OnBoardInput {}

@InputType({ description: "Computes a previewed board once more (重新计算)." })
export class BoardRecomputeInput extends OnBoardInput {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "A later cut-off; as before where left out, but for what an upheld objection names (新的数据截止时间).",
  })
  cutoff?: string | null;
}

@InputType({ description: "Proposes to freeze a board (提请定稿)." })
export class BoardFreezeInput extends OnBoardInput {
  @Field(() => String, {
    nullable: true,
    description: "Why it may be frozen although it is provisional, under one's own name (暂定评分表定稿理由).",
  })
  overrideReason?: string | null;
}

@InputType({ description: "Freezes a board that another person proposed (确认定稿)." })
export class BoardFreezeConfirmInput extends OnBoardInput {}

@InputType({ description: "Begins a new board that is to supersede a frozen one (更正评分表)." })
export class BoardErratumInput extends KeyedInput {
  @Field(() => ID, { description: "The frozen board (原评分表)." }) boardId!: string;
  @Field(() => String, { description: "Why (更正理由)." }) reason!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "What was recorded up to then counts, after the period's end; now, where left out (数据截止时间).",
  })
  cutoff?: string | null;
}

/** What is asked of the calendar in the API. */
import { Field, ID, InputType } from "type-graphql";
import { DateScalar, DateTimeScalar } from "../../platform/index.js";
import type { WeekGiven } from "./decide.js";
import { ClosureStatusEnum, type ClosureStatus } from "./rows.js";

const key = "Repeating it changes nothing (幂等键).";
export const spans = (english: string, chinese: string) =>
  `${english}, such as 09:00-12:00; none: closed (${chinese}).`;

@InputType({ description: "A stop out of turn: a whole day, or from one time to another (提出临时停办)." })
export class ClosureProposeInput {
  @Field(() => ID, { nullable: true, description: "Of this unit; of all where left out (部门)." }) unitId?:
    string | null;
  @Field(() => DateScalar, { nullable: true, description: "The whole day (停办日)." }) day?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "Or from (停办起)." }) from?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "To (停办止)." }) to?: string | null;
  @Field(() => String, { description: "Why, such as a typhoon (原因)." }) reason!: string;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType()
abstract class ClosureDecideInput {
  @Field(() => ID, { description: "The closure (停办)." }) closureId!: string;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType({ description: "Confirms a closure that another proposed (确认停办)." })
export class ClosureConfirmInput extends ClosureDecideInput {}

@InputType({ description: "Refuses a closure, or takes it back (驳回停办)." })
export class ClosureRefuseInput extends ClosureDecideInput {}

@InputType({ description: "Revokes a closure that holds; two people say so (撤销停办)." })
export class ClosureRevokeInput extends ClosureDecideInput {}

@InputType({ description: "The office hours of a week (一周办公时间)." })
export class WeekHoursInput implements WeekGiven {
  @Field(() => [String], { description: spans("Monday", "周一") }) monday!: string[];
  @Field(() => [String], { description: spans("Tuesday", "周二") }) tuesday!: string[];
  @Field(() => [String], { description: spans("Wednesday", "周三") }) wednesday!: string[];
  @Field(() => [String], { description: spans("Thursday", "周四") }) thursday!: string[];
  @Field(() => [String], { description: spans("Friday", "周五") }) friday!: string[];
  @Field(() => [String], { description: spans("Saturday, where it is worked", "调休周六") }) saturday!: string[];
  @Field(() => [String], { description: spans("Sunday, where it is worked", "调休周日") }) sunday!: string[];
}

@InputType({ description: "A unit's own office hours (设定部门办公时间)." })
export class UnitHoursSetInput {
  @Field(() => ID, { description: "The unit (部门)." }) unitId!: string;
  @Field(() => WeekHoursInput, { nullable: true, description: "None: the center's again (办公时间)." })
  hours?: WeekHoursInput | null;
  @Field(() => DateScalar, { nullable: true, description: "From this day on; from today where left out (生效日期)." })
  from?: string | null;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType({ description: "Which closures (筛选条件)." })
export class ClosureFilter {
  @Field(() => ClosureStatusEnum, { nullable: true, description: "Of this status (停办状态)." })
  status?: ClosureStatus | null;
  @Field(() => ID, { nullable: true, description: "Of this unit (部门)." }) unitId?: string | null;
}

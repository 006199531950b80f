/** The working calendar in the API: what holds, and how closures and units' hours are entered. */
import { Arg, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { openPrivate, type Outcome } from "../../journal/index.js";
import type { OfficeHours, Sight } from "../../kernel/index.js";
import { idempotencyKeyOf, Member, Unit, type RequestContext, type Viewer } from "../../parties/index.js";
import {
  connectionType,
  DateScalar,
  page,
  payloadType,
  selectRow,
  signedIn,
  toUserErrors,
  type Page,
} from "../../platform/index.js";
import type { PolicyContext } from "../context.js";
import { calendarNow } from "./reading.js";
import { confirmClosure, proposeClosure, refuseClosure, revokeClosure, setUnitHours, type Asked } from "./commands.js";
import { weekdays } from "./decide.js";
import {
  ClosureConfirmInput,
  ClosureFilter,
  ClosureProposeInput,
  ClosureRefuseInput,
  ClosureRevokeInput,
  spans,
  UnitHoursSetInput,
} from "./inputs.js";
import { LocalClosure } from "./rows.js";

@ObjectType({ description: "The office hours of a week (一周办公时间).", simpleResolvers: true })
export class WeekHours {
  @Field(() => [String], { description: spans("Monday", "周一") }) monday!: readonly string[];
  @Field(() => [String], { description: spans("Tuesday", "周二") }) tuesday!: readonly string[];
  @Field(() => [String], { description: spans("Wednesday", "周三") }) wednesday!: readonly string[];
  @Field(() => [String], { description: spans("Thursday", "周四") }) thursday!: readonly string[];
  @Field(() => [String], { description: spans("Friday", "周五") }) friday!: readonly string[];
  @Field(() => [String], { description: spans("Saturday, where it is worked", "调休周六") })
  saturday!: readonly string[];
  @Field(() => [String], { description: spans("Sunday, where it is worked", "调休周日") }) sunday!: readonly string[];
}

@ObjectType({ description: "A unit's own office hours (部门办公时间).", simpleResolvers: true })
export class UnitOfficeHours {
  @Field(() => Unit, { nullable: true, description: "The unit (部门)." }) unit!: Unit | null;
  @Field(() => WeekHours, { description: "Its hours (办公时间)." }) hours!: WeekHours;
  @Field(() => DateScalar, { nullable: true, description: "From this day on; null: since ever (生效日期)." })
  from!: string | null;
}

@ObjectType({ description: "The working calendar in force (工作日历).", simpleResolvers: true })
export class WorkingCalendar {
  @Field(() => String, { description: "SHA-256 of it; entries name it (日历版本)." }) version!: string;
  @Field(() => String, { description: "Time zone (时区)." }) zone!: string;
  @Field(() => Int, { description: "First published year (首个已公布年份)." }) firstYear!: number;
  @Field(() => Int, { description: "Last published year; due dates past it are provisional (最后已公布年份)." })
  lastYear!: number;
  @Field(() => WeekHours, { description: "The center's hours (中心办公时间)." }) officeHours!: WeekHours;
  @Field(() => [UnitOfficeHours], { description: "Units with hours of their own (另定办公时间的部门)." })
  unitHours!: readonly UnitOfficeHours[];
  @Field(() => [DateScalar], { description: "Holidays of the year asked for (节假日)." }) holidays!: readonly string[];
  @Field(() => [DateScalar], { description: "Weekend days worked in it (调休上班日)." })
  workingWeekends!: readonly string[];
}

const closureField = { closure: { type: () => LocalClosure, description: "The closure as it is now (临时停办)." } };
const ClosureProposePayload = payloadType("ClosureProposePayload", closureField);
const ClosureConfirmPayload = payloadType("ClosureConfirmPayload", closureField);
const ClosureRefusePayload = payloadType("ClosureRefusePayload", closureField);
const ClosureRevokePayload = payloadType("ClosureRevokePayload", closureField);
const UnitHoursSetPayload = payloadType("UnitHoursSetPayload", {
  calendar: { type: () => WorkingCalendar, description: "The calendar as it is now (工作日历)." },
});
const ClosureConnection = connectionType(() => LocalClosure, "Closure");

/** What holds is everybody's to know; what is only proposed, the center's. */
const closureSight = ({ partyKind }: Viewer): Sight =>
  partyKind === "CENTER" ? "ALL" : { anyOf: [{ status: "CONFIRMED" }] };

const weekOf = (hours: OfficeHours): WeekHours =>
  Object.fromEntries(
    weekdays.map((name, at) => [name, (hours[at] ?? []).map(({ from, to }) => `${from}-${to}`)]),
  ) as unknown as WeekHours;

async function shownCalendar(ctx: PolicyContext, year: number | null): Promise<WorkingCalendar> {
  const calendar = await calendarNow(ctx);
  const of = (days: readonly string[]) => (year === null ? days : days.filter((day) => day.startsWith(`${year}-`)));
  const always = Object.entries(calendar.unitHours).map(([id, hours]) => ({ id, hours, from: null }));
  const dated = Object.entries(calendar.unitHoursFrom ?? {}).flatMap(([id, list]) =>
    list.map(({ from, hours }) => ({ id, hours: hours ?? calendar.officeHours, from })),
  );
  const unitHours = [...always, ...dated].map(async ({ id, hours, from }) => ({
    unit: await ctx.rows.face(Unit, id),
    hours: weekOf(hours),
    from,
  }));
  return {
    ...{ version: calendar.version, zone: calendar.zone, firstYear: calendar.firstYear, lastYear: calendar.lastYear },
    ...{ officeHours: weekOf(calendar.officeHours), unitHours: await Promise.all(unitHours) },
    ...{ holidays: of(calendar.holidays), workingWeekends: of(calendar.workingWeekends) },
  };
}

@Resolver(() => LocalClosure)
export class CalendarResolver {
  @Query(() => WorkingCalendar, { description: "The working calendar in force (工作日历)." })
  calendar(
    @Arg("year", () => Int, { nullable: true, description: "Days of this year only (年份)." }) year: number | null,
    @Ctx() ctx: PolicyContext,
  ): Promise<WorkingCalendar> {
    signedIn(ctx);
    return shownCalendar(ctx, year);
  }

  @Query(() => ClosureConnection, { description: "Closures, newest first (临时停办列表)." })
  closures(
    @Arg("filter", () => ClosureFilter, { nullable: true }) filter: ClosureFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: PolicyContext,
  ): Promise<Page<LocalClosure>> {
    const sight = closureSight(signedIn(ctx));
    const tests = [
      ...(filter?.status ? [{ sql: "c.status = ?", params: [filter.status] }] : []),
      ...(filter?.unitId ? [{ sql: "c.unitId = ?", params: [filter.unitId] }] : []),
    ];
    const where = {
      sql: tests.map(({ sql }) => sql).join(" AND ") || "1 = 1",
      params: tests.flatMap((one) => one.params),
    };
    const orderBy = [{ column: "id", direction: "DESC" as const }];
    return page(ctx.journal.database.read, LocalClosure, { sight, where, orderBy, first, after, alias: "c" });
  }

  @Mutation(() => ClosureProposePayload, {
    description: "Proposes a closure, which holds once another of the center has confirmed it (提出临时停办).",
  })
  async closurePropose(
    @Arg("input", () => ClosureProposeInput) input: ClosureProposeInput,
    @Ctx() ctx: PolicyContext,
  ): Promise<object> {
    const { said, by } = asked(ctx, input);
    return closureAnswer(ctx, await proposeClosure(ctx.journal, said, by));
  }

  @Mutation(() => ClosureConfirmPayload, {
    description: "Confirms a closure; open due dates are set anew (确认临时停办).",
  })
  async closureConfirm(
    @Arg("input", () => ClosureConfirmInput) input: ClosureConfirmInput,
    @Ctx() ctx: PolicyContext,
  ): Promise<object> {
    const { said, by } = asked(ctx, input);
    return closureAnswer(ctx, await confirmClosure(ctx.journal, said.closureId, by));
  }

  @Mutation(() => ClosureRefusePayload, { description: "Refuses a closure, or takes it back (驳回临时停办)." })
  async closureRefuse(
    @Arg("input", () => ClosureRefuseInput) input: ClosureRefuseInput,
    @Ctx() ctx: PolicyContext,
  ): Promise<object> {
    const { said, by } = asked(ctx, input);
    return closureAnswer(ctx, await refuseClosure(ctx.journal, said.closureId, by));
  }

  @Mutation(() => ClosureRevokePayload, {
    description: "Asks for a closure's revocation, or gives the second word; open due dates are set anew (撤销停办).",
  })
  async closureRevoke(
    @Arg("input", () => ClosureRevokeInput) input: ClosureRevokeInput,
    @Ctx() ctx: PolicyContext,
  ): Promise<object> {
    const { said, by } = asked(ctx, input);
    return closureAnswer(ctx, await revokeClosure(ctx.journal, said.closureId, by));
  }

  @Mutation(() => UnitHoursSetPayload, {
    description:
      "A unit's own office hours from a day on: by the center's administrator; open due dates are set anew (设定部门办公时间).",
  })
  async unitHoursSet(
    @Arg("input", () => UnitHoursSetInput) input: UnitHoursSetInput,
    @Ctx() ctx: PolicyContext,
  ): Promise<object> {
    const { said, by } = asked(ctx, input);
    const outcome = await setUnitHours(ctx.journal, ctx.policies.calendar.zone, said, by);
    return outcome.ok ? { calendar: await shownCalendar(ctx, null), userErrors: [] } : refused(ctx, outcome);
  }

  @FieldResolver(() => Unit, { nullable: true, description: "The unit; null: all (部门)." })
  unit(@Root() { unitId }: LocalClosure, @Ctx() { rows }: PolicyContext): Promise<Unit | null> | null {
    return unitId ? rows.face(Unit, unitId) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Why (原因)." })
  async reason(@Root() { reasonId }: LocalClosure, @Ctx() { journal }: PolicyContext): Promise<string | null> {
    return (await openPrivate(journal.database.read, journal.keys, [reasonId])).get(reasonId) ?? null;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who proposed it (提出人)." })
  proposedBy(@Root() { proposedById }: LocalClosure, @Ctx() { rows }: PolicyContext): Promise<Member | null> {
    return rows.face(Member, proposedById);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who wants it revoked, or did first (提出撤销人)." })
  revoking(@Root() { revokingById }: LocalClosure, @Ctx() { rows }: PolicyContext): Promise<Member | null> | null {
    return revokingById ? rows.face(Member, revokingById) : null;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who gave the second word (撤销确认人)." })
  revokedBy(@Root() { revokedById }: LocalClosure, @Ctx() { rows }: PolicyContext): Promise<Member | null> | null {
    return revokedById ? rows.face(Member, revokedById) : null;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who confirmed or refused it (确认人)." })
  decidedBy(@Root() { decidedById }: LocalClosure, @Ctx() { rows }: PolicyContext): Promise<Member | null> | null {
    return decidedById ? rows.face(Member, decidedById) : null;
  }
}

/** What is said and by whom. @throws GraphQLError UNAUTHENTICATED, BAD_USER_INPUT for a key that cannot be kept */
function asked<Input extends { idempotencyKey?: string | null }>(ctx: RequestContext, input: Input) {
  const asker = signedIn(ctx);
  const { idempotencyKey: _key, ...said } = input;
  const by: Asked = { asker, idempotencyKey: idempotencyKeyOf(input) };
  return { said, by };
}

const closureAnswer = async (ctx: PolicyContext, outcome: Outcome) =>
  outcome.ok
    ? {
        closure: await selectRow(ctx.journal.database.read, LocalClosure, "id = ?", [outcome.resultId]),
        userErrors: [],
      }
    : refused(ctx, outcome);

const refused = ({ language }: RequestContext, { refusals }: Extract<Outcome, { ok: false }>) => ({
  userErrors: toUserErrors(refusals, language),
});

/** The calendar as the API shows it: closures, hours of units, imported years; and how far due dates were set anew. */
import { ObjectType, registerEnumType } from "type-graphql";
import type { OfficeHours } from "../../kernel/index.js";
import { enumOf } from "../../parties/index.js";
import { col, Derived } from "../../platform/index.js";

const closureStatuses = ["PROPOSED", "CONFIRMED", "REFUSED"] as const;
export type ClosureStatus = (typeof closureStatuses)[number];
export const ClosureStatusEnum = enumOf<ClosureStatus>(closureStatuses);
registerEnumType(ClosureStatusEnum, {
  name: "ClosureStatus",
  description: "Waits for a second person, holds, or was refused (停办状态).",
});

@ObjectType("Closure", { description: "A stop out of turn, of one unit or of all, such as for a typhoon (临时停办)." })
@Derived("calendar_closure", { stream: "calendarId", index: { ix_calendar_closure_status: ["status", "id"] } })
export class LocalClosure {
  @col.id({ primary: true, api: "Id (标识)" }) id!: string;
  @col.id() calendarId!: string;
  @col.int({ api: "Version (版本)" }) version!: number;
  @col.code({ api: "Whether it holds (停办状态)", type: () => ClosureStatusEnum }) status!: ClosureStatus;
  @col.id({ nullable: true }) unitId!: string | null;
  @col.day({ api: "The whole day (停办日)", nullable: true }) day!: string | null;
  @col.instant({ api: "Or from (停办起)", nullable: true }) fromAt!: string | null;
  @col.instant({ api: "To (停办止)", nullable: true }) toAt!: string | null;
  @col.id() reasonId!: string;
  @col.instant({ api: "When it was proposed (提出时间)" }) proposedAt!: string;
  @col.id() proposedById!: string;
  @col.instant({ api: "When it was confirmed or refused (确认时间)", nullable: true }) decidedAt!: string | null;
  @col.id({ nullable: true }) decidedById!: string | null;
}

/** A unit's own office hours, Monday first. */
@Derived("unit_hours", { stream: "calendarId" })
export class UnitHours {
  /** The unit's. */
  @col.id({ primary: true }) id!: string;
  @col.id() calendarId!: string;
  @col.json() hours!: OfficeHours;
  @col.instant() setAt!: string;
  @col.id() setById!: string;
}

/** A published year that was imported; it takes the place of the one in the policy folder. */
@Derived("calendar_year", { stream: "calendarId" })
export class CalendarYear {
  @col.code({ primary: true }) id!: string;
  @col.id() calendarId!: string;
  @col.int() year!: number;
  @col.json() holidays!: readonly string[];
  @col.json() workingWeekends!: readonly string[];
  @col.code() digest!: string;
  @col.id() fileId!: string;
  @col.instant() importedAt!: string;
}

export const calendarTables = [LocalClosure, UnitHours, CalendarYear];

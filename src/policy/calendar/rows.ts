/** The calendar as the API shows it: closures, hours of units, imported years; and how far due dates were set anew. */
import { ObjectType, registerEnumType } from "type-graphql";
import type { OfficeHours } from "../../kernel/index.js";
import { enumOf } from "../../parties/index.js";
import { col, Derived } from "../../platform/index.js";

const closureStatuses = ["PROPOSED", "CONFIRMED", "REFUSED", "REVOKED"] as const;
export type ClosureStatus = (typeof closureStatuses)[number];
export const ClosureStatusEnum = enumOf<ClosureStatus>(closureStatuses);
registerEnumType(ClosureStatusEnum, {
  name: "ClosureStatus",
  description: "Waits for a second person, holds, was refused, or holds no more (停办状态).",
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
  /** Who wants it revoked: it holds until another person says so too. */
  @col.id({ nullable: true }) revokingById!: string | null;
  @col.instant({ api: "When it was revoked (撤销时间)", nullable: true }) revokedAt!: string | null;
  @col.id({ nullable: true }) revokedById!: string | null;
}

/** A unit's own office hours, Monday first; from a day on where one is named. */
@Derived("unit_hours", { stream: "calendarId" })
export class UnitHours {
  /** The unit's, and the day's. */
  @col.text({ primary: true, maxLength: 48 }) id!: string;
  @col.id() calendarId!: string;
  @col.id() unitId!: string;
  @col.day({ nullable: true }) fromDay!: string | null;
  /** None: the center's again. */
  @col.json({ nullable: true }) hours!: OfficeHours | null;
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

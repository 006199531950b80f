/** The calendar and the rules as they are at this moment, for what the API computes when it is asked. */
import { dayOf } from "../../kernel/index.js";
import { calendarNow } from "../../policy/index.js";
import type { CaseRequestContext } from "../services.js";
import type { Clock } from "./rows.js";
import { timeOn, type Time } from "../time.js";

export const timeNow = async (ctx: CaseRequestContext): Promise<Time> =>
  timeOn(await calendarNow(ctx), ctx.journal.clock().toISOString());

/** Before this instant is what is due soon: so many working hours of the center ahead, by the policy of the day. */
export async function dueSoonBefore(ctx: CaseRequestContext): Promise<string> {
  const time = await timeNow(ctx);
  const hours = ctx.policies.find(dayOf(time.now, ctx.policies.calendar.zone))?.dueSoonWorkingHours ?? 0;
  // The minute after the last one, so that what falls outside office hours counts with the hours before it.
  return time.afterWorkingMinutes(time.now, hours * 60 + 1).at;
}

/** Working minutes of a clock up to now, on the hours that it runs on. */
export const usedNow = ({ usedMinutes, runningSince, unitId }: Clock, time: Time): number =>
  usedMinutes + (runningSince === null ? 0 : Math.max(0, time.ofUnit(unitId).workingMinutes(runningSince, time.now)));

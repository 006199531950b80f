/** Reads a moment as XML writes it (xs:dateTime) into an instant in UTC to the millisecond. */
import { isInstant } from "../../kernel/index.js";

const dateTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})?$/;

export type InstantFault = "INSTANT_UNREADABLE" | "INSTANT_WITHOUT_OFFSET";

/**
 * "2011-10-01T00:38:44.546+02:00" → { instant: "2011-09-30T22:38:44.546Z" }; finer digits than a millisecond are cut off.
 * A local time without offset names no instant and is a fault of its own; so is a year outside of 1000 to 9999.
 */
export function readInstant(text: string): { instant: string } | { fault: InstantFault } {
  const [, day, time, fraction = "", offset] = dateTime.exec(text.trim()) ?? [];
  if (day === undefined || time === undefined) return { fault: "INSTANT_UNREADABLE" };
  // XML Schema lets a day end at 24:00:00, which is the next day's first instant.
  const endOfDay = time === "24:00:00" && /^0*$/.test(fraction);
  const clock = endOfDay ? "00:00:00" : time;
  const local = Date.parse(`${day}T${clock}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(`${day}T${clock}`))
    return { fault: "INSTANT_UNREADABLE" };
  if (offset === undefined) return { fault: "INSTANT_WITHOUT_OFFSET" };
  const minutes = offsetMinutes(offset);
  if (minutes === null) return { fault: "INSTANT_UNREADABLE" };
  const instant = new Date(local + (endOfDay ? 86_400_000 : 0) - minutes * 60_000).toISOString();
  return isInstant(instant) ? { instant } : { fault: "INSTANT_UNREADABLE" };
}

/** Minutes east of UTC; null beyond the 14 hours that XML Schema allows. */
function offsetMinutes(offset: string): number | null {
  if (offset === "Z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4, 6));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

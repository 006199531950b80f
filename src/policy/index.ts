/** Policy: dated rule packs and calendars, and what they say about a case. */
import { roomErrors } from "../platform/index.js";
import { policyMessages } from "./messages.js";

roomErrors("Policy", policyMessages);

export { calendarAggregate, calendarStreamId, type CalendarState } from "./calendar/calendar.js";
export {
  confirmClosure,
  importYear,
  proposeClosure,
  refuseClosure,
  revokeClosure,
  setUnitHours,
} from "./calendar/commands.js";
export { calendarInForce, calendarWith } from "./calendar/inForce.js";
export { calendarNow } from "./calendar/reading.js";
export { calendarTables as policyTables } from "./calendar/rows.js";
export { readYearFile } from "./calendarFiles.js";
export * from "./messages.js";
export * from "./faults.js";
export * from "./load.js";
export * from "./lookups.js";
export { applies, partyFor } from "./conditions.js";
export * from "./stages.js";
export type * from "./types.js";
export * from "./vocabulary.js";
export { Names, PolicyCode, policyResolvers } from "./api.js";
export type { PolicyContext } from "./context.js";

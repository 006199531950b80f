/** The calendar in force as one request sees it: asked for once, however many fields need it. */
import type { Calendar } from "../../kernel/index.js";
import type { PolicyContext } from "../context.js";
import { calendarInForce } from "./inForce.js";

/** By the loader of rows, of which each request has its own. */
const asked = new WeakMap<object, Promise<Calendar>>();

export function calendarNow({ journal, policies, rows }: PolicyContext): Promise<Calendar> {
  const known = asked.get(rows);
  if (known) return known;
  const calendar = calendarInForce(journal.database.read, policies.calendar);
  asked.set(rows, calendar);
  return calendar;
}

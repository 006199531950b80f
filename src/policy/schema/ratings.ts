/** The applicant's final rating (满意度评价): how long the code is good by which they give it without an account. */
import { z } from "zod";
import { positive, source } from "./basics.js";

export const ratings = z.strictObject({ ticketCalendarDays: positive.max(366), source });

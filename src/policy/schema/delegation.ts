/** How long a member may let a colleague act in their place (委托代办). */
import { z } from "zod";
import { positive, source } from "./basics.js";

export const delegation = z.strictObject({ maxCalendarDays: positive.max(366), source });

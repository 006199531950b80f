/** Who is told of a missed deadline, and when it goes on to the center (逾期督办). */
import { z } from "zod";
import { code, positive, source } from "./basics.js";

export const escalation = z.strictObject({
  /** The party's manager is told at the miss; the center once it has lasted so many working hours more. */
  centerAfterWorkingHours: positive.max(400),
  /** Steps that nobody is called to account for: what policy says of them follows by itself. */
  notForSteps: z.array(code),
  source,
});

/** Whether a cut-off lets a board say what its period came to. Pure. */
import { dayOf, type Period, type Refusal } from "../../kernel/index.js";
import { when } from "../refusals.js";

/** A board says what a period came to: it is cut off once the last day of it has passed in the center's zone. */
export function cutInside(
  { to }: Period,
  { zone }: { readonly zone: string },
  { cutoff, now, field }: { readonly cutoff: string; readonly now: string; readonly field: string },
): Refusal[] {
  const running = dayOf(now, zone) <= to;
  return [
    ...when(running, "PERIOD_NOT_OVER", { field, params: { until: to } }),
    ...when(!running && cutoff <= now && dayOf(cutoff, zone) <= to, "CUTOFF_IN_PERIOD", {
      field: "cutoff",
      params: { until: to },
    }),
  ];
}

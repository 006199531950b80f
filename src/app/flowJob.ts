/** Keeps flows of past months counted, so that whoever asks waits for the newest changes only. */
import { historyReader } from "../exchange/index.js";
import { addDays, dayOf, periodOf } from "../kernel/index.js";
import { keepFlowOf, type FlowSource } from "../oversight/index.js";
import type { Services } from "./services.js";

/** This month and those before it, as far as the same one of the year before. */
const months = 13;
/** No further month is begun once so many were counted: the rest is for the next time. */
const enough = 5_000;

const sources: readonly FlowSource[] = ["CASES", "HISTORIES"];

export async function keepFlows(
  { database, policies }: Pick<Services, "database" | "policies">,
  now: string,
): Promise<{ counted: number }> {
  const { calendar } = policies;
  const services = { database, calendar, histories: historyReader(database.read) };
  let counted = 0;
  let first = dayOf(now, calendar.zone).slice(0, 8) + "01";
  for (let left = months; left > 0; left -= 1) {
    for (const source of sources)
      if (counted < enough) counted += await keepFlowOf(services, periodOf(first, "MONTH"), source);
    first = addDays(first, -1).slice(0, 8) + "01";
  }
  return { counted };
}

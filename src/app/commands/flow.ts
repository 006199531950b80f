/** `lianban flow`: where the time goes in a period, counted and kept however many there are. */
import { historyReader } from "../../exchange/index.js";
import { dayOf } from "../../kernel/index.js";
import { flowText, flowView, processFlow, type FlowSource } from "../../oversight/index.js";
import { Partner } from "../../parties/index.js";
import { selectRows } from "../../platform/index.js";
import { Faults, readConfiguration } from "../configuration.js";
import { openServices, type Services } from "../services.js";
import { tell } from "./terminal.js";

export interface FlowCommandOptions {
  readonly source: string;
  readonly json?: boolean;
}

const sources: Readonly<Record<string, FlowSource>> = { cases: "CASES", histories: "HISTORIES" };
const doing = "Cannot tell where the time goes";

/** @throws Faults where there is no such period or source. */
export async function flowCommand(period: string, { source: named, json }: FlowCommandOptions): Promise<void> {
  const source = sources[named];
  if (!source) throw new Faults(doing, [`--source is one of ${Object.keys(sources).join(", ")}, not ${named}`]);
  const services = await openServices(readConfiguration());
  try {
    await tellFlow(services, period, source, json);
  } finally {
    await services.close();
  }
}

async function tellFlow(
  { database, policies, journal }: Services,
  period: string,
  source: FlowSource,
  json: boolean | undefined,
): Promise<void> {
  const { calendar } = policies;
  const limits = { CASES: Infinity, HISTORIES: Infinity };
  const services = { database, calendar, histories: historyReader(database.read), limits };
  const asked = { period, source, partnerId: null, product: null };
  const data = await processFlow(services, "ALL", asked);
  if (!data || "why" in data) throw new Faults(doing, [`${period} is no period (2017H1, 2017Q3, 2017-08, 2017)`]);
  const partners = new Map((await selectRows(database.read, Partner, "1 = 1")).map((one) => [one.id, one]));
  const today = dayOf(journal.clock().toISOString(), calendar.zone);
  const view = flowView(data, { source, period, policy: policies.find(today), partners });
  const handOvers = view.handOvers.map(({ from, to, wait }) => ({ from: from.code, to: to.code, wait }));
  const counted = `Counted anew: ${data.anew}`;
  tell(json, { ...view, handOvers, countedAnew: data.anew }, [flowText(view), counted]);
}

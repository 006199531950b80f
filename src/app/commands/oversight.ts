/** `lianban scoreboard`: who did how well by the book of record. */
import { boardJson, boardText, computeBoard } from "../../oversight/index.js";
import type { PartnerKind } from "../../parties/index.js";
import { Faults, readConfiguration } from "../configuration.js";
import { factSources } from "../context.js";
import { openServices } from "../services.js";
import { out } from "./terminal.js";

export interface ScoreboardCommandOptions {
  readonly kind: string;
  readonly json?: boolean;
}

const kinds: Readonly<Record<string, PartnerKind>> = { banks: "BANK", "guarantee-companies": "GUARANTEE_COMPANY" };

/** @throws Faults where there is no such period or kind, or no policy for it. */
export async function scoreboardCommand(period: string, { kind, json }: ScoreboardCommandOptions): Promise<void> {
  const wanted = kinds[kind];
  const doing = "Cannot compute the scoreboard";
  if (!wanted) throw new Faults(doing, [`--kind is one of ${Object.keys(kinds).join(", ")}, not ${kind}`]);
  const { policies, database, close } = await openServices(readConfiguration());
  try {
    const board = await computeBoard({ sql: database.read, policies, sources: factSources }, { period, kind: wanted });
    if (!board)
      throw new Faults(doing, [`${period} is no period (2017H1, 2017Q3, 2017-08, 2017) with a policy at its end`]);
    if (json) out(JSON.stringify(boardJson(board)));
    else out(boardText(board));
  } finally {
    await close();
  }
}

/** `lianban scoreboard` and `lianban targets`: who did how well by the book of record, and how far the year has come. */
import { dayOf } from "../../kernel/index.js";
import {
  boardJson,
  boardText,
  computeBoard,
  dayAsked,
  targetBoard,
  targetBoardView,
  targetsJson,
  targetsText,
} from "../../oversight/index.js";
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

export interface TargetsCommandOptions {
  readonly asOf?: string;
  readonly json?: boolean;
}

/** @throws Faults where there is no such year or day. */
export async function targetsCommand(year: string, { asOf, json }: TargetsCommandOptions): Promise<void> {
  const { policies, database, journal, close } = await openServices(readConfiguration());
  try {
    const { zone } = policies.calendar;
    const now = journal.clock().toISOString();
    const asked = dayAsked({ year: Number(year), asOf }, now, zone);
    if ("why" in asked) throw new Faults("Cannot show the targets", [asked.why]);
    const policy = policies.on(dayOf(now, zone));
    const board = targetBoardView(await targetBoard({ sql: database.read, policy, zone }, asked.day), policy);
    out(json ? JSON.stringify(targetsJson(board)) : targetsText(board));
  } finally {
    await close();
  }
}

/** `lianban targets`: how far the year has come. */
import { dayOf } from "../../kernel/index.js";
import { dayAsked, targetBoard, targetBoardView, targetsJson, targetsText } from "../../oversight/index.js";
import { Faults, readConfiguration } from "../configuration.js";
import { openServices } from "../services.js";
import { out } from "./terminal.js";

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

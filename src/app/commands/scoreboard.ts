/** `lianban scoreboard`: who did how well by the book of record, and whether what was kept still comes to the same. */
import { writeFile } from "node:fs/promises";
import {
  boardInForce,
  boardJson,
  boardText,
  checkBoards,
  computeBoard,
  computedOf,
  type Board,
  type BoardCheck,
  type KeptBoard,
} from "../../oversight/index.js";
import type { PartnerKind } from "../../parties/index.js";
import { RowLoader } from "../../platform/index.js";
import { Faults, readConfiguration } from "../configuration.js";
import { factSources } from "../context.js";
import { boardFile } from "../office/files.js";
import { openServices, type Services } from "../services.js";
import { out, tell } from "./terminal.js";

export interface ScoreboardCommandOptions {
  readonly kind: string;
  readonly json?: boolean;
  /** Computes what is kept of the period once more, and compares. */
  readonly check?: boolean;
  /** Writes it as an Excel workbook into this file. */
  readonly xlsx?: string;
}

const kinds: Readonly<Record<string, PartnerKind>> = { banks: "BANK", "guarantee-companies": "GUARANTEE_COMPANY" };

/** The exit code: 1 where a kept board comes to something else. @throws Faults where there is no such period or kind, or no policy for it. */
export async function scoreboardCommand(period: string, options: ScoreboardCommandOptions): Promise<0 | 1> {
  const { kind: named, json, check, xlsx } = options;
  const kind = kinds[named];
  const doing = check ? "Cannot check the scoreboard" : "Cannot compute the scoreboard";
  if (!kind) throw new Faults(doing, [`--kind is one of ${Object.keys(kinds).join(", ")}, not ${named}`]);
  const services = await openServices(readConfiguration());
  try {
    if (check) return await checked(services, { period, kind }, json);
    const { board, kept } = await shownBoard(services, period, kind);
    if (!board)
      throw new Faults(doing, [`${period} is no period (2017H1, 2017Q3, 2017-08, 2017) with a policy at its end`]);
    if (xlsx) {
      const context = { ...services, rows: rowsOf(services) };
      const bytes = await boardFile(context, board, kept, { partyId: "", partyKind: "CENTER" });
      await writeFile(xlsx, bytes);
      tell(json, { file: xlsx, bytes: bytes.length }, [`Wrote ${xlsx}`]);
      return 0;
    }
    out(json ? JSON.stringify(boardJson(board)) : boardText(board));
    return 0;
  } finally {
    await services.close();
  }
}

/** As the API answers: frozen, else previewed, else computed now. */
async function shownBoard(
  services: Services,
  period: string,
  kind: PartnerKind,
): Promise<{ board: Board | null; kept: KeptBoard | null }> {
  const { policies } = services;
  const sql = services.database.read;
  const kept = await boardInForce(sql, period, kind);
  if (!kept) return { board: await computeBoard({ sql, policies, sources: factSources }, { period, kind }), kept };
  return { board: await computedOf({ rows: rowsOf(services), policies }, kept), kept };
}

/** Everything is in sight of whoever sits at the machine. */
const rowsOf = ({ database }: Services): RowLoader =>
  new RowLoader(
    () => database.read,
    () => null,
  );

async function checked(
  services: Services,
  asked: { readonly period: string; readonly kind: PartnerKind },
  json: boolean | undefined,
): Promise<0 | 1> {
  const checks = await checkBoards({ ...services, factSources }, asked);
  if (checks.length === 0)
    throw new Faults("Cannot check the scoreboard", [`no board of ${asked.period} (${asked.kind}) is kept`]);
  const ok = checks.every((one) => one.ok);
  tell(json, { ok, boards: checks }, checks.flatMap(checkLines));
  return ok ? 0 : 1;
}

function checkLines({ period, kind, number, status, cutoff, ok, again, first, ...kept }: BoardCheck): string[] {
  const head = `${kind} ${period} no. ${number}, ${status.toLowerCase()}, cut off at ${cutoff}:`;
  if (ok) return [`${head} the same`, `  input ${kept.inputDigest}`, `  result ${kept.resultDigest}`];
  return [
    `${head} DIFFERENT, first at ${first?.partner ?? "–"} ${first?.indicator ?? "–"}`,
    `  input ${kept.inputDigest}, now ${again?.inputDigest ?? "not to be computed"}`,
    `  result ${kept.resultDigest}, now ${again?.resultDigest ?? "not to be computed"}`,
  ];
}

/** Takes in what another center entered and confirmed, as its event log says: kept under the id that it has there. */
import { systemActor, type Actor, type Journal } from "../../journal/index.js";
import { party, Partner } from "../../parties/index.js";
import { selectRow, selectRows, type Sql } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import { refuse } from "../refusals.js";
import { inputEntry, scoreInput, type ImportedFrom, type StatedFigures } from "./aggregate.js";
import { figureFaults, policyOf, signedPoints } from "./decide.js";
import { countedOnce } from "./effects.js";
import { ScoreInput } from "./rows.js";

export interface ImportedInput extends StatedFigures {
  readonly id: string;
  /** The partner is there already. */
  readonly partnerCode: string;
  readonly from: ImportedFrom;
}

/** What of it is wrong, in the log's words. */
export type InputPart = "partner" | "period" | "code" | "numerator" | "denominator" | "cases";

export type ImportedAs = "NEW" | "SAME" | "CONFLICT" | { readonly wrong: readonly InputPart[] };

const importer: Actor = { ...systemActor, channel: "IMPORT" };

/**
 * NEW: it counts from now on. SAME: it is here already, or counted here once, or something that says the same does.
 * CONFLICT: it is here with other figures, or another figure or task of the same partner, period and code counts.
 */
export async function importInput(
  { journal, policies }: { readonly journal: Journal; readonly policies: Pick<PolicyBook, "find"> },
  given: ImportedInput,
): Promise<ImportedAs> {
  const { id, partnerCode, from, ...figures } = given;
  const { read } = journal.database;
  const partner = await selectRow(read, Partner, "code = ?", [partnerCode]);
  const wrong = wrongParts(figures, partner, policies);
  if (wrong.length > 0 || !partner) return { wrong };
  const known = await meetingOf(read, given, partner.id);
  if (known !== "NEW") return known;
  const outcome = await journal.execute<ImportedAs>({
    command: "SCORE_INPUT_IMPORT",
    actor: importer,
    input: given,
    // The partner's head is locked, so that of two imports at a time the second sees what the first did.
    streams: [
      { aggregate: scoreInput, id, create: true },
      { aggregate: party, id: partner.id },
    ],
    prepare: (tx) => meetingOf(tx, given, partner.id),
    decide(_loaded, _context, meeting) {
      if (meeting !== "NEW") return { refusals: [refuse("INPUT_DECIDED")] };
      const imported = inputEntry("SCORE_INPUT_IMPORTED", { ...figures, partnerId: partner.id, from });
      return { appends: [{ streamId: id, entries: [imported] }], resultId: id };
    },
  });
  return outcome.ok ? "NEW" : meetingOf(read, given, partner.id);
}

const partOf: Readonly<Record<string, InputPart>> = {
  ...{ partnerId: "partner", period: "period", indicator: "code", reasonCode: "code", vetoCode: "code" },
  ...{ numerator: "numerator", points: "numerator", amount: "numerator", cases: "cases" },
};

/** As for what is entered here: the policy in force at the end of the period says what may be. */
function wrongParts(figures: StatedFigures, partner: Partner | null, policies: Pick<PolicyBook, "find">): InputPart[] {
  const { kind, code, numerator, denominator, cases } = figures;
  const policy = policyOf(policies, figures.period);
  const partnerKind = partner?.kind === "BANK" || partner?.kind === "GUARANTEE_COMPANY" ? partner.kind : null;
  // Points are entered above zero, and kept with the sign that policy says of their reason.
  const entered = { ...figures, numerator: numerator === null ? null : Math.abs(numerator) };
  const faults = figureFaults(entered, { partnerKind, policy }).map(({ field }) => partOf[String(field)] ?? "code");
  return [
    ...new Set<InputPart>([
      ...faults,
      ...(signedPoints({ kind, code, numerator: entered.numerator }, policy) === numerator
        ? []
        : ["numerator" as const]),
      ...(kind === "TASK" && code !== "TASK_COMPLETION" ? ["code" as const] : []),
      ...(kind === "VETO" && numerator !== null ? ["numerator" as const] : []),
      ...(kind !== "EXTERNAL_FIGURE" && denominator !== null ? ["denominator" as const] : []),
      ...(kind !== "EXTERNAL_FIGURE" && cases !== null ? ["cases" as const] : []),
    ]),
  ];
}

async function meetingOf(sql: Sql, given: ImportedInput, partnerId: string): Promise<"NEW" | "SAME" | "CONFLICT"> {
  const { id, kind, period, code } = given;
  const own = await selectRow(sql, ScoreInput, "id = ?", [id]);
  if (own) return own.partnerId === partnerId && sayTheSame(own, given) ? "SAME" : "CONFLICT";
  if ((await sql.all("SELECT id FROM journal_stream WHERE id = ?", [id])).length > 0) return "CONFLICT";
  if (!countedOnce.includes(kind)) return "NEW";
  const where =
    "partnerId = ? AND status = 'CONFIRMED' AND period = ? AND kind = ? AND code = ? ORDER BY decidedAt, id";
  const standing = (await selectRows(sql, ScoreInput, where, [partnerId, period, kind, code])).at(-1);
  if (!standing) return "NEW";
  return sayTheSame(standing, given) ? "SAME" : "CONFLICT";
}

const sayTheSame = (one: StatedFigures, other: StatedFigures): boolean =>
  (["kind", "period", "code", "numerator", "denominator", "cases"] as const).every((name) => one[name] === other[name]);

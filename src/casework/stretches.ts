/** Whose move a case was, stretch by stretch, as an event log and the flow of work see it; read from the rows of its clocks. */
import { applicantHolder } from "./clocks/held.js";
import { placeholders, type Sql } from "../platform/index.js";
import type { LoanCase } from "./lifecycle/rows.js";

export interface HeldStretch {
  readonly from: string;
  /** Null while it runs. */
  readonly to: string | null;
  /** Kinds of party and APPLICANT, in order. */
  readonly holders: readonly string[];
  readonly paused: boolean;
}

interface Segment {
  readonly caseId: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly holders: string;
  readonly pauseId: string | null;
}

/** The stretches of each case in their order; one statement for all of them. */
export async function readHeldStretches(
  sql: Sql,
  cases: readonly Pick<LoanCase, "id" | "centerId" | "guaranteeCompanyId">[],
): Promise<Map<string, HeldStretch[]>> {
  const rows = await sql.all<Segment>(
    "SELECT caseId, startedAt, endedAt, holders, pauseId FROM clock_segment " +
      `WHERE caseId IN ${placeholders(cases)} ORDER BY caseId, place`,
    cases.map(({ id }) => id),
  );
  const known = new Map(cases.map((one) => [one.id, one]));
  const found = new Map<string, HeldStretch[]>(cases.map(({ id }) => [id, []]));
  for (const { caseId, startedAt: from, endedAt: to, holders, pauseId } of rows) {
    // Parties are told by what they are in the case; whoever else held it is the bank that had it before.
    const kinds = (JSON.parse(holders) as string[]).map((id) => {
      const { centerId, guaranteeCompanyId } = known.get(caseId) ?? {};
      if (id === applicantHolder) return "APPLICANT";
      if (id === centerId) return "CENTER";
      return id === guaranteeCompanyId ? "GUARANTEE_COMPANY" : "BANK";
    });
    found.get(caseId)?.push({ from, to, holders: [...new Set(kinds)].sort(), paused: pauseId !== null });
  }
  return found;
}

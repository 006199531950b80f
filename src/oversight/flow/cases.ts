/** Traces of loan cases: their acts, and whose move it was meanwhile. */
import { readCaseSteps, type CaseStep, type LoanCase } from "../../casework/index.js";
import { msOf } from "../../kernel/index.js";
import { placeholders, type Sql } from "../../platform/index.js";
import type { FlowStep, FlowTrace, HeldSpan } from "./graph.js";

type Case = Pick<LoanCase, "id" | "bankId" | "centerId" | "guaranteeCompanyId">;

/** In the order given; four statements for all of them. `now` ends a stretch that still runs. */
export async function caseTraces(sql: Sql, cases: readonly Case[], now: number): Promise<FlowTrace[]> {
  const ids = cases.map(({ id }) => id);
  const steps = await readCaseSteps(sql, ids);
  const segments = await segmentsOf(sql, ids);
  const memberIds = [
    ...new Set([...steps.values()].flat().map(({ onBehalfOfId, memberId }) => onBehalfOfId ?? memberId)),
  ];
  const members = await sql.all<{ id: string; partyId: string }>(
    `SELECT id, partyId FROM member WHERE id IN ${placeholders(memberIds)}`,
    memberIds,
  );
  const partyOf = new Map(members.map(({ id, partyId }) => [id, partyId]));
  return cases.map((one) => ({
    steps: stepsOf(steps.get(one.id) ?? [], partyOf),
    spans: (segments.get(one.id) ?? []).map((segment) => spanOf(segment, one, now)),
  }));
}

/** A step is done when it is recorded; what marks its beginning is kept until then. */
function stepsOf(steps: readonly CaseStep[], partyOf: ReadonlyMap<string, string>): FlowStep[] {
  const begun = new Map<string, number>();
  return steps.flatMap(({ activity, transition, at, memberId, onBehalfOfId }): FlowStep[] => {
    if (transition === "start") {
      begun.set(activity, msOf(at));
      return [];
    }
    const startedAt = begun.get(activity) ?? null;
    begun.delete(activity);
    return [{ activity, at: msOf(at), startedAt, partyId: partyOf.get(onBehalfOfId ?? memberId) ?? null }];
  });
}

interface Segment {
  readonly caseId: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly holders: string;
  readonly pauseId: string | null;
}

async function segmentsOf(sql: Sql, caseIds: readonly string[]): Promise<Map<string, Segment[]>> {
  const rows = await sql.all<Segment>(
    "SELECT caseId, startedAt, endedAt, holders, pauseId FROM clock_segment " +
      `WHERE caseId IN ${placeholders(caseIds)} ORDER BY caseId, place`,
    caseIds,
  );
  const found = new Map<string, Segment[]>();
  for (const row of rows) {
    const list = found.get(row.caseId);
    if (list) list.push(row);
    else found.set(row.caseId, [row]);
  }
  return found;
}

/** Parties are told by what they are in the case; whoever is neither of them is the applicant. */
function spanOf({ startedAt, endedAt, holders, pauseId }: Segment, one: Case, now: number): HeldSpan {
  const kinds = (JSON.parse(holders) as string[]).map((id) => {
    if (id === one.bankId) return "BANK";
    if (id === one.centerId) return "CENTER";
    return id === one.guaranteeCompanyId ? "GUARANTEE_COMPANY" : "APPLICANT";
  });
  const to = endedAt === null ? now : msOf(endedAt);
  return { from: msOf(startedAt), to, holders: [...new Set(kinds)].sort(), paused: pauseId !== null };
}

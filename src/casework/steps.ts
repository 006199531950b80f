/** What was done on cases, act by act, as an event log and the flow of work see it; read from the entries. */
import { fromText } from "../journal/index.js";
import { placeholders, type Sql } from "../platform/index.js";
import type { BodyOf, CaseEntryType } from "./entries.js";

export interface CaseStep {
  readonly caseId: string;
  /** Of the entry. */
  readonly id: string;
  readonly seq: number;
  /** The entry's type; with the stage or the check behind a colon where it is about one. */
  readonly activity: string;
  /** A check that was looked at has begun; all else is done when it is recorded. */
  readonly transition: "start" | "complete";
  readonly at: string;
  readonly memberId: string;
  readonly onBehalfOfId: string | null;
  readonly unitId: string | null;
}

/** What somebody did, and the stages that follow from it; not what the program notes beside. */
const acts: ReadonlySet<string> = new Set<CaseEntryType>([
  ...(["OPENED", "CONTENT_AMENDED", "SUBMITTED", "STAGE_ENTERED", "ACCEPTED", "REFUSED", "RETURNED"] as const),
  ...(["WITHDRAWN", "UNWOUND", "LAPSED", "CHECK_LOOKED_AT", "CHECK_RECORDED", "NOTHING_FURTHER"] as const),
  ...(["DEFECT_POSTED", "NOTICE_SENT", "NOTICE_ANSWERED", "DECISION_PROPOSED", "DECISION_CONFIRMED"] as const),
  ...(["DECISION_RETURNED", "SIGNATURE_RECORDED", "COLLATERAL_REGISTERED", "SECURITY_CONFIRMED"] as const),
  ...(["FUNDS_ORDERED", "PAYMENT_SENT", "PAYMENT_CONFIRMED", "PAYMENT_FAILED", "VISIT_REQUESTED"] as const),
  ...(["VISIT_EXCEPTION_GRANTED", "VISIT_RECORDED", "CLOCK_PAUSED", "CLOCK_RESUMED"] as const),
  ...(["OWNER_TRANSFER_PROPOSED", "OWNER_ACCEPTED", "DOCUMENT_ATTACHED", "DOCUMENT_VERIFIED"] as const),
  ...(["HANDOFF_SENT", "HANDOFF_RECEIVED", "INQUIRY_POSTED", "INQUIRY_ANSWERED", "PAYEE_VERIFIED"] as const),
  ...(["COMMERCIAL_PART_DECIDED", "CORRECTION_PROPOSED", "CORRECTION_REFUSED", "ENTRY_CORRECTED"] as const),
]);

type StepRow = Omit<CaseStep, "caseId" | "activity" | "transition" | "at" | "memberId"> & {
  readonly streamId: string;
  readonly type: string;
  readonly actorId: string;
  readonly occurredAt: string;
  /** Only of those that are about a stage or a check. */
  readonly text: string | null;
};

/** The steps of each case in the order in which they were recorded; two statements for all of them. */
export async function readCaseSteps(sql: Sql, caseIds: readonly string[]): Promise<Map<string, CaseStep[]>> {
  const steps = new Map<string, CaseStep[]>(caseIds.map((id) => [id, []]));
  if (caseIds.length === 0) return steps;
  const rows = await sql.all<StepRow>(
    "SELECT streamId, id, seq, type, actorId, onBehalfOfId, unitId, occurredAt, " +
      "CASE WHEN type IN ('STAGE_ENTERED', 'CHECK_LOOKED_AT', 'CHECK_RECORDED') THEN text ELSE NULL END AS text " +
      `FROM journal_entry WHERE streamId IN ${placeholders(caseIds)} ORDER BY streamId, seq`,
    caseIds,
  );
  const checks = await sql.all<{ id: string; code: string }>(
    `SELECT id, code FROM case_check WHERE caseId IN ${placeholders(caseIds)}`,
    caseIds,
  );
  const codes = new Map(checks.map(({ id, code }) => [id, code]));
  for (const row of rows) {
    if (!acts.has(row.type)) continue;
    const { streamId: caseId, id, seq, actorId: memberId, onBehalfOfId, unitId, occurredAt: at } = row;
    steps.get(caseId)?.push({ ...{ caseId, id, seq, at, memberId, onBehalfOfId, unitId }, ...activityOf(row, codes) });
  }
  return steps;
}

function activityOf({ type, text }: StepRow, checks: ReadonlyMap<string, string>) {
  const body = text === null ? null : fromText(text).body;
  const transition = type === "CHECK_LOOKED_AT" ? ("start" as const) : ("complete" as const);
  if (type === "STAGE_ENTERED") return { activity: `${type}:${(body as BodyOf<"STAGE_ENTERED">).stage}`, transition };
  if (type !== "CHECK_LOOKED_AT" && type !== "CHECK_RECORDED") return { activity: type, transition };
  const { checkId } = body as BodyOf<"CHECK_LOOKED_AT">;
  return { activity: `CHECK_RECORDED:${checks.get(checkId) ?? "UNKNOWN"}`, transition };
}

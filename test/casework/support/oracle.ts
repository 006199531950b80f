/** A second reader of the journal: what a case's entries say, by plain loops, with nothing of the program's folding. */
import type { Sql } from "../../../src/platform/index.js";
import { banksOf, ofBankNow } from "./banks.js";
import { officeMinutes } from "./officeMinutes.js";
import { bringers, missing, unverifiedPayees } from "./oraclePapers.js";

export interface Said {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  // eslint would rather have types; this reader has none of the program's on purpose.
  readonly body: Readonly<Record<string, unknown>>;
}

export type Facts = Readonly<Record<string, unknown>>;

export const text = (facts: Facts, name: string): string => String(facts[name]);
export const number = (facts: Facts, name: string): number => Number(facts[name]);
export const list = (facts: Facts, name: string): readonly Facts[] => (facts[name] ?? []) as readonly Facts[];

export interface Told {
  stage: string;
  version: number;
  returnCount: number;
  tripsSpent: number;
  amountApprovedFen: number | null;
  paidFen: number;
  /** Parties whose move it is, sorted; "applicant" where a notice waits. */
  holders: string[];
  /** Working minutes used by each clock that is not running, by its id. */
  usedMinutes: Record<string, number>;
}

/** The entries of a case, as they stand in the book. */
export async function saidOf(sql: Sql, caseId: string): Promise<Said[]> {
  const rows = await sql.all<{ text: string }>("SELECT text FROM journal_entry WHERE streamId = ? ORDER BY seq", [
    caseId,
  ]);
  return rows.map((row) => JSON.parse(row.text) as Said);
}

export async function readCase(sql: Sql, caseId: string): Promise<Told> {
  const said = await saidOf(sql, caseId);
  const stage = stageOf(said);
  return {
    stage,
    version: said.length,
    returnCount: said.filter(({ type }) => type === "RETURNED").length,
    tripsSpent: tripsOf(said),
    amountApprovedFen: approvedOf(said),
    paidFen: payments(said)
      .filter(({ status }) => status === "PAID")
      .reduce((sum, one) => sum + one.amountFen, 0),
    holders: holdersOf(said, stage),
    usedMinutes: usedOf(said),
  };
}

/** Entries by which a case goes back before some stage, after which its earlier work there counts no more. */
export const wentBack = (said: readonly Said[], ...to: string[]): number =>
  said.findLastIndex(({ type, body }) => type === "RETURNED" && to.includes(text(body, "to")));

export const takenBack = (said: readonly Said[]): Set<string> =>
  new Set(
    said
      .filter(({ type, body }) => type === "ENTRY_CORRECTED" && body["values"] === null)
      .map(({ body }) => text(body, "entryId")),
  );

export function stageOf(said: readonly Said[]): string {
  let stage = "APPLICATION";
  for (const { type, body } of said) {
    if (type === "STAGE_ENTERED") stage = text(body, "stage");
    else if (type === "RETURNED") stage = text(body, "to");
    else if (type === "REFUSED" || type === "WITHDRAWN" || type === "LAPSED") stage = type;
  }
  return stage;
}

function tripsOf(said: readonly Said[]): number {
  const gone = takenBack(said);
  const standing = said.filter(({ id }) => !gone.has(id));
  const logged = standing.filter(({ type }) => type === "VISIT_RECORDED");
  const byId = new Set(logged.map(({ body }) => text(body, "visitId")));
  // What was shown by something else and then logged is one visit.
  const shown = standing.filter(({ type, body }) => type === "VISIT_IMPLIED" && !byId.has(text(body, "visitId")));
  const made = [...logged, ...shown];
  const asked = standing.filter(({ type }) => type === "VISIT_REQUESTED");
  const recorded = new Set(made.map(({ body }) => text(body, "visitId")));
  return (
    made.filter(({ body }) => body["legalInterview"] === false && body["place"] !== "HOME").length +
    asked.filter(({ body }) => body["legalInterview"] === false && !recorded.has(text(body, "visitId"))).length
  );
}

function approvedOf(said: readonly Said[]): number | null {
  const gone = takenBack(said);
  const at = said.findLastIndex(({ type }) => type === "DECISION_CONFIRMED");
  const confirmed = said[at];
  if (!confirmed || at < wentBack(said, "APPROVAL", "REVIEW") || gone.has(confirmed.id)) return null;
  const proposal = said.find(
    ({ type, body }) => type === "DECISION_PROPOSED" && body["decisionId"] === confirmed.body["decisionId"],
  );
  return proposal?.body["outcome"] === "APPROVE" ? number(proposal.body, "amountFen") : null;
}

function payments(said: readonly Said[]) {
  const found = new Map<string, { amountFen: number; status: string; by: string }>();
  for (const { id, type, body } of said) {
    const paymentId = text(body, "paymentId");
    const known = found.get(paymentId);
    if (type === "FUNDS_ORDERED")
      found.set(paymentId, { amountFen: number(body, "amountFen"), status: "ORDERED", by: "" });
    else if (type === "PAYMENT_SENT" && known) known.status = "SENT";
    else if (type === "PAYMENT_CONFIRMED" && known) Object.assign(known, { status: "PAID", by: id });
    else if (type === "PAYMENT_FAILED" && known) Object.assign(known, { status: text(body, "outcome"), by: id });
    else if (type === "ENTRY_CORRECTED" && body["values"] === null) {
      for (const one of found.values())
        if (one.by === body["entryId"]) Object.assign(one, { status: "UNKNOWN", by: id });
    }
  }
  return [...found.values()];
}

export function holdersOf(said: readonly Said[], stage: string): string[] {
  const opened = said.find(({ type }) => type === "OPENED")?.body ?? {};
  const bank = banksOf(said).at(-1) ?? "";
  const center = text(opened, "centerId");
  const parties = (): string[] => {
    if (stage === "APPLICATION" || stage === "ACCEPTANCE") return [bank];
    if (stage === "APPROVAL") return [center];
    if (stage === "REVIEW") return openChecks(said) ?? bringers(said, "APPROVAL", bank);
    if (stage === "SIGNING") return openSignatures(said, bank) ?? bringers(said, "SECURITY", bank);
    if (stage === "SECURITY") return openStep(said) ?? bringers(said, "DISBURSEMENT", bank);
    if (stage !== "DISBURSEMENT") return [];
    const paid = payments(said);
    if (paid.some(({ status }) => ["ORDERED", "SENT", "UNKNOWN"].includes(status))) return [bank];
    const out = paid.filter(({ status }) => status === "PAID").reduce((sum, { amountFen }) => sum + amountFen, 0);
    const again = openChecks(said) ?? openSignatures(said, bank) ?? openStep(said);
    if (again) return again;
    if (out >= (approvedOf(said) ?? 0)) return bringers(said, "SERVICING", bank);
    if (missing(said, "DISBURSEMENT").length > 0) return bringers(said, "DISBURSEMENT", bank);
    return unverifiedPayees(said) > 0 ? [bank] : [center];
  };
  const waits = ["REFUSED", "WITHDRAWN", "LAPSED"].includes(stage) ? [] : applicant(said);
  return [...new Set([...parties(), ...waits])].sort();
}

/** Parties with an open check whose turn it is; null where all are done. */
function openChecks(said: readonly Said[]): string[] | null {
  const checks = list(said.find(({ type }) => type === "SUBMITTED")?.body ?? {}, "checks");
  const done = new Map<string, string>();
  const papers: Record<string, readonly string[]> = {
    amountFen: ["INCOME_PROOF"],
    termMonths: ["INCOME_PROOF"],
    priceFen: ["PURCHASE_CONTRACT", "SALE_CONTRACT", "COST_ESTIMATE"],
    downPaymentFen: ["DOWN_PAYMENT_RECEIPT", "SALE_CONTRACT"],
    valuationFen: ["VALUATION_REPORT"],
  };
  said.forEach(({ id, type, body }, at) => {
    if (type === "CHECK_RECORDED") done.set(text(body, "checkId"), id);
    if (type === "CHECK_REOPENED") done.delete(text(body, "checkId"));
    if (type === "RETURNED" && body["to"] === "REVIEW")
      for (const one of body["reopened"] as string[]) done.delete(one);
    if (type !== "ENTRY_CORRECTED") return;
    for (const [check, by] of done) if (by === body["entryId"]) done.delete(check);
    const moneyOut = payments(said.slice(0, at)).some(({ status }) => status !== "FAILED" && status !== "RETURNED");
    if (body["entryType"] !== "SUBMITTED" || moneyOut) return;
    const touched = Object.keys(body["values"] ?? {}).flatMap((name) => papers[name] ?? []);
    for (const check of checks) {
      const rests = (check["restsOn"] as string[]).some((kind) => touched.includes(kind));
      if (check["computed"] === true || rests) done.delete(text(check, "id"));
    }
  });
  const open = checks.filter((check) => !done.has(text(check, "id")));
  const turn = Math.min(...open.map((check) => number(check, "turn")));
  const now = open
    .filter((check) => check["turn"] === turn)
    .map((check) => ofBankNow(said, text(check, "ownerPartyId")));
  return now.length > 0 ? now : null;
}

function openSignatures(said: readonly Said[], bank: string): string[] | null {
  const at = said.findLastIndex(({ type }) => type === "SIGNATURES_REQUIRED");
  const wanted = list(said[at]?.body ?? {}, "signatures");
  const signed = new Map<string, string>();
  for (const { id, type, body } of said.slice(at)) {
    if (type === "SIGNATURE_RECORDED") signed.set(text(body, "signatureId"), id);
    if (type === "RETURNED" && body["to"] === "SIGNING")
      for (const one of body["reopened"] as string[]) signed.delete(one);
    if (type === "ENTRY_CORRECTED") for (const [one, by] of signed) if (by === body["entryId"]) signed.delete(one);
  }
  const open = wanted.filter((one) => !signed.has(text(one, "id")));
  if (open.length === 0) return null;
  return open.map((one) => (one["partyId"] === null || one["who"] === "DEVELOPER" ? bank : text(one, "partyId")));
}

function openStep(said: readonly Said[]): string[] | null {
  const at = said.findLastIndex(({ type }) => type === "SECURITY_STEPS_SET");
  const steps = list(said[at]?.body ?? {}, "steps");
  const done = new Map<string, string>();
  const records = new Map<string, Facts>();
  said.forEach(({ id, type, body }, index) => {
    if (type === "COLLATERAL_REGISTERED") records.set(id, body);
    if (index < at) return;
    if (type === "SECURITY_CONFIRMED") done.set(text(body, "stepId"), id);
    if (type === "RETURNED" && body["to"] === "SECURITY")
      for (const one of body["reopened"] as string[]) done.delete(one);
    if (type !== "ENTRY_CORRECTED") return;
    for (const [step, by] of done) if (by === body["entryId"]) done.delete(step);
    const record = records.get(text(body, "entryId"));
    for (const step of record ? steps : []) {
      // A record made before these steps were set belongs to whichever step is of its kind.
      const known = steps.some((one) => one["id"] === record?.["stepId"]);
      const proves = record?.["kind"] === step["code"] && (!known || record?.["stepId"] === step["id"]);
      if (proves) done.delete(text(step, "id"));
    }
  });
  const open = steps.find((step) => !done.has(text(step, "id")));
  return open ? [text(open, "actorPartyId")] : null;
}

function applicant(said: readonly Said[]): string[] {
  const gone = takenBack(said);
  const answered = new Set(
    said
      .filter(({ type }) => type === "NOTICE_ANSWERED")
      .flatMap(({ body }) => list(body, "answers").map((one) => text(one, "defectId"))),
  );
  const voided = new Set(
    said.filter(({ id, type }) => type === "DEFECT_POSTED" && gone.has(id)).map(({ body }) => text(body, "defectId")),
  );
  const told = said.filter(({ type }) => type === "NOTICE_SENT").flatMap(({ body }) => body["defectIds"] as string[]);
  return told.some((id) => !answered.has(id) && !voided.has(id)) ? ["applicant"] : [];
}

/** The sum of the stretches in which each clock ran, whole minutes each; of those that do not run now. */
function usedOf(said: readonly Said[]): Record<string, number> {
  const clocks = new Map<string, { kind: string; startedAt: string; since: string | null; used: number }>();
  let pausedUntilResume = false;
  const stop = (id: string, at: string) => {
    const clock = clocks.get(id);
    if (!clock) return;
    if (clock.since !== null) clock.used += officeMinutes(clock.since, at);
    clock.since = null;
  };
  for (const { type, body, occurredAt } of said) {
    if (type === "CLOCKS_STARTED") {
      for (const one of list(body, "clocks")) {
        // A pause stops neither the law's clock nor those of steps, but for registering.
        const runsOn = one["kind"] === "STATUTORY" || (one["kind"] === "STEP" && one["step"] !== "REGISTRATION");
        const stands = pausedUntilResume && !runsOn;
        const startedAt = text(one, "startedAt");
        clocks.set(text(one, "id"), { kind: text(one, "kind"), startedAt, since: stands ? null : startedAt, used: 0 });
      }
    }
    if (type === "CLOCKS_ENDED") for (const one of list(body, "clocks")) stop(text(one, "id"), text(one, "endedAt"));
    if (type === "CLOCK_PAUSED") {
      pausedUntilResume = true;
      for (const one of list(body, "clocks")) stop(text(one, "id"), occurredAt);
    }
    if (type === "CLOCK_RESUMED") {
      pausedUntilResume = false;
      for (const one of list(body, "clocks")) {
        const clock = clocks.get(text(one, "id"));
        if (clock) clock.since = clock.startedAt > occurredAt ? clock.startedAt : occurredAt;
      }
    }
  }
  return Object.fromEntries([...clocks].filter(([, { since }]) => since === null).map(([id, { used }]) => [id, used]));
}

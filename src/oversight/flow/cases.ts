/** Loan cases as traces: which there are, their acts, and whose move it was meanwhile. */
import { readCaseSteps, readHeldStretches, type CaseStep, type LoanCase } from "../../casework/index.js";
import { msOf, sightSql, type Calendar, type Sight } from "../../kernel/index.js";
import { placeholders, type Sql, type SqlValue } from "../../platform/index.js";
import { spanOf, workingOn, type FlowStep, type FlowTrace, type WorkingMs } from "./graph.js";
import { rollFormat, rollOf } from "./roll.js";
import {
  cellKey,
  type CountedTrace,
  type FlowAsked,
  type ListedTrace,
  type TraceCell,
  type TraceSource,
} from "./source.js";

type Case = Pick<
  LoanCase,
  "id" | "version" | "bankId" | "bankUnitId" | "centerId" | "guaranteeCompanyId" | "productCode"
>;

const columns = "id, version, bankId, bankUnitId, centerId, guaranteeCompanyId, productCode";
/** What the other parties cannot see yet counts for nobody. */
const opened = "submitted = 1 AND openedAt >= ? AND openedAt < ?";
/** A case that goes on all the time is counted as it is read in the end, and not kept. */
const rounds = 3;

/** In sight, and of what was asked for. */
export function caseSource(sql: Sql, calendar: Calendar, sight: Sight, asked: FlowAsked): TraceSource {
  const seen = sightSql(sight);
  const { partnerId, product } = asked;
  const isWanted = ({ bankId, guaranteeCompanyId, productCode }: TraceCell) =>
    (partnerId === null || bankId === partnerId || guaranteeCompanyId === partnerId) &&
    (product === null || productCode === product);
  return {
    source: "CASES",
    countedBy: `${rollFormat}/${calendar.version}`,
    async overview({ from, until }) {
      const rows = await sql.all<TraceCell & Record<"n" | "versions" | "seen", number | string>>(
        `SELECT bankId, bankUnitId, guaranteeCompanyId, productCode, COUNT(*) AS n, SUM(version) AS versions, ` +
          `SUM(CASE WHEN ${seen.sql} THEN 1 ELSE 0 END) AS seen FROM loan_case WHERE ${opened} ` +
          "GROUP BY bankId, bankUnitId, guaranteeCompanyId, productCode",
        [...seen.params, from, until],
      );
      return {
        count: rows.reduce((sum, { n }) => sum + Number(n), 0),
        versions: rows.reduce((sum, { versions }) => sum + Number(versions), 0),
        cells: rows.map((row) => ({
          ...{ cell: cellOf(row), count: Number(row.n) },
          seen: isWanted(row) ? Number(row.seen) : 0,
        })),
      };
    },
    async list({ from, until }) {
      const tests: readonly { readonly sql: string; readonly params: readonly SqlValue[] }[] = [
        { sql: opened, params: [from, until] },
        seen,
        ...(partnerId ? [{ sql: "(bankId = ? OR guaranteeCompanyId = ?)", params: [partnerId, partnerId] }] : []),
        ...(product ? [{ sql: "productCode = ?", params: [product] }] : []),
      ];
      const rows = await sql.all<Case>(
        `SELECT ${columns} FROM loan_case WHERE ${tests.map((test) => test.sql).join(" AND ")} ORDER BY id`,
        tests.flatMap(({ params }) => params),
      );
      return listed(rows);
    },
    count: (ids) => countCases(sql, workingOn(calendar), ids),
  };
}

/** Each with the version that it had before and after it was read: so long, nothing was written to it. */
async function countCases(sql: Sql, working: WorkingMs, ids: readonly string[]): Promise<CountedTrace[]> {
  const counted: CountedTrace[] = [];
  let left = ids;
  for (let round = 1; left.length > 0 && round <= rounds; round += 1) {
    const where = `FROM loan_case WHERE id IN ${placeholders(left)} ORDER BY id`;
    const cases = await sql.all<Case>(`SELECT ${columns} ${where}`, left);
    const traces = await caseTraces(sql, cases);
    const after = await sql.all<{ id: string; version: number }>(`SELECT id, version ${where}`, left);
    const versions = new Map(after.map(({ id, version }) => [id, version]));
    const again: string[] = [];
    listed(cases).forEach((one, at) => {
      const lasting = versions.get(one.id) === one.version;
      if (!lasting && round < rounds) again.push(one.id);
      else counted.push({ ...one, lasting, roll: rollOf(traces[at] as FlowTrace, "CASES", working) });
    });
    left = again;
  }
  return counted;
}

const cellOf = ({ bankId, bankUnitId, guaranteeCompanyId, productCode }: TraceCell): TraceCell => ({
  ...{ bankId, bankUnitId, guaranteeCompanyId, productCode },
});

/** Those of one kind share what they are told apart by. */
function listed(cases: readonly Case[]): ListedTrace[] {
  const cells = new Map<string, TraceCell>();
  return cases.map((one) => {
    const key = cellKey(one);
    const cell = cells.get(key) ?? cellOf(one);
    cells.set(key, cell);
    return { id: one.id, version: one.version, cell };
  });
}

/** In the order given; four statements for all of them. */
async function caseTraces(sql: Sql, cases: readonly Case[]): Promise<FlowTrace[]> {
  const ids = cases.map(({ id }) => id);
  const steps = await readCaseSteps(sql, ids);
  const stretches = await readHeldStretches(sql, cases);
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
    spans: (stretches.get(one.id) ?? []).map(spanOf),
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

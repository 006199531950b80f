/** What confirmed inputs mean for the boards of a period: tasks, figures from outside, points, vetoes. */
import { parsePeriod, periodOf, type Period, type PeriodKind } from "../../kernel/index.js";
import { placeholders, selectRows, type Sql } from "../../platform/index.js";
import type { PolicyVersion } from "../../policy/index.js";
import type { PartnerOnBoard } from "../scoreboard/facts.js";
import { ScoreInput } from "./rows.js";

/**
 * Up to when counts what was put right after the cut-off: tasks and figures from outside by partner and code; points and
 * vetoes by id, with whatever takes the place of that one.
 */
export type LaterInputs = Readonly<Record<string, string>>;

export const laterKey = (partnerId: string, code: string): string => `${partnerId}/${code}`;

/** The key by which an input that an objection names is read as it stands later. */
export const laterKeyOf = ({
  id,
  kind,
  partnerId,
  code,
}: Pick<ScoreInput, "id" | "kind" | "partnerId" | "code">): string =>
  countedOnce.includes(kind) ? laterKey(partnerId, code) : id;

/** Of these, of one partner, period and code, the one confirmed last counts; of others each. */
export const countedOnce: readonly ScoreInput["kind"][] = ["EXTERNAL_FIGURE", "TASK"];

/** Everything that counts for the partners now, or did at the cut-off. */
export async function standingInputs(
  sql: Sql,
  partnerIds: readonly string[],
  cutoff: string | null,
  later: LaterInputs = {},
): Promise<ScoreInput[]> {
  if (partnerIds.length === 0) return [];
  const statuses = cutoff ? "status IN ('CONFIRMED', 'REVOKED')" : "status = 'CONFIRMED'";
  const where = `partnerId IN ${placeholders(partnerIds)} AND ${statuses} ORDER BY decidedAt, id`;
  const inputs = await selectRows(sql, ScoreInput, where, partnerIds);
  if (!cutoff) return inputs;
  const byId = new Map(inputs.map((one) => [one.id, one]));
  return inputs.filter((one) => stoodAt(one, countsUpTo(one, byId, later) ?? cutoff));
}

function countsUpTo(one: ScoreInput, byId: ReadonlyMap<string, ScoreInput>, later: LaterInputs): string | undefined {
  const { id, kind, partnerId, code, replacesId } = one;
  if (countedOnce.includes(kind)) return later[laterKey(partnerId, code)];
  const replaced = replacesId === null ? undefined : byId.get(replacesId);
  return later[id] ?? (replaced && countsUpTo(replaced, byId, later));
}

const stoodAt = ({ decidedAt, revokedAt }: ScoreInput, at: string): boolean =>
  decidedAt !== null && decidedAt <= at && (revokedAt === null || revokedAt > at);

export type Effects = Required<Pick<PartnerOnBoard, "taskFen" | "external" | "adjustment" | "vetoes">>;

/**
 * Of one partner's inputs, in the order in which they were confirmed, those that count in the period: of figures of a code
 * the last one, of tasks its own or those of its parts, all points of the period, and vetoes of any part of it.
 */
export function countedIn(inputs: readonly ScoreInput[], period: Period): ScoreInput[] {
  const own = inputs.filter((one) => one.period === period.text);
  const figures = new Map(own.flatMap((one) => (one.kind === "EXTERNAL_FIGURE" ? [[one.code, one] as const] : [])));
  return [
    ...figures.values(),
    ...tasksOf(inputs, period),
    ...own.filter(({ kind }) => kind === "ADJUSTMENT"),
    ...inputs.filter((one) => one.kind === "VETO" && within(one.period, period)),
  ];
}

/** Additions and deductions as they were confirmed, and as far as policy lets each sum count; in hundredths. */
export interface Points {
  readonly added: number;
  readonly deducted: number;
  readonly addedCounts: number;
  readonly deductedCounts: number;
}

export function pointsOf(counted: readonly ScoreInput[], { scoring }: Pick<PolicyVersion, "scoring">): Points {
  const points = counted.flatMap(({ kind, numerator }) => (kind === "ADJUSTMENT" ? [numerator ?? 0] : []));
  const { maxAdditionHundredths = 0, maxDeductionHundredths = 0 } = scoring.adjustments ?? {};
  const added = sum(points.filter((one) => one > 0));
  const deducted = sum(points.filter((one) => one < 0));
  return {
    ...{ added, deducted, addedCounts: Math.min(added, maxAdditionHundredths) },
    deductedCounts: Math.max(deducted, -maxDeductionHundredths),
  };
}

/** What the inputs of one partner do to its card. */
export function effectsOf(
  inputs: readonly ScoreInput[],
  period: Period,
  policy: Pick<PolicyVersion, "scoring">,
): Effects {
  const counted = countedIn(inputs, period);
  const external = Object.fromEntries(
    counted.flatMap(({ kind, code, numerator, denominator, cases }) => {
      if (kind !== "EXTERNAL_FIGURE" || numerator === null || denominator === null) return [];
      return [
        [code, { numerator, denominator, cases: cases ?? Math.min(Math.floor(denominator / 100) || 1, 2 ** 31 - 1) }],
      ];
    }),
  );
  const tasks = counted.filter(({ kind }) => kind === "TASK");
  const { addedCounts, deductedCounts } = pointsOf(counted, policy);
  return {
    taskFen: tasks.length === 0 ? null : sum(tasks.map(({ numerator }) => numerator ?? 0)),
    external,
    adjustment: addedCounts + deductedCounts,
    vetoes: [...new Set(counted.flatMap(({ kind, code }) => (kind === "VETO" ? [code] : [])))].sort(),
  };
}

const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);

const partsOf: Readonly<Record<PeriodKind, readonly PeriodKind[]>> = {
  YEAR: ["HALF", "QUARTER", "MONTH"],
  HALF: ["QUARTER", "MONTH"],
  QUARTER: ["MONTH"],
  MONTH: [],
};

/** The period's own task, or its parts' where each of them has one. */
function tasksOf(inputs: readonly ScoreInput[], period: Period): ScoreInput[] {
  const tasks = new Map(inputs.flatMap((one) => (one.kind === "TASK" ? [[one.period, one] as const] : [])));
  const own = tasks.get(period.text);
  if (own) return [own];
  for (const kind of partsOf[period.kind]) {
    const parts = periodsIn(period, kind).map((one) => tasks.get(one));
    if (parts.every((one) => one !== undefined)) return parts.flatMap((one) => one ?? []);
  }
  return [];
}

/** The periods of a kind that make up a longer one. */
function periodsIn({ from, to }: Period, kind: PeriodKind): string[] {
  const months = Array.from({ length: 12 }, (_, at) => `${from.slice(0, 4)}-${String(at + 1).padStart(2, "0")}-01`);
  return [...new Set(months.filter((day) => day >= from && day <= to).map((day) => periodOf(day, kind)))];
}

function within(text: string, { from, to }: Period): boolean {
  const inner = parsePeriod(text);
  return inner !== null && inner.from >= from && inner.to <= to;
}

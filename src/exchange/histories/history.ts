/** The stream of one imported history: written once, never changed. */
import { rowOut, sliceOf, tallied, type Aggregate, type RowOut } from "../../journal/index.js";
import type { HistoryEvent } from "./derive.js";
import type { FactTuple, HistoryEntry, HistoryHead } from "./entries.js";
import type { CaseTold } from "./stated.js";
import { History, HistoryFactRow, HistoryUnit } from "./rows.js";

export interface HistoryState {
  readonly id: string;
  /** Null until it is imported. */
  readonly head: (HistoryHead & { readonly importedAt: string }) | null;
  /** In the order of the log. */
  readonly events: readonly HistoryEvent[];
  readonly facts: readonly FactTuple[];
}

export const history: Aggregate<HistoryState> = {
  kind: "history",
  initial: (id) => ({ id, head: null, events: [], facts: [] }),
  evolve: (state, entry) => evolve(state, entry as HistoryEntry),
  rowsOf,
  tables: [History, HistoryFactRow, HistoryUnit],
  tallies: [
    tallied<HistoryFactRow>({
      table: HistoryFactRow,
      countedOf: ({ indicator: measure, partnerCode: subject, day, amountFen, elapsedMs, value, passed, ...of }) =>
        subject && {
          ...{ subject, measure, day, value: amountFen ?? elapsedMs ?? value ?? (passed ? 1 : 0) },
          stratum: of.product && of.propertyKind ? sliceOf.stratum(of.product, of.propertyKind) : null,
          ...{ unitId: of.unitCode, memberId: of.memberCode },
        },
      columns: { subject: "partnerCode", measure: "indicator", day: "day" },
    }),
  ],
};

function evolve(state: HistoryState, entry: HistoryEntry): HistoryState {
  const events = [...state.events, ...entry.body.events];
  const facts = [...state.facts, ...entry.body.facts];
  if (entry.type === "HISTORY_EVENTS") return { ...state, events, facts };
  const { events: _events, facts: _facts, held: _held, ...head } = entry.body;
  return { ...state, head: { ...head, importedAt: entry.recordedAt }, events, facts };
}

function rowsOf({ id, head, events, facts }: HistoryState): RowOut[] {
  if (!head) return [];
  const times = events.map(([, , at]) => at);
  const [firstAt, lastAt] = [least(times, head.registeredAt), most(times, head.registeredAt)];
  const { told, units = [], originId: _origin, ...plain } = head;
  const row: History = { id, ...plain, ...(told ?? untold), eventCount: events.length, firstAt, lastAt };
  return [
    rowOut(History, row),
    ...units.map(([partnerCode, code, name, nameEn], number) =>
      rowOut(HistoryUnit, { id: `${id}/${number}`, historyId: id, partnerCode, code, name, nameEn }),
    ),
    ...facts.map((fact, number) => rowOut(HistoryFactRow, factRow(id, fact, number, events))),
  ];
}

function factRow(id: string, fact: FactTuple, number: number, events: readonly HistoryEvent[]): HistoryFactRow {
  const [indicator, partnerCode, eventIndex, day, amountFen, elapsedMs, passed, value = null, of = []] = fact;
  const [product = null, propertyKind = null, unitCode = null, memberCode = null] = of;
  const [, , occurredAt, officer] = events[eventIndex] as HistoryEvent;
  const what = { indicator, partnerCode, officer, day, occurredAt, eventIndex };
  return {
    id: `${id}/${number}`,
    historyId: id,
    ...what,
    amountFen,
    elapsedMs,
    passed,
    value,
    product,
    propertyKind,
    unitCode,
    memberCode,
  };
}

const untold: CaseTold = { productCode: null, propertyKind: null, bankCode: null, guaranteeCompanyCode: null };

const least = (times: readonly string[], otherwise: string): string =>
  times.reduce((best, one) => (one < best ? one : best), times[0] ?? otherwise);

const most = (times: readonly string[], otherwise: string): string =>
  times.reduce((best, one) => (one > best ? one : best), times[0] ?? otherwise);

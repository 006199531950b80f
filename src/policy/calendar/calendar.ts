/** The center's own stream of its calendar: closures by two people, hours of units, years imported; its rows. */
import { rowOut, type Aggregate, type Entry, type PrivateRef, type RowOut } from "../../journal/index.js";
import type { OfficeHours } from "../../kernel/index.js";
import { CalendarYear, LocalClosure, UnitHours, type ClosureStatus } from "./rows.js";

/** There is one calendar in a database, as there is one center. */
export const calendarStreamId = "00000000-0000-7000-8000-0000000ca1e0";

export type CalendarEntry =
  | Entry<
      "CLOSURE_PROPOSED",
      {
        closureId: string;
        unitId: string | null;
        /** A whole day, or from one instant to another. */
        day: string | null;
        from: string | null;
        to: string | null;
        reason: PrivateRef;
      }
    >
  | Entry<"CLOSURE_CONFIRMED", { closureId: string }>
  | Entry<"CLOSURE_REFUSED", { closureId: string }>
  /** A second person's word is the revocation; until then it holds. */
  | Entry<"CLOSURE_REVOCATION_PROPOSED", { closureId: string }>
  | Entry<"CLOSURE_REVOKED", { closureId: string }>
  /** Older entries name no day: those hours hold for all days before the first that is named. */
  | Entry<"UNIT_HOURS_SET", { unitId: string; hours: OfficeHours | null; from?: string }>
  | Entry<
      "YEAR_IMPORTED",
      {
        year: number;
        holidays: readonly string[];
        workingWeekends: readonly string[];
        /** Of the file's content; the file itself, with its source and names, is a private row. */
        digest: string;
        file: PrivateRef;
      }
    >;

export interface CalendarState {
  readonly id: string;
  readonly closures: readonly LocalClosure[];
  readonly unitHours: readonly UnitHours[];
  readonly years: readonly CalendarYear[];
}

export const calendarAggregate: Aggregate<CalendarState> = {
  kind: "calendar",
  initial: (id) => ({ id, closures: [], unitHours: [], years: [] }),
  evolve: (state, entry) => evolve(state, entry as CalendarEntry),
  rowsOf: ({ closures, unitHours, years }): RowOut[] => [
    ...closures.map((row) => rowOut(LocalClosure, row)),
    ...unitHours.map((row) => rowOut(UnitHours, row)),
    ...years.map((row) => rowOut(CalendarYear, row)),
  ],
  tables: [LocalClosure, UnitHours, CalendarYear],
};

function evolve(state: CalendarState, entry: CalendarEntry): CalendarState {
  const calendarId = state.id;
  const [at, byId] = [entry.occurredAt, entry.actorId];
  switch (entry.type) {
    case "CLOSURE_PROPOSED": {
      const { closureId, unitId, day, from, to, reason } = entry.body;
      const proposed: LocalClosure = {
        ...{ id: closureId, calendarId, version: 1, status: "PROPOSED", unitId, day, fromAt: from, toAt: to },
        ...{ reasonId: reason.id, proposedAt: at, proposedById: byId, decidedAt: null, decidedById: null },
        ...{ revokingById: null, revokedAt: null, revokedById: null },
      };
      return { ...state, closures: [...state.closures, proposed] };
    }
    case "CLOSURE_CONFIRMED":
      return decided(state, entry.body.closureId, "CONFIRMED", at, byId);
    case "CLOSURE_REFUSED":
      return decided(state, entry.body.closureId, "REFUSED", at, byId);
    case "CLOSURE_REVOCATION_PROPOSED":
      return changed(state, entry.body.closureId, { revokingById: byId });
    case "CLOSURE_REVOKED":
      return changed(state, entry.body.closureId, { status: "REVOKED", revokedAt: at, revokedById: byId });
    case "UNIT_HOURS_SET": {
      const { unitId, hours, from } = entry.body;
      const id = from === undefined ? unitId : `${unitId}/${from}`;
      const row = { id, calendarId, unitId, fromDay: from ?? null, hours, setAt: at, setById: byId };
      const set = hours !== null || from !== undefined ? [row] : [];
      const unitHours = [...state.unitHours.filter((one) => one.id !== id), ...set];
      return { ...state, unitHours: unitHours.sort((a, b) => (a.id < b.id ? -1 : 1)) };
    }
    case "YEAR_IMPORTED": {
      const { file, year, ...said } = entry.body;
      const row: CalendarYear = { ...said, year, id: String(year), calendarId, fileId: file.id, importedAt: at };
      return { ...state, years: [...state.years.filter((other) => other.year !== year), row] };
    }
  }
}

const decided = (state: CalendarState, id: string, status: ClosureStatus, at: string, byId: string): CalendarState =>
  changed(state, id, { status, decidedAt: at, decidedById: byId });

const changed = (state: CalendarState, id: string, changes: Partial<LocalClosure>): CalendarState => ({
  ...state,
  closures: state.closures.map((one) => (one.id === id ? { ...one, ...changes, version: one.version + 1 } : one)),
});

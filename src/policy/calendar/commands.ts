/** Commands on the center's calendar: closures by two people, hours of units by the administrator, years by import. */
import {
  systemActor,
  type Context,
  type Journal,
  type Loaded,
  type NewEntry,
  type Outcome,
} from "../../journal/index.js";
import { dayOf, type Calendar, type OfficeHours, type Refusal } from "../../kernel/index.js";
import { actorOf, member, Unit, type Role, type Viewer } from "../../parties/index.js";
import { isDuplicate, selectRow } from "../../platform/index.js";
import { refuse } from "../refusals.js";
import { calendarAggregate, calendarStreamId, type CalendarEntry, type CalendarState } from "./calendar.js";
import { closureFaults, hoursOf, yearFaults, type ClosureGiven, type WeekGiven } from "./decide.js";
import { calendarInForce } from "./inForce.js";

export interface Asked {
  readonly asker: Viewer;
  readonly idempotencyKey?: string | null;
}

type CalendarFact = CalendarEntry extends infer One
  ? One extends CalendarEntry
    ? NewEntry<One["type"], One["body"]>
    : never
  : never;

type Ruled = { readonly refusals: readonly Refusal[] } | { readonly fact: CalendarFact; readonly resultId: string };

interface Change<Facts> {
  readonly command: string;
  readonly input: unknown;
  /** Null for the program itself. */
  readonly by: Asked | null;
  readonly roles: readonly Role[];
  readonly prepare?: (sql: Parameters<typeof calendarInForce>[0]) => Promise<Facts>;
  readonly rule: (state: CalendarState, context: Context, facts: Facts) => Ruled | null;
}

/** Closures are the business of who runs the center's day; not of who only reads. */
const closers: readonly Role[] = ["SUPERVISOR", "CENTER_APPROVER", "ADMINISTRATOR"];

/** Refusals: NOT_ALLOWED alone; CLOSURE_PERIOD_WRONG, CLOSURE_REASON_REQUIRED, UNIT_NOT_FOUND. The result is the closure's id. */
export const proposeClosure = (journal: Journal, given: ClosureGiven, by: Asked): Promise<Outcome> =>
  change<Unit | null>(journal, {
    ...{ command: "CLOSURE_PROPOSE", input: given, by, roles: closers },
    prepare: (sql) => unitOf(sql, given.unitId),
    rule(state, context, unit) {
      const refusals = [...closureFaults(given), ...unitFaults(given.unitId, unit)];
      if (refusals.length > 0) return { refusals };
      const { unitId = null, day = null, from = null, to = null } = given;
      const closureId = context.newId();
      const reason = context.keep("CLOSURE_REASON", state.id, given.reason.trim());
      return {
        fact: { type: "CLOSURE_PROPOSED", body: { closureId, unitId, day, from, to, reason } },
        resultId: closureId,
      };
    },
  });

/** Refusals: NOT_ALLOWED or NOT_FOUND alone; CLOSURE_DECIDED, CLOSURE_BY_ANOTHER. */
export const confirmClosure = (journal: Journal, closureId: string, by: Asked): Promise<Outcome> =>
  decideClosure(journal, closureId, by, "CLOSURE_CONFIRM");

/** Also by who proposed it, who then takes it back. Refusals: NOT_ALLOWED or NOT_FOUND alone; CLOSURE_DECIDED. */
export const refuseClosure = (journal: Journal, closureId: string, by: Asked): Promise<Outcome> =>
  decideClosure(journal, closureId, by, "CLOSURE_REFUSE");

function decideClosure(
  journal: Journal,
  closureId: string,
  by: Asked,
  command: "CLOSURE_CONFIRM" | "CLOSURE_REFUSE",
): Promise<Outcome> {
  return change<null>(journal, {
    ...{ command, input: { closureId }, by, roles: closers },
    rule(state) {
      const closure = state.closures.find(({ id }) => id === closureId);
      if (!closure) return { refusals: [refuse("NOT_FOUND", { field: "closureId" })] };
      const own = command === "CLOSURE_CONFIRM" && closure.proposedById === by.asker.memberId;
      const refusals = [
        ...(closure.status === "PROPOSED" ? [] : [refuse("CLOSURE_DECIDED", { field: "closureId" })]),
        ...(own ? [refuse("CLOSURE_BY_ANOTHER")] : []),
      ];
      if (refusals.length > 0) return { refusals };
      const type = command === "CLOSURE_CONFIRM" ? "CLOSURE_CONFIRMED" : "CLOSURE_REFUSED";
      return { fact: { type, body: { closureId } } as CalendarFact, resultId: closureId };
    },
  });
}

/**
 * One person wants a closure that holds revoked, another says so too; then it holds no more. Refusals: NOT_ALLOWED or
 * NOT_FOUND alone; CLOSURE_NOT_IN_FORCE, CLOSURE_BY_ANOTHER.
 */
export const revokeClosure = (journal: Journal, closureId: string, by: Asked): Promise<Outcome> =>
  change<null>(journal, {
    ...{ command: "CLOSURE_REVOKE", input: { closureId }, by, roles: closers },
    rule(state) {
      const closure = state.closures.find(({ id }) => id === closureId);
      if (!closure) return { refusals: [refuse("NOT_FOUND", { field: "closureId" })] };
      const refusals = [
        ...(closure.status === "CONFIRMED" ? [] : [refuse("CLOSURE_NOT_IN_FORCE", { field: "closureId" })]),
        ...(closure.revokingById === by.asker.memberId ? [refuse("CLOSURE_BY_ANOTHER")] : []),
      ];
      if (refusals.length > 0) return { refusals };
      const type = closure.revokingById ? "CLOSURE_REVOKED" : "CLOSURE_REVOCATION_PROPOSED";
      return { fact: { type, body: { closureId } }, resultId: closureId };
    },
  });

export interface UnitHoursGiven {
  readonly unitId: string;
  /** From this day on; from today where left out. */
  readonly from?: string | null;
  /** Null: the center's again. */
  readonly hours?: WeekGiven | null;
}

/** Refusals: NOT_ALLOWED alone; UNIT_NOT_FOUND, HOURS_WRONG, HOURS_NEVER_OPEN, HOURS_FROM_PAST. The result is the unit's id. */
export const setUnitHours = (journal: Journal, zone: string, given: UnitHoursGiven, by: Asked): Promise<Outcome> =>
  change<Unit | null>(journal, {
    ...{ command: "UNIT_HOURS_SET", input: given, by, roles: ["ADMINISTRATOR"] },
    prepare: (sql) => unitOf(sql, given.unitId),
    rule(_state, { now }, unit) {
      const today = dayOf(now, zone);
      const from = given.from ?? today;
      const read: { hours: OfficeHours | null } | { refusals: readonly Refusal[] } = given.hours
        ? hoursOf(given.hours)
        : { hours: null };
      const refusals = [
        ...unitFaults(given.unitId, unit),
        ...("refusals" in read ? read.refusals : []),
        // What was due by then was due by the hours of then.
        ...(from < today ? [refuse("HOURS_FROM_PAST", { field: "from" })] : []),
      ];
      if (refusals.length > 0 || "refusals" in read) return { refusals };
      const { unitId } = given;
      return { fact: { type: "UNIT_HOURS_SET", body: { unitId, hours: read.hours, from } }, resultId: unitId };
    },
  });

export interface YearGiven {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly workingWeekends: readonly string[];
  readonly digest: string;
  /** The whole content as canonical text. */
  readonly file: string;
}

/** By the program itself, from a file that was looked at. Nothing is written where the year is known so already. */
export const importYear = (journal: Journal, base: Calendar, given: YearGiven): Promise<Outcome> =>
  change<Calendar>(journal, {
    ...{ command: "CALENDAR_IMPORT", input: { year: given.year, digest: given.digest }, by: null, roles: [] },
    prepare: (sql) => calendarInForce(sql, base),
    rule(state, context, inForce) {
      const refusals = yearFaults(given.year, inForce);
      if (refusals.length > 0) return { refusals };
      if (state.years.some(({ year, digest }) => year === given.year && digest === given.digest)) return null;
      const { file, ...facts } = given;
      const kept = context.keep("CALENDAR_FILE", state.id, file);
      return { fact: { type: "YEAR_IMPORTED", body: { ...facts, file: kept } }, resultId: String(given.year) };
    },
  });

const unitOf = (sql: Parameters<typeof calendarInForce>[0], unitId?: string | null): Promise<Unit | null> =>
  unitId ? selectRow(sql, Unit, "id = ?", [unitId]) : Promise.resolve(null);

const unitFaults = (unitId: string | null | undefined, unit: Unit | null): Refusal[] =>
  unitId && !unit ? [refuse("UNIT_NOT_FOUND", { field: "unitId" })] : [];

/** One entry on the calendar's stream, which the first of them begins. */
async function change<Facts>(journal: Journal, spec: Change<Facts>): Promise<Outcome> {
  try {
    return await changeOnce(journal, spec);
  } catch (error) {
    // Two began the stream at once: the other one did.
    if (isDuplicate(error)) return changeOnce(journal, spec);
    throw error;
  }
}

async function changeOnce<Facts>(journal: Journal, spec: Change<Facts>): Promise<Outcome> {
  const { by, roles, command, input, prepare, rule } = spec;
  const begun = await journal.database.read.all("SELECT id FROM journal_stream WHERE id = ?", [calendarStreamId]);
  const stream = { aggregate: calendarAggregate, id: calendarStreamId, create: begun.length === 0 };
  const asker = by && { aggregate: member, id: by.asker.memberId };
  return journal.execute<Facts>({
    command,
    actor: by ? actorOf(by.asker) : systemActor,
    input,
    idempotencyKey: by?.idempotencyKey ?? null,
    streams: [stream, ...(asker ? [asker] : [])],
    prepare: async (tx) => (await prepare?.(tx)) as Facts,
    decide(loaded, context, facts) {
      if (by && !mayDo(by.asker, asker && loaded, roles)) return { refusals: [refuse("NOT_ALLOWED")] };
      const state = loaded.state(stream) ?? calendarAggregate.initial(calendarStreamId);
      const ruled = rule(state, context, facts);
      if (!ruled) return { appends: [], resultId: calendarStreamId };
      if ("refusals" in ruled) return ruled;
      return { appends: [{ streamId: calendarStreamId, entries: [ruled.fact] }], resultId: ruled.resultId };
    },
  });
}

/** In one's own name, and with the role as it stands inside the transaction. */
function mayDo(asker: Viewer, loaded: Loaded | null, roles: readonly Role[]): boolean {
  const now = loaded?.state({ aggregate: member, id: asker.memberId });
  return (
    asker.partyKind === "CENTER" &&
    asker.onBehalfOfId === null &&
    now?.active === true &&
    roles.some((role) => asker.roles.includes(role) && now.roles.includes(role))
  );
}

/** Commands on yearly tasks and figures from outside: said by one person of the center, confirmed or refused. */
import type { Aggregate, Journal, NewEntry, Outcome, PrivateRef } from "../../journal/index.js";
import { dayOf, newId, type Refusal } from "../../kernel/index.js";
import { actingMemberId, actorOf, member, standsAs, type Viewer } from "../../parties/index.js";
import type { Sql } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import { refuse } from "../refusals.js";
import {
  confirmers,
  decisionFaults,
  enterers,
  figureFaults,
  mayState,
  targetFaults,
  type Known,
  type NewFigure,
  type NewTarget,
} from "./decide.js";
import type { Scope } from "./scope.js";
import { figure, target, type StatementState } from "./statements.js";

export interface TargetServices {
  readonly journal: Journal;
  readonly policies: Pick<PolicyBook, "find" | "calendar">;
}

/**
 * Refusals: NOT_ALLOWED alone; YEAR_WRONG, BUSINESS_UNKNOWN, LINE_UNKNOWN, UNIT_NOT_FOUND, TARGET_EMPTY,
 * TARGET_AMOUNT_WRONG, COUNT_WRONG, SOURCE_WRONG. The result is the task's id.
 */
export const setTarget = (services: TargetServices, asker: Viewer, input: NewTarget, key: string | null) =>
  state(services, asker, input, key, {
    command: "TARGET_SET",
    aggregate: target,
    faults: targetFaults,
    entry: ({ source: _text, ...said }, source) => ({ type: "TARGET_SET", body: { ...said, source } }),
  });

/** Refusals as of a task, with FIGURE_DAYS_WRONG and FIGURE_AHEAD. The result is the figure's id. */
export const enterFigure = (services: TargetServices, asker: Viewer, input: NewFigure, key: string | null) =>
  state(services, asker, input, key, {
    command: "FIGURE_ENTER",
    aggregate: figure,
    faults: figureFaults,
    entry: ({ source: _text, ...said }, source) => ({ type: "FIGURE_ENTERED", body: { ...said, source } }),
  });

interface Stating<Input> {
  readonly command: string;
  readonly aggregate: unknown;
  readonly faults: (input: Input, known: Known) => Refusal[];
  readonly entry: (input: Input, source: PrivateRef) => NewEntry;
}

function state<Input extends Scope & { readonly source: string }>(
  { journal, policies }: TargetServices,
  asker: Viewer,
  input: Input,
  idempotencyKey: string | null,
  { command, aggregate, faults, entry }: Stating<Input>,
): Promise<Outcome> {
  const id = newId();
  const askerStream = { aggregate: member, id: asker.memberId };
  return journal.execute({
    command,
    actor: actorOf(asker),
    input,
    idempotencyKey,
    streams: [{ aggregate: aggregate as Aggregate, id, create: true }, askerStream],
    prepare: (tx) => unitOf(tx, input.unitId),
    decide(loaded, context, unit) {
      if (!mayState(asker, loaded.state(askerStream))) return { refusals: [refuse("NOT_ALLOWED")] };
      const today = dayOf(context.now, policies.calendar.zone);
      const refusals = faults(input, { policy: policies.find(today), unit, today });
      if (refusals.length > 0) return { refusals };
      const source = context.keep("statement_source", id, input.source.trim());
      return { appends: [{ streamId: id, entries: [entry(input, source)] }], resultId: id };
    },
  });
}

async function unitOf(tx: Sql, unitId: string | null): Promise<Known["unit"]> {
  if (unitId === null) return null;
  const sql = "SELECT u.id AS id, p.kind AS partyKind FROM unit u JOIN partner p ON p.id = u.partyId WHERE u.id = ?";
  return (await tx.all<{ id: string; partyKind: string }>(sql, [unitId]))[0] ?? null;
}

export interface Deciding {
  readonly kind: "TARGET" | "FIGURE";
  readonly id: string;
  readonly confirms: boolean;
  /** Of the input, to be blamed. */
  readonly field: string;
}

/** Refusals: NOT_FOUND or NOT_ALLOWED alone; STATEMENT_DECIDED, SAME_PERSON. The result is the same id. */
export function decideStatement(
  { journal }: Pick<TargetServices, "journal">,
  asker: Viewer,
  { kind, id, confirms, field }: Deciding,
  idempotencyKey: string | null,
): Promise<Outcome> {
  const stream = { aggregate: (kind === "TARGET" ? target : figure) as Aggregate<StatementState<unknown>>, id };
  const askerStream = { aggregate: member, id: asker.memberId };
  const type = `${kind}_${confirms ? "CONFIRMED" : "REFUSED"}`;
  return journal.execute({
    command: `${kind}_${confirms ? "CONFIRM" : "REFUSE"}`,
    actor: actorOf(asker),
    input: { id },
    idempotencyKey,
    streams: [stream as never, askerStream],
    decide(loaded) {
      const now = loaded.state(stream);
      if (!now?.said || asker.partyKind !== "CENTER") return { refusals: [refuse("NOT_FOUND", { field })] };
      const roles = confirms ? confirmers : [...confirmers, ...enterers];
      if (!standsAs(asker, loaded.state(askerStream), roles)) return { refusals: [refuse("NOT_ALLOWED")] };
      const refusals = decisionFaults(now, actingMemberId(asker), confirms, field);
      if (refusals.length > 0) return { refusals };
      return { appends: [{ streamId: id, entries: [{ type, body: {} }] }], resultId: id };
    },
  });
}

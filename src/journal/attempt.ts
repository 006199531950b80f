/** What a command hands to the journal, and what the journal hands to its decision. */
import type { Refusal } from "../kernel/index.js";
import type { Sql, WriteSql } from "../platform/index.js";
import type { Aggregate } from "./aggregate.js";
import type { Actor, NewEntry } from "./entry.js";
import type { PrivateRef } from "./private.js";

export interface StreamRef<State = unknown> {
  readonly aggregate: Aggregate<State>;
  readonly id: string;
  /** True for a stream that this command begins. */
  readonly create?: boolean;
}

/** The states that a command asked for, as they stand inside the transaction. */
export interface Loaded {
  /** Null when there is no such stream (or one of another kind); the initial state of a stream that begins. */
  state<State>(ref: StreamRef<State>): State | null;
}

export interface ClaimRef {
  readonly kind: string;
  readonly subject: string;
}

/** Everything that is not in the state and that a pure decision may use. */
export interface Context {
  /** The instant of this attempt; never before the last entry of a stream it writes. */
  readonly now: string;
  readonly actor: Actor;
  readonly newId: () => string;
  /** Keeps a text or a person's data as a private row of a stream, written when the command is accepted. */
  readonly keep: (kind: string, streamId: string, value: string) => PrivateRef;
  /** The total of all holdings of a claim that the command declared. */
  readonly claimed: (claim: ClaimRef) => number;
}

export interface Append {
  readonly streamId: string;
  readonly entries: readonly NewEntry[];
}

export interface Accepted {
  readonly appends: readonly Append[];
  /** The id of the thing that a repeated idempotency key answers with. */
  readonly resultId: string;
  /** Rows of technical tables that must stand or fall with the entries. */
  readonly technical?: (tx: WriteSql) => Promise<void>;
}

export type Decision = { readonly refusals: readonly Refusal[] } | Accepted;

export interface Attempt<Facts = undefined> {
  readonly command: string;
  readonly actor: Actor;
  /** Canonical values; its keyed digest is remembered with the idempotency key. */
  readonly input: unknown;
  readonly idempotencyKey?: string | null;
  readonly streams: readonly StreamRef[];
  readonly claims?: (loaded: Loaded, facts: Facts) => readonly ClaimRef[];
  /** Reads what the decision needs beside the streams, inside the transaction. */
  readonly prepare?: (tx: Sql, loaded: Loaded) => Promise<Facts>;
  /** Pure. */
  readonly decide: (loaded: Loaded, context: Context, facts: Facts) => Decision;
  /** Pure: what follows by itself from the state reached, such as a stage that is now complete; asked until it is silent. */
  readonly settle?: (streamId: string, state: unknown, context: Context, facts: Facts) => readonly NewEntry[];
}

export type Outcome =
  | { readonly ok: true; readonly resultId: string; readonly replayed: boolean }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** The points of `execute` where a test may wait or throw. */
export type ExecutePoint = "begun" | "loaded" | "decided" | "appended" | "rowsWritten" | "beforeCommit";

/** Eight tries lost: the caller may try again later. */
export class Busy extends Error {
  override readonly name = "Busy";
}

/** A declared claim was taken by another between reading and writing. */
export class LostRace extends Error {
  override readonly name = "LostRace";
}

/** What is stored does not say what was written. */
export class Tampered extends Error {
  override readonly name = "Tampered";
}

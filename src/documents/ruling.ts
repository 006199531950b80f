/** What a decision of this room answers, and the small grammar of its entries. */
import type { Context, Entry, NewEntry } from "../journal/index.js";
import { type Refusal, refuse } from "../kernel/index.js";
import type { DocumentsCode } from "./messages.js";

/** Every reason why not, or the entries to write; never both. */
export interface Ruling {
  readonly refusals: readonly Refusal[];
  readonly entries: readonly NewEntry[];
}

/** What a decision here uses of the journal's context. */
export type DecisionContext = Pick<Context, "now" | "newId" | "keep">;

export const ruling = (refusals: readonly Refusal[], entries: () => readonly NewEntry[]): Ruling =>
  refusals.length > 0 ? { refusals, entries: [] } : { refusals: [], entries: entries() };

/** How a state answers each entry type of a table of bodies. */
export type Reactions<State, Bodies> = {
  readonly [Type in keyof Bodies]: (state: State, body: Bodies[Type], entry: Entry) => State;
};

/** @throws Error on an entry type that the table does not know: nothing in a stream is passed over. */
export const evolveBy =
  <State, Bodies>(reactions: Reactions<State, Bodies>) =>
  (state: State, entry: Entry): State => {
    const react = reactions[entry.type as keyof Bodies] as Reactions<State, Bodies>[keyof Bodies] | undefined;
    if (!react) throw new Error(`Entry ${entry.type} has no place in stream ${entry.streamId}`);
    return react(state, entry.body as Bodies[keyof Bodies], entry);
  };

/** The reason, or none, as a list to spread. */
export const when = (
  condition: boolean,
  code: DocumentsCode | "STALE_VERSION",
  about?: Parameters<typeof refuse>[1],
): Refusal[] => (condition ? [refuse(code, about)] : []);

/** Refuses what was decided by an older look at the thing. */
export const stale = (expected: number | null | undefined, version: number): Refusal[] =>
  when(expected !== null && expected !== undefined && expected !== version, "STALE_VERSION", {
    field: "expectedVersion",
    params: { version },
  });

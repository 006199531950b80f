/** Entries: their envelope, canonical text and hash chain. */
import { canonicalText, sha256 } from "../kernel/index.js";
import type { EntryRow } from "./tables.js";

/** Who acts: always a member; `SYSTEM_ACTOR` for the program itself. */
export interface Actor {
  readonly memberId: string;
  /** The officer in whose name a system or a delegate acts. */
  readonly onBehalfOfId: string | null;
  readonly unitId: string | null;
  readonly channel: Channel;
}

export type Channel = "API" | "CONSOLE" | "SYSTEM" | "IMPORT";

export const systemActor: Actor = {
  memberId: "00000000-0000-7000-8000-000000000001",
  onBehalfOfId: null,
  unitId: null,
  channel: "SYSTEM",
};

export interface NewEntry<Type extends string = string, Body = unknown> {
  readonly type: Type;
  readonly body: Body;
  /** When it happened, where that is earlier than now. */
  readonly occurredAt?: string;
}

export interface Entry<Type extends string = string, Body = unknown> {
  readonly id: string;
  readonly streamId: string;
  readonly seq: number;
  readonly type: Type;
  readonly version: number;
  readonly actorId: string;
  readonly onBehalfOfId: string | null;
  readonly unitId: string | null;
  readonly channel: Channel;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly body: Body;
}

/** The hash that the first entry of a stream follows. */
export const genesisHash = (streamId: string): string => sha256(`lianban:${streamId}`);

export const hashAfter = (previous: string, text: string): string => sha256(previous + text);

/** The whole envelope in one text; property names are those of the columns that copy it. */
export const textOf = (entry: Entry): string => canonicalText({ ...entry });

export function toRow(entry: Entry, previousHash: string): EntryRow {
  const text = textOf(entry);
  const { body: _body, ...copies } = entry;
  return { ...copies, text, hash: hashAfter(previousHash, text) };
}

/** The entry that a stored text says; nothing is read from the copied columns. */
export const fromText = (text: string): Entry => JSON.parse(text) as Entry;

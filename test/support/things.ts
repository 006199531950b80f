/** A kind of stream of the tests' own, with a table of every kind of column, claims and secrets. */
import { createJournal, ClaimHolding, rowOut, systemActor } from "../../src/journal/index.js";
import type {
  Aggregate,
  Entry,
  Journal,
  JournalOptions,
  NewEntry,
  PrivateRef,
  RowOut,
} from "../../src/journal/index.js";
import { col, Derived } from "../../src/platform/index.js";
import { testKeys, type TestDatabase } from "./harness.js";

@Derived("thing_part", { stream: "thingId" })
export class ThingPart {
  @col.id({ primary: true }) id!: string;
  @col.id() thingId!: string;
  @col.code({ nullable: true }) label!: string | null;
  @col.json() tags!: readonly string[] | { readonly [name: string]: string };
  @col.flag() open!: boolean;
  @col.fen() amountFen!: number;
  @col.instant({ nullable: true }) closedAt!: string | null;
}

const partTable = `CREATE TABLE thing_part (
  id varchar(36) PRIMARY KEY, thingId varchar(36) NOT NULL, label varchar(64), tags text NOT NULL, open boolean NOT NULL,
  amountFen bigint NOT NULL, closedAt varchar(24)
)`;

export const claimLimit = 1_000;

export interface Part extends Omit<ThingPart, "id" | "thingId"> {
  readonly key: string;
  readonly secret: PrivateRef | null;
}

export type ThingEntry =
  | Entry<"PUT", Part>
  | Entry<"TAKEN", { key: string }>
  | Entry<"HELD", { amount: number }>
  | Entry<"NOTED", { secrets: readonly PrivateRef[]; words: string }>;

export interface ThingState {
  readonly id: string;
  readonly parts: readonly Part[];
  readonly held: number;
}

export const thing: Aggregate<ThingState> = {
  kind: "thing",
  initial: (id) => ({ id, parts: [], held: 0 }),
  evolve: (state, entry) => evolve(state, entry as ThingEntry),
  rowsOf,
  tables: [ThingPart, ClaimHolding],
  versions: {
    HELD: {
      version: 2,
      // The first version counted in hundreds.
      lift: (entry) => ({ ...entry, body: { amount: (entry.body as { hundreds: number }).hundreds * 100 } }),
    },
  },
};

/** Without rows; shares the table of claims with things. */
export const seat: Aggregate<{ id: string; taken: boolean }> = {
  kind: "seat",
  initial: (id) => ({ id, taken: false }),
  evolve: (state) => ({ ...state, taken: true }),
  rowsOf: ({ id, taken }) => (taken ? [holding(id, "SEAT", "all", 1, 50)] : []),
  tables: [ClaimHolding],
};

function evolve(state: ThingState, { type, body }: ThingEntry): ThingState {
  switch (type) {
    case "PUT":
      return { ...state, parts: [...state.parts.filter(({ key }) => key !== body.key), body] };
    case "TAKEN":
      return { ...state, parts: state.parts.filter(({ key }) => key !== body.key) };
    case "HELD":
      return { ...state, held: body.amount };
    case "NOTED":
      return state;
  }
}

const holding = (streamId: string, kind: string, subject: string, amount: number, limitAmount: number): RowOut =>
  rowOut(ClaimHolding, { id: `${kind}:${subject}:${streamId}`, streamId, kind, subject, amount, limitAmount });

function rowsOf({ id, parts, held }: ThingState): RowOut[] {
  return [
    ...parts.map(({ key, secret: _secret, ...part }) =>
      rowOut(ThingPart, { id: `${id.slice(-12)}/${key}`, thingId: id, ...part }),
    ),
    ...(held > 0 ? [holding(id, "SHELF", "one", held, claimLimit)] : []),
  ];
}

/** A journal of things and seats on a fresh database, whose table of parts is made here. */
export async function thingJournal(fresh: TestDatabase, more: Partial<JournalOptions> = {}): Promise<Journal> {
  await fresh.database.write((tx) => tx.run(partTable));
  return journalOfThings(fresh, more);
}

export const journalOfThings = (
  { database }: Pick<TestDatabase, "database">,
  more: Partial<JournalOptions> = {},
): Journal => createJournal({ database, keys: testKeys, aggregates: [thing as never, seat as never], ...more });

export const putPart = (key: string, more: Partial<Part> = {}): NewEntry => ({
  type: "PUT",
  body: { key, label: null, tags: [], open: true, amountFen: 0, closedAt: null, secret: null, ...more },
});

type Keep = (value: string) => PrivateRef;

/** Writes entries onto a thing, beginning it where it is not there yet; whether the claim had room for them. */
export async function writeThing(
  journal: Journal,
  id: string,
  entriesOf: readonly NewEntry[] | ((keep: Keep) => readonly NewEntry[]),
): Promise<boolean> {
  const create = (await journal.read(thing, id)) === null;
  const claim = { kind: "SHELF", subject: "one" };
  const outcome = await journal.execute({
    command: "THING_WRITE",
    actor: systemActor,
    input: {},
    streams: [{ aggregate: thing, id, create }],
    claims: () => [claim],
    decide(loaded, { keep, claimed }) {
      const entries = typeof entriesOf === "function" ? entriesOf((value) => keep("NOTE", id, value)) : entriesOf;
      const before = loaded.state<ThingState>({ aggregate: thing, id });
      const after = entries.reduce((state, entry) => thing.evolve(state, entry as Entry), before ?? thing.initial(id));
      const room = claimed(claim) + after.held - (before?.held ?? 0) <= claimLimit;
      return room ? { appends: [{ streamId: id, entries }], resultId: id } : { refusals: [{ code: "NO_ROOM" }] };
    },
  });
  return outcome.ok;
}

export async function takeSeat(journal: Journal, id: string): Promise<void> {
  await journal.execute({
    command: "SEAT_TAKE",
    actor: systemActor,
    input: {},
    streams: [{ aggregate: seat, id, create: true }],
    claims: () => [{ kind: "SEAT", subject: "all" }],
    decide: () => ({ appends: [{ streamId: id, entries: [{ type: "TAKEN", body: {} }] }], resultId: id }),
  });
}

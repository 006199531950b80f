/** One stream's chain: whole it is silent, and no single change goes unseen or is put in the wrong place. */
import fc from "fast-check";
import { chained } from "../../../test/support/rawStreams.js";
import type { Aggregate } from "../aggregate.js";
import type { EntryRow, StreamRow } from "../tables.js";
import { beginTrace, endTrace, followEntry } from "./trace.js";

const id = "01900000-0000-7000-8000-00000000000a";

/** Remembers everything it was told. */
const memory: Aggregate = {
  kind: "memory",
  initial: () => [],
  evolve: (state, { type, body }) => [...(state as unknown[]), { type, body }],
  rowsOf: () => [],
  tables: [],
};

function traced(head: StreamRow, rows: readonly EntryRow[]) {
  const trace = beginTrace(id, head, memory);
  rows.forEach((row) => followEntry(trace, row));
  endTrace(trace);
  return trace;
}

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 5 }), tie("any"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;
const entries = fc.array(
  fc.record(
    { type: fc.constantFrom("PUT", "TAKEN"), body: fc.record({ value }, { noNullPrototype: true }) },
    { noNullPrototype: true },
  ),
  { minLength: 1, maxLength: 6 },
);

test("a chain as it was written is silent and folds into what was said", () => {
  fc.assert(
    fc.property(entries, (given) => {
      const { head, rows } = chained(id, "memory", given);
      const trace = traced(head, rows);
      expect(trace.found).toEqual([]);
      expect(trace.replayable).toBe(true);
      expect(trace.state).toEqual(given.map(({ type, body }) => ({ type, body })));
    }),
  );
});

/** Another character at some place of a text. */
const changedAt = (text: string, at: number, to: string): string => {
  const place = at % text.length;
  return text.slice(0, place) + to + text.slice(place + 1);
};

test("one changed character of a text or a hash breaks the chain there and nowhere else", () => {
  const change = fc.record({
    which: fc.nat(),
    of: fc.constantFrom("text", "hash"),
    at: fc.nat(),
    to: fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  });
  fc.assert(
    fc.property(entries, change, (given, { which, of, at, to }) => {
      const { head, rows } = chained(id, "memory", given);
      const row = rows[which % rows.length] as EntryRow;
      const changed = changedAt(row[of], at, to);
      fc.pre(changed !== row[of]);
      const { found } = traced(
        head,
        rows.map((one) => (one === row ? { ...one, [of]: changed } : one)),
      );
      const broken = found.filter(({ kind }) => kind === "ENTRY_HASH");
      expect(broken).toMatchObject([{ seq: row.seq }]);
      expect(found.filter(({ kind }) => kind === "STREAM_HEAD" || kind === "ENTRY_SEQ")).toEqual([]);
    }),
  );
});

test("an entry taken out, put twice or put in another's place never goes unseen", () => {
  const reorder = fc.record({ from: fc.nat(), to: fc.nat(), way: fc.constantFrom("out", "twice", "exchanged") });
  fc.assert(
    fc.property(entries, reorder, (given, { from, to, way }) => {
      const { head, rows } = chained(id, "memory", given);
      const [one, other] = [rows[from % rows.length] as EntryRow, rows[to % rows.length] as EntryRow];
      fc.pre(way !== "exchanged" || one !== other);
      const changed = rows.flatMap((row) => {
        if (way === "out") return row === one ? [] : [row];
        if (way === "twice") return row === one ? [row, row] : [row];
        return [row === one ? { ...other, seq: row.seq } : row === other ? { ...one, seq: row.seq } : row];
      });
      expect(traced(head, changed).found).not.toEqual([]);
    }),
  );
});

test("a chain of another stream does not pass for this one's", () => {
  const { head, rows } = chained("01900000-0000-7000-8000-00000000000b", "memory", [{ type: "PUT", body: {} }]);
  const { found } = traced({ ...head, id }, rows);
  expect(found.map(({ kind }) => kind)).toEqual(["ENTRY_HASH"]);
});

test("references to private rows are found wherever they stand in a body", () => {
  const ref = (at: number) => ({ id: `private-${at}`, mac: String(at).repeat(64) });
  const body = {
    note: ref(1),
    people: [{ personId: "p", private: ref(2) }],
    deep: { deeper: [[ref(3)]] },
    id: "x",
    mac: "y",
  };
  const { head, rows } = chained(id, "memory", [{ type: "PUT", body }]);
  expect(traced(head, rows).refs).toEqual([3, 1, 2].map((at) => ({ ...ref(at), streamId: id, seq: 1 })));
});

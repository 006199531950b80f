/** What traces come to adds up: counted at once or one by one, kept as text or not, whoever it is told to. */
import fc from "fast-check";
import { byPartner } from "./histories.js";
import type { FlowTrace, HeldSpan } from "./graph.js";
import { addPacked, addRoll, emptyRoll, packRoll, rollOf, type Roll } from "./roll.js";

const activities = ["SUBMITTED", "STAGE_ENTERED:REVIEW", "RETURNED", "NOTICE_SENT", "NOTICE_ANSWERED", "W_受理/中文"];
const parties = ["bank", "center", "guarantor", null];
const weekMs = 7 * 86_400_000;

const steps = fc
  .array(
    fc.record({
      activity: fc.constantFrom(...activities),
      at: fc.nat(10 * weekMs),
      lasted: fc.option(fc.nat(weekMs)),
      partyId: fc.constantFrom(...parties),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list
      .sort((one, other) => one.at - other.at)
      .map(({ lasted, ...step }) => ({ ...step, startedAt: lasted === null ? null : step.at - lasted })),
  );
/** One after the other, the last one perhaps still running. */
const spans = fc
  .tuple(fc.uniqueArray(fc.nat(10 * weekMs), { minLength: 2, maxLength: 6 }), fc.array(fc.boolean()), fc.boolean())
  .map(([ends, paused, runs]): HeldSpan[] => {
    const sorted = ends.sort((one, other) => one - other);
    return sorted.slice(1).map((to, at) => ({
      ...{ from: sorted[at] as number, to: runs && at === sorted.length - 2 ? Infinity : to },
      ...{ holders: at % 2 === 0 ? ["BANK"] : ["APPLICANT", "CENTER"], paused: paused[at] ?? false },
    }));
  });
const traces = fc.array(fc.record({ steps, spans }), { maxLength: 8 });

/** Not quite half of all time is working time. */
const working = (from: number, to: number): number => Math.max(0, Math.floor(to / 3) - Math.floor(from / 3));

/** The same whatever came first. */
function inOneOrder({ flow, loops, officers }: Roll): unknown {
  const sorted = (values: readonly number[]) => [...values].sort((one, other) => one - other);
  const plain = (_key: string, value: unknown): unknown => {
    if (value instanceof Map)
      return [...(value as Map<string, unknown>)].sort(([one], [other]) => (one < other ? -1 : 1));
    if (value instanceof Set) return [...(value as Set<string>)].sort();
    return Array.isArray(value) && value.every((one) => typeof one === "number") ? sorted(value) : value;
  };
  return JSON.parse(JSON.stringify({ flow, loops, officers }, plain));
}

const countedOneByOne = (list: readonly FlowTrace[]): Roll[] => list.map((one) => rollOf(one, "CASES", working));

test("added up one by one, from text or not, in parts or not, traces come to the same", () => {
  fc.assert(
    fc.property(traces, fc.nat(8), (list, cut) => {
      const plain = emptyRoll();
      for (const roll of countedOneByOne(list)) addRoll(plain, roll);
      const parts = [list.slice(0, cut), list.slice(cut)].map((part) => {
        const roll = emptyRoll();
        for (const one of countedOneByOne(part)) addPacked(roll, packRoll(one));
        return packRoll(roll);
      });
      const again = emptyRoll();
      for (const text of parts.reverse()) addPacked(again, text);
      expect(inOneOrder(again)).toEqual(inOneOrder(plain));
      expect(plain.flow.traces).toBe(list.length);
    }),
  );
});

test("a hand-over of officers is one of partners where each counts for one partner only, in all that is asked for", () => {
  const trace = (...officers: string[]): FlowTrace => ({
    steps: officers.map((partyId, at) => ({ activity: "A", at: at * 1_000, startedAt: null, partyId })),
    spans: [],
  });
  const counted = (codes: Record<string, string[]>, ...officers: string[]): Roll => {
    const roll = rollOf(trace(...officers), "HISTORIES", null);
    for (const [officer, own] of Object.entries(codes)) roll.officers.set(officer, new Set(own));
    return roll;
  };
  const ids = new Map([
    ["P1", "one"],
    ["P2", "two"],
  ]);
  const told = (...rolls: Roll[]) => {
    const total = emptyRoll();
    for (const roll of rolls) addPacked(total, packRoll(roll));
    return [...byPartner(total, ids).values()].map(({ fromPartyId, toPartyId, waitMs }) => [
      ...[fromPartyId, toPartyId, waitMs.length],
    ]);
  };
  const first = counted({ a: ["P1"], b: ["P2"], c: ["P2", "GONE"], d: ["GONE"] }, "a", "b", "c", "a", "d", "a");
  // From b to c it stays with one partner; d counts for none that is known.
  expect(told(first)).toEqual([
    ["one", "two", 1],
    ["two", "one", 1],
  ]);
  // Elsewhere c counts for the other one as well: then nobody knows for whom it acted.
  expect(told(first, counted({ c: ["P1"] }, "c"))).toEqual([["one", "two", 1]]);
});

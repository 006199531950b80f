/** Facts followed from entry to entry: recorded once, reversed by what changes them, never lost. */
import { follow, type Measured } from "./ledger.js";

const at = (recordedAt: string) => ({
  entry: { streamId: "case", recordedAt },
  actors: { bank: { memberId: "wang", unitId: "counter" } },
  zone: "Asia/Shanghai",
});
const paid = (value: number, more: Partial<Measured> = {}): Measured => ({
  ...{ key: "case/bank", indicator: "VOLUME", partnerId: "bank", occurredAt: "2026-03-31T16:00:00.000Z", value },
  ...more,
});
const [first, second, third] = ["2026-04-01T01:00:00.000Z", "2026-04-02T01:00:00.000Z", "2026-04-03T01:00:00.000Z"];

test("a thing is recorded when its entry is, on its own day, for who acted last for the partner", () => {
  const [fact] = follow([], [paid(100)], at(first));
  expect(fact).toMatchObject({ id: "case/bank/VOLUME", streamId: "case", day: "2026-04-01", value: 100 });
  expect(fact).toMatchObject({ recordedAt: first, reversedAt: null, memberId: "wang", unitId: "counter" });
});

test("what says the same again is left as it is, whoever acts later", () => {
  const before = follow([], [paid(100)], at(first));
  const later = { ...at(second), actors: { bank: { memberId: "li", unitId: null } } };
  expect(follow(before, [paid(100)], later)).toBe(before);
});

test("a correction reverses the row and puts another beside it; taking it back again makes a third", () => {
  const once = follow([], [paid(100)], at(first));
  const corrected = follow(once, [paid(70)], at(second));
  expect(corrected.map(({ id, value, recordedAt, reversedAt }) => [id, value, recordedAt, reversedAt])).toEqual([
    ["case/bank/VOLUME", 100, first, second],
    ["case/bank/VOLUME#2", 70, second, null],
  ]);
  const gone = follow(corrected, [], at(third));
  expect(gone.map(({ reversedAt }) => reversedAt)).toEqual([second, third]);
  expect(follow(gone, [paid(70)], at(third)).at(-1)).toMatchObject({ id: "case/bank/VOLUME#3", reversedAt: null });
});

test("another day may put it in a period than the one on which it happened", () => {
  const [fact] = follow([], [paid(1, { countsAt: "2026-06-30T16:00:00.000Z" })], at(first));
  expect(fact).toMatchObject({ day: "2026-07-01", occurredAt: "2026-03-31T16:00:00.000Z" });
});

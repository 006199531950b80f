/** How failures slow down tries, and whom they leave alone. */
import fc from "fast-check";
import {
  clientPlace,
  delaySeconds,
  isKnownPlace,
  leaked,
  noFailures,
  relieved,
  struck,
  throttleKinds,
  throttleRules,
  waitSeconds,
  type Counter,
  type Counters,
} from "./throttle.js";

const start = "2026-11-22T04:00:00.000Z";
const after = (seconds: number) => new Date(Date.parse(start) + seconds * 1_000).toISOString();
const struckTimes = (kind: "PAIR" | "NAME" | "ADDRESS", times: number, now = start): Counter =>
  Array.from({ length: times }).reduce<Counter>((counter) => struck(kind, counter, now), noFailures(now));
const countersWith = (more: Partial<Counters>): Counters => ({
  PAIR: noFailures(start),
  NAME: noFailures(start),
  ADDRESS: noFailures(start),
  ...more,
});

test.each(throttleKinds)(
  "%s: the first failures cost nothing, then each costs at least as much as the last",
  (kind) => {
    const { freeFailures, firstDelaySeconds, delaySecondsAtMost } = throttleRules[kind];
    expect(delaySeconds(kind, freeFailures - 1)).toBe(0);
    expect(delaySeconds(kind, freeFailures)).toBe(firstDelaySeconds);
    fc.assert(
      fc.property(fc.nat(10_000), (failures) => {
        const delay = delaySeconds(kind, failures);
        expect(delay).toBeLessThanOrEqual(delaySeconds(kind, failures + 1));
        expect(delay).toBeLessThanOrEqual(delaySecondsAtMost);
      }),
    );
  },
);

test("failures leak away one by one, and never below none", () => {
  const counter = struckTimes("PAIR", 6);
  const { leakSeconds } = throttleRules.PAIR;
  expect(leaked("PAIR", counter, after(leakSeconds - 1)).failures).toBe(6);
  expect(leaked("PAIR", counter, after(2 * leakSeconds + 1))).toMatchObject({
    failures: 4,
    countedAt: after(2 * leakSeconds),
  });
  expect(leaked("PAIR", counter, after(99 * leakSeconds)).failures).toBe(0);
  expect(leaked("PAIR", counter, after(-60)).failures).toBe(6);
});

test("leaking in two steps is leaking in one", () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(100_000), fc.nat(100_000), (failures, first, second) => {
      const counter = { ...noFailures(start), failures };
      const once = leaked("NAME", counter, after(first + second));
      const twice = leaked("NAME", leaked("NAME", counter, after(first)), after(first + second));
      expect(twice.failures).toBe(once.failures);
    }),
  );
});

test("at a known place only the pair's own failures count", () => {
  const stormy = { NAME: struckTimes("NAME", 500), ADDRESS: struckTimes("ADDRESS", 500) };
  const known = relieved("PAIR", noFailures(start), start);
  expect(waitSeconds(countersWith(stormy), start)).toBeGreaterThan(0);
  expect(waitSeconds(countersWith({ ...stormy, PAIR: known }), start)).toBe(0);
  expect(isKnownPlace(countersWith({ PAIR: known }), after(91 * 86_400))).toBe(false);
  const guessed = countersWith({ PAIR: { ...struckTimes("PAIR", 6), succeededAt: start } });
  expect(waitSeconds(guessed, start)).toBe(10);
  expect(waitSeconds(guessed, after(10))).toBe(0);
});

test("a right password takes back the strike that its own try cost", () => {
  for (const kind of ["NAME", "ADDRESS"] as const) {
    const before = struckTimes(kind, 3);
    expect(relieved(kind, struck(kind, before, start), start)).toEqual(before);
  }
  expect(relieved("NAME", noFailures(start), start).failures).toBe(0);
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2"],
  ["2001:DB8:0001:0002::1", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["", ""],
])("the address %s is the place %s", (address, place) => {
  expect(clientPlace(address)).toBe(place);
});

/** Estimates without a sign-in: so many a minute from one place, whatever others do. */
import { newThrottle } from "./throttle.js";

test("a place has its share of a minute, and gets it back with time; others are not held up", () => {
  const throttle = newThrottle({ perMinute: 3, placesKept: 2 } as never);
  const asks = (place: string, at: number) => () => throttle(place, at);
  for (let count = 0; count < 3; count += 1) expect(asks("a", 0)).not.toThrow();
  expect(asks("a", 0)).toThrow("wait");
  expect(asks("b", 0)).not.toThrow();
  // A third of a minute gives one back, and no more.
  expect(asks("a", 20_000)).not.toThrow();
  expect(asks("a", 20_000)).toThrow("wait");
  expect(asks("a", 600_000)).not.toThrow();
});

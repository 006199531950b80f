/** What is shown of a value: in its own unit, and no more than the cap that policy sets. */
import { rational } from "./rational.js";
import { shownValue } from "./views.js";

test.each([
  [rational(23, 18), 1_200_000, rational(6, 5)],
  [rational(6, 5), 1_200_000, rational(6, 5)],
  [rational(13, 20), 1_200_000, rational(13, 20)],
  [rational(23, 18), null, rational(23, 18)],
])("%p, capped at %p parts per million, is shown as %p", (value, cap, shown) => {
  expect(shownValue(value, { unit: "PPM", cap })).toEqual(shown);
});

test("a median of milliseconds is shown in minutes", () => {
  expect(shownValue(rational(90_000, 1), { unit: "WORKING_MINUTES" })).toEqual(rational(3, 2));
});

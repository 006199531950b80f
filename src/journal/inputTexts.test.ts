/** Texts that no column takes are refused by name before anything is read. */
import { limits } from "../kernel/index.js";
import { keyRefusals, textRefusals } from "./inputTexts.js";

const most = limits.text.longTextChars;

test("every text that is too long or malformed is named by its path", () => {
  const input = {
    note: "a".repeat(most + 1),
    items: [{ note: "fine" }, { note: "half \ud800" }],
    count: 3,
    none: null,
  };
  expect(textRefusals(input)).toEqual([
    { code: "TEXT_TOO_LONG", field: ["note"], params: { most } },
    { code: "TEXT_MALFORMED", field: ["items", "1", "note"] },
  ]);
});

test("whole characters of any length of code are fine", () => {
  expect(textRefusals({ note: "𠮷野家 😀", longest: "a".repeat(most) })).toEqual([]);
});

test.each([
  ["", 1],
  ["a".repeat(limits.text.idempotencyKeyChars + 1), 1],
  ["key", 0],
  [null, 0],
  [undefined, 0],
])("the idempotency key %p gives %i refusals", (key, count) => {
  expect(keyRefusals(key)).toHaveLength(count);
});

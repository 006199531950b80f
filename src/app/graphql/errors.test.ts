/** An error names the place that is wrong, and repeats nothing of what was sent around it. */
import { withoutInput } from "./errors.js";

test.each([
  [
    'Variable "$i" got invalid value "x" at "i.expectedVersion"; Int cannot represent non-integer value: "x"',
    'Variable "$i" does not fit at "i.expectedVersion"; Int cannot represent non-integer value: "x"',
  ],
  [
    'Variable "$i" got invalid value { name: "张三; 李四", at: "温泉路" }; Field "foo" is not defined by type "X".',
    'Variable "$i" does not fit; Field "foo" is not defined by type "X".',
  ],
  ['Cannot query field "nope" on type "Query".', 'Cannot query field "nope" on type "Query".'],
])("%s", (message, shown) => {
  expect(withoutInput(message)).toBe(shown);
});

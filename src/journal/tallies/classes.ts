/** Classes of values: a few dozen stand for all values there are, narrow enough to say in which one a middle value lies. */

const classesInDoubling = 8;
/** Smaller values have a class each. */
const narrowBelow = 2 * classesInDoubling;

export interface ValueClass {
  readonly from: number;
  /** The first value that is not in it. */
  readonly until: number;
}

/** The class of a whole number: from 16 on eight to each doubling, so that its values differ by an eighth at most. */
export function classOf(value: number): ValueClass {
  let width = 1;
  while (value >= narrowBelow * width) width *= 2;
  const from = value - (value % width);
  return { from, until: from + width };
}

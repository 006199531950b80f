/** What registered collateral must be to secure a loan (担保物要求). */
import { z } from "zod";
import { positive, source } from "./basics.js";

export const collateral = z.strictObject({
  /** The last rank that a mortgage for the fund may have: 1 where nobody may come before it (抵押顺位). */
  maxRank: positive.max(9),
  source,
});

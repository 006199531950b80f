/** What is kept of boards beside the facts: how sure scores and ranks are, once it was computed. */
import { col, Technical } from "../../platform/index.js";
import type { Interval } from "./bootstrap.js";

/** By the digest of everything that a board is computed from; computing it again gives the same. */
@Technical("board_interval")
export class BoardInterval {
  @col.code({ primary: true }) id!: string;
  /** By partner's code. */
  @col.json() intervals!: Readonly<Record<string, Interval>>;
}

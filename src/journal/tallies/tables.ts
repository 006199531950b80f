/** The table of tallies: how many counted rows have which value, by subject, measure, span and slice. */
import { col, Technical } from "../../platform/index.js";

/** Moved with the rows that it counts, in their transaction; verify counts them again. A cell at nought says nothing. */
@Technical("tally")
export class TallyCell {
  @col.text({ primary: true, maxLength: 64 }) subject!: string;
  @col.code({ primary: true }) measure!: string;
  @col.text({ primary: true, maxLength: 11 }) span!: string;
  @col.text({ primary: true, maxLength: 96 }) slice!: string;
  @col.fen({ primary: true }) value!: number;
  @col.int() n!: number;
  /** The sum of their values. */
  @col.fen() total!: number;
}

/** What the sheets of a board are made of, and the words that they share. */
import type { PolicyVersion } from "../../../policy/index.js";
import type { Board } from "../../scoreboard/board.js";
import type { Card } from "../../scoreboard/figures.js";
import { decimalText, type Rational } from "../../scoreboard/rational.js";
import type { Scorecard } from "../../scoreboard/types.js";
import type { EnteredLine } from "./entered.js";

export type Value = string | number | null;

export interface Sheet {
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** A card that is shown in full. */
export interface FullCard {
  readonly card: Card;
  readonly row: Scorecard;
  readonly entered: readonly EnteredLine[];
}

export interface Showing {
  readonly board: Board;
  readonly policy: Pick<PolicyVersion, "indicators" | "scoring">;
  /** Best first. */
  readonly cards: readonly FullCard[];
  /** Who cannot be told apart is for the center. */
  readonly center: boolean;
}

interface Named {
  readonly code: string;
  readonly names: { readonly zh: string; readonly en: string };
}

/** "伪造档案材料 A file forged"; the code by itself where policy does not know it. */
export function nameIn(list: readonly Named[] | undefined, code: string): string {
  const names = list?.find((one) => one.code === code)?.names;
  return names ? `${names.zh} ${names.en}` : code;
}

/** The bare volume stands on a board whether policy scores it or not. */
const volume = { code: "VOLUME", names: { zh: "放款笔数", en: "Cases paid out" } };

export const indicatorName = (code: string, { indicators }: Pick<PolicyVersion, "indicators">): string =>
  nameIn([...indicators, volume], code);

export const vetoNames = (vetoes: readonly string[], { scoring }: Pick<PolicyVersion, "scoring">): string =>
  vetoes.map((code) => nameIn(scoring.vetoes, code)).join("；");

export const intervalText = (low: number | null, high: number | null): string | null =>
  low === null || high === null ? null : `${low} – ${high}`;

export const yesNo = (yes: boolean): string => (yes ? "是 yes" : "否 no");

/** A fraction as a number of so many decimals. */
export const decimals = (value: Rational, places: number): number => Number(decimalText(value, places));

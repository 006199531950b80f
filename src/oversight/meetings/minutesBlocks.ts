/** What minutes are made of, with what they are read, and for whom. */
import type { OversightContext } from "../services.js";

export type Block =
  | { readonly kind: "TITLE" | "HEADING" | "TEXT"; readonly text: string }
  | {
      readonly kind: "TABLE";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Percent of the page, column by column. */
      readonly widths?: readonly number[];
    };

/** What is read with; its rows are those in the reader's sight. */
export type MinutesContext = Pick<OversightContext, "rows" | "journal"> & {
  readonly policies: Pick<OversightContext["policies"], "byDigest">;
};

export interface MinutesReader {
  readonly partyId: string;
  readonly partyKind: string;
}

export const section = (
  title: string,
  head: readonly string[],
  list: readonly (readonly string[])[],
  widths?: readonly number[],
): Block[] => [
  { kind: "HEADING", text: title },
  list.length === 0
    ? { kind: "TEXT", text: "无 none" }
    : { kind: "TABLE", head, rows: list, ...(widths && { widths }) },
];

/** Excel workbooks: numbers stay numbers, and a text stays text whatever it begins with. */
import writeXlsxFile from "write-excel-file/node";
import { printable } from "./printable.js";

export type SheetValue = string | number | null;

export interface Sheet {
  readonly name: string;
  /** In characters, column by column. */
  readonly widths: readonly number[];
  /** In two languages. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly SheetValue[])[];
}

/** A text is written as a text, never as a formula: "=1+1" is four characters. */
export function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, widths, head, rows }) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
      data: [
        head.map((text) => ({ value: printable(text), type: String, fontWeight: "bold" as const, wrap: true })),
        ...rows.map((row) => row.map(cellOf)),
      ],
    })),
  ).toBuffer();
}

const cellOf = (value: SheetValue) => {
  if (value === null) return null;
  if (typeof value === "string") return { value: printable(value), type: String };
  return { value, type: Number };
};

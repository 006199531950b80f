/** Excel workbooks: numbers stay numbers, and a text stays text whatever it begins with. */
import writeXlsxFile, { type Feature, type Image } from "write-excel-file/node";
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

/** A text is written as a text, never as a formula: "=1+1" is four characters. Printed, a sheet is as wide as A4 across. */
export function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, widths, head, rows }) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
      orientation: "landscape" as const,
      data: [
        head.map((text) => ({ value: printable(text), type: String, fontWeight: "bold" as const, wrap: true })),
        ...rows.map((row) => row.map(cellOf)),
      ],
    })),
    { features: [asWideAsThePage] },
  ).toBuffer();
}

const asWideAsThePage: Feature<Image["content"]> = {
  files: {
    transform: {
      "xl/worksheets/sheet{id}.xml": {
        transform: (xml) =>
          xml.replace(/<worksheet [^>]*>/, (root) => `${root}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`),
        transformElementAttributes: (tag, attributes) =>
          tag === "pageSetup" ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
      },
    },
  },
};

const cellOf = (value: SheetValue) => {
  if (value === null) return null;
  if (typeof value === "string")
    return { value: printable(value), type: String, wrap: true, alignVertical: "top" as const };
  return { value, type: Number, alignVertical: "top" as const };
};

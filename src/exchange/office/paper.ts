/** Word documents: headings, paragraphs and tables. */
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx";
import { printable } from "./printable.js";

export type Block =
  | { readonly kind: "TITLE" | "HEADING" | "TEXT"; readonly text: string }
  | {
      readonly kind: "TABLE";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Percent of the page, column by column; as the texts need where left out. */
      readonly widths?: readonly number[];
    };

/** On A4, two centimetres from each edge, in twentieths of a point. */
const margin = { top: 1134, right: 1134, bottom: 1134, left: 1134 };

export async function paper(blocks: readonly Block[]): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({ sections: [{ properties: { page: { margin } }, children: blocks.flatMap(partsOf) }] }),
  );
}

function partsOf(block: Block): (Paragraph | Table)[] {
  if (block.kind === "TABLE") {
    const { head, widths } = block;
    const rows = [head, ...block.rows].map(
      (row, at) =>
        new TableRow({ tableHeader: at === 0, children: row.map((text, to) => cell(text, at === 0, widths?.[to])) }),
    );
    return [new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows }), new Paragraph("")];
  }
  const heading = { TITLE: HeadingLevel.TITLE, HEADING: HeadingLevel.HEADING_1, TEXT: null }[block.kind];
  return block.text.split("\n").map((line) => new Paragraph({ text: printable(line), ...(heading && { heading }) }));
}

const cell = (text: string, bold: boolean, percent: number | undefined): TableCell =>
  new TableCell({
    ...(percent && { width: { size: percent, type: WidthType.PERCENTAGE } }),
    children: text
      .split("\n")
      .map((line) => new Paragraph({ children: [new TextRun({ text: printable(line), bold })] })),
  });

/** Workbooks and papers read back as whoever opens them reads them. */
import JSZip from "jszip";

export type Cell = string | number | null;
export type Rows = readonly (readonly Cell[])[];

const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");

const textIn = async (zip: JSZip, name: string): Promise<string> => (await zip.file(name)?.async("string")) ?? "";

/** The values of each sheet by its name, row by row; a formula would be an object of its own and fail here. */
export async function sheetsOf(bytes: ArrayBuffer | Buffer): Promise<ReadonlyMap<string, Rows>> {
  const zip = await JSZip.loadAsync(bytes);
  const strings = [...(await textIn(zip, "xl/sharedStrings.xml")).matchAll(/<si>(.*?)<\/si>/gs)].map(([, inner = ""]) =>
    unescaped([...inner.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, part = ""]) => part).join("")),
  );
  const names = [...(await textIn(zip, "xl/workbook.xml")).matchAll(/<sheet [^>]*name="([^"]*)"/g)];
  const sheets = await Promise.all(
    names.map(async ([, name = ""], index) => {
      const xml = await textIn(zip, `xl/worksheets/sheet${index + 1}.xml`);
      expect(xml).not.toContain("<f>");
      // Printed on A4 across, as wide as the page.
      expect(xml).toMatch(/<pageSetUpPr fitToPage="1"\/>.*<pageSetup[^>]* paperSize="9"[^>]* fitToWidth="1"/s);
      return [name, rowsOf(xml, strings)] as const;
    }),
  );
  return new Map(sheets);
}

function rowsOf(xml: string, strings: readonly string[]): Cell[][] {
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) => {
    const cells: Cell[] = [];
    for (const [, column = "A", attributes = "", value = ""] of row.matchAll(
      /<c r="([A-Z]+)\d+"([^>]*)><v>(.*?)<\/v><\/c>/gs,
    )) {
      const at = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      while (cells.length < at) cells.push(null);
      cells.push(attributes.includes('t="s"') ? (strings[Number(value)] ?? "") : Number(value));
    }
    return cells;
  });
}

/** The rows of a sheet by the English end of its columns' heads. */
export function records(rows: Rows | undefined): Readonly<Record<string, Cell>>[] {
  const [head = [], ...rest] = rows ?? [];
  const keys = head.map((text) => String(text).replace(/^[^A-Za-z0-9]*\s/, ""));
  return rest.map((row) => Object.fromEntries(keys.map((key, at) => [key, row[at] ?? null])));
}

const documentOf = async (bytes: ArrayBuffer | Buffer): Promise<string> =>
  textIn(await JSZip.loadAsync(bytes), "word/document.xml");

export const wordsOf = async (bytes: ArrayBuffer | Buffer): Promise<string> =>
  unescaped((await documentOf(bytes)).replace(/<[^>]+>/g, "|"));

/** The tables of a paper, row by row. */
export async function tablesOf(bytes: ArrayBuffer | Buffer): Promise<string[][][]> {
  const inside = (xml: string, tag: string) =>
    [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>(.*?)</${tag}>`, "gs"))].map(([, inner = ""]) => inner);
  return inside(await documentOf(bytes), "w:tbl").map((table) =>
    inside(table, "w:tr").map((row) =>
      inside(row, "w:tc").map((cell) =>
        unescaped(
          inside(cell, "w:t")
            .join("")
            .replace(/<[^>]+>/g, ""),
        ),
      ),
    ),
  );
}

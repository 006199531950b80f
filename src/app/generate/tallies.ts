/** Counts all facts into the tallies by the database itself: for facts that came in bulk, without commands. */
import { addToCells, classOf, inClasses, type Move } from "../../journal/index.js";
import type { WriteSql } from "../../platform/index.js";

/** Large groups are counted in memory where the server would lay them on its disk. */
const roomBytes = 2 * 1024 ** 3;

/** As many rows as a few statements each; what stood there before goes. */
export async function countAllFacts(tx: WriteSql, onPart?: (part: string) => void): Promise<void> {
  await withRoom(tx, () => count(tx, onPart));
}

async function count(tx: WriteSql, onPart?: (part: string) => void): Promise<void> {
  const joined = (...parts: string[]) => (tx.kind === "sqlite" ? parts.join(" || ") : `CONCAT(${parts.join(", ")})`);
  const stratum = joined("product", "'/'", "propertyKind");
  const known = "product IS NOT NULL AND propertyKind IS NOT NULL";
  const monthOf = (day: string) => joined("'M'", `SUBSTR(${day}, 1, 7)`);
  const into = "INSERT INTO tally (subject, measure, span, slice, value, n, total)";
  const fromFacts = (span: string, slice: string, where = "1 = 1") =>
    `${into} SELECT partnerId, indicator, ${span} AS span, ${slice} AS slice, value, COUNT(*), SUM(value)
     FROM partner_fact WHERE reversedAt IS NULL AND ${where} GROUP BY 1, 2, 3, 4, 5`;
  /** Finer cells put together: far fewer than there are facts. */
  const fromCells = (span: string, slice: string, where: string) =>
    `${into} SELECT subject, measure, ${span} AS longer, ${slice} AS part, value, SUM(n), SUM(total)
     FROM tally WHERE ${where} GROUP BY 1, 2, 3, 4, 5`;
  const half = joined("'H'", "SUBSTR(span, 2, 4)", "CASE WHEN SUBSTR(span, 7, 2) <= '06' THEN 'H1' ELSE 'H2' END");
  const parts: [name: string, statement: string][] = [
    ["days", fromFacts(joined("'D'", "day"), `CASE WHEN ${known} THEN ${stratum} ELSE '-' END`)],
    ["months by kind of case", fromCells(monthOf("SUBSTR(span, 2)"), "slice", "span LIKE 'D%' AND slice <> '-'")],
    ["months", fromCells(monthOf("SUBSTR(span, 2)"), "''", "span LIKE 'D%'")],
    ["half-years", fromCells(half, "slice", "span LIKE 'M%'")],
    ["units", fromFacts(monthOf("day"), joined("'unit:'", "unitId"), "unitId IS NOT NULL")],
    ["officers", fromFacts(monthOf("day"), joined("'member:'", "memberId"), "memberId IS NOT NULL")],
  ];
  await tx.run("DELETE FROM tally");
  for (const [name, statement] of parts) {
    onPart?.(name);
    await tx.run(statement);
  }
  onPart?.("classes");
  const cells = await tx.all<Move>(
    "SELECT * FROM tally WHERE span NOT LIKE 'D%' AND slice NOT LIKE 'unit:%' AND slice NOT LIKE 'member:%'",
  );
  await addToCells(tx, inClassesOf(cells));
}

function inClassesOf(cells: readonly Move[]): Move[] {
  const classes = new Map<string, Move>();
  for (const cell of cells) {
    const [span, value] = [inClasses(cell.span), classOf(cell.value).from];
    const key = `${cell.subject}\n${cell.measure}\n${span}\n${cell.slice}\n${value}`;
    const before = classes.get(key) ?? { ...cell, span, value, n: 0, total: 0 };
    classes.set(key, { ...before, n: before.n + Number(cell.n), total: before.total + Number(cell.total) });
  }
  return [...classes.values()];
}

async function withRoom(tx: WriteSql, work: () => Promise<void>): Promise<void> {
  if (tx.kind === "sqlite") return work();
  const names = ["tmp_table_size", "max_heap_table_size"];
  const [before = {}] = await tx.all<Record<string, number>>(
    `SELECT ${names.map((one) => `@@${one} AS ${one}`).join(", ")}`,
  );
  const set = (bytes: (name: string) => number) =>
    tx.run(`SET SESSION ${names.map((name) => `${name} = ${bytes(name)}`).join(", SESSION ")}`);
  await set(() => roomBytes);
  try {
    await work();
  } finally {
    await set((name) => Number(before[name]));
  }
}

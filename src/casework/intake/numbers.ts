/** Case numbers: center code, year, running number; unique and rising, with gaps, taken in blocks. */
import { col, conflictOf, insertRows, isDuplicate, Technical, type Database } from "../../platform/index.js";

/** How far the running numbers of a year are given out. */
@Technical("case_number")
export class CaseNumber {
  /** Center code and year, such as "XN2026". */
  @col.code({ primary: true }) id!: string;
  /** The next number that nobody has taken. */
  @col.int() nextNumber!: number;
}

const blockSize = 20;
const triesAtMost = 8;

interface Block {
  next: number;
  end: number;
}

/** What each database of this process has taken and not used up. */
const blocks = new WeakMap<Database, Map<string, Block>>();

/** The next case number of a year. Numbers taken and not used are gaps. */
export async function nextCaseNumber(database: Database, centerCode: string, year: string): Promise<string> {
  const scope = `${centerCode}${year}`;
  const mine = blocks.get(database) ?? new Map<string, Block>();
  blocks.set(database, mine);
  let block = mine.get(scope);
  if (!block || block.next >= block.end) {
    const taken = await takeBlock(database, scope);
    // Another request may have taken one meanwhile; the later block is kept, the rest is a gap.
    block = taken;
    mine.set(scope, block);
  }
  const number = block.next;
  block.next += 1;
  return `${scope}${String(number).padStart(6, "0")}`;
}

async function takeBlock(database: Database, scope: string): Promise<Block> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.write(async (tx) => {
        const moved = await tx.run("UPDATE case_number SET nextNumber = nextNumber + ? WHERE id = ?", [
          blockSize,
          scope,
        ]);
        if (moved === 0) {
          await insertRows(tx, CaseNumber, [{ id: scope, nextNumber: 1 + blockSize }]);
          return { next: 1, end: 1 + blockSize };
        }
        const [row] = await tx.all<CaseNumber>("SELECT * FROM case_number WHERE id = ?", [scope]);
        const end = row?.nextNumber ?? 0;
        return { next: end - blockSize, end };
      });
    } catch (error) {
      // Two processes may begin a year at the same time: the primary key lets one of them.
      if ((!isDuplicate(error) && conflictOf(error) === null) || tries >= triesAtMost) throw error;
    }
  }
}

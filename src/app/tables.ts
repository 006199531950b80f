/** Every table of every room: the schema check and verify walk this list. */
import { journalTables } from "../journal/index.js";
import type { RowClass } from "../platform/index.js";

export const tables: readonly RowClass[] = [...journalTables];

/** Every table of every room: the schema check and verify walk this list. */
import { caseTables } from "../casework/index.js";
import { documentsTables } from "../documents/index.js";
import { exchangeTables } from "../exchange/index.js";
import { journalTables } from "../journal/index.js";
import { oversightTables } from "../oversight/index.js";
import { partyTables } from "../parties/index.js";
import { policyTables } from "../policy/index.js";
import type { RowClass } from "../platform/index.js";
import { Demonstration } from "./demo/marker.js";

export const tables: readonly RowClass[] = [
  ...journalTables,
  ...partyTables,
  ...policyTables,
  ...documentsTables,
  ...caseTables,
  ...oversightTables,
  ...exchangeTables,
  Demonstration,
];

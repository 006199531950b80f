/** A process of its own, in whatever zone its machine is: checks the kept boards and says what they come to. */
import "reflect-metadata";
import { join } from "node:path";
import { factSources } from "../../../src/app/context.js";
import { aggregatesIn } from "../../../src/app/services.js";
import { createJournal } from "../../../src/journal/index.js";
import { checkBoards } from "../../../src/oversight/index.js";
import { createKeys, newMasterKey, openDatabase, parseKeys } from "../../../src/platform/index.js";
import { loadPolicies } from "../../../src/policy/index.js";

async function main(): Promise<void> {
  const database = await openDatabase(JSON.parse(process.argv[2] ?? "") as Parameters<typeof openDatabase>[0]);
  const keys = createKeys(parseKeys(newMasterKey("none")));
  const journal = createJournal({ database, keys, aggregates: aggregatesIn("Asia/Shanghai") });
  const policies = loadPolicies(join(__dirname, "../../../policy"));
  const checks = await checkBoards({ journal, policies, factSources }, { period: "2026-03", kind: "BANK" });
  process.stdout.write(JSON.stringify({ zone: new Date(0).getTimezoneOffset(), checks }));
  await database.close();
}

void main();

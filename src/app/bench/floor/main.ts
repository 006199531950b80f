/** The floor's process: what a program written by hand for these few questions would be, and nothing besides. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createKeys, parseKeys, type DatabaseSettings } from "../../../platform/index.js";
import { serveParent } from "../parent.js";
import { casePage } from "./casePage.js";
import { openDriver, type Write } from "./driver.js";
import { worklist } from "./worklist.js";

export interface FloorGiven {
  readonly database: DatabaseSettings;
  /** As LIANBAN_KEYS. */
  readonly keys: string;
  /** JSON: the writes of each command, in the order of their numbers. */
  readonly writesFile: string;
}

/** Starts it and answers with its address. */
async function start({ database, keys: text, writesFile }: FloorGiven): Promise<string> {
  const driver = openDriver(database);
  const keys = createKeys(parseKeys(text));
  const commands = JSON.parse(readFileSync(writesFile, "utf8")) as Write[][];

  async function answer(path: string, body: string): Promise<string> {
    const [, what, which = ""] = path.split("/");
    if (what === "worklist") return JSON.stringify({ data: await worklist(driver) });
    if (what === "cases") return JSON.stringify({ data: await casePage(driver, keys, which) });
    if (what === "commands") {
      await driver.transaction(commands[Number(body)] ?? []);
      return '{"data":{"done":{"userErrors":[]}}}';
    }
    const { user, system } = process.cpuUsage();
    // The same two figures, under the same names, as the system tells.
    return `lianban_process_cpu_seconds_total ${(user + system) / 1e6}\nlianban_sql_statements_total ${driver.statements()}\n`;
  }

  const server = createServer((req, res) => {
    bodyOf(req)
      .then((body) => answer(req.url ?? "", body))
      .then(
        (text) => res.writeHead(200, { "content-type": "application/json" }).end(text),
        (error: unknown) => res.writeHead(500).end((error as Error).message),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  if (req.method === "GET") return "";
  const pieces: Buffer[] = [];
  for await (const piece of req) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

serveParent(start);

/** Asks whether a database server answers at an address and lets us make databases of our own there. */
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

/**
 * Answers `{ version, url }`, or `{ reason }` when it cannot be used. The `url` names no database any more: the tests
 * make and drop their own, as is tried here once, and never look at one that is there already.
 */
export async function probe(url) {
  let connection;
  try {
    const server = withoutDatabase(url);
    const mysql = await import("mysql2/promise");
    connection = await mysql.createConnection({ uri: server, connectTimeout: 5_000 });
    const [[row]] = await connection.query("SELECT VERSION() AS version");
    const name = `lb_probe_${process.pid}_${Date.now()}`;
    await connection.query(`CREATE DATABASE ${name}`);
    await connection.query(`DROP DATABASE ${name}`);
    return { version: row.version, url: server };
  } catch (error) {
    return { reason: error.code ? `${error.code} ${error.message}`.trim() : String(error.message) };
  } finally {
    await connection?.end();
  }
}

function withoutDatabase(url) {
  const server = new URL(url);
  server.pathname = "/";
  return server.href;
}

/** An address as it may be shown: without its password. */
export function shown(url) {
  const address = new URL(url);
  if (address.password) address.password = "…";
  return decodeURI(address.href);
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  process.stdout.write(JSON.stringify(await probe(argv[2])));
}

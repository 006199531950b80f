/** How a throw-away database server is set up and started: as a center would have it, except that nothing is kept safe. */
import { execFileSync } from "node:child_process";
import { userInfo } from "node:os";
import { join } from "node:path";
import { findProgram } from "./mariadb.mjs";

const isMariadb = (server) =>
  execFileSync(server, ["--no-defaults", "--version"], { encoding: "utf8" }).includes("MariaDB");

/** The server refuses to run as root unless told so in words. */
const asRoot = () => (userInfo().uid === 0 ? ["--user=root"] : []);

const dataOf = (folder) => join(folder, "data");

/** The program and arguments that make an empty data folder whose root has no password. */
export function installation(server, folder, errorLog) {
  // A server that starts clears what other servers left in its temporary folder, and what one that runs has there, too.
  const common = ["--no-defaults", `--datadir=${dataOf(folder)}`, `--tmpdir=${folder}`, ...asRoot()];
  if (!isMariadb(server)) {
    return { program: server, args: [...common, "--initialize-insecure", `--log-error=${errorLog}`] };
  }
  return {
    program: findProgram("mariadb-install-db", "mysql_install_db") ?? "mariadb-install-db",
    args: [...common, "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve", "--force"],
  };
}

/** The arguments that start it on `port` of 127.0.0.1. */
export function options(server, folder, port, errorLog) {
  return [
    "--no-defaults",
    `--datadir=${dataOf(folder)}`,
    ...asRoot(),
    "--bind-address=127.0.0.1",
    `--port=${port}`,
    `--socket=${join(folder, "s")}`,
    `--pid-file=${join(folder, "pid")}`,
    `--tmpdir=${folder}`,
    `--log-error=${errorLog}`,
    "--skip-name-resolve",
    "--character-set-server=utf8mb4",
    "--max-connections=300",
    "--max-connect-errors=1000000",
    "--innodb-buffer-pool-size=128M",
    // Speed instead of safety: these tables need not survive a power cut.
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--loose-innodb-flush-method=nosync",
    "--skip-log-bin",
    ...(isMariadb(server) ? [] : ["--mysqlx=OFF"]),
  ];
}

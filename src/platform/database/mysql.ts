/** MariaDB or MySQL through a pool of mysql2 connections. */
import mysql, { type PoolConnection, type PoolOptions, type ResultSetHeader } from "mysql2/promise";
import {
  OutcomeUnknown,
  type Database,
  type DatabaseStats,
  type Sql,
  type SqlValue,
  type WriteSql,
} from "./database.js";

export async function openMysql(url: string, connectionLimit: number): Promise<Database> {
  const stats: DatabaseStats = { statements: 0, rows: 0, transactions: 0, conflicts: 0 };
  const pool = mysql.createPool({ ...mysqlOptions(url), connectionLimit });
  // Correctness rests on unique keys and conditional writes; READ COMMITTED keeps gap locks out of their way.
  pool.pool.on("connection", (connection) => {
    connection.query("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
  });
  const [versions] = await pool.query("SELECT version() AS version");
  const version = (versions as { version: string }[])[0]?.version ?? "";
  const kind = version.includes("MariaDB") ? "mariadb" : "mysql";
  let writesInFlight = 0;

  async function transaction<T>(fn: (tx: WriteSql) => Promise<T>): Promise<T> {
    const connection = await pool.getConnection();
    let reusable = true;
    try {
      await connection.query("START TRANSACTION");
      stats.transactions += 1;
      const result = await fn({ ...sqlOn(connection, stats), forUpdate: " FOR UPDATE", kind });
      await commit(connection);
      return result;
    } catch (error) {
      reusable = await connection.query("ROLLBACK").then(
        () => true,
        () => false,
      );
      throw error;
    } finally {
      if (reusable) connection.release();
      else connection.destroy();
    }
  }

  return {
    kind,
    read: sqlOn(pool, stats),
    write(fn) {
      writesInFlight += 1;
      return transaction(fn).finally(() => (writesInFlight -= 1));
    },
    stats,
    get writesInFlight() {
      return writesInFlight;
    },
    close: () => pool.end(),
  };
}

/** What every connection to MariaDB or MySQL must say. */
export function mysqlOptions(url: string): PoolOptions {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username) || "root",
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    timezone: "Z",
    charset: "utf8mb4_bin",
    dateStrings: true,
    decimalNumbers: true,
  };
}

/** An error that the server sent is an answer; anything else leaves the outcome open. */
async function commit(connection: PoolConnection): Promise<void> {
  try {
    await connection.query("COMMIT");
  } catch (error) {
    if ((error as { errno?: number; sqlState?: string }).sqlState) throw error;
    throw new OutcomeUnknown("The connection was lost during COMMIT", { cause: error });
  }
}

function sqlOn(on: { query: PoolConnection["query"] }, stats: DatabaseStats): Sql {
  return {
    async all<T>(sql: string, params: readonly SqlValue[] = []) {
      stats.statements += 1;
      const [rows] = await on.query(sql, [...params]);
      stats.rows += (rows as T[]).length;
      return rows as T[];
    },
    async run(sql: string, params: readonly SqlValue[] = []) {
      stats.statements += 1;
      const [result] = await on.query<ResultSetHeader>(sql, [...params]);
      return result.affectedRows;
    },
  };
}

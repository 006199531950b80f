/** The databases that every test which touches one runs on. */

export interface TestDatabase {
  name: "embedded" | "mariadb";
  /** Where the server answers (MariaDB or MySQL; the tests make databases of their own there), null when embedded. */
  url: string | null;
}

/** The embedded one always; a server where `npm test`, LIANBAN_TEST_DATABASE_URL or DATABASE_URL names one. */
export function testDatabases(): TestDatabase[] {
  const url = process.env.LIANBAN_TEST_DATABASE_URL;
  const embedded: TestDatabase = { name: "embedded", url: null };
  return url ? [embedded, { name: "mariadb", url }] : [embedded];
}

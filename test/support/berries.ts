/** A table of the tests' own for pages and look-ups: berries on bushes. */
import { col, insertRows, Technical, type Database } from "../../src/platform/index.js";

@Technical("test_berry")
export class Berry {
  @col.id({ primary: true }) id!: string;
  @col.id() bushId!: string;
  @col.int({ nullable: true }) weight!: number | null;
  @col.code() colour!: string;
}

export async function fill(database: Database, berries: readonly Berry[]): Promise<void> {
  await database.write(async (tx) => {
    await tx.run("DROP TABLE IF EXISTS test_berry");
    await tx.run(
      "CREATE TABLE test_berry (id VARCHAR(36) PRIMARY KEY, bushId VARCHAR(36), weight INT NULL, colour VARCHAR(64))",
    );
  });
  await database.write((tx) => insertRows(tx, Berry, berries));
}

export const berry = (id: string, more: Partial<Berry> = {}): Berry => ({
  id,
  bushId: "b1",
  weight: 1,
  colour: "red",
  ...more,
});

/** Who lets whom act in their place for some days. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Delegations1790000120000 implements MigrationInterface {
  readonly name = "Delegations1790000120000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      delegation: {
        columns: {
          id: "id",
          version: "int",
          fromMemberId: "id",
          toMemberId: "id",
          partyId: "id",
          roles: "json?",
          fromDay: "day",
          untilDay: "day",
          startsAt: "instant",
          endsAt: "instant",
          grantedById: "id",
          grantedAt: "instant",
          endedAt: "instant?",
        },
        index: {
          ix_delegation_from: ["fromMemberId", "endsAt"],
          ix_delegation_to: ["toMemberId", "endsAt"],
          ix_delegation_party: ["partyId", "id"],
        },
      },
    });
  }

  down = forwardOnly;
}

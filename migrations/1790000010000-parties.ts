/** Parties, units, members, sign-in, people. */
import type { MigrationInterface, QueryRunner } from "typeorm";
import { createTables, forwardOnly } from "./support/table.js";

export class Parties1790000010000 implements MigrationInterface {
  readonly name = "Parties1790000010000";

  async up(runner: QueryRunner): Promise<void> {
    await createTables(runner, {
      partner: {
        columns: { id: "id", kind: "code", code: "code", name: "text", nameEn: "text", active: "flag", seat: "code?" },
        unique: { race_partner_code: ["code"], race_partner_seat: ["seat"] },
        index: { ix_partner_kind: ["kind", "code"] },
      },
      unit: {
        columns: {
          id: "id",
          partyId: "id",
          parentId: "id?",
          code: "code",
          name: "text",
          nameEn: "text",
          path: "text",
        },
        unique: { race_unit_code: ["partyId", "code"] },
        index: { ix_unit_path: ["partyId", "path"] },
        foreign: { partyId: "partner" },
      },
      party_net_assets: {
        columns: { id: "id", partyId: "id", asOf: "day", amountFen: "fen" },
        index: { ix_party_net_assets_day: ["partyId", "asOf"] },
      },
      developer_project: {
        columns: { id: "id", partyId: "id", code: "code", name: "text", nameEn: "text" },
        unique: { race_developer_project_code: ["partyId", "code"] },
      },
      developer_building: {
        columns: { id: "id", partyId: "id", projectId: "id", code: "code", presalePermit: "code?" },
        index: { ix_developer_building_project: ["projectId"] },
      },
      member: {
        columns: {
          id: "id",
          partyId: "id",
          unitId: "id?",
          username: "code",
          roles: "json",
          amountRank: "int",
          service: "flag",
          active: "flag",
          version: "int",
        },
        unique: { race_member_username: ["username"] },
        index: { ix_member_party: ["partyId", "id"] },
        foreign: { partyId: "partner" },
      },
      member_name: { columns: { id: "id", name: "text(64)" } },
      credential: { columns: { id: "id", hash: "text", oneTimeUntil: "instant?", changedAt: "instant" } },
      session: {
        columns: {
          id: "id",
          tokenDigest: "code",
          memberId: "id",
          channel: "code",
          createdAt: "instant",
          lastSeenAt: "instant",
          expiresAt: "instant",
          revokedAt: "instant?",
        },
        unique: { uq_session_token: ["tokenDigest"] },
        index: { ix_session_member: ["memberId"], ix_session_expires: ["expiresAt"] },
      },
      sign_in_attempt: {
        columns: {
          id: "id",
          subject: "code",
          failures: "int",
          countedAt: "instant",
          lastAttemptAt: "instant",
          blockedUntil: "instant?",
          succeededAt: "instant?",
        },
        unique: { race_sign_in_attempt_subject: ["subject"] },
        index: { ix_sign_in_attempt_last: ["lastAttemptAt"] },
      },
      person: {
        columns: { id: "id", lookup: "code?", erasedAt: "instant?" },
        unique: { race_person_lookup: ["lookup"] },
      },
    });
  }

  down = forwardOnly;
}

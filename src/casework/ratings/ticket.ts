/** Codes by which an applicant gives a rating without an account: unguessable, good once and for some time. */
import { LostRace } from "../../journal/index.js";
import { sha256 } from "../../kernel/index.js";
import { col, insertRows, selectRow, Technical, type Keys, type Sql, type WriteSql } from "../../platform/index.js";

@Technical("rating_ticket", {
  unique: { uq_rating_ticket_code: ["codeDigest"] },
  index: { ix_rating_ticket_case: ["caseId"], ix_rating_ticket_expires: ["expiresAt"] },
})
export class RatingTicket {
  @col.id({ primary: true }) id!: string;
  @col.id() caseId!: string;
  /** SHA-256 of the code; the code itself is nowhere. */
  @col.code() codeDigest!: string;
  @col.instant() createdAt!: string;
  @col.instant() expiresAt!: string;
  @col.instant({ nullable: true }) usedAt!: string | null;
}

/** Digits and letters that nobody mixes up when they are read aloud (Crockford's base 32). */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const codeChars = 20;

/** 100 bits that follow from the ticket's id by a key: a repeated request gets the same code, and none is stored. */
export function codeOf(keys: Keys, ticketId: string): string {
  let bits = BigInt(`0x${keys.mac("rating-ticket", ticketId).slice(0, 25)}`);
  let code = "";
  for (let at = 0; at < codeChars; at += 1) {
    code = (alphabet[Number(bits & 31n)] ?? "") + code;
    bits >>= 5n;
  }
  return (code.match(/.{5}/g) ?? []).join("-");
}

/** As people type it: any case, any gaps, and the letters that look like digits. */
const normal = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");

export const digestOfCode = (typed: string): string => sha256(`rating:${normal(typed)}`);

/** For `technical` of the accepted command: the new code takes the place of one that nobody used. */
export const issue =
  (keys: Keys, { id, caseId, createdAt, expiresAt }: Pick<RatingTicket, "id" | "caseId" | "createdAt" | "expiresAt">) =>
  async (tx: WriteSql): Promise<void> => {
    await tx.run("DELETE FROM rating_ticket WHERE caseId = ? AND usedAt IS NULL", [caseId]);
    const codeDigest = digestOfCode(codeOf(keys, id));
    await insertRows(tx, RatingTicket, [{ id, caseId, codeDigest, createdAt, expiresAt, usedAt: null }]);
  };

export const ticketByCode = (sql: Sql, typed: string): Promise<RatingTicket | null> =>
  selectRow(sql, RatingTicket, "codeDigest = ?", [digestOfCode(typed)]);

export const spend =
  (id: string, now: string) =>
  async (tx: WriteSql): Promise<void> => {
    const spent = await tx.run("UPDATE rating_ticket SET usedAt = ? WHERE id = ? AND usedAt IS NULL", [now, id]);
    if (spent !== 1) throw new LostRace(`The rating code ${id} was used by another`);
  };

const keptDays = 30;

/** Codes long past, used or not. */
export const sweepRatingTickets = (tx: WriteSql, now: string): Promise<number> =>
  tx.run("DELETE FROM rating_ticket WHERE expiresAt < ?", [
    new Date(Date.parse(now) - keptDays * 86_400_000).toISOString(),
  ]);

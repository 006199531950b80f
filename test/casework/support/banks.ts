/** Which banks a case was with, as a second reader of its entries tells it. */
import { text, type Said } from "./oracle.js";

/** The banks that had the case, the present one last. */
export const banksOf = (said: readonly Said[]): string[] =>
  said.flatMap(({ type, body }) =>
    type === "OPENED" ? [text(body, "bankId")] : type === "BANK_REASSIGNED" ? [text(body, "toBankId")] : [],
  );

/** What was a former bank's to do is the present one's. */
export const ofBankNow = (said: readonly Said[], partyId: string): string =>
  banksOf(said).includes(partyId) ? (banksOf(said).at(-1) ?? "") : partyId;

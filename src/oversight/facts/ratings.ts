/** What applicants said of a case at its end counts for the partners who worked on it. Pure. */
import type { CaseState } from "../../casework/index.js";
import type { Measured } from "./ledger.js";

/** SATISFACTION, by the day of the rating: hundredths of a point of five, on the owner where it is one of theirs. */
export function ratingFacts({ id, lifecycle, ownership, ratings }: CaseState): Measured[] {
  const { rating } = ratings;
  if (!rating) return [];
  const { bankId, guaranteeCompanyId, product, content } = lifecycle;
  return [bankId, ...(guaranteeCompanyId ? [guaranteeCompanyId] : [])].map((partnerId) => ({
    key: `${id}/${partnerId}`,
    indicator: "SATISFACTION",
    partnerId,
    occurredAt: rating.givenAt,
    value: rating.score * 100,
    caseId: id,
    product,
    propertyKind: content.property?.kind ?? null,
    memberId: ownership.ownerPartyId === partnerId ? ownership.ownerId : null,
  }));
}

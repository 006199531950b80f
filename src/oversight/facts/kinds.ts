/** Every kind of fact, and what its value is counted in. */

/** AMOUNT: fen. DURATION: milliseconds of working time. PASS: 1 or 0. RATING: hundredths of a point. */
export type FactUnit = "AMOUNT" | "DURATION" | "PASS" | "RATING" | "COUNT";

/** A kind that is not named here is a count. */
export const factKinds: Readonly<Record<string, FactUnit>> = {
  VOLUME: "AMOUNT",
  FIRST_PASS: "PASS",
  HANDLING_TIME: "DURATION",
  ON_TIME: "PASS",
  ZERO_TRIP: "PASS",
  /** 1 for an item that was rejected by a reason that counts. */
  DOCUMENT_ERRORS: "PASS",
  /** 1 done in time, 0 too late, 2 not done yet. */
  REGISTRATION_ON_TIME: "PASS",
  /** 1 for a proposal of the center's officer that was confirmed, 0 for one that was sent back. */
  PROPOSAL_PASSED: "PASS",
  SATISFACTION: "RATING",
  COMPLAINTS: "COUNT",
  MISSED_DEFECT: "COUNT",
  /** 1 for a return by a reason that counts against first-pass. */
  RETURNS: "PASS",
  /** 1 for a visit that spends the case's budget. */
  TRIPS: "PASS",
};

/** A registration whose outcome is open. */
export const pendingValue = 2;
export const openRegistration = ["REGISTRATION_ON_TIME", pendingValue] as const;

export const isOpen = (indicator: string, value: number): boolean =>
  indicator === openRegistration[0] && value === pendingValue;

export const unitOfFact = (indicator: string): FactUnit => factKinds[indicator] ?? "COUNT";

/** The demonstration's cases as a table: where each ends, what it is about, and what happens on its way. */
import type { GuaranteeKind, PropertyKind, Stage } from "../../policy/index.js";
import type { Random } from "./random.js";
import type { TwistName } from "./twists.js";

export interface Story {
  readonly ends: Stage;
  readonly openedWorkingDaysAgo: number;
  readonly home: PropertyKind;
  readonly guaranteeKind: GuaranteeKind;
  readonly product: string;
  readonly oldMortgage: boolean;
  readonly twists: readonly TwistName[];
}

type Row = Partial<Story> & Pick<Story, "ends" | "openedWorkingDaysAgo">;

const story = (row: Row): Story => ({
  home: "NEW",
  guaranteeKind: "GUARANTEE_COMPANY",
  product: "FUND",
  oldMortgage: false,
  twists: [],
  ...row,
});

const secondHand = { home: "SECOND_HAND" } as const;
const mortgage = { guaranteeKind: "MORTGAGE" } as const;
const staged = { guaranteeKind: "DEVELOPER_STAGED" } as const;

/** What stands open now, and what came to an early end not long ago. */
const running: readonly Story[] = [
  { ends: "APPLICATION", openedWorkingDaysAgo: 1 },
  { ends: "APPLICATION", openedWorkingDaysAgo: 3, ...secondHand, ...mortgage },
  { ends: "APPLICATION", openedWorkingDaysAgo: 2, home: "SELF_BUILT", product: "BUILDING", ...mortgage },
  { ends: "ACCEPTANCE", openedWorkingDaysAgo: 1 },
  { ends: "ACCEPTANCE", openedWorkingDaysAgo: 2, ...staged, twists: ["interview"] },
  { ends: "ACCEPTANCE", openedWorkingDaysAgo: 6, ...secondHand },
  { ends: "REVIEW", openedWorkingDaysAgo: 3, twists: ["verified"] },
  { ends: "REVIEW", openedWorkingDaysAgo: 5, twists: ["askedOpen", "halfReviewed"] },
  { ends: "REVIEW", openedWorkingDaysAgo: 8, ...secondHand, twists: ["noticeOpen"] },
  { ends: "REVIEW", openedWorkingDaysAgo: 4, twists: ["transferOpen"] },
  { ends: "REVIEW", openedWorkingDaysAgo: 12, ...mortgage, twists: ["noticed", "slowReview"] },
  { ends: "REVIEW", openedWorkingDaysAgo: 6, product: "FUND_SERIAL", twists: ["verified"] },
  { ends: "APPROVAL", openedWorkingDaysAgo: 9 },
  { ends: "APPROVAL", openedWorkingDaysAgo: 10, ...secondHand, twists: ["dissent", "proposed"] },
  { ends: "APPROVAL", openedWorkingDaysAgo: 14, twists: ["proposalReturned"] },
  { ends: "APPROVAL", openedWorkingDaysAgo: 11, product: "COMBINED", twists: ["verified", "commercialApproved"] },
  { ends: "SIGNING", openedWorkingDaysAgo: 12 },
  { ends: "SIGNING", openedWorkingDaysAgo: 13, ...staged, twists: ["halfSigned"] },
  { ends: "SIGNING", openedWorkingDaysAgo: 15, ...secondHand, twists: ["homeVisit", "halfSigned"] },
  { ends: "SECURITY", openedWorkingDaysAgo: 18, twists: ["atRegistry"] },
  { ends: "SECURITY", openedWorkingDaysAgo: 19, ...secondHand, oldMortgage: true, twists: ["handoffOpen"] },
  { ends: "SECURITY", openedWorkingDaysAgo: 17, twists: ["handoffOpen"] },
  { ends: "SECURITY", openedWorkingDaysAgo: 25, ...staged, twists: ["slowSecurity"] },
  { ends: "DISBURSEMENT", openedWorkingDaysAgo: 21, twists: ["correctionWaits"] },
  { ends: "DISBURSEMENT", openedWorkingDaysAgo: 24, ...secondHand, twists: ["contractsHanded", "paymentFailed"] },
  { ends: "DISBURSEMENT", openedWorkingDaysAgo: 23, ...mortgage, twists: ["queued"] },
  { ends: "DISBURSEMENT", openedWorkingDaysAgo: 22, twists: ["payeeVerified", "certificateHanded", "sent"] },
  { ends: "REFUSED", openedWorkingDaysAgo: 16, twists: ["notAccepted"] },
  { ends: "REFUSED", openedWorkingDaysAgo: 30, twists: ["creditFailed", "notLent"] },
  { ends: "WITHDRAWN", openedWorkingDaysAgo: 20, ...secondHand, twists: ["withdrawn"] },
  { ends: "WITHDRAWN", openedWorkingDaysAgo: 34, twists: ["withdrawnLate"] },
  { ends: "LAPSED", openedWorkingDaysAgo: 95, ...mortgage, twists: ["lapsed"] },
].map((row) => story(row as Row));

/** Paid out in the past half-year, from the oldest to the newest. */
const paidOut: readonly Partial<Story>[] = [
  { twists: ["verified", "payeeVerified", "contractsHanded"] },
  { ...secondHand, twists: ["certificateHanded"] },
  { twists: ["sentBack", "rated"] },
  { ...mortgage, twists: ["interview", "rated"] },
  { twists: ["atRegistry", "certificateHanded"] },
  { ...secondHand, oldMortgage: true, twists: ["noticed", "contractsHanded"] },
  { ...staged },
  { product: "FUND_SERIAL", twists: ["cameIn", "ratedLow"] },
  { twists: ["slowSecurity", "ratedLow"] },
  { ...secondHand, twists: ["exception"] },
  { guaranteeKind: "PLEDGE" },
  { twists: ["contractRejected", "certificateHanded"] },
  { twists: ["asked", "called", "homeVisit", "rated"] },
  { ...secondHand, twists: ["slowAcceptance", "contractWrong"] },
  { twists: ["broughtIn", "paymentFailed", "complained"] },
  { ...mortgage, home: "OVERHAUL", product: "BUILDING" },
  { twists: ["transferred", "certificateHanded"] },
  { product: "COMBINED", twists: ["interview", "commercialApproved"] },
  { twists: ["slowReview"] },
  { ...secondHand, twists: ["verified", "certificateHanded"] },
  { ...staged, twists: ["noticed"] },
  { twists: ["contractsHanded", "dissent", "payeeVerified"] },
  { ...mortgage, twists: ["proposalReturned", "rated"] },
  { product: "FUND_SERIAL", twists: ["cameIn"] },
];

/** A paid-out case took less than this. */
const longestCourse = 41;

/** @param earliest how many working days ago the first case was opened */
export function storiesFrom(random: Random, earliest: number): Story[] {
  const span = Math.max(earliest - longestCourse, paidOut.length);
  const past = paidOut.map((row, at) => {
    const evenly = longestCourse + Math.round(span * (1 - at / (paidOut.length - 1)));
    const openedWorkingDaysAgo = Math.max(longestCourse, evenly - random.whole(0, 3));
    return story({ ends: "SERVICING", openedWorkingDaysAgo, ...row });
  });
  return [...past, ...running];
}

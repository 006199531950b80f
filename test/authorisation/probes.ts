/** For every query of the schema the arguments by which somebody might get at a case that is not theirs. */
import type { CaseState } from "../../src/casework/index.js";

export interface Target {
  readonly states: readonly CaseState[];
  readonly handoffIds: readonly string[];
  readonly boardIds: readonly string[];
  readonly meetingIds: readonly string[];
  readonly bankId: string;
  readonly guaranteeCompanyId: string;
}

/** Each as it stands in the query, without the brackets; "" asks for everything. */
export const probes: Readonly<Record<string, (target: Target) => readonly string[]>> = {
  viewer: () => [""],
  policy: () => [""],
  calendar: () => [""],
  closures: () => ["first: 25"],
  partners: () => [""],
  parties: () => [""],
  projects: () => ["first: 25"],
  members: ({ bankId }) => ["first: 25", `first: 25, partyId: "${bankId}"`],
  delegations: () => ["first: 25", "first: 25, open: true"],
  loanCase: ({ states }) =>
    states.flatMap(({ id, lifecycle }) => [
      `id: "${id}"`,
      `number: "${lifecycle.number}"`,
      `id: "${lifecycle.number}"`,
    ]),
  loanCases: ({ states, bankId, guaranteeCompanyId }) =>
    [
      "",
      `filter: { bankId: "${bankId}" }, `,
      `filter: { numberPrefix: "${states[0]?.lifecycle.number}" }, `,
      'filter: { numberPrefix: "XN" }, orderBy: DUE_ASC, ',
      "filter: { standingIn: true }, ",
      "filter: { batchReady: true }, ",
      "filter: { ownerLeft: true }, ",
      `filter: { guaranteeCompanyId: "${guaranteeCompanyId}", openedFrom: "2001-01-01" }, `,
    ].map((filter) => `${filter}first: 25`),
  inquiries: ({ states }) => [
    "first: 25",
    "filter: { toMe: true, open: true }, first: 25",
    ...states.map(({ id }) => `filter: { caseId: "${id}" }, first: 25`),
  ],
  contacts: ({ states }) => ["first: 25", ...states.map(({ id }) => `filter: { caseId: "${id}" }, first: 25`)],
  complaints: ({ states }) => ["first: 25", ...states.map(({ id }) => `filter: { caseId: "${id}" }, first: 25`)],
  complaint: ({ states }) => states.map(({ id }) => `id: "${id}"`),
  zeroTripConfirmation: ({ bankId }) => ['period: "2026"', `period: "2026H1", partnerId: "${bankId}"`],
  handoff: ({ handoffIds }) => handoffIds.map((id) => `id: "${id}"`),
  handoffs: ({ states, bankId }) => [
    "first: 25",
    ...states.map(({ id }) => `filter: { caseId: "${id}" }, first: 25`),
    `filter: { partyId: "${bankId}" }, first: 25`,
  ],
  deadlines: ({ states, bankId }) => [
    "first: 100",
    `filter: { partyId: "${bankId}" }, first: 100`,
    ...states.map(({ id }) => `filter: { caseId: "${id}" }, first: 25`),
  ],
  escalations: ({ states, bankId }) => [
    "first: 100",
    `filter: { partyId: "${bankId}" }, first: 25`,
    ...states.map(({ id }) => `filter: { caseId: "${id}" }, first: 25`),
  ],
  loanQuota: () => [
    'input: { product: "FUND", joint: false, houseOrder: FIRST, price: "1", downPayment: "0", balances: ["1"], ' +
      'monthlyIncome: "1", otherRepayments: "0", termMonths: 12, repaymentMethod: EQUAL_INSTALMENTS }',
  ],
  reviewComparison: () => ['period: "2026"', 'period: "2026H1", product: "FUND"'],
  missedDefects: ({ bankId }) => ["first: 25", `filter: { partyId: "${bankId}", period: "2026" }, first: 25`],
  quotaEstimate: () => [
    'input: { product: "FUND", joint: false, houseOrder: FIRST, price: "1", downPayment: "0", balances: ["1"], ' +
      'monthlyIncome: "1", otherRepayments: "0", termMonths: 12, repaymentMethod: EQUAL_INSTALMENTS }',
  ],
  caseQuota: ({ states }) =>
    states.map(({ id }) => `input: { caseId: "${id}", balances: ["1"], monthlyIncome: "1", otherRepayments: "0" }`),
  histories: () => ["first: 25"],
  history: ({ states }) => states.map(({ id }) => `id: "${id}"`),
  appraisal: ({ states }) => [
    'period: "2026"',
    ...[...new Set(states.map(({ ownership }) => ownership.ownerId))].map(
      (id) => `period: "2026H1", memberId: "${id}"`,
    ),
  ],
  processFlow: ({ bankId }) => [
    'period: "2026", source: CASES',
    'period: "2011", source: HISTORIES',
    `period: "2026H1", source: CASES, partnerId: "${bankId}"`,
  ],
  targets: () => ["year: 2026", 'year: 2016, asOf: "2016-09-30"'],
  yearlyTargets: () => ["first: 25"],
  businessFigures: () => ["first: 25"],
  boards: () => ["first: 2"],
  board: ({ boardIds }) => boardIds.map((id) => `id: "${id}"`),
  scoreInputs: ({ bankId }) => ["first: 25", `filter: { partnerId: "${bankId}" }, first: 25`],
  meetings: () => ["first: 2"],
  meeting: ({ meetingIds }) => meetingIds.map((id) => `id: "${id}"`),
  feeBasis: () => ['period: "2025-01", kind: GUARANTEE_COMPANY'],
  measures: () => ["first: 5"],
  scoreboard: () => ['period: "2026H1", kind: BANK', 'period: "2026", kind: GUARANTEE_COMPANY'],
};

/** What the tour reads of the API's types; each query asks only for what its step needs. */

export interface LoanCase {
  readonly id: string;
  readonly number: string;
  readonly stage: string;
  readonly amountRequested: string;
  readonly amountApproved: string;
  readonly termMonths: number;
  readonly policyId: string;
  readonly decisionDueAt: string;
  readonly pauses: readonly { readonly waitsFor: string }[];
  readonly checklist: readonly ChecklistItem[];
  readonly documents: readonly { readonly id: string; readonly kind: string; readonly latestVersion: number }[];
  readonly notices: readonly Notice[];
  readonly checks: readonly Check[];
  readonly signatures: readonly { readonly id: string; readonly methods: readonly string[] }[];
  readonly securitySteps: readonly SecurityStep[];
  readonly payees: readonly { readonly id: string; readonly name: string }[];
  readonly payments: readonly { readonly id: string; readonly version: number }[];
  readonly timeline: {
    readonly nodes: readonly { readonly type: string }[];
    readonly totalCount: { readonly value: number };
  };
}

export interface ChecklistItem {
  readonly id: string;
  readonly document: string;
  readonly neededBy: string;
  readonly status: string;
  readonly metBy: { readonly id: string } | null;
}

export interface Notice {
  readonly id: string;
  readonly version: number;
  readonly defects: readonly { readonly id: string; readonly itemId: string | null }[];
}

export interface Check {
  readonly id: string;
  readonly version: number;
  readonly owner: "BANK" | "GUARANTEE_COMPANY" | "CENTER";
}

export interface SecurityStep {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly certificate: string | null;
}

export interface Handoff {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly itemCount: number;
  readonly rejectedCount: number;
  readonly to: { readonly name: string };
  readonly items: readonly { readonly id: string }[];
}

/** What mutations answer: the thing changed, under its name. */
export interface Payload {
  readonly loanCase: LoanCase;
  readonly document: { readonly id: string };
  readonly handoff: Handoff;
  readonly defect: { readonly name: { readonly en: string } };
  readonly notice: Notice;
  readonly decision: { readonly outcome: string; readonly amount: string };
  readonly collateral: { readonly registrationCertificateNo: string };
  readonly step: { readonly code: string };
  readonly payment: { readonly amount: string; readonly status: string };
  readonly ticket: { readonly id: string; readonly url: string };
}

export interface SignedIn {
  readonly token: string;
  readonly viewer: {
    readonly member: { readonly name: string };
    readonly party: { readonly id: string; readonly name: string };
  };
}

export interface Scoreboard {
  readonly rows: readonly {
    readonly partner: { readonly id: string };
    readonly indicators: readonly { readonly code: string; readonly amount: string; readonly sampleSize: number }[];
  }[];
}

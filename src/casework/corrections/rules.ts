/**
 * Every kind of entry: whether it may be wrong, and how that is set right. A new kind of entry has to say so here, or the
 * program does not compile.
 */
import type { Refusal } from "../../kernel/index.js";
import type { CaseEntryType } from "../entries.js";
import { refuse } from "../refusals.js";

export type ValueKind = "fen" | "int" | "text" | "day" | "instant";

/** Where money, a certificate or a decision is touched: always, or once something rests on the entry. */
export type SecondPerson = "ALWAYS" | "ONCE_APPROVED" | "ONCE_MONEY_IS_OUT" | "ONCE_RELIED_ON";

export interface CorrectionRule {
  /** When a second person confirms it; null: never. */
  readonly secondPerson: SecondPerson | null;
  /** Values that may be set anew, by name and kind; empty where the entry can only be taken back whole. */
  readonly values: Readonly<Record<string, ValueKind>>;
  /** Whether it can be taken back whole. */
  readonly voidable: boolean;
  /** What opens again, in words; who may correct: the party that brought it in, or the center. */
  readonly reopens: string;
}

/** Set right by giving another act, after which the first one counts no more. */
interface ByAnotherAct {
  readonly acts: readonly string[];
}

/** Says what the program found, or ends something: it stands, and what it rests on is corrected instead. */
interface Stands {
  readonly because: string;
}

export type Correctability = CorrectionRule | ByAnotherAct | Stands;

const takenBack = (reopens: string, secondPerson: SecondPerson | null = null): CorrectionRule => ({
  ...{ secondPerson, values: {}, voidable: true, reopens },
});
const again = (...acts: string[]): ByAnotherAct => ({ acts });
const stands = (because: string): Stands => ({ because });
const follows = stands("follows by itself from other entries");
const ends = stands("an end is an end: the applicant applies again, or asks the center to review it");

export const correctability: Readonly<Record<CaseEntryType, Correctability>> = {
  OPENED: again("LOAN_CASE_WITHDRAW"),
  CONTENT_AMENDED: again("LOAN_CASE_SUBMIT"),
  SUBMITTED: {
    secondPerson: "ALWAYS",
    values: { amountFen: "fen", termMonths: "int", priceFen: "fen", downPaymentFen: "fen", valuationFen: "fen" },
    voidable: false,
    reopens: "the checks that rested on the figure, until money is out; the decision after them",
  },
  STAGE_ENTERED: follows,
  ACCEPTED: again("LOAN_CASE_RETURN", "LOAN_CASE_WITHDRAW"),
  REFUSED: ends,
  RETURNED: stands("what it opened again is done again"),
  WITHDRAWN: ends,
  UNWOUND: ends,
  LAPSED: ends,
  CHECK_LOOKED_AT: again("DEFECT_POST"),
  CHECK_RECORDED: takenBack("the check, and the case falls back to review until money is out", "ONCE_APPROVED"),
  CHECK_REOPENED: follows,
  NOTHING_FURTHER: again("DEFECT_POST"),
  DEFECT_POSTED: takenBack("nothing: with the last defect its notice is answered"),
  NOTICE_SENT: stands("what was told cannot be unsaid: its defects are taken back one by one"),
  NOTICE_ANSWERED: again("DEFECT_POST"),
  DECISION_PROPOSED: again("DECISION_RETURN"),
  DECISION_CONFIRMED: takenBack(
    "the approval, and all that was signed and secured after it; never once money is out",
    "ALWAYS",
  ),
  DECISION_RETURNED: again("DECISION_PROPOSE"),
  SIGNATURES_REQUIRED: follows,
  SIGNATURE_RECORDED: takenBack(
    "the signature, and the case falls back to signing until money is out",
    "ONCE_MONEY_IS_OUT",
  ),
  SECURITY_STEPS_SET: follows,
  COLLATERAL_REGISTERED: {
    secondPerson: "ALWAYS",
    values: {
      registrationCertificateNo: "text",
      titleCertificateNo: "text",
      registryReceiptNo: "text",
      loanContractNo: "text",
      guaranteeContractNo: "text",
      securedFen: "fen",
      valuationFen: "fen",
      fromDay: "day",
      toDay: "day",
    },
    voidable: true,
    reopens: "the step of security that it proved",
  },
  SECURITY_CONFIRMED: takenBack("the step, and the case falls back to security until money is out", "ALWAYS"),
  FUNDS_ORDERED: again("PAYMENT_FAIL"),
  PAYMENT_SENT: again("PAYMENT_FAIL"),
  PAYMENT_CONFIRMED: {
    secondPerson: "ALWAYS",
    values: { paidAt: "instant", bankReference: "text" },
    voidable: true,
    reopens: "taken back, the payment: nobody knows until the bank answers; set anew, the day of pay-out and its rate",
  },
  PAYMENT_FAILED: takenBack("the payment: nobody knows until the bank answers", "ALWAYS"),
  VISIT_REQUESTED: takenBack("nothing: the trip is given back"),
  VISIT_EXCEPTION_GRANTED: stands("an exception that nobody uses changes nothing"),
  VISIT_RECORDED: takenBack("the request, where there was one"),
  VISIT_IMPLIED: takenBack("nothing: the trip is given back"),
  CLOCKS_STARTED: follows,
  CLOCKS_ENDED: follows,
  CLOCK_PAUSED: again("CLOCK_RESUME"),
  CLOCK_RESUMED: again("CLOCK_PAUSE"),
  HOLDERS_CHANGED: follows,
  DUE_DATES_RESET: follows,
  DEADLINE_MISSED: follows,
  ESCALATED: follows,
  ESCALATION_ACKNOWLEDGED: stands("that somebody took notice is a fact"),
  OWNER_TRANSFER_PROPOSED: again("OWNER_TRANSFER"),
  OWNER_ACCEPTED: again("OWNER_TRANSFER"),
  OWNER_REASSIGNED: again("OWNER_TRANSFER"),
  UNIT_REASSIGNED: again("CASES_REASSIGN"),
  BANK_REASSIGNED: again("CASES_REASSIGN"),
  DOCUMENT_ATTACHED: takenBack(
    "the item that the document met, and all that rested on it: it leaves the case",
    "ONCE_RELIED_ON",
  ),
  DOCUMENT_DETACHED: again("DOCUMENT_ATTACH"),
  DOCUMENT_VERIFIED: again("DOCUMENT_ATTACH"),
  HANDOFF_SENT: stands("belongs to the handoff, whose receiver rejects what is wrong"),
  HANDOFF_RECEIVED: stands("belongs to the handoff"),
  INQUIRY_POSTED: takenBack("nothing: nobody has to answer it any more"),
  INQUIRY_ANSWERED: takenBack("the question, by its own due time"),
  CONTACT_RECORDED: takenBack("the call back that it made; the trip that it alone showed is given back"),
  RATING_INVITED: again("RATING_TICKET"),
  RATING_GIVEN: again("RATING_CORRECT"),
  RATING_CORRECTED: again("RATING_CORRECT"),
  COMMERCIAL_PART_DECIDED: again("COMMERCIAL_PART_DECIDE"),
  PAYEE_VERIFIED: takenBack("the payee's account: it is looked up anew; never once money is out", "ALWAYS"),
  CORRECTION_PROPOSED: again("CORRECTION_REFUSE"),
  CORRECTION_REFUSED: again("ENTRY_CORRECT"),
  ENTRY_CORRECTED: again("ENTRY_CORRECT"),
};

/** Why `entryCorrect` cannot set it right: the acts that do, or that it stands. */
export function notByCorrection(type: CaseEntryType): Refusal[] {
  const rule = correctability[type];
  const field = "entryId";
  if ("acts" in rule) return [refuse("SET_RIGHT_BY_ACT", { field, params: { acts: rule.acts.join(", ") } })];
  return "because" in rule ? [refuse("ENTRY_STANDS", { field })] : [];
}

/** The rule of an entry that `entryCorrect` sets right; null for every other. */
export function correctionRuleOf(type: CaseEntryType): CorrectionRule | null {
  const rule = correctability[type];
  return "voidable" in rule ? rule : null;
}

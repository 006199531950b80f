/** What a correctable entry still stands for in the case, whose it is, and what keeps it from being set right. Pure. */
import { inSight, type Refusal } from "../../kernel/index.js";
import type { Viewer } from "../../parties/index.js";
import { correctionRefusals } from "../application.js";
import { contactSight, inquirySight } from "../betweenParties.js";
import type { CaseContext } from "../context.js";
import type { CorrectionFacts } from "../entries.js";
import { beyondValue } from "../homeValue.js";
import { isReliedOn, provesPause } from "../detaching.js";
import { moneyIsOut } from "../money.js";
import { refuse } from "../refusals.js";
import type { CaseState } from "../state.js";
import { correctionRuleOf } from "./rules.js";

/**
 * The party that brought in what an entry says; null where nothing rests on the entry any more: it was taken back, done
 * again, or reopened.
 */
export function ownerOfEntry(state: CaseState, entryId: string): string | null {
  const { lifecycle, papers, review, notices, signing, collateral, payment, trips, decision, corrections } = state;
  const by = <T extends { readonly entryId: string | null }>(list: readonly T[] | null) =>
    list?.find((one) => one.entryId === entryId);
  const signature = by(signing.signatures);
  const defect = by(notices.defects);
  const record = by(collateral.records);
  const visit = trips.visits
    .flatMap(({ asked, implied, made }) => [asked, implied, made])
    .find((one) => one?.entryId === entryId);
  const decided = by(decision.proposals)?.status === "CONFIRMED" && decision.approved !== null;
  const asked = by(state.inquiries.inquiries);
  const answered = state.inquiries.inquiries.find(({ answerEntryId }) => answerEntryId === entryId);
  const contact = by(state.contacts.contacts);
  const submitted = corrections.entries.some(({ id, type }) => id === entryId && type === "SUBMITTED");
  return (
    by(review.checks)?.ownerPartyId ??
    by(papers.documents)?.versionsAt.at(-1)?.partyId ??
    (defect && !defect.voided ? defect.partyId : null) ??
    signature?.recordedByPartyId ??
    (record && !record.voided ? record.registeredByPartyId : null) ??
    by(collateral.steps)?.actorPartyId ??
    visit?.partyId ??
    (contact?.takenBackAt === null ? contact.partyId : null) ??
    (asked?.takenBackAt === null ? asked.fromPartyId : null) ??
    (answered?.takenBackAt === null ? answered.toPartyId : null) ??
    (decided ? lifecycle.centerId : null) ??
    (submitted || by(payment.payments) || by(lifecycle.verifiedPayees) ? lifecycle.bankId : null)
  );
}

/** Of what is between two other parties, a third one learns nothing. */
export function seesEntry({ inquiries, contacts }: CaseState, entryId: string, viewer: Viewer): boolean {
  const inquiry = inquiries.inquiries.find((one) => one.entryId === entryId || one.answerEntryId === entryId);
  const contact = contacts.contacts.find((one) => one.entryId === entryId);
  return (!inquiry || inSight(inquirySight(viewer), inquiry)) && (!contact || inSight(contactSight(viewer), contact));
}

/** A party sets right what it brought in itself; the center may set right everything. */
export const mayCorrect = (state: CaseState, entryId: string, viewer: Viewer): boolean =>
  viewer.partyKind === "CENTER" || ownerOfEntry(state, entryId) === viewer.partyId;

/** The paper that an entry brought in, where it is still the last one that did. */
export const attachedBy = ({ papers }: CaseState, entryId: string) =>
  papers.documents.find((document) => document.entryId === entryId);

/** Whether the correction waits for a second person, as the case stands now. */
export function needsSecondPerson(
  state: CaseState,
  { entryId, entryType }: Pick<CorrectionFacts, "entryId" | "entryType">,
): boolean {
  switch (correctionRuleOf(entryType)?.secondPerson) {
    case "ALWAYS":
      return true;
    case "ONCE_APPROVED":
      return state.decision.approved !== null;
    case "ONCE_MONEY_IS_OUT":
      return moneyIsOut(state);
    case "ONCE_RELIED_ON":
      return isReliedOn(state, attachedBy(state, entryId)?.id ?? "");
    default:
      return false;
  }
}

/** Every reason why the case as it stands cannot take the correction. */
export function hindrances(
  state: CaseState,
  { entryId, entryType, values }: Pick<CorrectionFacts, "entryId" | "entryType" | "values">,
  { pinned, now }: CaseContext,
): Refusal[] {
  switch (entryType) {
    case "SUBMITTED":
      return correctionRefusals(state, values ?? {}, pinned);
    case "DECISION_CONFIRMED":
      return moneyIsOut(state) ? [refuse("PAYMENT_UNDER_WAY")] : [];
    case "PAYEE_VERIFIED":
      return moneyIsOut(state) ? [refuse("PAYMENT_UNDER_WAY")] : [];
    case "DOCUMENT_ATTACHED":
      return provesPause(state, attachedBy(state, entryId)?.id ?? "") ? [refuse("DOCUMENT_IN_USE")] : [];
    case "PAYMENT_CONFIRMED":
      return paidWhen(state, entryId, values?.["paidAt"], now);
    case "PAYMENT_FAILED":
      return orderedAgain(state, entryId) ? [refuse("ABOVE_APPROVAL", { field: "entryId" })] : [];
    case "COLLATERAL_REGISTERED": {
      const record = state.collateral.records.find((one) => one.entryId === entryId);
      return record && values ? beyondValue(state, { ...record, ...values }, "values.securedFen") : [];
    }
    default:
      return [];
  }
}

function paidWhen({ payment }: CaseState, entryId: string, paidAt: unknown, now: string): Refusal[] {
  if (typeof paidAt !== "string") return [];
  const orderedAt = payment.payments.find((one) => one.entryId === entryId)?.orderedAt ?? "";
  const field = "values.paidAt";
  return [
    ...(paidAt > now ? [refuse("IN_THE_FUTURE", { field })] : []),
    ...(paidAt < orderedAt ? [refuse("BEFORE_ORDER", { field })] : []),
  ];
}

/** Money that came back and was ordered anew cannot be out a second time. */
function orderedAgain({ payment, decision }: CaseState, entryId: string): boolean {
  const failed = payment.payments.find((one) => one.entryId === entryId);
  if (failed?.status !== "FAILED" && failed?.status !== "RETURNED") return false;
  const out = payment.payments
    .filter(({ status }) => status !== "FAILED" && status !== "RETURNED")
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
  return out + failed.amountFen > (decision.approved?.amountFen ?? 0);
}

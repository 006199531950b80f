/** Recording a contact, and the call back that one promised. */
import type { Role } from "../../parties/index.js";
import { command, type CommandInput } from "../command.js";
import { entry, type ContactChannel } from "../entries.js";
import { refuse } from "../refusals.js";
import { liveStages } from "../stages.js";
import type { CaseState } from "../state.js";

export interface ContactInput extends CommandInput {
  readonly channel: ContactChannel;
  readonly direction: "INCOMING" | "OUTGOING";
  /** Another party of the case; the applicant where left out. */
  readonly withPartyId?: string | null;
  readonly contactedAt?: string | null;
  readonly summary: string;
  readonly callBackBy?: string | null;
  readonly callsBackId?: string | null;
}

const recorders: readonly Role[] = [
  "BANK_OFFICER",
  "BANK_MANAGER",
  "GUARANTEE_OFFICER",
  "GUARANTEE_MANAGER",
  "CENTER_REVIEWER",
  "CENTER_APPROVER",
  "FUNDS_OFFICER",
  "SUPERVISOR",
];

/** The parties that may see the case: the guarantee company once it was submitted. */
const partiesOf = ({ lifecycle }: CaseState): readonly string[] => [
  lifecycle.bankId,
  lifecycle.centerId,
  ...(lifecycle.guaranteeCompanyId && lifecycle.submittedAt ? [lifecycle.guaranteeCompanyId] : []),
];

export const contactRecord = command<ContactInput>({
  action: "CONTACT_RECORD",
  by: recorders,
  from: liveStages,
  makes: "contactId",
  check(state, input, { viewer, now }) {
    const { withPartyId, contactedAt, summary, callBackBy, callsBackId } = input;
    const field = "withPartyId";
    const earlier = state.contacts.contacts.find(
      ({ id, partyId, takenBackAt }) => id === callsBackId && partyId === viewer.partyId && takenBackAt === null,
    );
    return [
      ...(withPartyId && !partiesOf(state).includes(withPartyId) ? [refuse("NOT_A_PARTY_OF_THE_CASE", { field })] : []),
      ...(withPartyId === viewer.partyId ? [refuse("ASKS_ONESELF", { field })] : []),
      ...(summary.trim() ? [] : [refuse("SUMMARY_REQUIRED", { field: "summary" })]),
      ...(contactedAt && contactedAt > now ? [refuse("IN_THE_FUTURE", { field: "contactedAt" })] : []),
      ...(contactedAt && contactedAt < state.lifecycle.openedAt
        ? [refuse("BEFORE_OPENING", { field: "contactedAt" })]
        : []),
      ...(callBackBy && callBackBy <= now ? [refuse("IN_THE_PAST", { field: "callBackBy" })] : []),
      ...(callsBackId && !earlier ? [refuse("NOT_FOUND", { field: "callsBackId" })] : []),
      ...(earlier && (!earlier.callBackBy || earlier.calledBackAt)
        ? [refuse("ALREADY_DONE", { field: "callsBackId" })]
        : []),
    ];
  },
  decide: (state, input, context) => [
    entry("CONTACT_RECORDED", {
      contactId: context.newId(),
      channel: input.channel,
      direction: input.direction,
      partyId: context.viewer.partyId,
      withPartyId: input.withPartyId ?? null,
      contactedAt: input.contactedAt ?? context.now,
      summary: context.keep("CONTACT_SUMMARY", state.id, input.summary.trim()),
      callBackBy: input.callBackBy ?? null,
      callsBackId: input.callsBackId ?? null,
    }),
  ],
});

export const contactsCommands = [contactRecord];

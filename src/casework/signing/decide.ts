/** Which signatures a case needs, and recording one. */
import type { NewEntry } from "../../journal/index.js";
import { signaturesFor, type SignatureMethod } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import { partyOf, type CaseContext } from "../context.js";
import { entry, type RequiredSignatureFacts, type VisitPlace } from "../entries.js";
import { caseFacts } from "../facts.js";
import { payingStages, stageOf } from "../stages.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";

/** Fixes the signatures when the case comes to be signed; a person role stands for each person who has it. */
export function settleSigning(state: CaseState, context: CaseContext): readonly NewEntry[] {
  if (stageOf(state) !== "SIGNING" || state.signing.signatures !== null) return [];
  const { lifecycle } = state;
  const signatures = signaturesFor(context.policy, caseFacts(state)).flatMap(
    ({ contract, who, kind, methods }): RequiredSignatureFacts[] => {
      const common = { contract, who, kind, methods };
      if (who === "CENTER" || who === "BANK" || who === "GUARANTEE_COMPANY" || who === "DEVELOPER") {
        const developer = lifecycle.content.property?.developerId ?? "";
        const partyId = partyOf(who, lifecycle, developer) || null;
        return [{ ...common, id: context.newId(), personId: null, partyId }];
      }
      return lifecycle.content.people
        .filter(({ roles }) => roles.includes(who))
        .map(({ id }) => ({ ...common, id: context.newId(), personId: id, partyId: null }));
    },
  );
  return [entry("SIGNATURES_REQUIRED", { signatures })];
}

export interface SignatureInput extends CommandInput {
  readonly signatureId: string;
  readonly method: SignatureMethod;
  readonly signedAt?: string | null;
  readonly documentId?: string | null;
  /** Where the signer came, or was visited. */
  readonly place?: VisitPlace | null;
}

const signatureOf = (state: CaseState, id: string) => state.signing.signatures?.find((one) => one.id === id);

export const signatureRecord = command<SignatureInput>({
  action: "SIGNATURE_RECORD",
  by: ["BANK_OFFICER", "BANK_MANAGER", "GUARANTEE_OFFICER", "GUARANTEE_MANAGER", "CENTER_REVIEWER"],
  from: ["SIGNING"],
  again: (state, id) => payingStages.includes(stageOf(state)) && signatureOf(state, id)?.signedAt === null,
  subjects: (state) => state.signing.signatures ?? [],
  subjectOf: (input) => input.signatureId,
  // The bank has the contracts signed; another party records only its own seal.
  mine: (state, viewer, id) =>
    viewer.partyId === state.lifecycle.bankId || signatureOf(state, id)?.partyId === viewer.partyId,
  guards: (state, _context, id) => (signatureOf(state, id)?.signedAt ? [refuse("ALREADY_SIGNED")] : []),
  shape(state, input, context) {
    const methods = signatureOf(state, input.signatureId)?.methods ?? [];
    const approvedAt = state.decision.proposals.find(({ status }) => status === "CONFIRMED")?.decidedAt;
    // A seal is set by a party, and who signs from afar comes nowhere.
    const nobodyCame = input.place && (input.method !== "PAPER" || !signatureOf(state, input.signatureId)?.personId);
    const early = input.signedAt && approvedAt && input.signedAt < approvedAt;
    return [
      ...(methods.includes(input.method)
        ? []
        : [refuse("METHOD_NOT_ALLOWED", { field: "method", params: { methods: methods.join(", ") } })]),
      ...(input.signedAt && input.signedAt > context.now ? [refuse("IN_THE_FUTURE", { field: "signedAt" })] : []),
      ...(nobodyCame ? [refuse("NOBODY_CAME", { field: "place" })] : []),
      ...(early ? [refuse("BEFORE_APPROVAL", { field: "signedAt" })] : []),
    ];
  },
  check(state, input) {
    return [
      ...(input.documentId && !state.papers.documents.some(({ id }) => id === input.documentId)
        ? [refuse("NOT_FOUND", { field: "documentId" })]
        : []),
    ];
  },
  decide: (_state, input, context) => [
    entry("SIGNATURE_RECORDED", {
      partyId: context.viewer.partyId,
      signatureId: input.signatureId,
      method: input.method,
      signedAt: input.signedAt ?? context.now,
      documentId: input.documentId ?? null,
      ...(input.place && { place: input.place }),
    }),
  ],
});

export const signingCommands = [signatureRecord];

/** Attaching and verifying documents, and handing papers over, as far as the case is concerned. */
import type { Refusal } from "../../kernel/index.js";
import { documentKindOf, type WayToMeet } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import { entry } from "../entries.js";
import { liveStages, stageOf } from "../stages.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";

export interface AttachInput extends CommandInput {
  readonly kind: string;
  /** The checklist item it meets; found by its kind where only one asks for it. */
  readonly itemId?: string | null;
  readonly documentId: string;
  /** The document's version that this case uses from now on. */
  readonly version: number;
  readonly way: WayToMeet;
}

const everyone = [
  "BANK_OFFICER",
  "BANK_MANAGER",
  "GUARANTEE_OFFICER",
  "GUARANTEE_MANAGER",
  "CENTER_REVIEWER",
  "CENTER_APPROVER",
  "FUNDS_OFFICER",
] as const;

/** The item named; else the one unmet item that asks for this kind; else the one the document meets already. */
export function itemFor(state: CaseState, input: Pick<AttachInput, "kind" | "itemId" | "documentId">) {
  if (input.itemId) return state.papers.items.find(({ id }) => id === input.itemId);
  const asking = state.papers.items.filter(({ document }) => document === input.kind);
  return (
    asking.find(({ documentId }) => documentId === input.documentId) ??
    asking.find(({ documentId }) => !documentId) ??
    asking[0]
  );
}

export const documentAttach = command<AttachInput>({
  action: "DOCUMENT_ATTACH",
  by: everyone,
  from: liveStages,
  check(state, input, { policy }) {
    const refusals: Refusal[] = [];
    const item = itemFor(state, input);
    if (!documentKindOf(policy, input.kind)) refusals.push(refuse("UNKNOWN_CODE", { field: "kind" }));
    if (input.itemId && !item) refusals.push(refuse("NOT_FOUND", { field: "itemId" }));
    if (item && item.document !== input.kind) {
      refusals.push(refuse("ITEM_ASKS_ANOTHER_KIND", { field: "kind", params: { document: item.document } }));
    }
    if (item && !item.ways.includes(input.way)) {
      refusals.push(refuse("WAY_NOT_ALLOWED", { field: "way", params: { ways: item.ways.join(", ") } }));
    }
    const used = state.papers.documents.find(({ id }) => id === input.documentId);
    if (used && used.version >= input.version) refusals.push(refuse("ALREADY_ATTACHED", { field: "documentId" }));
    return refusals;
  },
  decide: (state, input) => [
    entry("DOCUMENT_ATTACHED", {
      documentId: input.documentId,
      kind: input.kind,
      version: input.version,
      itemId: itemFor(state, input)?.id ?? null,
      way: input.way,
    }),
    ...reopened(state, input).map((checkId) =>
      entry("CHECK_REOPENED", { checkId, because: "DOCUMENT_REPLACED" as const }),
    ),
  ],
});

/** Checks whose result rests on an earlier version of the document: those, and only those, open again. */
function reopened(state: CaseState, { documentId, version }: AttachInput): string[] {
  // After the decision a later version no longer undoes the review; a correction does.
  if (stageOf(state) !== "REVIEW" && stageOf(state) !== "APPROVAL") return [];
  return state.review.checks
    .filter(({ result }) => result !== "OPEN")
    .filter(({ documents }) => documents.some((one) => one.documentId === documentId && one.version < version))
    .map(({ id }) => id);
}

export interface VerifyInput extends CommandInput {
  readonly documentId: string;
  readonly version: number;
  readonly result: "ACCEPTED" | "REJECTED";
}

const attachedOf = (state: CaseState, id: string) => state.papers.documents.find((document) => document.id === id);

export const documentVerify = command<VerifyInput>({
  action: "DOCUMENT_VERIFY",
  by: everyone,
  from: liveStages,
  subjects: (state) => state.papers.documents,
  subjectOf: (input) => input.documentId,
  // The party that the checklist names; the bank for papers that no item asked for.
  mine(state, viewer, id) {
    const item = state.papers.items.find((one) => one.id === attachedOf(state, id)?.itemId);
    return viewer.partyId === (item?.verifierPartyId ?? state.lifecycle.bankId);
  },
  guards: (state, _context, id) => (attachedOf(state, id)?.verification === "OPEN" ? [] : [refuse("ALREADY_VERIFIED")]),
  check: (state, input) =>
    attachedOf(state, input.documentId)?.version === input.version
      ? []
      : [
          refuse("STALE_VERSION", {
            field: "version",
            params: { version: attachedOf(state, input.documentId)?.version ?? 0 },
          }),
        ],
  decide: (_state, { documentId, version, result }, { viewer }) => [
    entry("DOCUMENT_VERIFIED", { documentId, version, result, partyId: viewer.partyId }),
  ],
});

export interface HandInput extends CommandInput {
  readonly handoffId: string;
  readonly toPartyId: string;
  readonly items: readonly { readonly id: string; readonly documentId: string; readonly version: number }[];
}

/** Passing papers of this case to another party of it. */
export const handoffSend = command<HandInput>({
  action: "HANDOFF_SEND",
  by: everyone,
  from: liveStages,
  guards: (state) => (state.papers.documents.length > 0 ? [] : [refuse("NO_DOCUMENTS")]),
  check({ lifecycle, papers }, input) {
    const parties = [lifecycle.bankId, lifecycle.guaranteeCompanyId, lifecycle.centerId];
    return [
      ...(parties.includes(input.toPartyId) ? [] : [refuse("NOT_A_PARTY_OF_THE_CASE", { field: "toPartyId" })]),
      ...input.items.flatMap(({ documentId }, at) =>
        papers.documents.some(({ id }) => id === documentId)
          ? []
          : [refuse("NOT_FOUND", { field: `items.${at}.documentId` })],
      ),
    ];
  },
  decide: (_state, { handoffId, toPartyId, items }, { viewer }) => [
    entry("HANDOFF_SENT", {
      handoffId,
      fromPartyId: viewer.partyId,
      toPartyId,
      itemIds: items.map(({ id }) => id),
    }),
  ],
});

export const papersCommands = [documentAttach, documentVerify, handoffSend];

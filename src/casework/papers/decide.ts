/** Attaching and verifying documents, and handing papers over, as far as the case is concerned. */
import type { Refusal } from "../../kernel/index.js";
import { correctionReason, documentKindOf, type WayToMeet } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import { kindOf } from "../context.js";
import { needs } from "../documentNeed.js";
import { detachEntries, isReliedOn, provesPause } from "../detaching.js";
import { entry, type HandedIn, type VisitPlace } from "../entries.js";
import { liveStages, stageOf } from "../stages.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";
import { itemFor, type AttachedDocument } from "./state.js";

export interface AttachInput extends CommandInput {
  readonly kind: string;
  /** The checklist item it meets; found by its kind where only one asks for it. */
  readonly itemId?: string | null;
  readonly documentId: string;
  /** Whom it is about, by the person's own id, where it was said. */
  readonly personId?: string | null;
  /** The document's version that this case uses from now on. */
  readonly version: number;
  readonly way: WayToMeet;
  /** How it came into the house, and where; whoever hands it over in person has come. */
  readonly handedIn?: HandedIn | null;
  readonly handedInAt?: VisitPlace | null;
  readonly withOriginal?: boolean;
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

const wanted = (state: CaseState, { kind, itemId, documentId, personId }: AttachInput) => {
  const casePerson = state.lifecycle.content.people.find((person) => person.personId === personId);
  return itemFor(state.papers, { kind, itemId, documentId, personId: casePerson?.id, named: Boolean(personId) });
};

export const documentAttach = command<AttachInput>({
  action: "DOCUMENT_ATTACH",
  by: everyone,
  from: liveStages,
  shape: (_state, { kind, version }, { policy }) => [
    ...(documentKindOf(policy, kind) ? [] : [refuse("UNKNOWN_CODE", { field: "kind" })]),
    ...(version < 1 ? [refuse("NOT_FOUND", { field: "documentId" })] : []),
  ],
  check(state, input) {
    const refusals: Refusal[] = [];
    const item = wanted(state, input);
    if (input.itemId && !item) refusals.push(refuse("NOT_FOUND", { field: "itemId" }));
    if (item && item.document !== input.kind) {
      refusals.push(refuse("ITEM_ASKS_ANOTHER_KIND", { field: "kind", params: { document: item.document } }));
    }
    if (item && !item.ways.includes(input.way)) {
      refusals.push(refuse("WAY_NOT_ALLOWED", { field: "way", params: { ways: item.ways.join(", ") } }));
    }
    const used = state.papers.documents.find(({ id }) => id === input.documentId);
    // The same version may still be put to an item that it does not meet yet.
    const moved = Boolean(input.itemId) && item?.documentId !== input.documentId && used?.version === input.version;
    if (used && used.version >= input.version && !moved) {
      refusals.push(refuse("ALREADY_ATTACHED", { field: "documentId" }));
    }
    return refusals;
  },
  decide: (state, input, { viewer }) => [
    entry("DOCUMENT_ATTACHED", {
      documentId: input.documentId,
      kind: input.kind,
      version: input.version,
      itemId: wanted(state, input)?.id ?? null,
      personId: input.personId ?? null,
      partyId: viewer.partyId,
      way: input.way,
      ...(input.handedIn && { handedIn: input.handedIn, withOriginal: input.withOriginal ?? false }),
      ...(input.handedInAt && { handedInAt: input.handedInAt }),
    }),
    ...reopened(state, input).map((checkId) =>
      entry("CHECK_REOPENED", { checkId, because: "DOCUMENT_REPLACED" as const }),
    ),
  ],
});

/** Checks whose result rests on an earlier version, or on the document whose place it takes: those open again. */
function reopened(state: CaseState, input: AttachInput): string[] {
  // After the decision a later version no longer undoes the review; a correction does.
  if (stageOf(state) !== "REVIEW" && stageOf(state) !== "APPROVAL") return [];
  const replaced = wanted(state, input)?.documentId ?? null;
  const rested = (one: { documentId: string; version: number }) =>
    one.documentId === input.documentId ? one.version < input.version : one.documentId === replaced;
  return state.review.checks
    .filter(({ result, documents }) => result !== "OPEN" && documents.some(rested))
    .map(({ id }) => id);
}

export interface DetachInput extends CommandInput {
  readonly documentId: string;
  readonly reasonCode: string;
  readonly note: string;
}

/** A paper that belongs to another case is taken out of this one; the entries of its coming and going stay. */
export const documentDetach = command<DetachInput>({
  action: "DOCUMENT_DETACH",
  by: everyone,
  from: liveStages,
  subjects: (state) => state.papers.documents,
  subjectOf: (input) => input.documentId,
  // Whoever brought it in; the center may set right everything.
  mine: (state, viewer, id) =>
    viewer.partyKind === "CENTER" || attachedOf(state, id)?.versionsAt.at(-1)?.partyId === viewer.partyId,
  guards: (state, _context, id) => [
    ...(provesPause(state, id) ? [refuse("DOCUMENT_IN_USE")] : []),
    // The entry that brought it in is corrected instead, by two people.
    ...(isReliedOn(state, id)
      ? [refuse("DETACH_BY_CORRECTION", { params: { entry: attachedOf(state, id)?.entryId ?? "" } })]
      : []),
  ],
  shape: (_state, { reasonCode, note }, { policy }) => [
    ...(correctionReason(policy, reasonCode) ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })]),
    ...(note.trim() ? [] : [refuse("REASON_REQUIRED", { field: "note" })]),
  ],
  decide: (state, { documentId, reasonCode, note }, context) =>
    detachEntries(state, {
      documentId,
      reasonCode,
      note: context.keep("CORRECTION_NOTE", state.id, note),
      partyId: context.viewer.partyId,
    }),
});

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
  shape: (state, input) =>
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
  readonly items: readonly {
    readonly id: string;
    readonly documentId: string;
    readonly version: number;
    /** Who brought the document into the house; who brought it into the case where left out. */
    readonly originPartyId?: string;
  }[];
}

const paperOf = ({ kind, versionsAt }: AttachedDocument, originPartyId = versionsAt[0]?.partyId ?? "") => ({
  kind,
  originPartyId,
});

/** Passing papers of this case to another party of it. */
export const handoffSend = command<HandInput>({
  action: "HANDOFF_SEND",
  by: everyone,
  from: liveStages,
  ownLimits: true,
  guards: ({ papers }, { viewer, policy }) =>
    papers.documents.some((document) => needs(viewer, policy, paperOf(document))) ? [] : [refuse("NO_DOCUMENTS")],
  shape({ lifecycle, papers }, { toPartyId: partyId, items }, { viewer, policy }) {
    const partyKind = kindOf(partyId, lifecycle);
    return [
      ...(partyKind ? [] : [refuse("NOT_A_PARTY_OF_THE_CASE", { field: "toPartyId" })]),
      ...items.flatMap(({ documentId, originPartyId }, at) => {
        const field = `items.${at}.documentId`;
        const document = papers.documents.find(({ id }) => id === documentId);
        const paper = document && paperOf(document, originPartyId);
        if (!paper || !needs(viewer, policy, paper)) return [refuse("NOT_FOUND", { field })];
        // Nobody signs for what they cannot open.
        return !partyKind || needs({ partyKind, partyId }, policy, paper)
          ? []
          : [refuse("NOT_FOR_THE_RECEIVER", { field, params: { document: paper.kind } })];
      }),
    ];
  },
  decide: (_state, { handoffId, toPartyId, items }, { viewer }) => [
    entry("HANDOFF_SENT", {
      handoffId,
      fromPartyId: viewer.partyId,
      toPartyId,
      items: items.map(({ id, documentId, version }) => ({ id, documentId, version })),
    }),
  ],
});

export const papersCommands = [documentAttach, documentDetach, documentVerify, handoffSend];

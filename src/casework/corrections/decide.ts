/** Setting an entry right, and the second person who confirms or refuses that. */
import { isDay, isInstant, limits, type Refusal } from "../../kernel/index.js";
import { samePersonBehind, type Viewer } from "../../parties/index.js";
import { correctionReason } from "../../policy/index.js";
import { command, type CommandInput } from "../command.js";
import { detachEntries } from "../detaching.js";
import { entry, type CorrectionFacts } from "../entries.js";
import { liveStages } from "../stages.js";
import type { CaseState } from "../state.js";
import { attachedBy, hindrances, mayCorrect, needsSecondPerson, ownerOfEntry, seesEntry } from "./standing.js";
import { correctionRuleOf, notByCorrection, type CorrectionRule, type ValueKind } from "./rules.js";
import type { CaseContext } from "../context.js";
import { rateOnDay } from "../money.js";
import { refuse } from "../refusals.js";

type Values = Readonly<Record<string, string | number | boolean | null>>;

export interface CorrectInput extends CommandInput {
  readonly entryId: string;
  readonly reasonCode: string;
  readonly note: string;
  /** Null takes the entry back whole. */
  readonly values?: Values | null;
}

const correctors = [
  "BANK_OFFICER",
  "BANK_MANAGER",
  "GUARANTEE_OFFICER",
  "GUARANTEE_MANAGER",
  "CENTER_REVIEWER",
  "CENTER_APPROVER",
  "FUNDS_OFFICER",
] as const;

/** An entry of the case, if the viewer may know of it. */
const knownEntry = (state: CaseState, id: string, viewer: Viewer) =>
  seesEntry(state, id, viewer) ? state.corrections.entries.find((one) => one.id === id) : undefined;

export const entryCorrect = command<CorrectInput>({
  action: "ENTRY_CORRECT",
  by: correctors,
  from: liveStages,
  makes: "correctionId",
  guards: (state, context) => (correctable(state, context).length > 0 ? [] : [refuse("NOTHING_TO_CORRECT")]),
  shape(state, { entryId, reasonCode, note, values = null }, { policy, viewer }) {
    const known = knownEntry(state, entryId, viewer);
    const rule = known && correctionRuleOf(known.type);
    return [
      ...(correctionReason(policy, reasonCode) ? [] : [refuse("UNKNOWN_CODE", { field: "reasonCode" })]),
      ...(note.trim() ? [] : [refuse("REASON_REQUIRED", { field: "note" })]),
      ...(known ? [] : [refuse("NOT_FOUND", { field: "entryId" })]),
      ...(known && !rule ? notByCorrection(known.type) : []),
      ...(rule ? wrongValues(rule, values) : []),
    ];
  },
  check(state, input, context) {
    const known = knownEntry(state, input.entryId, context.viewer);
    const rule = known && correctionRuleOf(known.type);
    if (!known || !rule) return [];
    const refusals: Refusal[] = [];
    const { entryId, values = null } = input;
    const field = "entryId";
    if (known.corrected) refusals.push(refuse("ALREADY_CORRECTED", { field }));
    else if (ownerOfEntry(state, entryId) === null) refusals.push(refuse("ENTRY_SUPERSEDED", { field }));
    if (!mayCorrect(state, entryId, context.viewer)) refusals.push(refuse("NOT_YOURS", { field }));
    if (waits(state, entryId)) refusals.push(refuse("CORRECTION_WAITS", { field }));
    const right = wrongValues(rule, values).length === 0;
    return [...refusals, ...(right ? hindrances(state, { entryId, entryType: known.type, values }, context) : [])];
  },
  decide(state, input, context) {
    const known = knownEntry(state, input.entryId, context.viewer);
    if (!known) return [];
    const facts: CorrectionFacts = {
      correctionId: context.newId(),
      entryId: input.entryId,
      entryType: known.type,
      reasonCode: input.reasonCode,
      note: context.keep("CORRECTION_NOTE", state.id, input.note),
      values: completed(state, known, input.values ?? null, context),
    };
    return needsSecondPerson(state, facts)
      ? [entry("CORRECTION_PROPOSED", facts)]
      : [entry("ENTRY_CORRECTED", { ...facts, proposedById: null }), ...leaving(state, facts, context)];
  },
});

/** A document whose attachment is taken back leaves the case. */
function leaving(state: CaseState, { entryId, entryType, reasonCode, note }: CorrectionFacts, { viewer }: CaseContext) {
  const document = entryType === "DOCUMENT_ATTACHED" ? attachedBy(state, entryId) : undefined;
  return document ? detachEntries(state, { documentId: document.id, reasonCode, note, partyId: viewer.partyId }) : [];
}

const waits = (state: CaseState, entryId: string): boolean =>
  state.corrections.proposed.some((proposed) => proposed.entryId === entryId);

/** Entries that the viewer may set right now. */
const correctable = (state: CaseState, context: CaseContext) =>
  state.corrections.entries.filter(({ id, type, corrected }) => {
    const rule = correctionRuleOf(type);
    if (!rule || corrected || ownerOfEntry(state, id) === null) return false;
    if (!mayCorrect(state, id, context.viewer) || waits(state, id)) return false;
    const whole = { entryId: id, entryType: type, values: null };
    return !rule.voidable || hindrances(state, whole, context).length === 0;
  });

function wrongValues(rule: CorrectionRule, values: Values | null): Refusal[] {
  const field = "values";
  if (values === null) return rule.voidable ? [] : [refuse("VALUES_REQUIRED", { field })];
  const names = Object.keys(values);
  if (names.length === 0) return [refuse("VALUES_REQUIRED", { field })];
  return names.flatMap((name) => {
    const kind = rule.values[name];
    const value = values[name];
    if (!kind) return [refuse("VALUE_NOT_CORRECTABLE", { field: `values.${name}` })];
    return isRight(kind, value) ? [] : [refuse("VALUE_WRONG", { field: `values.${name}` })];
  });
}

function isRight(kind: ValueKind, value: unknown): boolean {
  if (kind === "fen" || kind === "int") return Number.isSafeInteger(value) && (value as number) > 0;
  if (typeof value !== "string") return false;
  if (kind === "instant") return isInstant(value);
  return kind === "text" ? isShortText(value) : isDay(value);
}

/** What follows from the corrected values is said with them: a loan's rate is that of its day of pay-out. */
function completed(
  state: CaseState,
  { type }: { readonly type: CorrectionFacts["entryType"] },
  values: Values | null,
  { policy, time }: CaseContext,
): Values | null {
  const paidAt = values?.["paidAt"];
  if (type !== "PAYMENT_CONFIRMED" || typeof paidAt !== "string") return values;
  return { ...values, annualRatePpm: rateOnDay(state, time.dayOf(paidAt), policy) };
}

const isShortText = (text: string): boolean => text.trim() !== "" && text.length <= limits.text.externalNumberChars;

export interface SecondInput extends CommandInput {
  readonly correctionId: string;
}

const proposedOf = (state: CaseState, id: string) => state.corrections.proposed.find((one) => one.id === id);

const second = {
  by: ["BANK_MANAGER", "GUARANTEE_MANAGER", "CENTER_REVIEWER", "CENTER_APPROVER", "SUPERVISOR"] as const,
  from: liveStages,
  subjects: (state: CaseState) => state.corrections.proposed,
  subjectOf: (input: SecondInput) => input.correctionId,
  // A second person of the party whose entry it is, or of the center; also when the entry has lost its meaning meanwhile.
  mine: (state: CaseState, viewer: Viewer, id: string) =>
    viewer.partyKind === "CENTER" || proposedOf(state, id)?.ownerPartyId === viewer.partyId,
};

function samePerson(state: CaseState, { viewer }: CaseContext, id: string): Refusal[] {
  const proposed = proposedOf(state, id);
  if (!proposed) return [];
  const act = { byId: proposed.proposedById, throughId: proposed.proposedThroughId };
  return samePersonBehind(viewer, act) ? [refuse("SAME_PERSON")] : [];
}

export const correctionConfirm = command<SecondInput>({
  ...second,
  action: "CORRECTION_CONFIRM",
  guards(state, context, id) {
    const proposed = proposedOf(state, id);
    const superseded = proposed && ownerOfEntry(state, proposed.entryId) === null;
    return [
      ...samePerson(state, context, id),
      ...(superseded ? [refuse("ENTRY_SUPERSEDED")] : []),
      // The input of a confirmation says none of the values that are in the way.
      ...(proposed && !superseded
        ? hindrances(state, proposed, context).map(({ field: _field, ...hindrance }) => hindrance)
        : []),
    ];
  },
  decide(state, input, context) {
    const proposed = proposedOf(state, input.correctionId);
    if (!proposed) return [];
    const { id: _id, version: _version, proposedAt: _at, ownerPartyId: _owner, ...more } = proposed;
    // Both names stand on the entry of the proposal.
    const { proposedThroughId: _through, ...facts } = more;
    return [entry("ENTRY_CORRECTED", facts), ...leaving(state, facts, context)];
  },
});

export const correctionRefuse = command<SecondInput>({
  ...second,
  action: "CORRECTION_REFUSE",
  guards: samePerson,
  decide: (_state, { correctionId }) => [entry("CORRECTION_REFUSED", { correctionId })],
});

export const correctionsCommands = [entryCorrect, correctionConfirm, correctionRefuse];

/** How entries move a case through its stages. */
import { isEnded, type Stage } from "../../policy/index.js";
import type { CaseEntry } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";
import type { LifecycleState } from "./state.js";

export function evolveLifecycle(slice: LifecycleState, entry: CaseEntry, state: CaseState): LifecycleState {
  return { ...moved(slice, entry, state), lastActAt: entry.occurredAt };
}

function moved(slice: LifecycleState, entry: CaseEntry, _state: CaseState): LifecycleState {
  const at = entry.occurredAt;
  switch (entry.type) {
    case "OPENED": {
      const { ownerId: _owner, ownerPartyId: _party, ...opened } = entry.body;
      return { ...slice, ...opened, openedAt: at, stageEnteredAt: at };
    }
    case "CONTENT_AMENDED":
      return { ...slice, content: entry.body.content };
    case "SUBMITTED": {
      const { policyId, policyDigest, reviewMode } = entry.body;
      return { ...slice, policyId, policyDigest, reviewMode, submittedAt: at };
    }
    case "ACCEPTED":
      return {
        ...slice,
        acceptedAt: at,
        decisionDueAt: entry.body.statutoryDueAt,
        statutoryDays: entry.body.statutoryDays,
        statutoryProvisional: entry.body.provisional,
      };
    case "STAGE_ENTERED":
      return entered(slice, entry.body.stage, at);
    case "REFUSED":
      return { ...entered(slice, "REFUSED", at), endReasonCode: entry.body.reasonCode };
    case "WITHDRAWN": {
      const tasks = entry.body.tasks.map((task) => ({ ...task, doneAt: null }));
      return { ...entered(slice, "WITHDRAWN", at), endReasonCode: entry.body.reasonCode, tasks };
    }
    case "LAPSED":
      return entered(slice, "LAPSED", at);
    case "UNWOUND":
      return { ...slice, tasks: patch(slice.tasks, entry.body.taskId, { doneAt: at }) };
    case "RETURNED":
      return {
        ...entered(slice, entry.body.to, at),
        returns: slice.returns + 1,
        countedReturns: slice.countedReturns + (entry.body.countsInFirstPass ? 1 : 0),
      };
    case "ENTRY_CORRECTED":
      return entry.body.entryType === "SUBMITTED" || entry.body.entryType === "OPENED"
        ? { ...slice, content: corrected(slice, entry.body.values ?? {}) }
        : slice;
    default:
      return slice;
  }
}

const entered = (slice: LifecycleState, stage: Stage, at: string): LifecycleState => ({
  ...slice,
  stage,
  stageEnteredAt: at,
  endedAt: isEnded(stage) ? at : null,
});

/** Facts of the application that a correction may change, by the names that `entryCorrect` takes. */
function corrected({ content }: LifecycleState, values: Readonly<Record<string, unknown>>): LifecycleState["content"] {
  const of = <T>(name: string, was: T): T => (values[name] === undefined ? was : (values[name] as T));
  return {
    ...content,
    terms: content.terms && {
      ...content.terms,
      amountFen: of("amountFen", content.terms.amountFen),
      termMonths: of("termMonths", content.terms.termMonths),
    },
    property: content.property && {
      ...content.property,
      priceFen: of("priceFen", content.property.priceFen),
      downPaymentFen: of("downPaymentFen", content.property.downPaymentFen),
      valuationFen: of("valuationFen", content.property.valuationFen),
    },
  };
}

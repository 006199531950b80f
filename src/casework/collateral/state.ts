/** Securing the loan: its sub-steps and the collateral registered. */
import { personOf, type CaseEntry, type CollateralFacts, type RequiredStepFacts } from "../entries.js";
import type { CaseState } from "../state.js";
import { patch } from "../state.js";

export interface StepState extends RequiredStepFacts {
  readonly version: number;
  readonly confirmedAt: string | null;
  readonly confirmedById: string | null;
  readonly entryId: string | null;
}

export interface CollateralRecord extends CollateralFacts {
  readonly version: number;
  readonly registeredAt: string;
  readonly registeredById: string;
  /** Taken back by a correction. */
  readonly voided: boolean;
  readonly entryId: string;
}

export interface CollateralState {
  readonly steps: readonly StepState[] | null;
  readonly records: readonly CollateralRecord[];
}

export const initialCollateral = (): CollateralState => ({ steps: null, records: [] });

const unconfirmed = { confirmedAt: null, confirmedById: null, entryId: null } as const;

export function evolveCollateral(slice: CollateralState, entry: CaseEntry, state: CaseState): CollateralState {
  switch (entry.type) {
    case "SECURITY_STEPS_SET":
      return { ...slice, steps: entry.body.steps.map((step) => ({ ...step, ...unconfirmed, version: 1 })) };
    case "COLLATERAL_REGISTERED": {
      const record: CollateralRecord = {
        ...entry.body,
        version: 1,
        registeredAt: entry.occurredAt,
        registeredById: personOf(entry),
        voided: false,
        entryId: entry.id,
      };
      return { ...slice, records: [...slice.records, record] };
    }
    case "SECURITY_CONFIRMED": {
      const { stepId } = entry.body;
      const version = (slice.steps?.find(({ id }) => id === stepId)?.version ?? 0) + 1;
      const confirmed = { confirmedAt: entry.occurredAt, confirmedById: personOf(entry), entryId: entry.id, version };
      return { ...slice, steps: patch(slice.steps ?? [], stepId, confirmed) };
    }
    case "RETURNED":
      if (entry.body.to === "SECURITY") return reopen(slice, (step) => entry.body.reopened.includes(step.id));
      if (entry.body.to !== "APPROVAL" && entry.body.to !== "REVIEW") return slice;
      // After a new approval there are new steps; what is registered already serves them.
      return { steps: null, records: slice.records.map((record) => ({ ...record, stepId: null })) };
    case "DOCUMENT_DETACHED": {
      // A step is proven by any certificate of its kind: it comes undone with the last of them.
      const left = state.papers.documents.filter(
        ({ id, verification }) => id !== entry.body.documentId && verification !== "REJECTED",
      );
      const kind = state.papers.documents.find(({ id }) => id === entry.body.documentId)?.kind;
      return left.some((document) => document.kind === kind)
        ? slice
        : reopen(slice, ({ certificate }) => certificate !== null && certificate === kind);
    }
    case "ENTRY_CORRECTED":
      return corrected(slice, entry.body);
    default:
      return slice;
  }
}

function reopen(slice: CollateralState, which: (step: StepState) => boolean): CollateralState {
  const steps = slice.steps?.map((step) =>
    which(step) && step.confirmedAt ? { ...step, ...unconfirmed, version: step.version + 1 } : step,
  );
  return { ...slice, steps: steps ?? null };
}

/** A corrected record keeps its old values in its entry; the step that rested on it is confirmed anew. */
function corrected(
  slice: CollateralState,
  { entryId, values }: Extract<CaseEntry, { type: "ENTRY_CORRECTED" }>["body"],
): CollateralState {
  const record = slice.records.find((one) => one.entryId === entryId);
  if (!record) return reopen(slice, (step) => step.entryId === entryId);
  const records = patch(slice.records, record.id, {
    ...(values ?? { voided: true }),
    version: record.version + 1,
  });
  return reopen({ ...slice, records }, (step) => provesStep(record, step));
}

/** Whether a record is what a step of securing the loan waits for. */
export const provesStep = (record: Pick<CollateralRecord, "kind" | "stepId">, step: StepState): boolean =>
  record.kind === step.code && (record.stepId === null || record.stepId === step.id);

export const securityDone = (state: CaseState): boolean =>
  state.collateral.steps !== null && state.collateral.steps.every(({ confirmedAt }) => confirmedAt !== null);

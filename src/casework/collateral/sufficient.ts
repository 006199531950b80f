/** Whether what is registered secures the loan: enough, free of seizure, in its rank, of the right kind. Pure. */
import type { Refusal } from "../../kernel/index.js";
import type { PolicyVersion } from "../../policy/index.js";
import type { CollateralFacts } from "../entries.js";
import { beyondValue } from "../homeValue.js";
import { refuse } from "../refusals.js";
import { stageOf } from "../stages.js";
import type { CaseState } from "../state.js";
import { provesStep, type CollateralRecord, type StepState } from "./state.js";

type Given = Pick<CollateralFacts, "kind"> & { readonly rank?: number | null; readonly preNotice?: boolean | null };

/** What stands for a step: nothing of it was taken back. */
export const standingFor = ({ collateral }: Pick<CaseState, "collateral">, step: StepState): CollateralRecord[] =>
  collateral.records.filter((record) => !record.voided && provesStep(record, step));

/** What nobody's mortgage may come before. */
export function behind({ kind, rank }: Given, { collateral }: PolicyVersion, field?: string): Refusal[] {
  if (kind !== "MORTGAGE" || !collateral || (rank ?? 1) <= collateral.maxRank) return [];
  return [refuse("RANK_BEHIND", { ...(field && { field }), params: { most: collateral.maxRank } })];
}

/** A record that names a step is what that step waits for; after pay-out a formal one follows the pre-notice. */
export function notForStep(state: CaseState, { kind, preNotice }: Given, step: StepState): Refusal[] {
  if (kind !== step.code) {
    return [refuse("COLLATERAL_OF_ANOTHER_KIND", { field: "kind", params: { wanted: step.code } })];
  }
  const converts = stageOf(state) === "SERVICING" && preNotice !== true;
  const right = (preNotice ?? undefined) === undefined || isRegisteredAs({ kind, preNotice }, step);
  return right || converts ? [] : [anotherRegistration(step, "preNotice")];
}

const anotherRegistration = ({ registration }: StepState, field?: string): Refusal =>
  refuse("REGISTRATION_OF_ANOTHER_KIND", { ...(field && { field }), params: { wanted: registration } });

const isRegisteredAs = ({ kind, preNotice }: Given, { registration }: StepState): boolean =>
  kind !== "MORTGAGE" || (preNotice ?? false) === (registration === "PRE_NOTICE");

const numberOf = (record: CollateralRecord): string =>
  record.registrationCertificateNo ?? record.registryReceiptNo ?? record.kind;

/** Every reason why what stands for a step does not secure the loan; nothing where nothing stands for it. */
export function insufficient(state: CaseState, step: StepState, policy: PolicyVersion): Refusal[] {
  const records = standingFor(state, step);
  if (records.length === 0) return [];
  // A pre-notice that went before the formal certificate stands on, and proves nothing beside it.
  const fitting = records.filter((record) => isRegisteredAs(record, step));
  const counted = fitting.length > 0 ? fitting : records;
  // A receipt of the registry goes before; the certificate that follows it proves the step.
  const proven = counted.filter(
    ({ kind, registrationCertificateNo }) => kind !== "MORTGAGE" || registrationCertificateNo,
  );
  const securedFen = proven.reduce((sum, record) => sum + record.securedFen, 0);
  const amountFen = state.decision.approved?.amountFen ?? 0;
  return [
    ...(fitting.length === 0 ? [anotherRegistration(step)] : []),
    ...(proven.length === 0 ? [refuse("CERTIFICATE_NUMBER_REQUIRED")] : []),
    ...(proven.length > 0 && securedFen < amountFen
      ? [refuse("COLLATERAL_BELOW_LOAN", { params: { securedFen, amountFen } })]
      : []),
    ...beyondValue(state, { kind: records[0]?.kind ?? "OTHER", securedFen }),
    ...counted.flatMap((record) => behind(record, policy)),
    ...records
      .filter(({ seizures }) => seizures.length > 0)
      .map((record) =>
        refuse("COLLATERAL_SEIZED", { params: { number: numberOf(record), found: record.seizures.join(", ") } }),
      ),
  ];
}

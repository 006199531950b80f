/** Registering collateral and confirming that each step of securing the loan is done. */
import { lettersAndDigits, type Refusal } from "../../kernel/index.js";
import type { NewEntry } from "../../journal/index.js";
import { securityStepsFor } from "../../policy/index.js";
import { isCode } from "../texts.js";
import { command, type CommandInput } from "../command.js";
import { partyOf, type CaseContext } from "../context.js";
import { beyondValue } from "../homeValue.js";
import { entry, type CollateralFacts } from "../entries.js";
import { caseFacts } from "../facts.js";
import { payingStages, stageOf } from "../stages.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";
import { securityDone } from "./state.js";
import { behind, insufficient, notForStep, standingFor } from "./sufficient.js";

/** Fixes the steps when the case first comes to be secured. */
export function settleCollateral(state: CaseState, context: CaseContext): readonly NewEntry[] {
  if (stageOf(state) !== "SECURITY" || state.collateral.steps !== null) return [];
  const { lifecycle } = state;
  const steps = securityStepsFor(context.policy, caseFacts(state)).map(
    ({ code, actor, registration, certificate }) => ({
      id: context.newId(),
      code,
      // The developer has no sign-in of its own yet: its bank acts for it.
      actor: actor === "DEVELOPER" ? ("BANK" as const) : actor,
      actorPartyId: partyOf(actor, lifecycle, lifecycle.bankId),
      registration,
      certificate,
    }),
  );
  return [entry("SECURITY_STEPS_SET", { steps })];
}

export interface CollateralInput
  extends CommandInput, Omit<Partial<Mutable<CollateralFacts>>, "id" | "registeredByPartyId"> {
  readonly kind: CollateralFacts["kind"];
  readonly securedFen: number;
  readonly fromDay: string;
}
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] | null };

const securityRoles = ["GUARANTEE_OFFICER", "GUARANTEE_MANAGER", "BANK_OFFICER", "BANK_MANAGER"] as const;

export const collateralRegister = command<CollateralInput>({
  action: "COLLATERAL_REGISTER",
  by: securityRoles,
  makes: "id",
  from: ["REVIEW", "APPROVAL", "SIGNING", "SECURITY", "SERVICING"],
  again: (state) => payingStages.includes(stageOf(state)) && !securityDone(state),
  shape(state, input, context) {
    const refusals: Refusal[] = [];
    if (input.securedFen <= 0) refusals.push(refuse("AMOUNT_REQUIRED", { field: "securedAmount" }));
    if ((input.valuationFen ?? 1) <= 0) refusals.push(refuse("AMOUNT_REQUIRED", { field: "valuation" }));
    if ((input.areaSquareCentimetres ?? 1) < 1) refusals.push(refuse("BELOW_ONE", { field: "areaSquareCentimetres" }));
    if ((input.rank ?? 1) < 1) refusals.push(refuse("BELOW_ONE", { field: "rank" }));
    refusals.push(...behind(input, context.pinned, "rank"), ...beyondValue(state, input, "securedAmount"));
    if (input.toDay && input.toDay <= input.fromDay) refusals.push(refuse("ENDS_BEFORE_START", { field: "toDay" }));
    if (input.fromDay > context.time.today) refusals.push(refuse("IN_THE_FUTURE", { field: "fromDay" }));
    if (input.kind === "MORTGAGE" && !input.registrationCertificateNo && !input.registryReceiptNo) {
      refusals.push(refuse("CERTIFICATE_NUMBER_REQUIRED", { field: "registrationCertificateNo" }));
    }
    const parties = [state.lifecycle.bankId, state.lifecycle.centerId, state.lifecycle.guaranteeCompanyId];
    (input.mortgagees ?? []).forEach(({ partyId, capacity }, at) => {
      if (!parties.includes(partyId)) refusals.push(refuse("NOT_FOUND", { field: `mortgagees.${at}.partyId` }));
      if (!isCode(capacity)) refusals.push(refuse("UNKNOWN_CODE", { field: `mortgagees.${at}.capacity` }));
    });
    for (const field of ["structure", "buildingKind"] as const) {
      if (input[field] && !isCode(input[field])) refusals.push(refuse("UNKNOWN_CODE", { field }));
    }
    (input.seizures ?? []).forEach((seizure, at) => {
      if (!isCode(seizure)) refusals.push(refuse("UNKNOWN_CODE", { field: `seizures.${at}` }));
    });
    return refusals;
  },
  check(state, input) {
    const { collateral } = state;
    const { stepId, registrationCertificateNo: number } = input;
    const step = collateral.steps?.find(({ id }) => id === stepId);
    const known = collateral.records.some(
      ({ voided, registrationCertificateNo: other }) =>
        !voided && number && other && lettersAndDigits(other) === lettersAndDigits(number),
    );
    return [
      ...(stepId && !step ? [refuse("NOT_FOUND", { field: "stepId" })] : []),
      ...(step ? notForStep(state, input, step) : []),
      ...(known ? [refuse("ALREADY_REGISTERED", { field: "registrationCertificateNo" })] : []),
    ];
  },
  decide(state, input, context) {
    const { expectedVersion: _version, ...facts } = input;
    const record: CollateralFacts = {
      id: context.newId(),
      kind: facts.kind,
      stepId: facts.stepId ?? null,
      guaranteeContractNo: facts.guaranteeContractNo ?? null,
      loanContractNo: facts.loanContractNo ?? null,
      titleCertificateNo: facts.titleCertificateNo ?? null,
      registrationCertificateNo: facts.registrationCertificateNo ?? null,
      registryReceiptNo: facts.registryReceiptNo ?? null,
      mortgageKind: facts.mortgageKind ?? null,
      preNotice: facts.preNotice ?? isPreNotice(state, facts, context),
      valuationFen: facts.valuationFen ?? null,
      securedFen: facts.securedFen,
      rank: facts.rank ?? 1,
      areaSquareCentimetres: facts.areaSquareCentimetres ?? null,
      structure: facts.structure ?? null,
      buildingKind: facts.buildingKind ?? null,
      fromDay: facts.fromDay,
      toDay: facts.toDay ?? null,
      mortgagees: facts.mortgagees ?? [],
      seizures: facts.seizures ?? [],
      registeredByPartyId: context.viewer.partyId,
    };
    return [entry("COLLATERAL_REGISTERED", record)];
  },
});

/** A mortgage at the place that this guarantee's registration has; after pay-out the formal one comes (预告转现). */
function isPreNotice(state: CaseState, { kind }: CollateralInput, { policy }: CaseContext): boolean {
  const wanted = state.collateral.steps ?? securityStepsFor(policy, caseFacts(state));
  const registration = wanted.find(({ code }) => code === "MORTGAGE")?.registration;
  return kind === "MORTGAGE" && stageOf(state) !== "SERVICING" && registration === "PRE_NOTICE";
}

export interface StepInput extends CommandInput {
  readonly stepId: string;
}

const stepOf = (state: CaseState, id: string) => state.collateral.steps?.find((step) => step.id === id);

export const securityConfirm = command<StepInput>({
  action: "SECURITY_CONFIRM",
  by: securityRoles,
  from: ["SECURITY"],
  again: (state, id) => payingStages.includes(stageOf(state)) && stepOf(state, id)?.confirmedAt === null,
  subjects: (state) => state.collateral.steps ?? [],
  subjectOf: (input) => input.stepId,
  mine: (state, viewer, id) => stepOf(state, id)?.actorPartyId === viewer.partyId,
  guards(state, context, id) {
    const step = stepOf(state, id);
    if (!step) return [];
    const earlier = (state.collateral.steps ?? []).slice(0, state.collateral.steps?.indexOf(step));
    const needsRecord = step.code === "MORTGAGE" || step.code === "PLEDGE";
    const records = standingFor(state, step);
    const certificate = state.papers.documents.some(
      ({ kind, verification }) => kind === step.certificate && verification !== "REJECTED",
    );
    return [
      ...(step.confirmedAt ? [refuse("ALREADY_CONFIRMED")] : []),
      ...(earlier.some(({ confirmedAt }) => !confirmedAt) ? [refuse("EARLIER_STEP_OPEN")] : []),
      ...(needsRecord && records.length === 0 ? [refuse("COLLATERAL_NOT_REGISTERED")] : []),
      ...(step.confirmedAt ? [] : insufficient(state, step, context.pinned)),
      ...(step.certificate && !certificate
        ? [refuse("DOCUMENT_MISSING", { params: { document: step.certificate } })]
        : []),
    ];
  },
  decide: (_state, input) => [entry("SECURITY_CONFIRMED", { stepId: input.stepId })],
});

export const collateralCommands = [collateralRegister, securityConfirm];

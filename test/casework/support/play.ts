/** Random courses of a case: anybody tries anything at any time. */
import fc from "fast-check";
import { blockers, standing, type CaseCommand } from "../../../src/casework/command.js";
import { correctionRuleOf } from "../../../src/casework/corrections/rules.js";
import { caseCommands } from "../../../src/casework/index.js";
import type { Viewer } from "../../../src/parties/index.js";
import type { GuaranteeKind, PropertyKind, Stage } from "../../../src/policy/index.js";
import { inventedContent } from "./content.js";
import { fitting } from "./fitting.js";
import { people } from "./people.js";
import { PureCase, type Answer } from "./pure.js";
import { advanceTo, finishStage } from "./way.js";
import { wild } from "./wild.js";

export interface Step {
  readonly act: number;
  readonly viewer: number;
  readonly subject: number;
  /** Null: an input that fits. */
  readonly wild: number | null;
  readonly minutes: number;
}

export interface Course {
  readonly start: number;
  readonly kind: number;
  readonly steps: readonly Step[];
}

const stages = [
  "APPLICATION",
  "ACCEPTANCE",
  "REVIEW",
  "APPROVAL",
  "SIGNING",
  "SECURITY",
  "DISBURSEMENT",
  "SERVICING",
] as const satisfies readonly Stage[];

interface Kind {
  readonly product: string;
  readonly guaranteeKind: GuaranteeKind;
  readonly kind: PropertyKind;
  readonly oldMortgage?: boolean;
  readonly payees?: readonly number[];
}

const kinds: readonly Kind[] = [
  { product: "FUND", guaranteeKind: "GUARANTEE_COMPANY", kind: "NEW", payees: [25_000_000, 20_000_000] },
  { product: "FUND", guaranteeKind: "DEVELOPER_STAGED", kind: "NEW" },
  { product: "FUND_SERIAL", guaranteeKind: "GUARANTEE_COMPANY", kind: "SECOND_HAND", oldMortgage: true },
  { product: "COMBINED", guaranteeKind: "MORTGAGE", kind: "NEW" },
  { product: "BUILDING", guaranteeKind: "PLEDGE", kind: "SELF_BUILT" },
];

const made = new Map<string, PureCase>();

/** A case of that kind at that stage; made once. */
export function caseAt(kindAt: number, stageAt: number): PureCase {
  const kind = kinds[kindAt % kinds.length] as Kind;
  const stage = stages[stageAt % stages.length] as Stage;
  const key = `${kindAt % kinds.length} ${stage}`;
  const known = made.get(key) ?? advanceTo(PureCase.open({ ...kind, content: inventedContent(kind) }), stage);
  made.set(key, known);
  return known.copy();
}

export const viewers: readonly Viewer[] = Object.values(people);

const step = fc.record({
  act: fc.nat(99_999),
  viewer: fc.nat(999),
  subject: fc.nat(999),
  wild: fc.option(fc.nat(), { freq: 4 }),
  minutes: fc.constantFrom(0, 0, 0, 45, 300, 1440, 6 * 1440, 40 * 1440),
});

export const courses = (steps: number): fc.Arbitrary<Course> =>
  fc.record({
    start: fc.nat(7),
    kind: fc.nat(4),
    steps: fc.array(step, { minLength: Math.ceil(steps / 3), maxLength: steps, size: "max" }),
  });

export const inputFor = (one: PureCase, viewer: Viewer, act: string, subject: string): object => {
  const { policy, time } = one.context(viewer);
  return fitting[act]?.({ state: one.state, viewer, policy, subject, today: time.today }) ?? {};
};

export interface Tried {
  readonly viewer: Viewer;
  readonly act: string;
  readonly answer: Answer;
}

/** Ends a case before much has happened: tried less often than the rest. */
const endsIt = ["LOAN_CASE_WITHDRAW", "LOAN_CASE_REFUSE", "LOAN_CASE_LAPSE"];
const triesAtMost = 12;

export interface Move {
  readonly spec: CaseCommand;
  readonly viewer: Viewer;
  readonly subject: string;
}

function moveOf(one: PureCase, { act, viewer, subject }: Step, attempt: number): Move {
  const spec = caseCommands[(act + attempt * 17) % caseCommands.length] as CaseCommand;
  const able = viewers.filter(({ roles }) => roles.some((role) => spec.by.includes(role)));
  // Now and then somebody whose work it is not.
  const list = viewer % 9 === 0 ? viewers : able;
  const subjects = spec.subjects?.(one.state) ?? [];
  return {
    spec,
    viewer: list[(viewer + attempt) % list.length] as Viewer,
    subject: subjects[(subject + attempt) % Math.max(1, subjects.length)]?.id ?? "",
  };
}

/** Mostly what can be done now; now and then whatever comes first. */
export function chosen(one: PureCase, step: Step): Move {
  for (let attempt = 0; attempt < triesAtMost && step.act % 6 !== 0; attempt += 1) {
    const move = moveOf(one, step, attempt);
    if (endsIt.includes(move.spec.action) && step.viewer % 20 !== 0) continue;
    if (standing(move.spec, one.state, move.viewer, move.subject) !== null) continue;
    if (blockers(move.spec, one.state, one.context(move.viewer), move.subject).length === 0) return move;
  }
  return moveOf(one, step, 0);
}

/** More than the least that fits: what moves a case on, and the other outcomes that there are. */
const livelier: Readonly<Record<string, (one: PureCase, step: Step) => object>> = {
  DOCUMENT_ATTACH({ state }, { subject }) {
    const missing = state.papers.items.filter(({ documentId }) => documentId === null);
    const item = missing[subject % Math.max(1, missing.length)];
    const again = state.papers.documents[subject % Math.max(1, state.papers.documents.length)];
    if (subject % 3 === 0 && again) return { kind: again.kind, documentId: again.id, version: again.version + 1 };
    return item && subject % 5 !== 0 ? { kind: item.document, itemId: item.id } : { kind: "REGISTRY_RECEIPT" };
  },
  DOCUMENT_VERIFY: (_one, { subject }) => ({ result: subject % 4 === 0 ? "REJECTED" : "ACCEPTED" }),
  CHECK_RECORD: ({ stage }, { subject }) =>
    stage === "REVIEW" && subject % 15 === 0 ? { result: "FAILED", note: "不符" } : {},
  DECISION_PROPOSE({ state }, { subject }) {
    const failed = state.review.checks.some(({ result }) => result === "FAILED");
    const { amountFen, termMonths } = state.lifecycle.content.terms ?? {};
    return failed || subject % 9 === 0 ? {} : { outcome: "APPROVE", amountFen, termMonths };
  },
  COLLATERAL_REGISTER({ state }, { subject }) {
    const step = state.collateral.steps?.find(({ code }) => code === "MORTGAGE" || code === "PLEDGE");
    const registrationCertificateNo = subject % 4 === 0 ? null : `REG-${subject}-${state.version}`;
    return {
      kind: step?.code ?? "MORTGAGE",
      stepId: step?.id ?? null,
      registrationCertificateNo,
      registryReceiptNo: "R-1",
    };
  },
  PAYMENT_FAIL: (_one, { subject }) => ({ outcome: ["FAILED", "RETURNED", "UNKNOWN"][subject % 3] }),
  VISIT_RECORD({ state }, { subject }) {
    const visit = state.trips.visits[subject % Math.max(1, state.trips.visits.length)];
    const place = ["WINDOW", "HOME", "BRANCH"][subject % 3];
    return visit && subject % 2 === 0 ? { visitId: visit.id, place } : { place };
  },
  ENTRY_CORRECT({ state }, { subject }) {
    const known = state.corrections.entries.filter(({ type }) => correctionRuleOf(type));
    const entry = known[subject % Math.max(1, known.length)];
    return entry && subject % 2 === 0 && entry.type !== "SUBMITTED" ? { entryId: entry.id, values: null } : {};
  },
};

/** An input that fits, of one kind or another; twisted where the step says so. */
export function inputOf(one: PureCase, { spec, viewer, subject }: Move, step: Step): object {
  const fits = { ...inputFor(one, viewer, spec.action, subject), ...livelier[spec.action]?.(one, step) };
  return step.wild === null ? fits : wild(fits, one.state, step.wild);
}

/** Everybody does their work, until the stage is done or something is in the way. */
function workOn(one: PureCase): Tried {
  try {
    finishStage(one);
  } catch (error) {
    if (!String(error).includes("was refused")) throw error;
  }
  const answer = { ok: true, refusals: [], codes: [], written: [] };
  return { viewer: people.bankOfficer, act: "WORK", answer };
}

export function take(one: PureCase, step: Step): Tried {
  one.later(step.minutes);
  if (step.act % 11 === 0) return workOn(one);
  const move = chosen(one, step);
  const { viewer, spec } = move;
  return { viewer, act: spec.action, answer: one.give(viewer, spec.action, inputOf(one, move, step)) };
}

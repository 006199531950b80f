/** Whom the mutations on figures from outside, tasks, points and vetoes are for, and what they are tried on. */
import { decideInput, proposeInput } from "../../src/oversight/index.js";
import { resultOf } from "../../src/parties/index.js";
import type { CaseWorld } from "../support/cases.js";
import type { MatrixRow } from "../support/matrix.js";
import { uploadAt } from "../support/raceScene.js";
import type { Prepared } from "./prepared.js";

type Row = MatrixRow<Prepared>;

const supervisors = ["supervisor", "seniorApprover", "approver", "allRounder"];
const figureDesks = [...supervisors, "reviewer", "juniorReviewer", "fundsOfficer"];

/** Something added to a board of the bank. */
const onCard = (right: readonly string[], more: (things: Prepared, who: string) => object): Row => ({
  right,
  input: (things, who) => ({ partnerId: things.base.world.partyIds.bank, period: "2026H1", ...more(things, who) }),
});
const decided = (
  right: readonly string[],
  kind: "EXTERNAL_FIGURE" | "TASK" | "ADJUSTMENT" | "VETO",
  at: number,
): Row => ({
  right,
  input: ({ scoreInputs }) => ({ inputId: scoreInputs[kind][at] }),
});
const ticketOf = ({ tickets }: Prepared, who: string) => tickets[who] ?? tickets.bankOfficer;

export const scoreInputRows: Record<string, Row> = {
  externalFigureEnter: onCard(figureDesks, (things, who) => ({
    ...{ indicator: "OVERDUE", numerator: "1", denominator: "100", ticketId: ticketOf(things, who) },
  })),
  externalFigureConfirm: decided(figureDesks, "EXTERNAL_FIGURE", 0),
  externalFigureReject: decided(figureDesks, "EXTERNAL_FIGURE", 1),
  partnerTaskSet: onCard(supervisors, () => ({ amount: "1000000.00" })),
  partnerTaskConfirm: decided(supervisors, "TASK", 0),
  partnerTaskReject: decided(supervisors, "TASK", 1),
  scoreAdjustmentPropose: onCard(["approver", ...supervisors.filter((one) => one !== "approver")], (things, who) => ({
    reasonCode: "GOOD_PRACTICE",
    points: "1",
    note: "推广",
    ticketId: ticketOf(things, who),
  })),
  scoreAdjustmentConfirm: decided(supervisors, "ADJUSTMENT", 0),
  scoreAdjustmentReject: decided(supervisors, "ADJUSTMENT", 1),
  vetoRecord: onCard(["seniorApprover", ...supervisors.filter((one) => one !== "seniorApprover")], (things, who) => ({
    ...{ vetoCode: "DATA_LEAKED", note: "查实", ticketId: ticketOf(things, who) },
  })),
  vetoConfirm: decided(supervisors, "VETO", 0),
  vetoReject: decided(supervisors, "VETO", 1),
  scoreInputRevoke: {
    right: supervisors,
    input: ({ scoreInputs }) => ({ inputId: scoreInputs.confirmed, note: "误录" }),
  },
};

/** Two of each kind that wait for a second person, and one that was confirmed; proposed by whoever may do everything. */
export async function scoreInputsOf(base: CaseWorld) {
  const { services, world } = base;
  const { allRounder, supervisor } = world.viewers;
  const common = { partnerId: world.partyIds.bank, period: "2026H1", denominator: null, cases: null, note: "见附件" };
  const codes = {
    EXTERNAL_FIGURE: "OVERDUE",
    TASK: "TASK_COMPLETION",
    ADJUSTMENT: "GOOD_PRACTICE",
    VETO: "DATA_LEAKED",
  };
  const propose = async (kind: keyof typeof codes) => {
    const ticketId = await uploadAt(base, `${kind} ${Math.random()}`, allRounder);
    const figure = kind === "EXTERNAL_FIGURE" ? { denominator: 10_000 } : {};
    const given = { ...common, kind, code: codes[kind], numerator: 100, ticketId, ...figure };
    return resultOf(await proposeInput(services, allRounder, given, null));
  };
  const two = async (kind: keyof typeof codes) => [await propose(kind), await propose(kind)];
  const confirmed = await propose("TASK");
  const deciding = { kind: "TASK", inputId: confirmed, confirms: true, expectedVersion: null } as const;
  resultOf(await decideInput(services, supervisor, deciding, null));
  return {
    EXTERNAL_FIGURE: await two("EXTERNAL_FIGURE"),
    TASK: await two("TASK"),
    ADJUSTMENT: await two("ADJUSTMENT"),
    VETO: await two("VETO"),
    confirmed,
  };
}

/** Boards of months in which nothing was done, each one step before a mutation that the right person may give. */
import { factSources } from "../../src/app/context.js";
import { boardCommands } from "../../src/oversight/index.js";
import { resultOf } from "../../src/parties/index.js";
import type { CaseWorld } from "../support/cases.js";
import type { MatrixRow } from "../support/matrix.js";
import type { Prepared } from "./prepared.js";

/** The clock is one second on afterwards: what is recorded later comes after the boards' cut-off. */
export async function preparedBoards({ services, world, clock }: CaseWorld) {
  const all = { ...services, factSources };
  const { supervisor, guaranteeManager, otherGuaranteeManager } = world.viewers;
  let month = 0;
  const preview = async () => {
    month += 1;
    const period = `2025-${String(month).padStart(2, "0")}`;
    return resultOf(await boardCommands.previewBoard(all, supervisor, { period, kind: "GUARANTEE_COMPANY" }));
  };
  const waived = async () => {
    const boardId = await preview();
    for (const viewer of [guaranteeManager, otherGuaranteeManager])
      resultOf(await boardCommands.waive(all, viewer, { boardId }));
    return boardId;
  };
  const proposed = async () => {
    const boardId = await waived();
    resultOf(await boardCommands.freeze(all, supervisor, { boardId, overrideReason: "试行" }));
    return boardId;
  };
  const frozen = await proposed();
  resultOf(await boardCommands.confirm(all, world.viewers.seniorApprover, { boardId: frozen }));
  const objected = await preview();
  const objection = { boardId: objected, indicator: "ON_TIME", reason: "请复核" };
  const made = {
    previewed: await preview(),
    objected,
    objectionId: resultOf(await boardCommands.raise(all, guaranteeManager, objection)),
    waived: await waived(),
    proposed: await proposed(),
    frozen,
    frozenPeriod: "2025-01",
  };
  clock.now = new Date(Date.parse(clock.now) + 1_000).toISOString();
  return made;
}

type Row = MatrixRow<Prepared>;
type Name = keyof Awaited<ReturnType<typeof preparedBoards>>;

const managers = ["guaranteeManager", "otherGuaranteeManager"];
const onBoard = (right: readonly string[], name: Name, more: (things: Prepared) => object = () => ({})): Row => ({
  right,
  input: (things) => ({ boardId: things.boards[name], ...more(things) }),
});

export const boardRows: Readonly<Record<string, Row>> = {
  boardPreview: { right: ["supervisor"], input: () => ({ period: "2024-01", kind: "GUARANTEE_COMPANY" }) },
  boardObjectionRaise: onBoard(managers, "previewed", () => ({ indicator: "ON_TIME", reason: "请复核" })),
  boardObjectionAnswer: onBoard(["supervisor"], "objected", ({ boards }) => ({
    ...{ objectionId: boards.objectionId, result: "NOT_UPHELD", answer: "经复核无误" },
  })),
  boardObjectionsWaive: onBoard(managers, "previewed"),
  boardRecompute: onBoard(["supervisor"], "previewed"),
  boardFreeze: onBoard(["supervisor"], "waived", () => ({ overrideReason: "试行" })),
  boardFreezeConfirm: onBoard(["seniorApprover", "approver", "allRounder", "supervisor"], "proposed"),
  boardErratum: onBoard(["supervisor"], "frozen", () => ({ reason: "更正" })),
};

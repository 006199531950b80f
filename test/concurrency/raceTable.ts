/** The races of this program: what two people do at once, and the reason that the second one is told. */
import { receivePapers, submitCase } from "../../src/casework/index.js";
import type { Outcome } from "../../src/journal/index.js";
import { give, type RaceScene } from "../support/raceScene.js";
import type { Act } from "../support/races.js";

export interface RaceRow {
  readonly what: string;
  /** One stream, whose head is locked; or a claim that two streams share. */
  readonly over: "STREAM" | "CLAIM";
  readonly acts: (scene: RaceScene) => readonly [Act, Act];
  /** What the loser is told, every reason. */
  readonly reasons: readonly string[];
}

type Viewers = RaceScene["world"]["viewers"];
const act =
  (who: keyof Viewers, action: string, caseOf: (scene: RaceScene) => string, inputOf: (scene: RaceScene) => object) =>
  (scene: RaceScene): Act =>
  (services) =>
    give(services, scene.world.viewers[who], action, caseOf(scene), inputOf(scene));

const nothing = () => ({});
const both = (one: (scene: RaceScene) => Act, other: (scene: RaceScene) => Act) => (scene: RaceScene) =>
  [one(scene), other(scene)] as const;

const accept = act("bankOfficer", "LOAN_CASE_ACCEPT", ({ toAccept }) => toAccept[0], nothing);
const refusal = act(
  "bankManager",
  "LOAN_CASE_REFUSE",
  ({ toAccept }) => toAccept[0],
  () => ({
    reasonCode: "NOT_COMPLETED",
  }),
);
const confirm = (who: keyof Viewers, caseOf: (scene: RaceScene) => string) =>
  act(who, "DECISION_CONFIRM", caseOf, nothing);

const order = act(
  "fundsOfficer",
  "FUNDS_ORDER",
  ({ toPay }) => toPay,
  () => ({ amountFen: 30_000_000 }),
);

/** The first check of the bank; the same one every time. */
export const checkIdOf = async (scene: RaceScene, owner: string): Promise<string> => {
  const { review } = await scene.desk.state(scene.inReview);
  return review.checks.find((check) => check.owner === owner)?.id ?? "";
};

const record =
  (who: keyof Viewers, result: "PASSED" | "FAILED") =>
  (scene: RaceScene): Act =>
  async (services) => {
    const input = { checkId: await checkIdOf(scene, "BANK"), result, note: "核实过" };
    return give(services, scene.world.viewers[who], "CHECK_RECORD", scene.inReview, input);
  };

const notify = (who: keyof Viewers) => act(who, "NOTICE_SEND", ({ toNotify }) => toNotify, nothing);

const receive =
  (who: keyof Viewers, result: "ACCEPTED" | "REJECTED") =>
  ({ handoff, world }: RaceScene): Act =>
  (services) => {
    const reasonCode = result === "REJECTED" ? "ILLEGIBLE" : null;
    const items = [{ itemId: handoff.itemIds[0] ?? "", result, reasonCode }];
    return receivePapers(services, world.viewers[who], { handoffId: handoff.id, items });
  };

const submit =
  (at: 0 | 1) =>
  ({ household, world }: RaceScene): Act =>
  (services): Promise<Outcome> =>
    submitCase(services, world.viewers.bankOfficer, { caseId: household[at] });

const askToCome = (who: keyof Viewers) =>
  act(
    who,
    "VISIT_REQUEST",
    ({ oneTrip }) => oneTrip,
    () => ({ reasonCode: "SIGN", note: "补签" }),
  );

export const races: readonly RaceRow[] = [
  {
    what: "two approvers who confirm one proposal",
    over: "STREAM",
    acts: both(
      confirm("seniorApprover", ({ proposed }) => proposed),
      confirm("allRounder", ({ proposed }) => proposed),
    ),
    reasons: ["WRONG_STAGE"],
  },
  {
    what: "an officer who accepts and a manager who refuses",
    over: "STREAM",
    acts: both(accept, refusal),
    reasons: ["WRONG_STAGE"],
  },
  {
    what: "two officers who record one check",
    over: "STREAM",
    acts: both(record("bankOfficer", "PASSED"), record("bankManager", "FAILED")),
    reasons: ["ALREADY_RECORDED"],
  },
  {
    what: "two owners who send one notice",
    over: "STREAM",
    acts: both(notify("bankOfficer"), notify("bankManager")),
    reasons: ["NO_DEFECTS", "PRE_LOOK_OPEN"],
  },
  {
    what: "two people who receive one paper",
    over: "STREAM",
    acts: both(receive("guaranteeOfficer", "ACCEPTED"), receive("guaranteeManager", "REJECTED")),
    reasons: ["ITEM_ALREADY_RECEIVED"],
  },
  {
    what: "two orders for more than half of the money",
    over: "STREAM",
    acts: both(order, order),
    reasons: ["ABOVE_PAYEE_SHARE", "ABOVE_APPROVAL"],
  },
  {
    what: "two officers who ask the applicant to come, where one trip is left",
    over: "STREAM",
    acts: both(askToCome("bankOfficer"), askToCome("guaranteeOfficer")),
    reasons: ["TRIP_BUDGET_SPENT"],
  },
  {
    what: "two applications of one household",
    over: "CLAIM",
    acts: both(submit(0), submit(1)),
    reasons: ["APPLICATION_RUNNING"],
  },
  {
    what: "two loans on a home that is not worth both",
    over: "CLAIM",
    acts: both(
      confirm("seniorApprover", ({ sameHome }) => sameHome[0]),
      confirm("allRounder", ({ sameHome }) => sameHome[1]),
    ),
    reasons: ["PROPERTY_SECURES_ANOTHER"],
  },
  {
    what: "two loans for the last of a guarantee company's capacity",
    over: "CLAIM",
    acts: both(
      confirm("seniorApprover", ({ guaranteed }) => guaranteed[1]),
      confirm("allRounder", ({ guaranteed }) => guaranteed[2]),
    ),
    reasons: ["NO_GUARANTEE_CAPACITY"],
  },
];

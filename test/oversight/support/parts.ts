/** A world of a few cases of two banks, two units and three officers, spoken to over HTTP; what they come to is known. */
import { createDesk, done, type Desk } from "../../../src/app/demo/desk.js";
import { answerComplaint, assignComplaint, closeComplaint, receiveComplaint } from "../../../src/casework/index.js";
import type { CaseState } from "../../../src/casework/index.js";
import { caseWorld, fundCase, type CaseWorld } from "../../support/cases.js";
import type { TestDatabase } from "../../support/harness.js";
import { serverOver, type Served } from "../../support/serverOver.js";
import type { MemberName } from "../../support/world.js";
import type { Answer } from "./boards.js";
import { entererOf, type Enter } from "./enter.js";
import type { Made } from "./figures.js";

export interface PartsWorld extends CaseWorld {
  readonly served: Served;
  /** Of April by officer: of the city and of Gulou those of one bank, `other` of another; one of March of the city's. */
  readonly made: {
    readonly city: readonly Made[];
    readonly gulou: readonly Made[];
    readonly other: readonly Made[];
    readonly march: Made;
  };
  /** As the cases stood on the sixth of May. */
  readonly states: ReadonlyMap<string, CaseState>;
  /** One operation; it must have no errors. */
  ask(who: MemberName, query: string, variables?: object): Promise<Answer>;
  /** One mutation, which must not be refused. */
  act(who: MemberName, mutation: string, input: object, fields?: string): Promise<Answer>;
  /** For April: entered by one person of the center, confirmed by another. */
  readonly enter: Enter;
}

/** Each act takes its time, so that steps do. */
const minutesOfAct = 19;

async function paid(base: CaseWorld, desk: Desk, at: string, more: Omit<Made, "id">): Promise<Made> {
  base.clock.now = at;
  const id = await desk.open({ ...fundCase(), product: more.product });
  if (more.visited) {
    await desk.advanceTo(id, "REVIEW");
    for (let count = 0; count < 2; count += 1)
      await desk.act(id, desk.staff.bankOfficer, "VISIT_RECORD", { reasonCode: "EXPLAIN", place: "BRANCH" });
  }
  await desk.advanceTo(id, "SERVICING");
  if (more.rated) {
    const rating = { channel: "PHONE", score: more.rated, trips: [{ place: "BANK", count: 0 }] };
    await desk.act(id, base.world.viewers.supervisor, "RATING_RECORD", rating);
  }
  return { id, ...more };
}

/** About an officer, and upheld. */
async function complain({ services, world }: CaseWorld, caseId: string, memberId: string): Promise<void> {
  const { supervisor, juniorReviewer } = world.viewers;
  const received = { channel: "HOTLINE_12345" as const, caseId, memberId, text: "让我跑了两趟。" };
  const complaintId = done(await receiveComplaint(services, supervisor, received), "RECEIVE");
  const given = { complaintId, handlerId: juniorReviewer.memberId };
  done(await assignComplaint(services, supervisor, given), "ASSIGN");
  const found = { complaintId, finding: "UPHELD" as const, answer: "情况属实。" };
  done(await answerComplaint(services, juniorReviewer, found), "ANSWER");
  done(await closeComplaint(services, supervisor, { complaintId }), "CLOSE");
}

/** The caller closes what is served. */
export async function partsWorld(fresh: TestDatabase): Promise<PartsWorld> {
  const base = await caseWorld(fresh);
  const { services, staff, clock, world } = base;
  const { viewers, partyIds } = world;
  const before = () => {
    clock.now = new Date(Date.parse(clock.now) + minutesOfAct * 60_000).toISOString();
  };
  const deskOf = (bankOfficer: MemberName) =>
    createDesk(services, { ...staff, bankOfficer: viewers[bankOfficer] }, { before });
  const [city, gulou, other] = [deskOf("bankOfficer"), deskOf("bankColleague"), deskOf("otherBankOfficer")];
  const made = {
    march: await paid(base, city, "2026-03-03T01:30:00.000Z", { product: "FUND", rated: 3 }),
    city: [
      await paid(base, city, "2026-04-07T01:30:00.000Z", { product: "FUND", rated: 5 }),
      await paid(base, city, "2026-04-08T02:00:00.000Z", { product: "FUND", visited: true }),
      await paid(base, city, "2026-04-09T05:00:00.000Z", { product: "FUND_SERIAL", rated: 4 }),
    ],
    gulou: [await paid(base, gulou, "2026-04-10T01:00:00.000Z", { product: "FUND_SERIAL", complaints: 1 })],
    other: [await paid(base, other, "2026-04-13T01:00:00.000Z", { product: "FUND", rated: 2 })],
  };
  clock.now = "2026-04-20T02:00:00.000Z";
  await complain(base, made.gulou[0]?.id ?? "", viewers.bankColleague.memberId);
  clock.now = "2026-05-06T02:00:00.000Z";
  const states = new Map<string, CaseState>();
  for (const { id } of Object.values(made).flat()) states.set(id, await city.state(id));

  const enter = entererOf(base, "2026-04");
  await enter("TASK", "TASK_COMPLETION", partyIds.bank, 225_000_000);
  await enter("TASK", "TASK_COMPLETION", partyIds.otherBank, 60_000_000);
  await enter("EXTERNAL_FIGURE", "OVERDUE", partyIds.bank, 100, 10_000);
  await enter("EXTERNAL_FIGURE", "OVERDUE", partyIds.otherBank, 50, 10_000);

  const served = await serverOver(services);
  const ask: PartsWorld["ask"] = async (who, query, variables = {}) => {
    const { body } = await served.ask(await world.tokenOf(who), query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  const act: PartsWorld["act"] = async (who, mutation, input, fields = "") => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${fields} userErrors { code field } } }`;
    const answer = (await ask(who, query, { input }))[mutation];
    expect(answer.userErrors).toEqual([]);
    return answer;
  };
  return { ...base, served, made, states, ask, act, enter };
}

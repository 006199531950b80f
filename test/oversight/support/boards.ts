/** A world in which a month's work was done, and people of the center and the partners who speak over the API. */
import { apiResolvers } from "../../../src/app/resolvers.js";
import { schemaOf } from "../../../src/app/schema/build.js";
import { caseWorld, fundCase, application, type CaseWorld } from "../../support/cases.js";
import type { TestDatabase } from "../../support/harness.js";
import { inProcess } from "../../support/inProcess.js";
import type { MemberName } from "../../support/world.js";

/** Looked at, not typed. */
export type Answer = ReturnType<typeof JSON.parse>;

export interface BoardWorld extends CaseWorld {
  readonly caseIds: readonly string[];
  readonly fresh: TestDatabase;
  /** Everything of one operation; throws where it was no operation at all. */
  ask(who: MemberName, query: string, variables?: object): Promise<Answer>;
  /** One mutation; its payload. */
  act(who: MemberName, mutation: string, input: object, fields?: string): Promise<Answer>;
  /** The codes of its refusals. */
  codes(who: MemberName, mutation: string, input: object): Promise<string[]>;
}

/** Cases paid out in March 2026, the second one after a visit too many; the clock then stands on the first of April. */
export async function boardWorld(fresh: TestDatabase, cases = 3): Promise<BoardWorld> {
  const base = await caseWorld(fresh);
  const { desk, world, services, clock } = base;
  const caseIds: string[] = [];
  for (let count = 0; count < cases; count += 1) {
    const caseId = await desk.open(fundCase({ application: application() }));
    await desk.advanceTo(caseId, "REVIEW");
    if (count === 1) {
      const visit = { reasonCode: "EXPLAIN", place: "BRANCH" };
      await desk.act(caseId, world.viewers.bankOfficer, "VISIT_RECORD", visit);
      await desk.act(caseId, world.viewers.bankOfficer, "VISIT_RECORD", visit);
    }
    await desk.advanceTo(caseId, "SERVICING");
    caseIds.push(caseId);
  }
  clock.now = "2026-04-01T01:30:00.000Z";
  const run = inProcess(services, await schemaOf(apiResolvers));
  const ask: BoardWorld["ask"] = async (who, query, variables = {}) => {
    const { data, errors } = JSON.parse(JSON.stringify(await run(await world.tokenOf(who), query, variables)));
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const act: BoardWorld["act"] = async (who, mutation, input, fields = "") => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
    const selection = `{ ${fields} userErrors { code field message } }`;
    const data = await ask(who, `mutation ($input: ${type}) { ${mutation}(input: $input) ${selection} }`, { input });
    return data[mutation];
  };
  const codes: BoardWorld["codes"] = async (who, mutation, input) =>
    (await act(who, mutation, input)).userErrors.map(({ code }: Answer) => code);
  return { ...base, caseIds, fresh, ask, act, codes };
}

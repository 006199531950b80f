/** A correction in the timeline: the struck entry stays, with old and new values, who proposed and who confirmed. */
import { caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { tokenAt } from "../support/raceScene.js";
import { serverOver, type Served } from "../support/serverOver.js";

jest.setTimeout(120_000);

const correction = `id entry: entryId status takesBack reasonCode reason { en } note changes { name from to }
  proposedBy { name } decidedBy { name } decidedAt`;
const shown = `query ($id: ID!) { loanCase(id: $id) { stage correctionHistory { ${correction} }
  timeline(first: 100) { nodes { id type struck corrections { ${correction} } details { name value } } } } }`;
const correct = `mutation ($input: EntryCorrectInput!) { entryCorrect(input: $input) { correction { id } userErrors { code } } }`;
const confirm = `mutation ($input: CorrectionDecideInput!) { entryCorrectionConfirm(input: $input) { userErrors { code } } }`;

interface Entry {
  readonly id: string;
  readonly type: string;
  readonly struck: boolean;
  readonly corrections: readonly object[];
  readonly details: readonly { readonly name: string; readonly value: string }[];
}

onEachDatabase((fresh) => {
  let world: CaseWorld;
  let served: Served;
  beforeAll(async () => {
    world = await caseWorld(await fresh());
    served = await serverOver(world.services);
  });
  afterAll(() => served.close());

  const ask = async (who: keyof CaseWorld["world"]["viewers"], query: string, variables: object) => {
    const { body } = await served.ask(await tokenAt(world.services, world.world.viewers[who]), query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };

  test("figures set anew by two people, a visit struck by one; the entries themselves stay as they were", async () => {
    const { desk, world: at } = world;
    const caseId = await desk.open(fundCase());
    await desk.advanceTo(caseId, "REVIEW");
    await desk.act(caseId, at.viewers.bankOfficer, "VISIT_RECORD", { reasonCode: "EXPLAIN", place: "BRANCH" });
    const entries = async (): Promise<Entry[]> =>
      (await ask("reviewer", shown, { id: caseId })).loanCase.timeline.nodes as Entry[];
    const idOf = async (type: string) => (await entries()).find((entry) => entry.type === type)?.id;
    const why = { caseId, note: "合同金额有误", reasonCode: "TYPING_MISTAKE" };

    const input = { ...why, entryId: await idOf("SUBMITTED"), values: [{ name: "price", value: "790000.00" }] };
    const proposed = (await ask("bankOfficer", correct, { input })).entryCorrect;
    expect(proposed.userErrors).toEqual([]);
    const correctionId = proposed.correction.id;
    const waiting = (await entries()).find(({ type }) => type === "SUBMITTED")?.corrections;
    expect(waiting).toMatchObject([
      { status: "PROPOSED", decidedBy: null, changes: [{ from: "80000000", to: "79000000" }] },
    ]);
    expect(
      (await ask("bankManager", confirm, { input: { caseId, correctionId } })).entryCorrectionConfirm.userErrors,
    ).toEqual([]);
    const visit = { ...why, entryId: await idOf("VISIT_RECORDED"), reasonCode: "RECORDED_TWICE" };
    expect((await ask("bankOfficer", correct, { input: visit })).entryCorrect).toEqual({
      correction: null,
      userErrors: [],
    });

    const all = await entries();
    const [submitted, visited] = ["SUBMITTED", "VISIT_RECORDED"].map((type) =>
      all.find((entry) => entry.type === type),
    );
    expect(submitted).toMatchObject({
      struck: false,
      corrections: [
        {
          ...{ status: "CONFIRMED", takesBack: false, reasonCode: "TYPING_MISTAKE", reason: { en: "Typing mistake" } },
          ...{ note: "合同金额有误", proposedBy: { name: "李伟" }, decidedBy: { name: "赵敏" } },
          changes: [{ name: "priceFen", from: "80000000", to: "79000000" }],
        },
      ],
    });
    expect(visited).toMatchObject({
      struck: true,
      corrections: [{ status: "CONFIRMED", takesBack: true, decidedBy: null }],
    });
    expect(visited?.details).toEqual(expect.arrayContaining([{ name: "place", value: "BRANCH" }]));
    const corrected = all.filter(({ type }) => type === "ENTRY_CORRECTED").flatMap(({ details }) => details);
    expect(corrected).toEqual(expect.arrayContaining([{ name: "priceFen", value: "79000000" }]));
    const { correctionHistory } = (await ask("guaranteeOfficer", shown, { id: caseId })).loanCase;
    expect(correctionHistory).toHaveLength(2);
  });
});

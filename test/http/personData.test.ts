/** Setting right and erasing what is known of a person, over the API: for every case that knows them, and for good. */
import { tables } from "../../src/app/tables.js";
import { openCase, submitCase } from "../../src/casework/index.js";
import { verifyJournal } from "../../src/journal/index.js";
import { Person, resultOf, type Viewer } from "../../src/parties/index.js";
import { selectRows } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, inventedIdNumber, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { tokenAt } from "../support/raceScene.js";
import { serverOver, type Served } from "../support/serverOver.js";

interface Payload {
  readonly person: { readonly name: string; readonly idNumber: string | null } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

onEachDatabase((open) => {
  let world: CaseWorld;
  let served: Served;
  beforeAll(async () => {
    world = await caseWorld(await open());
    served = await serverOver(world.services);
  });
  afterAll(() => served.close());

  async function give(viewer: Viewer, mutation: "personCorrect" | "personErase", input: object): Promise<Payload> {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { person { name idNumber } userErrors { code field } } }`;
    const token = await tokenAt(world.services, viewer);
    const { body } = await served.ask(token, query, { input });
    return (body as { data: Record<string, Payload> }).data[mutation] as Payload;
  }
  const codes = ({ userErrors }: Payload) =>
    userErrors.map(({ code, field }) => [code, field?.join(".")].join(" ").trim());
  const cases = async (people: ReturnType<typeof application>["people"]) => {
    const given = { ...fundCase(), guaranteeKind: "MORTGAGE" as const, guaranteeCompanyId: null };
    const caseId = resultOf(
      await openCase(world.services, world.staff.bankOfficer, { ...given, application: application({ people }) }),
    );
    const [first] = (await world.desk.state(caseId)).lifecycle.content.people;
    return { caseId, casePersonId: first?.id ?? "", personId: first?.personId ?? "" };
  };
  const whole = (at: number, more: object = {}) => ({
    name: "张伟明",
    idType: "RESIDENT_ID",
    idNumber: inventedIdNumber(at),
    phone: "13900139000",
    ...more,
  });

  test("what is right is shown in every case that was told before; a later case knows better; what was said stays", async () => {
    const { people } = application();
    const one = await cases(people);
    const other = await cases(people);
    const { administrator, bankManager } = world.world.viewers;
    const idNumber = people?.[0]?.person.idNumber ?? "";
    const input = { caseId: one.caseId, casePersonId: one.casePersonId, reasonCode: "TYPING_MISTAKE" };
    const person = { ...whole(0), idNumber };
    expect(codes(await give(bankManager, "personCorrect", { ...input, person }))).toEqual(["NOT_ALLOWED"]);
    const wrong = await give(administrator, "personCorrect", {
      ...input,
      person: { ...person, name: " ", phone: "x" },
    });
    expect(codes(wrong)).toEqual(["PERSON_NAME_INVALID person.name", "PHONE_INVALID person.phone"]);
    const done = await give(administrator, "personCorrect", { ...input, person, idempotencyKey: "right" });
    expect(done.person?.name).toBe("张**");
    const shown = async (caseId: string) => {
      const token = await tokenAt(world.services, world.staff.bankOfficer);
      const { body } = await served.ask(token, `{ loanCase(id: "${caseId}") { people { name } } }`, {});
      return (body as { data: { loanCase: { people: { name: string }[] } } }).data.loanCase.people[0]?.name;
    };
    expect(await shown(other.caseId)).toBe("张**");
    const later = await cases(people);
    expect(await shown(later.caseId)).toBe("张*");
  });

  test("a number that is set right finds the person from then on; another's is refused", async () => {
    const { people } = application();
    const one = await cases(people);
    const { administrator } = world.world.viewers;
    const taken = people?.[1]?.person.idNumber ?? "";
    const input = { caseId: one.caseId, casePersonId: one.casePersonId, reasonCode: "FACT_DISPROVED" };
    const correct = (idNumber: string) =>
      give(administrator, "personCorrect", { ...input, person: { ...whole(0), idNumber } });
    expect(codes(await correct(taken))).toEqual(["PERSON_IS_ANOTHER person.idNumber"]);
    expect(codes(await correct(inventedIdNumber(9_001)))).toEqual([]);
    const found = await cases(
      people?.map((who, at) =>
        at === 0 ? { ...who, person: { ...who.person, idNumber: inventedIdNumber(9_001) } } : who,
      ),
    );
    expect(found.personId).toBe(one.personId);
  });

  test("nobody is erased whom a running case needs; then nothing of them is left, and verify says erased", async () => {
    const { people } = application();
    const one = await cases(people);
    const { administrator, bankOfficer } = world.world.viewers;
    const input = { caseId: one.caseId, casePersonId: one.casePersonId, reasonCode: "RETENTION_ENDED" };
    expect(codes(await give(administrator, "personErase", { ...input, reasonCode: "BECAUSE" }))).toEqual([
      "UNKNOWN_CODE reasonCode",
    ]);
    expect(codes(await give(administrator, "personErase", input))).toEqual(["PERSON_NEEDED"]);
    resultOf(await submitCase(world.services, bankOfficer, { caseId: one.caseId }));
    await world.desk.act(one.caseId, bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "NO_LONGER_NEEDED" });
    const before = await verifyJournal({ journal: world.services.journal, tables });
    const done = await give(administrator, "personErase", { ...input, idempotencyKey: "gone" });
    expect(codes(done)).toEqual([]);
    expect(done.person).toEqual({ name: "***", idNumber: null });
    expect(codes(await give(administrator, "personErase", { ...input, idempotencyKey: "gone" }))).toEqual([]);
    expect(codes(await give(administrator, "personErase", input))).toEqual(["PERSON_ERASED"]);
    const person = { ...whole(0), idNumber: people?.[0]?.person.idNumber };
    const correct = { ...input, reasonCode: "TYPING_MISTAKE", person };
    expect(codes(await give(administrator, "personCorrect", correct))).toEqual(["PERSON_ERASED"]);
    expect(await selectRows(world.services.journal.database.read, Person, "id = ?", [one.personId])).toMatchObject([
      { lookup: null, correctedId: null },
    ]);
    const after = await verifyJournal({ journal: world.services.journal, tables });
    expect([after.ok, after.figures.erased - before.figures.erased]).toEqual([true, 1]);
    // The same number is somebody new.
    expect((await cases(people)).personId).not.toBe(one.personId);
  });
});

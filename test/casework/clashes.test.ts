/** Who claims what several want is shown to all of them in time: the same home, and a capacity that shrank. */
import { openCase, submitCase } from "../../src/casework/index.js";
import { ClaimTotal } from "../../src/journal/index.js";
import { identityOf, resultOf, stateNetAssets } from "../../src/parties/index.js";
import { selectRow } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { serverOver, type Served } from "../support/serverOver.js";
import type { MemberName } from "../support/world.js";

type Answer = ReturnType<typeof JSON.parse>;

onEachDatabase((fresh) => {
  let base: CaseWorld;
  let served: Served;
  const ask = async (who: MemberName, query: string, variables: object = {}): Promise<Answer> =>
    (await served.ask(await base.world.tokenOf(who), query, variables)).body.data;

  beforeAll(async () => {
    base = await caseWorld(await fresh());
    served = await serverOver(base.services);
  });
  afterAll(() => served.close());

  const opened = async (who: MemberName, unitNumber: string): Promise<string> => {
    const { viewers } = base.world;
    const made = application();
    const home = made.property && { ...made.property, unitNumber };
    return resultOf(
      await openCase(base.services, viewers[who], {
        ...{ product: "FUND", guaranteeKind: "MORTGAGE", guaranteeCompanyId: null },
        application: { ...made, property: home ?? null },
      }),
    );
  };
  const submit = (who: MemberName, caseId: string) =>
    submitCase(base.services, base.world.viewers[who], { caseId }).then(resultOf);
  const clashes = async (who: MemberName, id: string): Promise<Answer> =>
    (await ask(who, "query ($id: ID) { loanCase(id: $id) { clashes { loanCase { id } } } }", { id })).loanCase.clashes;
  const listed = async (who: MemberName): Promise<string[]> =>
    (await ask(who, "{ loanCases(filter: { clashing: true }) { nodes { id } } }")).loanCases.nodes
      .map(({ id }: Answer) => id)
      .sort();

  test("two applications for one home, however its number is written, are shown to both and to the center", async () => {
    const ours = await opened("bankOfficer", "421202-001001-GB00007-F00010001");
    await submit("bankOfficer", ours);
    const theirs = await opened("otherBankOfficer", "４２１２０２ 001001gb00007.f00010001");
    // A draft is its own party's: it is told of the claim, and claims nothing yet.
    expect(await clashes("otherBankOfficer", theirs)).toEqual([{ loanCase: null }]);
    expect(await clashes("bankOfficer", ours)).toEqual([]);
    await submit("otherBankOfficer", theirs);
    // A party learns that there is another claim, the center whose.
    expect(await clashes("bankOfficer", ours)).toEqual([{ loanCase: null }]);
    expect(await clashes("reviewer", ours)).toEqual([{ loanCase: { id: theirs } }]);
    expect(await clashes("reviewer", theirs)).toEqual([{ loanCase: { id: ours } }]);
    expect(await listed("bankOfficer")).toEqual([ours]);
    expect(await listed("reviewer")).toEqual([ours, theirs].sort());
    await base.desk.act(ours, base.world.viewers.bankOfficer, "LOAN_CASE_WITHDRAW", { reasonCode: "APPLY_AGAIN" });
    expect([await clashes("reviewer", theirs), await clashes("reviewer", ours)]).toEqual([[], []]);
    expect(await listed("reviewer")).toEqual([]);
  });

  test("a number of signs alone names no home", async () => {
    const { viewers } = base.world;
    const made = application();
    const property = made.property && { ...made.property, unitNumber: "--" };
    const refused = await openCase(base.services, viewers.bankOfficer, {
      ...{ product: "FUND", guaranteeKind: "MORTGAGE", guaranteeCompanyId: null },
      application: { ...made, property: property ?? null },
    });
    expect(refused).toMatchObject({
      refusals: [{ code: "NUMBER_WRONG", field: ["application", "property", "unitNumber"] }],
    });
  });

  test("net assets lowered below what is committed show to the center and the company, and nothing new passes", async () => {
    const { desk, services, world } = base;
    const partyId = world.partyIds.guarantor;
    const approved = await desk.open(fundCase());
    await desk.advanceTo(approved, "SIGNING");
    const query = "{ partners(kind: GUARANTEE_COMPANY) { id guaranteeCapacity { limit committed exceeded } } }";
    const capacity = async (who: MemberName) =>
      (await ask(who, query)).partners.find(({ id }: Answer) => id === partyId).guaranteeCapacity;
    expect(await capacity("reviewer")).toMatchObject({ committed: "135000.00", exceeded: false });
    resultOf(await stateNetAssets(services.journal, { partyId, asOf: "2026-03-01", amountFen: 1_000_000 }));
    const over = { limit: "100000.00", committed: "135000.00", exceeded: true };
    expect([await capacity("reviewer"), await capacity("guaranteeOfficer")]).toEqual([over, over]);
    expect(await capacity("bankOfficer")).toBeNull();
    const next = await desk.open(fundCase());
    await expect(desk.advanceTo(next, "SIGNING")).rejects.toThrow("NO_GUARANTEE_CAPACITY");
    const total = await selectRow(services.journal.database.read, ClaimTotal, "kind = 'GUARANTEE_CAPACITY'");
    expect(total).toMatchObject({ total: 13_500_000 });
  });
});

test("a person is the same, however the number is written", () => {
  const one = { idType: "OTHER", idNumber: "AB-12 3" } as const;
  expect(identityOf(one)).toBe(identityOf({ idType: "OTHER", idNumber: "ab１23" }));
});

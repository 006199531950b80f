/** Parties through the API: signing in and out, members as everybody may see them, and their administration. */
import { graphql, parse, type GraphQLSchema } from "graphql";
import { sightFor } from "../../src/app/context.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { createJournal, journalMessages, type Journal } from "../../src/journal/index.js";
import { authenticate, partyAggregates, partyResolvers, type SignInContext } from "../../src/parties/index.js";
import { roomErrors, RowLoader } from "../../src/platform/index.js";
import { onEachDatabase, testKeys, type TestDatabase } from "../support/harness.js";
import { makeWorld, testPasswords, worldPassword, type MemberName, type World } from "../support/world.js";

roomErrors("Journal", journalMessages);

/** What came back; looked at, not typed. */
type Answer = ReturnType<typeof JSON.parse>;

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await schemaOf(partyResolvers);
});

interface Api {
  readonly fresh: TestDatabase;
  readonly world: World;
  readonly journal: Journal;
  readonly cookies: string[];
  ask(
    token: string | null,
    source: string,
    variables?: Record<string, unknown>,
    fromConsole?: boolean,
  ): Promise<Answer>;
  as(who: MemberName, source: string, variables?: Record<string, unknown>): Promise<Answer>;
}

async function makeApi(fresh: TestDatabase): Promise<Api> {
  const journal = createJournal({ database: fresh.database, keys: testKeys, aggregates: partyAggregates });
  const world = await makeWorld(journal);
  const cookies: string[] = [];
  const cookie = { set: (token: string) => void cookies.push(token), clear: () => void cookies.push("") };
  const ask: Api["ask"] = async (token, source, variableValues = {}, fromConsole = false) => {
    const viewer = token === null ? null : await authenticate(journal, token, { language: "en" });
    const rows = new RowLoader(() => fresh.database.read, sightFor(viewer));
    const contextValue: SignInContext = {
      viewer,
      language: "en",
      journal,
      rows,
      asked: { address: "198.51.100.7", fromConsole, cookie },
      passwords: testPasswords,
    };
    return JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, contextValue })));
  };
  const as: Api["as"] = async (who, source, variables) => ask(await world.tokenOf(who), source, variables);
  return { fresh, world, journal, cookies, ask, as };
}

const errors = "userErrors { code field message ... on PartiesError { reason } }";
const signIn = `mutation ($input: SignInInput!) {
  signIn(input: $input) { token expiresAt viewer { roles rank member { name } party { name kind } unit { code } onBehalfOf { name } } ${errors} } }`;
const create = `mutation ($input: MemberCreateInput!) {
  memberCreate(input: $input) { member { id name username amountRank service roles party { code } } oneTimePassword ${errors} } }`;
const reset = `mutation ($input: MemberPasswordResetInput!) {
  memberPasswordReset(input: $input) { member { id } oneTimePassword ${errors} } }`;

onEachDatabase((open) => {
  test("a system signs in, is known by its bearer token, and signs out", async () => {
    const { ask, cookies } = await makeApi(await open());
    expect(await ask(null, "{ viewer { rank } }")).toEqual({ data: { viewer: null } });
    const input = { username: "bank-officer", password: worldPassword };
    const { data } = await ask(null, signIn, { input });
    expect(data.signIn).toMatchObject({
      token: expect.stringMatching(/^[\w-]{43}$/),
      viewer: {
        roles: ["BANK_OFFICER"],
        rank: 1,
        member: { name: "李伟" },
        party: { name: "建设银行咸宁分行", kind: "BANK" },
        unit: { code: "CITY" },
        onBehalfOf: null,
      },
      userErrors: [],
    });
    const { token } = data.signIn;
    expect(await ask(token, "{ viewer { member { name } } }")).toEqual({
      data: { viewer: { member: { name: "李伟" } } },
    });
    expect(await ask(token, "mutation { signOut { userErrors { code } } }")).toEqual({
      data: { signOut: { userErrors: [] } },
    });
    expect(await ask(token, "{ viewer { rank } }")).toEqual({ data: { viewer: null } });
    expect(cookies).toEqual([]);
  });

  test("the console's token lies in the cookie and nowhere else", async () => {
    const { ask, cookies, journal } = await makeApi(await open());
    const input = { username: "bank-officer", password: worldPassword };
    const { data } = await ask(null, signIn, { input }, true);
    expect(data.signIn).toMatchObject({ token: null, viewer: { rank: 1 } });
    expect(await authenticate(journal, String(cookies[0]))).toMatchObject({ channel: "CONSOLE" });
    await ask(String(cookies[0]), "mutation { signOut { userErrors { code } } }", {}, true);
    expect(cookies[1]).toBe("");
  });

  test("a wrong password is one refusal, in the reader's language, typed by the room", async () => {
    const { ask } = await makeApi(await open());
    const { data } = await ask(null, signIn, { input: { username: "nobody", password: "x" } });
    expect(data.signIn).toEqual({
      token: null,
      expiresAt: null,
      viewer: null,
      userErrors: [
        {
          code: "SIGN_IN_FAILED",
          field: null,
          message: "The username or the password is not right.",
          reason: "SIGN_IN_FAILED",
        },
      ],
    });
  });

  test("a new member chooses a password at the first sign-in; a repeated creation tells no password", async () => {
    const { ask, as } = await makeApi(await open());
    const input = { username: "newcomer", name: "新人", roles: ["BANK_OFFICER"], idempotencyKey: "create-1" };
    const { data } = await as("bankManager", create, { input });
    const { member, oneTimePassword } = data.memberCreate;
    expect(member).toMatchObject({
      name: "新人",
      username: "newcomer",
      amountRank: 1,
      service: false,
      party: { code: "CCB" },
    });
    const again = await as("bankManager", create, { input });
    expect(again.data.memberCreate).toEqual({ member, oneTimePassword: null, userErrors: [] });

    const entering = { username: "newcomer", password: oneTimePassword };
    const asked = await ask(null, signIn, { input: entering });
    expect(asked.data.signIn.userErrors).toMatchObject([{ code: "PASSWORD_CHANGE_REQUIRED", field: ["newPassword"] }]);
    const entered = await ask(null, signIn, { input: { ...entering, newPassword: "seven green bottles" } });
    expect(entered.data.signIn).toMatchObject({ viewer: { member: { name: "新人" } }, userErrors: [] });

    const lost = await as("administrator", reset, { input: { memberId: member.id } });
    expect(lost.data.memberPasswordReset.oneTimePassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(await ask(entered.data.signIn.token, "{ viewer { rank } }")).toEqual({ data: { viewer: null } });
  });

  test("every reason against a new member comes back with its field and its message", async () => {
    const { as } = await makeApi(await open());
    const input = { username: "bank-officer", name: "", roles: ["CENTER_APPROVER"] };
    const { data } = await as("bankManager", create, { input });
    expect(data.memberCreate).toMatchObject({ member: null, oneTimePassword: null });
    expect(data.memberCreate.userErrors.map((one: Answer) => [one.code, one.field, one.message.includes("{")])).toEqual(
      [
        ["USERNAME_TAKEN", ["username"], false],
        ["NAME_INVALID", ["name"], false],
        ["ROLE_OF_OTHER_PARTY", ["roles"], false],
      ],
    );
  });

  test("the list of members shows a bank its own, the center all, and usernames to nobody else", async () => {
    const { as, world } = await makeApi(await open());
    const list = `query ($partyId: ID) { members(partyId: $partyId, first: 100) { nodes { username party { code } } totalCount { value exact } } }`;
    const own = await as("bankOfficer", list);
    expect(own.data.members.nodes.map((one: Answer) => one.username)).toEqual([
      "bank-colleague",
      "bank-manager",
      "bank-officer",
      "bank-system",
    ]);
    expect((await as("bankOfficer", list, { partyId: world.partyIds.otherBank })).data.members.nodes).toEqual([]);
    expect((await as("supervisor", list)).data.members.totalCount).toEqual({ value: 20, exact: true });
    const face = await as(
      "bankOfficer",
      "{ viewer { member { username amountRank party { units { code parentId } } } } }",
    );
    expect(face.data.viewer.member).toMatchObject({
      username: "bank-officer",
      amountRank: 1,
      party: { units: [{ code: "CITY" }, { code: "GULOU" }] },
    });
  });

  test("partners are the banks and guarantee companies, or those of a kind", async () => {
    const { as } = await makeApi(await open());
    const list = "query ($kind: PartnerKind) { partners(kind: $kind) { code } }";
    const codes = async (kind?: string) =>
      (await as("guaranteeOfficer", list, { kind })).data.partners.map((one: Answer) => one.code);
    expect(await codes()).toEqual(["CCB", "ICBC", "ANJU", "HENGXIN"]);
    expect(await codes("GUARANTEE_COMPANY")).toEqual(["ANJU", "HENGXIN"]);
  });

  test("the administrator brings in a party with its units, and everybody finds it", async () => {
    const { as } = await makeApi(await open());
    const register = `mutation ($input: PartyRegisterInput!) { partyRegister(input: $input) { party { id kind code active } ${errors} } }`;
    const addUnit = `mutation ($input: UnitAddInput!) { unitAdd(input: $input) { unit { id partyId parentId code } ${errors} } }`;
    const state = `mutation ($input: NetAssetsStateInput!) { netAssetsState(input: $input) { party { code } ${errors} } }`;
    const input = { kind: "GUARANTEE_COMPANY", code: "XINDA", name: "信达担保公司", nameEn: "Xinda Guarantee" };
    const made = (await as("administrator", register, { input })).data.partyRegister;
    expect(made).toMatchObject({ party: { kind: input.kind, code: "XINDA", active: true }, userErrors: [] });
    const partyId = made.party.id;
    const unit = { partyId, code: "EAST", name: "城东营业部", nameEn: "East", idempotencyKey: "unit-1" };
    const added = (await as("administrator", addUnit, { input: unit })).data.unitAdd;
    expect(added).toMatchObject({ unit: { partyId, parentId: null, code: "EAST" }, userErrors: [] });
    expect((await as("administrator", addUnit, { input: unit })).data.unitAdd).toEqual(added);
    const assets = { partyId, asOf: "2026-01-01", amount: "1000000.00" };
    const stated = (await as("administrator", state, { input: assets })).data.netAssetsState;
    expect(stated).toEqual({ party: { code: "XINDA" }, userErrors: [] });

    const nothing = (await as("administrator", state, { input: { ...assets, amount: "0.00" } })).data.netAssetsState;
    expect(nothing).toMatchObject({ party: null, userErrors: [{ code: "NET_ASSETS_INVALID", field: ["amount"] }] });
    const denied = (await as("otherGuaranteeManager", addUnit, { input: unit })).data.unitAdd;
    expect(denied).toMatchObject({ unit: null, userErrors: [{ code: "NOT_ALLOWED", reason: "NOT_ALLOWED" }] });

    const list = "query ($kind: PartyKind) { parties(kind: $kind) { code units { code } } }";
    const found = async (kind?: string) => (await as("bankOfficer", list, { kind })).data.parties;
    expect(await found("DEVELOPER")).toEqual([{ code: "LVCHENG", units: [] }]);
    expect((await found()).map((one: Answer) => one.code)).toEqual([
      "CCB",
      "ICBC",
      "XN",
      "LVCHENG",
      "ANJU",
      "HENGXIN",
      "XINDA",
    ]);
    expect((await found("GUARANTEE_COMPANY"))[2]).toEqual({ code: "XINDA", units: [{ code: "EAST" }] });
  });

  test("signed out, every root field but sign-in and viewer is refused, also with input that is wrong", async () => {
    const { ask } = await makeApi(await open());
    const member = { memberId: "x", idempotencyKey: "x".repeat(500) };
    const fields: [string, string, unknown][] = [
      ["memberCreate", "MemberCreateInput", { username: "x", name: "", roles: [], idempotencyKey: "" }],
      ["memberDisable", "MemberDisableInput", member],
      ["memberEnable", "MemberEnableInput", member],
      ["memberRolesChange", "MemberRolesChangeInput", { ...member, roles: [], amountRank: 1 }],
      ["memberUnitChange", "MemberUnitChangeInput", member],
      ["delegationGrant", "DelegationGrantInput", { toMemberId: "x", fromDay: "2026-01-01", untilDay: "2026-01-02" }],
      ["delegationEnd", "DelegationEndInput", { delegationId: "x", idempotencyKey: "" }],
      ["memberPasswordReset", "MemberPasswordResetInput", member],
      ["partyRegister", "PartyRegisterInput", { kind: "BANK", code: "?", name: "", nameEn: "", idempotencyKey: "" }],
      ["partySuspend", "PartySuspendInput", { partyId: "x", reason: "" }],
      ["partyResume", "PartyResumeInput", { partyId: "x", idempotencyKey: "" }],
      ["projectRegister", "ProjectRegisterInput", { partyId: "x", code: "?", name: "", nameEn: "" }],
      ["buildingAdd", "BuildingAddInput", { projectId: "x", code: "?" }],
      ["buildingVerificationRevoke", "BuildingVerificationRevokeInput", { buildingId: "x", reason: "" }],
      ["unitAdd", "UnitAddInput", { partyId: "x", code: "?", name: "", nameEn: "" }],
      ["netAssetsState", "NetAssetsStateInput", { partyId: "x", asOf: "2026-01-01", amount: "0.00" }],
      ["passwordChange", "PasswordChangeInput", { currentPassword: "x", newPassword: "y" }],
    ];
    const operations = [
      ...fields.map(
        ([field, type, input]) =>
          [
            field,
            `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code } } }`,
            { input },
          ] as const,
      ),
      ["signOut", "mutation { signOut { userErrors { code } } }", {}] as const,
      ["members", "{ members { nodes { id } } }", {}] as const,
      ["delegations", "{ delegations { nodes { id } } }", {}] as const,
      ["partners", "{ partners { id } }", {}] as const,
      ["parties", "{ parties { id } }", {}] as const,
      ["projects", "{ projects { nodes { id } } }", {}] as const,
    ];
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect(operations.map(([field]) => field).sort()).toEqual(
      roots.filter((field) => !["viewer", "signIn"].includes(field)).sort(),
    );
    for (const [, source, variables] of operations) {
      parse(source);
      const { errors: thrown } = await ask(null, source, variables);
      expect(thrown).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    }
  });

  test("a key that cannot be kept is named, not a fault", async () => {
    const { as, world } = await makeApi(await open());
    for (const idempotencyKey of ["x".repeat(101), "  ", "a\nb", "\u0000"]) {
      const input = { memberId: world.viewers.bankColleague.memberId, idempotencyKey };
      const { errors: thrown } = await as("bankManager", reset, { input });
      expect(thrown).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", argument: "input.idempotencyKey" } }]);
    }
  });
});

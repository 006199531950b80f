/** The applicant's rating: by a code without an account, once; by telephone; never by whom it is about; and what it counts. */
import type { GraphQLSchema } from "graphql";
import { apiResolvers } from "../../src/app/resolvers.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { tables } from "../../src/app/tables.js";
import { verifyJournal } from "../../src/journal/index.js";
import { caseWorld, fundCase, monday, type CaseWorld } from "../support/cases.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import { inProcess, type AskInProcess } from "../support/inProcess.js";
import type { MemberName } from "../support/world.js";

jest.setTimeout(180_000);

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await schemaOf(apiResolvers);
});

type Shown = Record<string, never>;
const errorsOf = (shown: Shown) =>
  (shown as unknown as { userErrors: { code: string }[] }).userErrors.map(({ code }) => code);

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let world: CaseWorld;
  let asked: AskInProcess;
  let paid: string;
  let other: string;
  let running: string;
  beforeAll(async () => {
    fresh = await open();
    world = await caseWorld(fresh);
    asked = inProcess(world.services, schema);
    const at = async (stage: "SERVICING" | "REVIEW") => {
      const id = await world.desk.open(fundCase({ guaranteeKind: "MORTGAGE" }));
      await world.desk.advanceTo(id, stage);
      return id;
    };
    paid = await at("SERVICING");
    other = await at("SERVICING");
    running = await at("REVIEW");
  });

  async function ask(who: MemberName | null, query: string, variables: object = {}): Promise<Shown> {
    const { data, errors } = await asked(who && (await world.world.tokenOf(who)), query, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data)) as Shown;
  }
  async function give(who: MemberName | null, field: string, input: object, shown = ""): Promise<Shown> {
    const type = `${field[0]?.toUpperCase() ?? ""}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${shown} userErrors { code field } } }`;
    return (await ask(who, query, { input }))[field] as unknown as Shown;
  }
  const ticket = async (caseId: string, who: MemberName = "supervisor", more: object = {}) =>
    (await give(who, "ratingTicket", { caseId, ...more }, "code expiresAt")) as unknown as {
      code: string;
      expiresAt: string;
    };
  const rate = (code: string, more: object = {}) =>
    give(null, "ratingGive", { code, score: 5, trips: [], ...more }, "received");
  const trips = (count: number) => [{ place: "BANK", count }];

  test("a code is for the center to hand out, once money is paid, and not for whom the rating is about", async () => {
    expect(errorsOf(await give("bankOfficer", "ratingTicket", { caseId: paid }))).toEqual(["NOT_ALLOWED"]);
    expect(errorsOf(await give("supervisor", "ratingTicket", { caseId: running }))).toEqual(["WRONG_STAGE"]);
    const { code, expiresAt } = await ticket(paid, "supervisor", { idempotencyKey: "one" });
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);
    expect(expiresAt).toBe(new Date(Date.parse(monday) + 90 * 86_400_000).toISOString());
    expect((await ticket(paid, "supervisor", { idempotencyKey: "one" })).code).toBe(code);
    const stored = await fresh.database.read.all<{ text: string }>(
      "SELECT text FROM journal_entry WHERE streamId = ?",
      [paid],
    );
    const everything = JSON.stringify([stored, await fresh.database.read.all("SELECT * FROM rating_ticket")]);
    expect(everything).not.toContain(code);
    expect(everything).not.toContain(code.replaceAll("-", ""));
  });

  test("unknown, replaced, expired and used codes are answered alike, and a fault of the rest tells nothing of the code", async () => {
    const first = (await ticket(paid)).code;
    const { code } = await ticket(paid);
    const notGood = { received: null, userErrors: [{ code: "RATING_CODE_NOT_GOOD", field: ["code"] }] };
    expect(await rate("00000-00000-00000-00000")).toEqual(notGood);
    expect(await rate("x".repeat(4_000))).toEqual(notGood);
    expect(await rate(first)).toEqual(notGood);
    const faulty = { score: 6, trips: [...trips(1), ...trips(21)] };
    const faults = await rate(code, faulty);
    expect(errorsOf(faults)).toEqual(["SCORE_OUTSIDE", "COUNT_OUTSIDE", "NAMED_TWICE"]);
    expect(await rate("00000-00000-00000-00000", faulty)).toEqual(faults);
    world.clock.now = new Date(Date.parse(monday) + 91 * 86_400_000).toISOString();
    expect(await rate(code)).toEqual(notGood);
    world.clock.now = monday;
  });

  test("the applicant rates once, as they type it; who went more often than was logged takes the bank its zero trips", async () => {
    const { code } = await ticket(paid);
    const typed = code.toLowerCase().replaceAll("-", " ");
    const said = { score: 4, trips: trips(2), comment: "窗口等了很久", idempotencyKey: "mine" };
    const both = await Promise.all([rate(typed, said), rate(code, { score: 1, trips: trips(0) })]);
    expect(both.map((shown) => errorsOf(shown).join()).sort()).toEqual(["", "RATING_CODE_NOT_GOOD"]);
    if (errorsOf(both[0]).length === 0) expect(await rate(code, said)).toEqual({ received: true, userErrors: [] });
    const { loanCase } = await ask(
      "bankOfficer",
      "query ($id: ID!) { loanCase(id: $id) { rating { channel tripsLogged agrees comment recordedBy { id } trips { place count } } timeline(first: 1) { nodes { type actor { id } } } } }",
      { id: paid },
    );
    expect(loanCase).toMatchObject({
      rating: { channel: "LINK", tripsLogged: 0, comment: null, recordedBy: null },
      timeline: { nodes: [{ type: "RATING_GIVEN", actor: null }] },
    });
    expect(errorsOf(await give("supervisor", "ratingTicket", { caseId: paid }))).toEqual(["ALREADY_RATED"]);
  });

  test("a rating by telephone is taken down by somebody else, and set right with a reason by another", async () => {
    const record = (who: MemberName, more: object = {}) =>
      give(
        who,
        "ratingRecord",
        { caseId: other, channel: "PHONE", score: 5, trips: trips(0), ...more },
        "rating { score tripsTold agrees }",
      );
    expect(errorsOf(await record("bankOfficer"))).toEqual(["NOT_ALLOWED"]);
    expect(errorsOf(await record("reviewer", { channel: "LINK" }))).toEqual(["RATING_BY_CODE_ONLY"]);
    expect(await record("reviewer", { comment: "很满意" })).toEqual({
      rating: { score: 5, tripsTold: 0, agrees: true },
      userErrors: [],
    });
    expect(errorsOf(await record("reviewer"))).toEqual(["ALREADY_RATED"]);
    const correct = (who: MemberName, more: object = {}) =>
      give(who, "ratingCorrect", { caseId: other, reasonCode: "TYPING_MISTAKE", note: "听错了", score: 4, ...more });
    expect(errorsOf(await correct("reviewer"))).toEqual(["NOT_ALLOWED"]);
    expect(errorsOf(await correct("supervisor", { note: " ", reasonCode: "WHIM" }))).toEqual([
      "UNKNOWN_CODE",
      "REASON_REQUIRED",
    ]);
    expect(errorsOf(await correct("supervisor"))).toEqual([]);
    const comment = async (who: MemberName) =>
      (await ask(who, "query ($id: ID!) { loanCase(id: $id) { rating { score version comment } } }", { id: other }))[
        "loanCase"
      ];
    expect(await comment("reviewer")).toEqual({ rating: { score: 4, version: 2, comment: "很满意" } });
    expect(await comment("bankOfficer")).toEqual({ rating: { score: 4, version: 2, comment: null } });
    expect(errorsOf(await correct("supervisor", { score: null }))).toEqual([]);
    expect(await comment("reviewer")).toEqual({ rating: null });
    expect(errorsOf(await record("reviewer", { score: 3 }))).toEqual([]);
  });

  test("ratings are facts of the bank; the zero-trip rate says how many applicants confirmed it, and how many agree", async () => {
    const query = `{ zeroTripConfirmation(period: "2026H1") {
      partner { code } paidOut zeroTrips confirmed agreeing wentMoreOften confirmedShare agreementShare } }`;
    const [told] = await fresh.database.read.all<{ told: number }>(
      "SELECT tripsTold AS told FROM rating WHERE caseId = ?",
      [paid],
    );
    // Of the two who rated at once either may have been first.
    const more = Number(told?.told) > 0 ? 1 : 0;
    const one = {
      partner: { code: "CCB" },
      ...{ paidOut: 2, zeroTrips: 2 - more, confirmed: 2, agreeing: 2 - more, wentMoreOften: more },
      ...{ confirmedShare: 1, agreementShare: (2 - more) / 2 },
    };
    expect(await ask("supervisor", query)).toEqual({ zeroTripConfirmation: [one] });
    expect(await ask("bankManager", query)).toEqual({ zeroTripConfirmation: [one] });
    expect(await ask("otherBankManager", query)).toEqual({ zeroTripConfirmation: [] });
    const facts = await fresh.database.read.all<{ value: number }>(
      "SELECT value FROM partner_fact WHERE indicator = 'SATISFACTION' AND reversedAt IS NULL AND caseId = ?",
      [other],
    );
    expect(facts.map(({ value }) => Number(value))).toEqual([300]);
    const { differences } = await verifyJournal({ journal: world.services.journal, tables });
    expect(differences).toEqual([]);
  });

  test("whoever guesses is slowed down", async () => {
    let last: string[] = [];
    for (let tries = 0; tries < 12 && !last.includes("RATING_THROTTLED"); tries += 1) {
      last = errorsOf(await rate(`GUESS-${String(tries).padStart(5, "0")}`));
    }
    expect(last).toEqual(["RATING_THROTTLED"]);
  });
});

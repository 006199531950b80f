/** Every mutation by everybody whom it is not for changes nothing and tells nothing; and those it is for may give it. */
import { GraphQLError, type GraphQLSchema } from "graphql";
import { Arg, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from "type-graphql";
import { schemaOf } from "../../src/app/schema/build.js";
import { apiResolvers } from "../../src/app/resolvers.js";
import { caseRef, type CaseRequestContext } from "../../src/casework/index.js";
import { systemActor, type ExecutePoint } from "../../src/journal/index.js";
import { newId } from "../../src/kernel/index.js";
import { payloadType } from "../../src/platform/index.js";
import { freshDatabase, onEachDatabase, type TestDatabase } from "../support/harness.js";
import { matrixFaults, type Actor, type MatrixRow } from "../support/matrix.js";
import { servicesOn, tokenAt } from "../support/raceScene.js";
import { serverOver, type Served } from "../support/serverOver.js";
import { contentsOf, copyAll } from "../support/wholeDatabase.js";
import { prepare, type Prepared } from "./prepared.js";
import { everybody, table } from "./table.js";

jest.setTimeout(300_000);

let home: TestDatabase;
let things: Prepared;
beforeAll(async () => {
  home = await freshDatabase({ name: "embedded", url: null });
  things = await prepare(home);
});
afterAll(() => home.dispose());

/** Everybody who has an account, systems in somebody's name, and those whom the program does not know. */
async function actorsAt(services: Served["services"]): Promise<Actor[]> {
  const { world } = things.base;
  const viewers = world.viewers as Readonly<Record<string, (typeof world.viewers)["auditor"]>>;
  const tokenOf = (name: string) => {
    const { memberId = things.members.developerClerk } = viewers[name] ?? {};
    return tokenAt(services, { ...world.viewers.auditor, memberId });
  };
  const known: Actor[] = [];
  for (const name of everybody.filter((one) => one !== "systemOfBankOfficer")) {
    known.push({ name, token: await tokenOf(name) });
  }
  const system = await tokenOf("bankSystem");
  const inTheNameOf = (username: string) => ({ "x-lianban-on-behalf-of": username });
  return [
    ...known,
    { name: "systemOfBankOfficer", token: system, headers: inTheNameOf(world.usernames.bankOfficer) },
    { name: "nobody", token: null, stranger: true },
    { name: "forger", token: "A".repeat(43), stranger: true },
    {
      name: "systemOfAnotherBank",
      token: system,
      headers: inTheNameOf(world.usernames.otherBankOfficer),
      stranger: true,
    },
    {
      name: "officerAsAnother",
      token: await tokenOf("bankOfficer"),
      headers: inTheNameOf("bank-manager"),
      stranger: true,
    },
  ];
}

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let served: Served | undefined;
  beforeEach(async () => {
    fresh = await open();
    await copyAll(home.database, fresh.database);
  });
  afterEach(() => served?.close());

  const ground = async (resolvers: typeof apiResolvers, rows: Readonly<Record<string, MatrixRow<Prepared>>>) => {
    let dry = false;
    const probe = (point: ExecutePoint) => {
      if (dry && point === "beforeCommit") throw new GraphQLError("It would count", { extensions: { code: "BUSY" } });
    };
    const server = await serverOver(servicesOn(things.base.services, fresh.database), { resolvers, probe });
    served = server;
    return {
      schema: await schemaOf(resolvers),
      things,
      actors: await actorsAt(server.services),
      rows,
      async ask(actor: Actor, query: string, variables: object, asDry: boolean) {
        dry = asDry;
        return server.ask(actor.token, query, variables, actor.headers);
      },
      contents: () => contentsOf(fresh.database),
      async entries() {
        const [row] = await fresh.database.read.all<{ n: number }>("SELECT COUNT(*) AS n FROM journal_entry");
        return Number(row?.n);
      },
    };
  };

  test("every mutation of the schema is for those whom the table names, and for nobody else", async () => {
    expect(await matrixFaults(await ground(apiResolvers, table))).toEqual([]);
  });

  test("whoever may not see a case is answered as if there were none", async () => {
    const { ask, actors } = await ground(apiResolvers, table);
    const unknown = newId();
    const ids = Object.values(things.cases);
    const differing: string[] = [];
    for (const { field, query, variablesFor } of caseMutations(await schemaOf(apiResolvers))) {
      for (const name of ["otherBankOfficer", "otherGuaranteeManager", "bankColleague"]) {
        const actor = actors.find((one) => one.name === name) as Actor;
        const variables = JSON.stringify(variablesFor(name));
        const answerTo = async (text: string) => JSON.stringify((await ask(actor, query, JSON.parse(text), true)).body);
        const known = ids.find((id) => variables.includes(id)) ?? "";
        const [real, none] = [await answerTo(variables), await answerTo(variables.replaceAll(known, unknown))];
        if (real.replaceAll(known, unknown) !== none) differing.push(`${field} by ${name}: ${real} and not ${none}`);
      }
    }
    expect(differing).toEqual([]);
  });

  test("a mutation that asks nobody, and one that is in no table, are found", async () => {
    const rows = { careless: { right: ["reviewer"], input: ({ cases }: Prepared) => ({ caseId: cases.review }) } };
    const faults = await matrixFaults(await ground([Careless, Forgotten], rows));
    expect(faults).toContain("forgotten: nobody has said whom it is for");
    for (const name of ["auditor", "otherBankOfficer", "nobody", "forger"]) {
      expect(faults).toContain(`careless by ${name}: accepted`);
    }
    expect(faults.find((fault) => fault.startsWith("careless: refusing it wrote"))).toBeDefined();
    expect(faults).toContain("refusing changed journal_entry");
    expect(faults.filter((fault) => fault.startsWith("careless by reviewer"))).toEqual([]);
  });
});

/** The rows of the table that are about a case, as operations. */
function caseMutations(schema: GraphQLSchema) {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => {
    const input = table[field.name]?.input;
    const type = field.args[0]?.type;
    const variablesFor = (who: string) => ({ input: input?.(things, who) ?? {} });
    if (!input || !type || !("caseId" in variablesFor("nobody").input)) return [];
    const query = `mutation ($input: ${String(type)}) { ${field.name}(input: $input) { userErrors { code field message } } }`;
    return [{ field: field.name, query, variablesFor }];
  });
}

@InputType()
class CarelessInput {
  @Field(() => ID) caseId!: string;
}

const CarelessPayload = payloadType("CarelessPayload", {});

/** Writes to whatever case it is told of, whoever says so. */
@Resolver()
class Careless {
  @Query(() => String)
  nothing(): string {
    return "";
  }

  @Mutation(() => CarelessPayload)
  async careless(
    @Arg("input", () => CarelessInput) { caseId }: CarelessInput,
    @Ctx() { journal }: CaseRequestContext,
  ): Promise<object> {
    const entries = [{ type: "NOTHING_FURTHER", body: { partyId: caseId } }];
    await journal.execute({
      command: "CARELESS",
      actor: systemActor,
      input: { caseId },
      streams: [caseRef(caseId)],
      decide: () => ({ appends: [{ streamId: caseId, entries }], resultId: caseId }),
    });
    return { userErrors: [] };
  }
}

@Resolver()
class Forgotten {
  @Mutation(() => Boolean)
  forgotten(): boolean {
    return true;
  }
}

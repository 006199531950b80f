/** A connection that is lost while something is committed: nobody is told what is not known, and the key finds out. */
import { readEntries } from "../../src/journal/index.js";
import { openDatabase, type Database } from "../../src/platform/index.js";
import { cutProxy, type CutProxy } from "../support/cutProxy.js";
import { losingCommits, type NextCommit } from "../support/facades.js";
import { freshDatabase, onEachDatabase } from "../support/harness.js";
import { copyScene, makeRaceScene, tokenAt, type RaceScene } from "../support/raceScene.js";
import { serverOver, type Served } from "../support/serverOver.js";
import { contentsOf } from "../support/wholeDatabase.js";

jest.setTimeout(60_000);

let original: RaceScene;
beforeAll(async () => {
  original = await makeRaceScene(await freshDatabase({ name: "embedded", url: null }));
});
afterAll(() => original.fresh.dispose());

const record = `mutation ($input: VisitRecordInput!) {
  visitRecord(input: $input) { loanCase { id version } userErrors { code } } }`;

onEachDatabase((open, name) => {
  let scene: RaceScene;
  let token: string;
  let served: Served;
  beforeAll(async () => {
    scene = await copyScene(original, await open());
    token = await tokenAt(scene.services, scene.world.viewers.bankOfficer);
  });
  afterEach(() => served.close());

  const visit = (idempotencyKey: string) =>
    served.ask(token, record, {
      input: { caseId: scene.toPay, reasonCode: "EXPLAIN", place: "BRANCH", idempotencyKey },
    });
  const countOf = async () =>
    (await readEntries(scene.fresh.database.read, "streamId = ? AND type = 'VISIT_RECORDED'", [scene.toPay])).length;
  const codeOf = ({ body }: Awaited<ReturnType<typeof visit>>) => body.errors?.[0]?.extensions?.code;

  test.each(["AFTER", "BEFORE"] as const)("lost %s the server heard of it", async (lost) => {
    const next: NextCommit = { lost: null };
    served = await serverOver(scene.services, { database: losingCommits(scene.fresh.database, next) });
    const before = await countOf();
    next.lost = lost;
    const first = await visit(`lost-${lost}`);
    expect(codeOf(first)).toBe("OUTCOME_UNKNOWN");
    expect(first.body.data?.visitRecord ?? null).toBeNull();
    expect(first.body.errors[0].message).toContain("idempotency key");
    expect((await countOf()) - before).toBe(lost === "AFTER" ? 1 : 0);
    for (let again = 0; again < 2; again += 1) {
      const { body } = await visit(`lost-${lost}`);
      expect(body).toMatchObject({ data: { visitRecord: { loanCase: { id: scene.toPay }, userErrors: [] } } });
      expect((await countOf()) - before).toBe(1);
    }
  });

  test("eight lost tries are answered BUSY, and leave nothing", async () => {
    let tries = 0;
    let quiet = false;
    const probe = () => {
      if (quiet) return;
      tries += 1;
      throw Object.assign(new Error("Deadlock found when trying to get lock"), { errno: 1213, sqlState: "40001" });
    };
    served = await serverOver(scene.services, { probe });
    const before = await contentsOf(scene.fresh.database);
    const answer = await visit("busy");
    expect(codeOf(answer)).toBe("BUSY");
    expect(tries).toBe(8);
    expect(served.services.journal.retries.count).toBe(8);
    expect(await contentsOf(scene.fresh.database)).toEqual(before);
    quiet = true;
    expect((await visit("busy")).body).toMatchObject({ data: { visitRecord: { userErrors: [] } } });
  });

  if (name === "embedded") return;

  describe("on a line that is really cut", () => {
    let proxy: CutProxy;
    let database: Database;
    beforeEach(async () => {
      proxy = await cutProxy(scene.fresh.settings.url ?? "");
      database = await openDatabase({ ...scene.fresh.settings, url: proxy.url, connectionLimit: 2 });
      served = await serverOver(scene.services, { database });
    });
    afterEach(async () => {
      await database.close().catch(() => undefined);
      await proxy.close();
    });

    test.each([true, false])("in COMMIT, which the server got: %s", async (delivered) => {
      const before = await countOf();
      proxy.cutNext({ at: "COMMIT", delivered });
      expect(codeOf(await visit(`cut-${delivered}`))).toBe("OUTCOME_UNKNOWN");
      expect(proxy.cuts).toBe(1);
      expect((await countOf()) - before).toBe(delivered ? 1 : 0);
      expect((await visit(`cut-${delivered}`)).body).toMatchObject({ data: { visitRecord: { userErrors: [] } } });
      expect((await countOf()) - before).toBe(1);
    });

    test.each(["START TRANSACTION", "SELECT * FROM journal_stream", "INSERT INTO journal_entry", "INSERT INTO visit"])(
      "at %s, before anything could count",
      async (at) => {
        const before = await contentsOf(scene.fresh.database);
        proxy.cutNext({ at, delivered: true });
        const key = `cut at ${at}`;
        expect(codeOf(await visit(key))).toBe("INTERNAL_SERVER_ERROR");
        expect(proxy.cuts).toBe(1);
        expect(await contentsOf(scene.fresh.database)).toEqual(before);
        expect((await visit(key)).body).toMatchObject({ data: { visitRecord: { userErrors: [] } } });
      },
    );
  });
});

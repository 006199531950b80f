/** A repeated key changes nothing and answers with the same thing; another input under it is refused: for every act. */
import { createHash } from "node:crypto";
import {
  attachDocument,
  caseCommandOf,
  openCase,
  receivePapers,
  runCommand,
  sendPapers,
  submitCase,
  verifyDocument,
} from "../../src/casework/index.js";
import { HandoffItem, issueTicket, receiveUpload } from "../../src/documents/index.js";
import type { Outcome } from "../../src/journal/index.js";
import { selectRows, type Database } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, monday, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { contentsOf } from "../support/wholeDatabase.js";
import { table, type ActRow } from "./support/domainTable.js";
import { fitting } from "./support/fitting.js";
import { people } from "./support/people.js";
import { giveTo, groundOn, plant, stateOf, type Ground } from "./support/planted.js";
import { PureCase } from "./support/pure.js";
import { advanceTo } from "./support/way.js";

/** Gives it once, again, and with another input; the same thing is answered and nothing more is written. */
async function expectIdempotent(
  ground: Pick<Ground, "services">,
  give: (input: { idempotencyKey: string; more?: object }) => Promise<Outcome>,
  contents: (database: Database) => Promise<unknown> = contentsOf,
): Promise<void> {
  const { database } = ground.services.journal;
  const idempotencyKey = "the-same-key";
  const first = await give({ idempotencyKey });
  expect(first).toMatchObject({ ok: true, replayed: false });
  const after = await contents(database);
  expect(await give({ idempotencyKey })).toEqual({ ...first, replayed: true });
  const other = await give({ idempotencyKey, more: { expectedVersion: 424_242 } });
  expect(other).toMatchObject({ ok: false, refusals: [{ code: "IDEMPOTENCY_KEY_REUSED" }] });
  expect(await contents(database)).toEqual(after);
}

/** How much there is of what rows are made from; quick, for the many acts that write nothing else. */
const entriesOf = ({ read }: Database) =>
  Promise.all(
    ["journal_entry", "private_row", "journal_request"].map((name) => read.all(`SELECT COUNT(*) AS n FROM ${name}`)),
  );

/** Without a guarantee company: its capacity is another test's matter. */
const kindOf = ({ who }: ActRow) => (who.startsWith("guarantee") ? "GUARANTEE_COMPANY" : "MORTGAGE");

onEachDatabase((fresh) => {
  describe("each act on a case", () => {
    let ground: Ground;
    beforeAll(async () => {
      ground = groundOn((await fresh()).database, monday);
    });

    test.each(table.filter(({ act }) => act !== "LOAN_CASE_SUBMIT").map((row) => [row.act, row] as const))(
      "%s",
      async (_act, row) => {
        const stage = row.allowed.find((one) => !row.empty?.[one]);
        const one = advanceTo(PureCase.open({ guaranteeKind: kindOf(row) }), stage ?? "ACCEPTANCE");
        if (row.act === "VISIT_REQUEST") one.must(people.supervisor, "VISIT_EXCEPTION_GRANT", { note: "特批" });
        // A correction names an entry by its id, which planting gives anew.
        const correcting = row.act === "CORRECTION_CONFIRM";
        if (!correcting) row.first?.(one);
        const caseId = await plant(ground, one);
        if (correcting) await proposeCorrection(ground, caseId);
        ground.clock.now = one.now > ground.clock.now ? one.now : ground.clock.now;
        const viewer = people[row.who];
        const known = Object.assign(new PureCase(caseId), {
          state: await stateOf(ground, caseId),
          now: ground.clock.now,
        });
        const subject = row.subject?.(known) ?? "";
        const { policy, time } = known.context(viewer);
        const input = fitting[row.act]?.({ state: known.state, viewer, policy, subject, today: time.today }) ?? {};
        const key = `${row.act}-`;
        const give = ({ idempotencyKey, more }: { idempotencyKey: string; more?: object }) => {
          const given = { caseId, ...input, ...more, idempotencyKey: key + idempotencyKey };
          return runCommand(ground.services, viewer, caseCommandOf(row.act), given);
        };
        await expectIdempotent(ground, give, entriesOf);
      },
    );
  });

  describe("what touches more than a case", () => {
    let world: CaseWorld;
    let caseId: string;
    beforeAll(async () => {
      world = await caseWorld(await fresh());
    });

    const uploaded = async (kind: string) => {
      const bytes = Buffer.from(`%PDF-1.4\n% ${kind}\n%%EOF\n`);
      const { ticket } = await issueTicket(world.services, world.staff.bankOfficer, {
        ...{ kind, fileName: "a.pdf", mediaType: "application/pdf", bytes: bytes.length },
        sha256: createHash("sha256").update(bytes).digest("hex"),
      });
      await receiveUpload(world.services, {
        secret: ticket?.url.split("/").at(-1) ?? "",
        stream: inOnePiece(bytes),
        contentLength: bytes.length,
        contentType: "application/pdf",
      });
      return ticket?.id ?? "";
    };

    test("opening", async () => {
      const given = { ...fundCase(), guaranteeCompanyId: world.world.partyIds.guarantor };
      await expectIdempotent(world, async ({ idempotencyKey, more }) => {
        const outcome = await openCase(world.services, world.staff.bankOfficer, { ...given, ...more, idempotencyKey });
        if (outcome.ok) caseId = outcome.resultId;
        return outcome;
      });
    });

    test("submitting", () =>
      expectIdempotent(world, ({ idempotencyKey, more }) =>
        submitCase(world.services, world.staff.bankOfficer, { caseId, ...more, idempotencyKey: `s-${idempotencyKey}` }),
      ));

    let documentId: string;
    test("attaching: the same document is answered, and its ticket is spent once", async () => {
      const ticketId = await uploaded("HOUSEHOLD_REGISTER");
      const answered: string[] = [];
      await expectIdempotent(world, async ({ idempotencyKey, more }) => {
        const given = { caseId, kind: "HOUSEHOLD_REGISTER", ticketId, ...more, idempotencyKey: `a-${idempotencyKey}` };
        const attached = await attachDocument(world.services, world.staff.bankOfficer, given);
        if (attached.outcome.ok) answered.push(attached.documentId);
        return attached.outcome;
      });
      expect(new Set(answered).size).toBe(1);
      documentId = answered[0] ?? "";
      expect((await world.desk.state(caseId)).papers.documents).toMatchObject([{ id: documentId, version: 1 }]);
    });

    test("verifying", () =>
      expectIdempotent(world, ({ idempotencyKey, more }) =>
        verifyDocument(world.services, world.staff.bankOfficer, {
          ...{ caseId, documentId, result: "ACCEPTED" as const, ...more, idempotencyKey: `v-${idempotencyKey}` },
        }),
      ));

    let handoffId: string;
    test("sending a handoff", async () => {
      const given = { toPartyId: world.world.partyIds.center, items: [{ caseId, documentId }] };
      await expectIdempotent(world, async ({ idempotencyKey, more }) => {
        const input = { ...given, ...more, idempotencyKey: `h-${idempotencyKey}` };
        const outcome = await sendPapers(world.services, world.staff.bankOfficer, input);
        if (outcome.ok) handoffId = outcome.resultId;
        return outcome;
      });
    });

    test("receiving it", async () => {
      const { read } = world.services.journal.database;
      const items = await selectRows(read, HandoffItem, "handoffId = ?", [handoffId]);
      const receipts = items.map(({ id }) => ({ itemId: id, result: "ACCEPTED" as const }));
      await expectIdempotent(world, ({ idempotencyKey, more }) =>
        receivePapers(world.services, world.staff.reviewer, {
          ...{ handoffId, items: receipts, ...more, idempotencyKey: `r-${idempotencyKey}` },
        }),
      );
      const [handed] = (await world.desk.state(caseId)).papers.handoffs;
      expect(handed?.items).toMatchObject([{ documentId, version: 1, acceptedAt: monday }]);
    });

    test("the same key of another person is another key", async () => {
      const given = { ...fundCase({ application: application() }), guaranteeCompanyId: world.world.partyIds.guarantor };
      const idempotencyKey = "everybody-has-a-first-key";
      const officers = [world.staff.bankOfficer, world.world.viewers.bankColleague];
      const outcomes = await Promise.all(
        officers.map((officer) => openCase(world.services, officer, { ...given, idempotencyKey })),
      );
      expect(outcomes).toMatchObject([
        { ok: true, replayed: false },
        { ok: true, replayed: false },
      ]);
    });
  });
});

async function proposeCorrection(ground: Ground, caseId: string): Promise<void> {
  const { corrections } = await stateOf(ground, caseId);
  await giveTo(ground, caseId, people.bankOfficer, "ENTRY_CORRECT", {
    entryId: corrections.entries.find(({ type }) => type === "SUBMITTED")?.id,
    reasonCode: "TYPING_MISTAKE",
    note: "总价录入有误",
    values: { priceFen: 99_000_000 },
  });
}

async function* inOnePiece(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}

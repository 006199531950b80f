/** One key, sent twice at the same time: done once, answered alike. */
import { attachDocument, sendPapers, type CaseServices } from "../../src/casework/index.js";
import { issueTicket } from "../../src/documents/index.js";
import type { Outcome } from "../../src/journal/index.js";
import { actorOf } from "../../src/parties/index.js";
import { application } from "../support/cases.js";
import { freshDatabase, onEachDatabase } from "../support/harness.js";
import { copyScene, give, makeRaceScene, openAt, uploadAt, type RaceScene } from "../support/raceScene.js";
import { race, takeSeats, type Act, type Meeting, type Seat } from "../support/races.js";
import { contentsOf } from "../support/wholeDatabase.js";

jest.setTimeout(60_000);

let original: RaceScene;
beforeAll(async () => {
  original = await makeRaceScene(await freshDatabase({ name: "embedded", url: null }));
});
afterAll(() => original.fresh.dispose());

interface Twice {
  readonly what: string;
  /** What one request does under a key; made before the two are sent. */
  readonly request: (scene: RaceScene) => Promise<(services: CaseServices, key: string) => Promise<Outcome>>;
  /** Whether it writes to a stream that is there, whose head the second one waits for. */
  readonly waits: boolean;
  /** Entries that one of them writes, of this type. */
  readonly entry: string;
}

const twice: readonly Twice[] = [
  {
    what: "opening a case with new people",
    request: async ({ world }) => {
      const input = application();
      return (services, key) => openAt(services, world.viewers.bankOfficer, input, key);
    },
    waits: false,
    entry: "OPENED",
  },
  {
    what: "confirming a decision",
    request:
      async ({ world, proposed }) =>
      (services, idempotencyKey) =>
        give(services, world.viewers.seniorApprover, "DECISION_CONFIRM", proposed, { idempotencyKey }),
    waits: true,
    entry: "DECISION_CONFIRMED",
  },
  {
    what: "attaching an upload",
    async request(scene) {
      const given = { caseId: scene.inReview, kind: "INCOME_PROOF", ticketId: await uploadAt(scene, "the same twice") };
      return async (services, idempotencyKey) =>
        (await attachDocument(services, scene.world.viewers.bankOfficer, { ...given, idempotencyKey })).outcome;
    },
    waits: true,
    entry: "DOCUMENT_ATTACHED",
  },
  {
    what: "handing papers over",
    async request({ world, desk, inReview: caseId }) {
      const { papers } = await desk.state(caseId);
      const items = papers.documents.slice(0, 1).map(({ id }) => ({ caseId, documentId: id }));
      const given = { toPartyId: world.partyIds.center, items };
      return (services, idempotencyKey) =>
        sendPapers(services, world.viewers.bankOfficer, { ...given, idempotencyKey });
    },
    waits: true,
    entry: "HANDOFF_SENT",
  },
];

onEachDatabase((open, name) => {
  const lockings = name === "embedded" ? [true] : [true, false];
  describe.each(lockings)("heads locked: %s", (lockHeads) => {
    let scene: RaceScene;
    let seats: Seat[];
    beforeAll(async () => {
      scene = await copyScene(original, await open());
      seats = await takeSeats(scene.fresh, scene, 2, { lockHeads });
    });
    const meeting = (waits: boolean): Meeting =>
      name === "embedded" || (waits && lockHeads) ? "OTHERS_WAITED" : "ALL_LOADED";
    const countOf = async (type: string) =>
      (await scene.fresh.database.read.all("SELECT id FROM journal_entry WHERE type = ?", [type])).length;

    test.each(twice)("$what is done once, and both are told of the same", async ({ request, waits, entry }) => {
      const send = await request(scene);
      const key = `twice-${entry}`;
      const before = await countOf(entry);
      const one: Act = (services) => send(services, key);
      const { outcomes, met } = await race(scene.fresh, seats, [one, one]);
      expect(met).toBe(meeting(waits));
      const results = outcomes.map((outcome) => (outcome.ok ? outcome.resultId : "refused"));
      expect(results[0]).toBe(results[1]);
      expect(outcomes.map((outcome) => outcome.ok && outcome.replayed).sort()).toEqual([false, true]);
      // A handoff writes that entry to its own stream and to the case's.
      expect((await countOf(entry)) - before).toBe(entry === "HANDOFF_SENT" ? 2 : 1);

      const afterwards = await contentsOf(scene.fresh.database);
      const again = await send((seats[0] as Seat).services, key);
      expect(again).toEqual({ ok: true, resultId: results[0], replayed: true });
      expect(await contentsOf(scene.fresh.database)).toEqual(afterwards);
    });

    test("with other input at the same time one is done and the other refused", async () => {
      const { world, fresh, toPay } = scene;
      const order =
        (amountFen: number): Act =>
        (services) =>
          give(services, world.viewers.fundsOfficer, "FUNDS_ORDER", toPay, { amountFen, idempotencyKey: "one order" });
      const before = await countOf("FUNDS_ORDERED");
      const { outcomes, met } = await race(fresh, seats, [order(1_000_000), order(2_000_000)]);
      expect(met).toBe(meeting(true));
      const refused = outcomes.filter((outcome) => !outcome.ok);
      expect(refused).toMatchObject([{ refusals: [{ code: "IDEMPOTENCY_KEY_REUSED" }] }]);
      expect((await countOf("FUNDS_ORDERED")) - before).toBe(1);
    });

    test("two people's keys are two keys, however alike", async () => {
      const { world, fresh, toPay } = scene;
      const visit =
        (who: "bankOfficer" | "reviewer"): Act =>
        (services) =>
          give(services, world.viewers[who], "VISIT_RECORD", toPay, {
            reasonCode: "EXPLAIN",
            place: "BRANCH",
            idempotencyKey: "visit",
          });
      const before = await countOf("VISIT_RECORDED");
      const { outcomes } = await race(fresh, seats, [visit("bankOfficer"), visit("reviewer")]);
      expect(outcomes.map((outcome) => outcome.ok && outcome.replayed)).toEqual([false, false]);
      expect((await countOf("VISIT_RECORDED")) - before).toBe(2);
    });
  });

  if (name !== "embedded") {
    test("what its own first sending stands in the way of is answered as done, also where no head could be locked", async () => {
      const scene = await copyScene(original, await open());
      const [late, early] = (await takeSeats(scene.fresh, scene, 2)) as [Seat, Seat];
      const { bankOfficer } = scene.world.viewers;
      const input = { fileName: "一.pdf", mediaType: "application/pdf", bytes: 10 };
      const idempotencyKey = "one ticket";
      let sent: string | undefined;
      const outcome = await late.services.journal.execute({
        command: "UPLOAD_TICKET",
        actor: actorOf(bankOfficer),
        input,
        idempotencyKey,
        streams: [],
        // It has looked for its key by now, and not yet read what it decides on.
        async prepare(tx) {
          sent ??= (await issueTicket(early.services, bankOfficer, { ...input, idempotencyKey })).ticket?.id;
          return tx.all("SELECT id FROM upload_ticket WHERE attachedAt IS NULL");
        },
        decide: (_loaded, _context, open) =>
          open.length > 0 ? { refusals: [{ code: "TOO_MANY_OPEN_TICKETS" }] } : { appends: [], resultId: "new" },
      });
      expect(outcome).toEqual({ ok: true, resultId: sent, replayed: true });
    });
  }
});

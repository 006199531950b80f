/** Facts and what they come to, on both databases: kept with their entries, reversed by corrections, proved by verify. */
import { tables } from "../../src/app/tables.js";
import { receivePapers, sendPapers } from "../../src/casework/index.js";
import { handoffAggregate } from "../../src/documents/index.js";
import { historyFactSource } from "../../src/exchange/index.js";
import { verifyJournal, type TallyCell } from "../../src/journal/index.js";
import { caseFactSource, computeBoard, PartnerFact } from "../../src/oversight/index.js";
import { selectRows } from "../../src/platform/index.js";
import { caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";

const sources = [caseFactSource, historyFactSource];
const later = "2026-12-31T00:00:00.000Z";

onEachDatabase((open) => {
  let world: CaseWorld;
  let cases: string[];
  const sql = () => world.services.journal.database.read;
  const verified = () => verifyJournal({ journal: world.services.journal, tables });
  const facts = (condition = "1 = 1") => selectRows(sql(), PartnerFact, `${condition} ORDER BY id`);
  const board = (more: object = {}) =>
    computeBoard(
      { sql: sql(), policies: world.services.policies, sources },
      { period: "2026H1", kind: "BANK", ...more },
    );

  beforeAll(async () => {
    world = await caseWorld(await open());
    const { desk } = world;
    cases = [await desk.open(fundCase()), await desk.open(fundCase())];
    // Two cases of the same partners at the same time move the same cells.
    await Promise.all(cases.map((id) => desk.advanceTo(id, "SERVICING")));
  }, 120_000);

  test("each fact says whose it is, of which case and kind, when it happened and when the book came to know it", async () => {
    const { bank, guarantor } = world.world.partyIds;
    const of = (indicator: string, partnerId: string) =>
      facts(`indicator = '${indicator}' AND partnerId = '${partnerId}'`);
    for (const partnerId of [bank, guarantor]) {
      const paid = await of("VOLUME", partnerId);
      expect(paid.map(({ caseId }) => caseId).sort()).toEqual([...cases].sort());
      for (const fact of paid) {
        expect(fact).toMatchObject({ product: "FUND", propertyKind: "NEW", value: 45_000_000, reversedAt: null });
        expect(fact.recordedAt).toHaveLength(24);
      }
    }
    for (const fact of await of("HANDLING_TIME", guarantor))
      expect(fact.memberId).toBe(world.world.viewers.guaranteeOfficer.memberId);
    expect((await of("REGISTRATION_ON_TIME", guarantor)).filter(({ reversedAt }) => !reversedAt)).toHaveLength(2);
  });

  test("an item of a handoff counts when it is received: for its sender, wrong where policy counts the reason", async () => {
    const { services, staff, world: made } = world;
    const { papers } = await world.desk.state(cases[0]!);
    const items = papers.documents.slice(0, 3).map(({ id: documentId }) => ({ caseId: cases[0]!, documentId }));
    const sent = await sendPapers(services, staff.bankOfficer, { toPartyId: made.partyIds.center, items });
    const handoffId = sent.ok ? sent.resultId : "";
    expect(await facts("indicator = 'DOCUMENT_ERRORS'")).toEqual([]);
    const state = await services.journal.read(handoffAggregate, handoffId);
    const results = [
      { result: "ACCEPTED" as const },
      { result: "REJECTED" as const, reasonCode: "ILLEGIBLE" },
      { result: "REJECTED" as const, reasonCode: "SENT_TO_THE_WRONG_PARTY" },
    ];
    const receipts = state!.items.map(({ id: itemId }, at) => ({ itemId, ...results[at]! }));
    expect(await receivePapers(services, staff.reviewer, { handoffId, items: receipts })).toMatchObject({
      ok: true,
    });
    const found = await facts("indicator = 'DOCUMENT_ERRORS'");
    expect(found.map(({ value }) => value).sort()).toEqual([0, 0, 1]);
    for (const fact of found)
      expect(fact).toMatchObject({
        ...{
          streamId: handoffId,
          caseId: cases[0],
          partnerId: made.partyIds.bank,
          product: "FUND",
          propertyKind: "NEW",
        },
        memberId: staff.bankOfficer.memberId,
      });
  });

  test("the board of the tallies is the board of the facts; of a kind of case that nobody has, nothing", async () => {
    const [quick, slow] = [await board(), await board({ cutoff: later })];
    expect(quick!.cards.some(({ indicators }) => indicators.some(({ sampleSize }) => sampleSize > 0))).toBe(true);
    expect(quick!.cards.map(({ indicators }) => indicators)).toEqual(slow!.cards.map(({ indicators }) => indicators));
    const kinds = {
      of: { product: "FUND", propertyKind: "NEW" },
      none: { product: "FUND", propertyKind: "SECOND_HAND" },
    };
    const [same, empty] = [await board({ stratum: kinds.of }), await board({ stratum: kinds.none })];
    expect(same!.cards.map(({ indicators }) => indicators)).toEqual(quick!.cards.map(({ indicators }) => indicators));
    expect(
      empty!.cards.flatMap(({ indicators }) => indicators.map(({ sampleSize }) => sampleSize)).every((n) => n === 0),
    ).toBe(true);
  });

  test("a payment taken back reverses what it counted, and the board as it stood before can still be computed", async () => {
    const { desk, staff, clock, world: made } = world;
    const before = await board();
    const known = clock.now;
    clock.now = "2026-03-20T02:00:00.000Z";
    const paid = (await desk.state(cases[0]!)).payment.payments[0]!;
    const said = { reasonCode: "FACT_DISPROVED", note: "经复核有误", entryId: paid.entryId, values: null };
    await desk.act(cases[0]!, staff.bankOfficer, "ENTRY_CORRECT", said);
    const correctionId = (await desk.state(cases[0]!)).corrections.proposed[0]!.id;
    await desk.act(cases[0]!, made.viewers.bankManager, "CORRECTION_CONFIRM", { correctionId });
    const gone = await facts(`caseId = '${cases[0]}' AND indicator = 'VOLUME'`);
    expect(gone.map(({ reversedAt }) => reversedAt)).toEqual([clock.now, clock.now]);
    const volume = (one: typeof before) => one!.cards[0]!.indicators.find(({ code }) => code === "VOLUME");
    expect(volume(await board())).toMatchObject({ numerator: 1, amountFen: 45_000_000 });
    const then = await board({ cutoff: known });
    expect(then!.cards.map(({ indicators }) => indicators)).toEqual(before!.cards.map(({ indicators }) => indicators));
  });

  test("verify counts every cell again, and names the first that differs", async () => {
    const report = await verified();
    expect(report.differences).toEqual([]);
    expect(report.figures.tallies).toBeGreaterThan(20);
    const where = "measure = 'VOLUME' AND span = 'H2026H1' AND slice = ''";
    const { database } = world.services.journal;
    const [cell] = await sql().all<TallyCell>(`SELECT * FROM tally WHERE ${where} ORDER BY subject`);
    await database.write((tx) => tx.run(`UPDATE tally SET n = n + 1 WHERE ${where} AND subject = ?`, [cell!.subject]));
    const [found, ...others] = (await verified()).differences;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: "TALLY", count: 1, first: { stored: cell!.n + 1, computed: cell!.n } });
    await database.write((tx) => tx.run(`UPDATE tally SET n = n - 1 WHERE ${where} AND subject = ?`, [cell!.subject]));
    expect((await verified()).ok).toBe(true);
  });
});

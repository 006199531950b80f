/** People in the database: the same one is found again, every opening is logged, erasing leaves nothing. */
import { makeWorld } from "../../../test/support/world.js";
import { onEachDatabase, testKeys, type TestDatabase } from "../../../test/support/harness.js";
import { createJournal, systemActor, type Aggregate, type Journal } from "../../journal/index.js";
import { newId } from "../../kernel/index.js";
import { selectRow, selectRows } from "../../platform/index.js";
import {
  erasePerson,
  findPeople,
  logOpening,
  openingsOf,
  openPeople,
  partyAggregates,
  Person,
  placePeople,
  type PersonGiven,
  type PersonRef,
} from "../index.js";

/** Stands for the case: a stream that holds references to people. */
interface Folder {
  readonly people: readonly PersonRef[];
}
const folder: Aggregate<Folder> = {
  kind: "folder",
  initial: () => ({ people: [] }),
  evolve: (state, entry) => ({ people: [...state.people, ...(entry.body as Folder).people] }),
  rowsOf: () => [],
  tables: [],
};

const zhang: PersonGiven = {
  name: "张三",
  idType: "RESIDENT_ID",
  idNumber: "11010519491231002X",
  phone: "13800138000",
};
const li: PersonGiven = { name: "李四", idType: "PASSPORT", idNumber: "E12345678", birthDate: "1990-05-01" };

const journalOn = (fresh: TestDatabase) =>
  createJournal({ database: fresh.database, keys: testKeys, aggregates: [...partyAggregates, folder as never] });

async function keepPeople(journal: Journal, given: readonly PersonGiven[]): Promise<readonly PersonRef[]> {
  const stream = { aggregate: folder, id: newId(), create: true };
  const outcome = await journal.execute({
    command: "FOLDER_BEGIN",
    actor: systemActor,
    input: {},
    streams: [stream],
    prepare: (tx) => findPeople(tx, testKeys, given),
    decide(_loaded, context, known) {
      const placed = placePeople(context, known, given);
      const entry = { type: "PEOPLE_NAMED", body: { people: placed.refs } };
      return { appends: [{ streamId: stream.id, entries: [entry] }], resultId: stream.id, technical: placed.technical };
    },
  });
  const state = outcome.ok ? await journal.read(folder, outcome.resultId) : null;
  return state?.people ?? [];
}

onEachDatabase((open) => {
  test("the same ID number is the same person in every case, and each case keeps what it was told", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const first = await keepPeople(journal, [zhang, li]);
    const second = await keepPeople(journal, [{ ...zhang, idNumber: "11010519491231002x", phone: "13900139000" }]);
    expect(second[0]?.personId).toBe(first[0]?.personId);
    expect(first[1]?.personId).not.toBe(first[0]?.personId);
    const known = await openPeople(fresh.database.read, testKeys, [...first, ...second]);
    expect(known.get(String(first[0]?.private.id))).toMatchObject({ name: "张三", phone: "13800138000" });
    expect(known.get(String(second[0]?.private.id))).toMatchObject({ phone: "13900139000", idNumber: zhang.idNumber });
    expect(await selectRows(fresh.database.read, Person, "1 = 1")).toHaveLength(2);
  });

  test("nothing of a person is readable in any table", async () => {
    const fresh = await open();
    await keepPeople(journalOn(fresh), [zhang, li]);
    const kept = JSON.stringify(
      await Promise.all(
        ["journal_entry", "journal_request", "private_row", "person"].map((table) =>
          fresh.database.read.all(`SELECT * FROM ${table}`),
        ),
      ),
    );
    for (const secret of ["张三", zhang.idNumber, "13800138000", "1949-12-31", li.idNumber])
      expect(kept).not.toContain(secret);
  });

  test("two cases that bring the same new person at once agree on who it is", async () => {
    const fresh = await open();
    const journals = [journalOn(fresh), journalOn({ ...fresh, database: await fresh.reopen() })];
    const placed = await Promise.all(journals.map((journal) => keepPeople(journal, [zhang])));
    expect(placed[0]?.[0]?.personId).toBe(placed[1]?.[0]?.personId);
    expect(await selectRows(fresh.database.read, Person, "1 = 1")).toHaveLength(1);
  });

  test("every opening stands in the person's file: who, when, why, also when the first two come at once", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const { viewers } = await makeWorld(journal);
    const [one, other] = (await keepPeople(journal, [zhang, li])).map(({ personId }) => personId) as [string, string];
    const about = { purpose: "CREDIT_CHECK", caseId: newId() };
    await Promise.all([
      logOpening(journal, viewers.bankOfficer, [one, other, one], about),
      logOpening(journalOn({ ...fresh, database: await fresh.reopen() }), viewers.reviewer, [other, one], about),
    ]);
    const keyed = { purpose: "DECISION", idempotencyKey: "once" };
    await logOpening(journal, viewers.approver, [one], keyed);
    expect(await logOpening(journal, viewers.approver, [one], keyed)).toMatchObject({ ok: true, replayed: true });
    expect(await logOpening(journal, viewers.approver, [one], { ...keyed, purpose: "CREDIT_CHECK" })).toMatchObject({
      ok: false,
      refusals: [{ code: "IDEMPOTENCY_KEY_REUSED" }],
    });
    const openings = await openingsOf(fresh.database.read, one);
    expect(openings).toHaveLength(3);
    expect(openings[0]).toMatchObject({ memberId: viewers.approver.memberId, purpose: "DECISION", caseId: null });
    expect(
      openings
        .slice(1)
        .map(({ memberId }) => memberId)
        .sort(),
    ).toEqual([viewers.bankOfficer.memberId, viewers.reviewer.memberId].sort());
    expect(await openingsOf(fresh.database.read, other)).toHaveLength(2);
    expect(await logOpening(journal, viewers.approver, [one], { purpose: "just curious" })).toMatchObject({
      ok: false,
      refusals: [{ code: "PURPOSE_INVALID" }],
    });
  });

  test("an erased person is gone from every case, cannot be opened, and the number is a new person", async () => {
    const fresh = await open();
    const journal = journalOn(fresh);
    const { viewers } = await makeWorld(journal);
    const refs = [...(await keepPeople(journal, [zhang, li])), ...(await keepPeople(journal, [zhang]))];
    const personId = String(refs[0]?.personId);
    expect(await erasePerson(journal, systemActor, personId, "RETENTION_ENDED")).toMatchObject({ ok: true });
    const known = await openPeople(fresh.database.read, testKeys, refs);
    expect(refs.map((ref) => known.get(ref.private.id)?.name ?? null)).toEqual([null, "李四", null]);
    expect(await selectRow(fresh.database.read, Person, "id = ?", [personId])).toMatchObject({ lookup: null });
    expect(await logOpening(journal, viewers.approver, [personId], { purpose: "DECISION" })).toMatchObject({
      refusals: [{ code: "PERSON_ERASED" }],
    });
    expect(await erasePerson(journal, systemActor, personId, "RETENTION_ENDED")).toMatchObject({ ok: false });
    const [again] = await keepPeople(journal, [zhang]);
    expect(again?.personId).not.toBe(personId);
  });
});

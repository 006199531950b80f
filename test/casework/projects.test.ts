/** A developer's project is registered once and its building verified once; every buyer's case then has the permit. */
import {
  attachDocument,
  mayReadDocument,
  openCase,
  submitCase,
  type ApplicationInput,
} from "../../src/casework/index.js";
import { Document, verifyBuilding } from "../../src/documents/index.js";
import { verifyJournal } from "../../src/journal/index.js";
import { tables } from "../../src/app/tables.js";
import {
  DeveloperBuilding,
  registerBuilding,
  registerParty,
  registerProject,
  resultOf,
  resumeParty,
  revokeBuilding,
  suspendParty,
  type Viewer,
} from "../../src/parties/index.js";
import { selectRow } from "../../src/platform/index.js";
import { application, caseWorld, fundCase, type CaseWorld } from "../support/cases.js";
import { onEachDatabase } from "../support/harness.js";
import { uploadAt } from "../support/raceScene.js";
import { codesOf } from "./support/planted.js";

onEachDatabase((open) => {
  let world: CaseWorld;
  let officer: Viewer;
  let buildings = 10;
  beforeAll(async () => {
    world = await caseWorld(await open());
    officer = world.staff.bankOfficer;
  });

  const building = async (presalePermit: string | null = "咸预售2026-001") => {
    buildings += 1;
    const { developer } = world.world.partyIds;
    const place = { partyId: developer, projectId: world.world.projectId, code: String(buildings) };
    const by = { asker: world.staff.reviewer };
    return resultOf(await registerBuilding(world.services.journal, { ...place, presalePermit }, by));
  };
  const verified = async (more: object = {}, viewer: Viewer = officer) => {
    const buildingId = await building();
    const ticketId = await uploadAt(world, `permit of ${buildingId}`, viewer);
    resultOf(await verifyBuilding(world.services, viewer, { buildingId, ticketId, ...more }));
    const row = await selectRow(world.services.journal.database.read, DeveloperBuilding, "id = ?", [buildingId]);
    return { buildingId, permitId: row?.permitDocumentId ?? "" };
  };
  const home = (more: object): ApplicationInput => {
    const made = application();
    return { ...made, property: made.property && { ...made.property, ...more } };
  };
  const given = (more: object = {}) => ({
    ...fundCase(),
    guaranteeKind: "MORTGAGE" as const,
    guaranteeCompanyId: null,
    ...more,
  });
  const submitted = async (input: ApplicationInput) => {
    const caseId = resultOf(await openCase(world.services, officer, given({ application: input })));
    resultOf(await submitCase(world.services, officer, { caseId }));
    return world.desk.state(caseId);
  };
  const permitItem = ({ papers }: Awaited<ReturnType<typeof submitted>>) =>
    papers.items.find(({ document }) => document === "PRE_SALE_PERMIT");

  test("two buyers in a verified building have its permit from the start, verified, as one document", async () => {
    const { buildingId, permitId } = await verified();
    for (const state of [await submitted(home({ buildingId })), await submitted(home({ buildingId }))]) {
      expect(permitItem(state)).toMatchObject({ documentId: permitId, way: "REUSE" });
      expect(state.papers.documents).toMatchObject([
        { id: permitId, verification: "ACCEPTED", verifiedByPartyId: officer.partyId },
      ]);
      expect(state.lifecycle.content.property).toMatchObject({
        buildingId,
        developerId: world.world.partyIds.developer,
      });
    }
    expect(await selectRow(world.services.journal.database.read, Document, "id = ?", [permitId])).toMatchObject({
      status: "ACCEPTED",
      propertyId: buildingId,
      caseId: null,
    });
  });

  test("a building that is not verified, or whose permit has expired, leaves the item open; its permit comes later", async () => {
    const buildingId = await building();
    const state = await submitted(home({ buildingId }));
    expect(permitItem(state)).toMatchObject({ documentId: null });
    const ticketId = await uploadAt(world, "the permit, at last", officer);
    resultOf(await verifyBuilding(world.services, officer, { buildingId, ticketId }));
    const row = await selectRow(world.services.journal.database.read, DeveloperBuilding, "id = ?", [buildingId]);
    const documentId = row?.permitDocumentId ?? "";
    expect(await mayReadDocument(world.services, world.world.viewers.otherBankOfficer, documentId)).toBe(true);
    const attach = { caseId: state.id, kind: "PRE_SALE_PERMIT", documentId };
    expect(codesOf((await attachDocument(world.services, officer, attach)).outcome)).toEqual([]);

    const old = await verified({ expiresOn: "2026-03-03" });
    const before = world.clock.now;
    world.clock.now = "2026-03-09T02:00:00.000Z";
    expect(permitItem(await submitted(home({ buildingId: old.buildingId })))).toMatchObject({ documentId: null });
    world.clock.now = before;
  });

  test("verifying asks for a permit with its number, once; taking it back is the center's, with a reason", async () => {
    const nameless = await building(null);
    const ticketId = await uploadAt(world, "a permit without a number", officer);
    const verify = (more: object, viewer: Viewer = officer) =>
      verifyBuilding(world.services, viewer, { buildingId: nameless, ticketId, ...more });
    expect(codesOf(await verify({ expiresOn: "2020-01-01" }))).toEqual(["PERMIT_EXPIRED", "PERMIT_REQUIRED"]);
    expect(codesOf(await verify({ presalePermit: "call me" }))).toEqual(["PERMIT_INVALID"]);
    expect(codesOf(await verify({}, world.world.viewers.guaranteeOfficer))).toEqual(["NOT_ALLOWED"]);
    expect(codesOf(await verify({ buildingId: "nowhere" }))).toEqual(["NOT_FOUND"]);
    const right = { presalePermit: "咸预售2026-002", idempotencyKey: "verify" };
    expect(codesOf(await verify(right))).toEqual([]);
    expect(await verify(right)).toMatchObject({ ok: true, replayed: true });
    expect(codesOf(await verify({ presalePermit: "咸预售2026-003" }))).toContain("BUILDING_VERIFIED");
    const { developer } = world.world.partyIds;
    const revoke = (asker: Viewer, reason = "预售证已注销") =>
      revokeBuilding(world.services.journal, { partyId: developer, buildingId: nameless, reason }, { asker });
    expect(codesOf(await revoke(officer))).toEqual(["NOT_ALLOWED"]);
    expect(codesOf(await revoke(world.staff.reviewer, " "))).toEqual(["REASON_MISSING"]);
    expect(codesOf(await revoke(world.staff.reviewer))).toEqual([]);
    expect(codesOf(await revoke(world.staff.reviewer))).toEqual(["BUILDING_NOT_VERIFIED"]);
    expect(permitItem(await submitted(home({ buildingId: nameless })))).toMatchObject({ documentId: null });
  });

  test("a home names a building of its own developer, and only a new home does", async () => {
    const { buildingId } = await verified();
    const opening = async (more: object) =>
      codesOf(await openCase(world.services, officer, given({ application: home({ buildingId, ...more }) })));
    expect(await opening({ buildingId: "nowhere" })).toEqual(["NOT_FOUND"]);
    expect(await opening({ kind: "SECOND_HAND", valuation: 70_000_000 })).toEqual(["BUILDING_ONLY_NEW"]);
    const another = { kind: "DEVELOPER" as const, code: "OTHERDEV", name: "另一开发商", nameEn: "Another" };
    const developerId = resultOf(await registerParty(world.services.journal, another));
    expect(await opening({ developerId })).toEqual(["BUILDING_OF_ANOTHER"]);
    expect(await opening({ developerId: world.world.partyIds.developer })).toEqual([]);
  });

  test("projects and buildings have codes of their own, and are registered by the center or a bank", async () => {
    const { developer, bank } = world.world.partyIds;
    const project = { partyId: developer, code: "LAKESIDE", name: "湖畔", nameEn: "Lakeside" };
    const register = (asker: Viewer, more: object = {}) =>
      registerProject(world.services.journal, { ...project, ...more }, { asker });
    expect(codesOf(await register(officer))).toEqual(["PROJECT_CODE_TAKEN"]);
    expect(codesOf(await register(officer, { partyId: bank, code: "?" }))).toEqual(["CODE_INVALID", "NOT_A_DEVELOPER"]);
    expect(codesOf(await register(world.world.viewers.guaranteeOfficer))).toEqual(["NOT_ALLOWED"]);
    expect(codesOf(await register(world.world.viewers.otherBankManager, { code: "HILL" }))).toEqual([]);
    const place = { partyId: developer, projectId: world.world.projectId, code: "3", presalePermit: "a b" };
    const added = await registerBuilding(world.services.journal, place, { asker: officer });
    expect(codesOf(added)).toEqual(["BUILDING_CODE_TAKEN", "PERMIT_INVALID"]);
  });

  test("a suspended party finishes the cases it has, and is in no new one", async () => {
    const { partyIds, viewers } = world.world;
    const { journal } = world.services;
    const by = { asker: viewers.administrator };
    const running = resultOf(await openCase(world.services, officer, given()));
    const suspend = (partyId: string, reason = "整改") => suspendParty(journal, { partyId, reason }, by);
    expect(codesOf(await suspend(partyIds.center, ""))).toEqual(["CENTER_STAYS", "REASON_MISSING"]);
    for (const partyId of [partyIds.bank, partyIds.guarantor, partyIds.developer]) resultOf(await suspend(partyId));
    expect(codesOf(await suspend(partyIds.bank))).toEqual(["PARTY_UNCHANGED"]);
    const opening = async (more: object, viewer: Viewer = officer) => {
      const outcome = await openCase(world.services, viewer, given(more));
      return outcome.ok ? [] : outcome.refusals.map(({ code, field }) => [code, field?.join(".")].join(" ").trim());
    };
    expect(await opening({})).toEqual(["PARTY_SUSPENDED"]);
    expect(await opening({ bankId: partyIds.bank }, world.staff.reviewer)).toEqual(["PARTY_SUSPENDED bankId"]);
    const guaranteed = { guaranteeKind: "GUARANTEE_COMPANY", guaranteeCompanyId: partyIds.guarantor };
    expect(await opening(guaranteed, viewers.otherBankOfficer)).toEqual(["PARTY_SUSPENDED guaranteeCompanyId"]);
    const developed = { application: home({ developerId: partyIds.developer }) };
    expect(await opening(developed, viewers.otherBankOfficer)).toEqual([
      "PARTY_SUSPENDED application.property.developerId",
    ]);
    // What runs goes on, to pay-out.
    await world.desk.advanceTo(running, "SERVICING");
    expect((await world.desk.state(running)).lifecycle.stage).toBe("SERVICING");
    for (const partyId of [partyIds.bank, partyIds.guarantor, partyIds.developer]) {
      resultOf(await resumeParty(journal, { partyId }, by));
    }
    expect(await opening({})).toEqual([]);
  });

  test("all of it holds together", async () => {
    expect((await verifyJournal({ journal: world.services.journal, tables })).differences).toEqual([]);
  });
});

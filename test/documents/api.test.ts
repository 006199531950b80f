/** Documents and handoffs as the API shows them, and to whom. */
import { graphql, type GraphQLSchema } from "graphql";
import { digest, pdf } from "../support/documents.js";
import { documentsDesk, itemIds, type DocumentsDesk } from "../support/documentsDesk.js";
import { onEachDatabase, type TestDatabase } from "../support/harness.js";
import type { MemberName, PartyName } from "../support/world.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { newId } from "../../src/kernel/index.js";
import { resultOf } from "../../src/parties/index.js";
import { RowLoader, type BlobStore } from "../../src/platform/index.js";
import { loadPolicies } from "../../src/policy/index.js";
import { documentsResolvers, Handoff, handoffSight } from "../../src/documents/index.js";

const policies = loadPolicies("policy");

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await schemaOf(documentsResolvers);
});

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let here: DocumentsDesk;
  beforeAll(async () => {
    fresh = await open();
    here = await documentsDesk(fresh);
  });

  async function ask(who: MemberName | null, source: string, variableValues: Record<string, unknown> = {}) {
    const viewer = who && here.world.viewers[who];
    const { read } = fresh.database;
    const rows = new RowLoader(
      () => read,
      (rowClass) => (rowClass === Handoff ? (viewer ? handoffSight(viewer) : "NONE") : null),
    );
    const blobs = {} as BlobStore;
    const contextValue = { viewer, language: "en", journal: here.journal, rows, blobs, policies };
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    return { data: JSON.parse(JSON.stringify(data ?? null)) as never, errors };
  }

  test("a certificate goes from the guarantee company to the bank, and the whole chain can be shown", async () => {
    const documentId = await here.bring("guaranteeOfficer", "one");
    const handoffId = resultOf(await here.send("guaranteeOfficer", "bank", [documentId]));
    const [itemId = ""] = await itemIds(here.journal, handoffId);
    const query = `query ($id: ID!) { handoff(id: $id) {
      status openCount rejectedCount version from { code } to { code } sentBy { id }
      items { number original result receivedBy { id } note document {
        kind kindName status originalHolder { code } originalOnItsWayTo { code } origin { code } verifiedBy { code }
        latest { number bytes fileName note contentUrl uploadedByParty { code } uploadedBy { id } verifiedBy { code } }
        versions { number } custody { step from { code } to { code } member { id } handoffId } } } } }`;
    expect((await ask("bankOfficer", query, { id: handoffId })).data).toMatchObject({
      handoff: {
        status: "SENT",
        from: { code: "ANJU" },
        to: { code: "CCB" },
        items: [{ document: { originalHolder: { code: "ANJU" }, originalOnItsWayTo: { code: "CCB" } } }],
      },
    });
    resultOf(await here.receive("bankOfficer", handoffId, [{ itemId, result: "ACCEPTED", note: "完好" }]));
    const { bankOfficer, guaranteeOfficer } = here.world.viewers;
    const { data, errors } = await ask("guaranteeOfficer", query, { id: handoffId });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      handoff: {
        status: "RECEIVED",
        openCount: 0,
        rejectedCount: 0,
        version: 2,
        from: { code: "ANJU" },
        to: { code: "CCB" },
        sentBy: { id: guaranteeOfficer.memberId },
        items: [
          {
            number: 1,
            original: true,
            result: "ACCEPTED",
            receivedBy: { id: bankOfficer.memberId },
            note: "完好",
            document: {
              kind: "MORTGAGE_CERTIFICATE",
              kindName: "Mortgage registration certificate",
              status: "PENDING",
              originalHolder: { code: "CCB" },
              originalOnItsWayTo: null,
              origin: { code: "ANJU" },
              verifiedBy: null,
              latest: {
                number: 1,
                bytes: pdf("one").length,
                fileName: "不动产登记证明.pdf",
                note: null,
                contentUrl: `/documents/${documentId}/content?version=1`,
                uploadedByParty: { code: "ANJU" },
                uploadedBy: { id: guaranteeOfficer.memberId },
                verifiedBy: null,
              },
              versions: [{ number: 1 }],
              custody: [
                {
                  step: "RECEIVED",
                  from: null,
                  to: { code: "ANJU" },
                  member: { id: guaranteeOfficer.memberId },
                  handoffId: null,
                },
                {
                  step: "SENT",
                  from: { code: "ANJU" },
                  to: { code: "CCB" },
                  member: { id: guaranteeOfficer.memberId },
                  handoffId,
                },
                {
                  step: "MOVED",
                  from: { code: "ANJU" },
                  to: { code: "CCB" },
                  member: { id: bankOfficer.memberId },
                  handoffId,
                },
              ],
            },
          },
        ],
      },
    });
  });

  describe("the list of handoffs", () => {
    const list = `query ($filter: HandoffFilter, $first: Int, $after: String) {
      handoffs(filter: $filter, first: $first, after: $after) {
        nodes { id status from { code } items { document { custody { step } } } }
        pageInfo { hasNextPage endCursor } totalCount { value exact } } }`;
    interface Listed {
      handoffs: {
        nodes: { id: string; status: string; from: { code: string } }[];
        pageInfo: { endCursor: string };
        totalCount: { value: number };
      };
    }
    const listed = async (who: MemberName, variables = {}) =>
      ((await ask(who, list, variables)).data as Listed).handoffs;
    const caseId = newId();
    let sent: string;
    beforeAll(async () => {
      const one = async (who: MemberName, to: PartyName, more?: string) =>
        resultOf(await here.send(who, to, [await here.bring(who, newId())], more));
      sent = await one("bankOfficer", "guarantor", caseId);
      await one("bankOfficer", "center");
      const incoming = await one("guaranteeOfficer", "bank");
      const [itemId = ""] = await itemIds(here.journal, incoming);
      resultOf(await here.receive("bankOfficer", incoming, [{ itemId, result: "ACCEPTED" }]));
      await one("guaranteeOfficer", "bank");
    });

    test("shows sender, receiver and center the same, and nobody else anything", async () => {
      const all = (await listed("reviewer", { first: 100 })).nodes.length;
      expect(all).toBeGreaterThan(3);
      expect((await listed("auditor", { first: 100 })).nodes).toHaveLength(all);
      expect((await listed("bankOfficer", { filter: { caseId } })).nodes.map(({ id }) => id)).toEqual([sent]);
      expect((await listed("guaranteeOfficer", { filter: { caseId } })).nodes.map(({ id }) => id)).toEqual([sent]);
      for (const who of ["otherBankOfficer", "otherGuaranteeManager"] as const) {
        expect(await listed(who)).toMatchObject({ nodes: [], totalCount: { value: 0, exact: true } });
        expect((await ask(who, `query ($id: ID!) { handoff(id: $id) { id } }`, { id: sent })).data).toEqual({
          handoff: null,
        });
      }
      const { errors } = await ask(null, "{ handoffs { nodes { id } } }");
      expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    });

    test("by direction, state and party", async () => {
      const shown = async (filter: object) =>
        (await listed("bankOfficer", { filter, first: 100 })).nodes.map(({ status, from }) => `${from.code} ${status}`);
      const all = await shown({});
      const outgoing = await shown({ direction: "OUTGOING" });
      expect(outgoing).toEqual(["CCB SENT", "CCB SENT"]);
      const incoming = await shown({ direction: "INCOMING" });
      expect([...outgoing, ...incoming].sort()).toEqual([...all].sort());
      expect(await shown({ direction: "INCOMING", status: "SENT" })).toEqual(["ANJU SENT"]);
      expect(new Set(await shown({ status: "RECEIVED" }))).toEqual(new Set(["ANJU RECEIVED"]));
      expect(await shown({ partyId: here.world.partyIds.center })).toEqual(["CCB SENT"]);
      expect(await shown({ partyId: here.world.partyIds.otherBank })).toEqual([]);
    });

    test("page by page, each once, the newest first, by as many statements for one as for many", async () => {
      const seen: string[] = [];
      const counts: number[] = [];
      const whole = (await listed("reviewer", { first: 100 })).nodes.map(({ id }) => id);
      for (let after: string | null = null; seen.length < whole.length;) {
        const one: Listed["handoffs"] = await listed("reviewer", { first: 1, after });
        seen.push(...one.nodes.map(({ id }) => id));
        after = one.pageInfo.endCursor;
      }
      expect(seen).toEqual(whole);
      for (const first of [1, whole.length]) {
        const before = fresh.database.stats.statements;
        await listed("reviewer", { first });
        counts.push(fresh.database.stats.statements - before);
      }
      expect(counts[0]).toBe(counts[1]);
    });
  });

  describe("asking for a ticket", () => {
    const mutation = `mutation ($input: UploadTicketInput!) { uploadTicket(input: $input) {
      ticket { id url expiresAt } userErrors { __typename code field message } } }`;
    const input = {
      fileName: "证明.pdf",
      mediaType: "application/pdf",
      bytes: 10,
      sha256: digest(pdf()),
      idempotencyKey: "t",
    };

    test("answers with it, and again with the same", async () => {
      const first = await ask("bankOfficer", mutation, { input });
      expect(first.data).toMatchObject({
        uploadTicket: { ticket: { url: expect.stringContaining("/uploads/") }, userErrors: [] },
      });
      expect((await ask("bankOfficer", mutation, { input })).data).toEqual(first.data);
    });

    test("answers with every reason, or with the one that counts", async () => {
      const wrong = { ...input, bytes: 0, mediaType: "text/html", idempotencyKey: null };
      expect((await ask("bankOfficer", mutation, { input: wrong })).data).toEqual({
        uploadTicket: {
          ticket: null,
          userErrors: [
            {
              __typename: "DocumentsError",
              code: "FILE_TYPE_NOT_ALLOWED",
              field: ["mediaType"],
              message:
                "Files of type text/html are not taken here; allowed: application/pdf, image/jpeg, image/png, application/ofd.",
            },
            { __typename: "DocumentsError", code: "UPLOAD_EMPTY", field: ["bytes"], message: "The file is empty." },
          ],
        },
      });
      expect((await ask("auditor", mutation, { input: wrong })).data).toMatchObject({
        uploadTicket: { ticket: null, userErrors: [{ code: "NOT_ALLOWED" }] },
      });
      expect((await ask(null, mutation, { input })).errors).toMatchObject([
        { extensions: { code: "UNAUTHENTICATED" } },
      ]);
    });
  });
});

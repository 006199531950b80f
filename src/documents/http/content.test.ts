/** Documents read over HTTP: by whom they may, as they were, and never without a trace. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest, pdf } from "../../../test/support/documents.js";
import { documentsServer, type DocumentsServer } from "../../../test/support/documentsServer.js";
import { onEachDatabase, type TestDatabase } from "../../../test/support/harness.js";
import { newId } from "../../kernel/index.js";
import { Document } from "../document/rows.js";
import { selectRow } from "../../platform/index.js";
import { attachment } from "./content.js";

const long = Buffer.concat([pdf(), Buffer.alloc(300_000, 67)]);

onEachDatabase((open) => {
  let fresh: TestDatabase;
  let server: DocumentsServer;
  let faulty = false;
  beforeAll(async () => {
    fresh = await open();
    server = await documentsServer(fresh, (point, command) => {
      if (faulty && command === "DOCUMENT_OPEN" && point === "beforeCommit") throw new Error("pulled the plug");
    });
  });
  beforeEach(() => {
    server.signIn("bankOfficer");
    server.allow(true);
    faulty = false;
  });
  afterAll(() => server.close());

  const get = (id: string, query = "") => fetch(`${server.url}/documents/${id}/content${query}`);
  const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

  async function openings(id: string): Promise<unknown[]> {
    const rows = await fresh.database.read.all<{ text: string }>(
      "SELECT text FROM journal_entry WHERE streamId = ? AND type = 'DOCUMENT_OPENED' ORDER BY seq",
      [id],
    );
    return rows.map(({ text }) => {
      const { actorId, body } = JSON.parse(text) as { actorId: string; body: { version: number; partyId: string } };
      return [actorId, body.partyId, body.version];
    });
  }

  test("the bytes come as they were, to be saved and never to be run", async () => {
    const id = await server.document(long, { fileName: '张三 "证明" 100%.pdf' });
    const answer = await get(id);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(long)).toBe(true);
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      "content-type": "application/pdf",
      "content-length": String(long.length),
      "content-disposition": `attachment; filename="__ ____ 100_.pdf"; filename*=UTF-8''${encodeURIComponent('张三 "证明" 100%.pdf')}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
  });

  test("every opening is an entry of the document, and makes nothing stale", async () => {
    const id = await server.document(pdf());
    const versionBefore = (await selectRow(fresh.database.read, Document, "id = ?", [id]))?.version;
    await (await get(id)).arrayBuffer();
    server.signIn("guaranteeOfficer");
    await (await get(id, "?version=1")).arrayBuffer();
    const { bankOfficer, guaranteeOfficer } = server.world.viewers;
    expect(await openings(id)).toEqual([
      [bankOfficer.memberId, bankOfficer.partyId, 1],
      [guaranteeOfficer.memberId, guaranteeOfficer.partyId, 1],
    ]);
    expect(await selectRow(fresh.database.read, Document, "id = ?", [id])).toMatchObject({ version: versionBefore });
  });

  test("an opening that cannot be logged opens nothing", async () => {
    const id = await server.document(pdf());
    faulty = true;
    const answer = await get(id);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("%PDF");
    expect(await openings(id)).toEqual([]);
  });

  test("out of sight, unknown or not there: all the same, and no trace", async () => {
    const id = await server.document(pdf());
    expect(await refusal(await get(id, "?version=2"))).toEqual([404, "NOT_FOUND"]);
    expect(await refusal(await get(newId()))).toEqual([404, "NOT_FOUND"]);
    expect(await refusal(await get(digest(pdf())))).toEqual([404, "NOT_FOUND"]);
    server.allow(false);
    const hidden = await get(id);
    const missing = await get(newId());
    expect([hidden.status, await hidden.text()]).toEqual([missing.status, await missing.text()]);
    expect(await openings(id)).toEqual([]);
  });

  test.each(["0", "-1", "1.5", "one", "1&version=2", "99999999"])("version=%s is no version", async (version) => {
    const id = await server.document(pdf());
    const answer = await get(id, `?version=${version}`);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { code: "BAD_REQUEST", field: "version", message: "A parameter of the request is wrong." },
    ]);
  });

  test("nobody signed in learns nothing", async () => {
    const id = await server.document(pdf());
    server.signIn(null);
    expect(await refusal(await get(id))).toEqual([401, "UNAUTHENTICATED"]);
    expect(await refusal(await get(newId()))).toEqual([401, "UNAUTHENTICATED"]);
  });

  describe("bytes that were damaged at rest", () => {
    const file = (bytes: Buffer) => join(server.folder, digest(bytes).slice(0, 2), digest(bytes));

    test("are not given, and no opening is claimed", async () => {
      const bytes = pdf("cut short");
      const id = await server.document(bytes);
      writeFileSync(file(bytes), readFileSync(file(bytes)).subarray(0, -3));
      expect(await refusal(await get(id))).toEqual([500, "DOCUMENT_UNREADABLE"]);
      expect(await openings(id)).toEqual([]);
    });

    test("break the answer off where they begin, so that no half passes for the whole", async () => {
      const bytes = Buffer.concat([long, Buffer.from("once more")]);
      const id = await server.document(bytes);
      const stored = readFileSync(file(bytes));
      stored[stored.length - 20] = (stored[stored.length - 20] as number) ^ 1;
      writeFileSync(file(bytes), stored);
      const silent = jest.spyOn(console, "error").mockImplementation(() => undefined);
      const answer = await get(id);
      await expect(answer.arrayBuffer()).rejects.toThrow();
      silent.mockRestore();
    });
  });

  test("a reader that leaves half-way does no harm", async () => {
    const id = await server.document(Buffer.concat([pdf(), Buffer.alloc(5_000_000, 68)]));
    const controller = new AbortController();
    const answer = await fetch(`${server.url}/documents/${id}/content`, { signal: controller.signal });
    await answer.body?.getReader().read();
    controller.abort();
    expect((await get(id)).status).toBe(200);
    expect(await openings(id)).toHaveLength(2);
  });
});

test("a name that could end the header ends nothing", () => {
  expect(attachment('a"b\\c;d\r\nX: y')).toBe(
    "attachment; filename=\"a_b_c_d__X: y\"; filename*=UTF-8''a%22b%5Cc%3Bd%0D%0AX%3A%20y",
  );
  expect(attachment("it's (a) *.pdf")).toContain("filename*=UTF-8''it%27s%20%28a%29%20%2a.pdf");
});

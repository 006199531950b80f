/** Upload tickets: who gets one, for what, and that each is spent once. */
import { pdf } from "../../../test/support/documents.js";
import { documentsServer, type DocumentsServer } from "../../../test/support/documentsServer.js";
import { onEachDatabase } from "../../../test/support/harness.js";
import type { MemberName } from "../../../test/support/world.js";
import { limits } from "../../kernel/index.js";
import { issueTicket, ticketRefusals, type TicketInput } from "./ticket.js";

const input: TicketInput = { fileName: "证明.pdf", mediaType: "application/pdf", bytes: 1_000 };
const kind = {
  code: "ID_CARD",
  about: "PERSON",
  fileTypes: ["application/pdf", "image/png"],
  maxBytes: 5_000,
  original: false,
} as const;
const named = { ...input, kind: kind.code };
const codes = (given: TicketInput, facts: Partial<Parameters<typeof ticketRefusals>[1]> = {}) =>
  ticketRefusals(given, { kind: given.kind ? kind : null, openTickets: 0, ...facts }).map(({ code }) => code);

test.each<[string, TicketInput, string[]]>([
  ["a file as it should be", input, []],
  ["one of a kind that is known", named, []],
  ["the largest that the kind allows", { ...named, bytes: 5_000 }, []],
  ["one byte more", { ...named, bytes: 5_001 }, ["FILE_TOO_LARGE"]],
  ["the largest of all", { ...input, bytes: limits.upload.fileBytes }, []],
  ["larger than anything", { ...input, bytes: limits.upload.fileBytes + 1 }, ["FILE_TOO_LARGE"]],
  ["nothing", { ...input, bytes: 0 }, ["UPLOAD_EMPTY"]],
  ["less than nothing", { ...input, bytes: -5 }, ["UPLOAD_EMPTY"]],
  ["a type that the kind does not take", { ...named, mediaType: "application/ofd" }, ["FILE_TYPE_NOT_ALLOWED"]],
  ["a type that nothing takes", { ...input, mediaType: "image/svg+xml" }, ["FILE_TYPE_NOT_ALLOWED"]],
  ["no name", { ...input, fileName: "  " }, ["FILE_NAME_INVALID"]],
  ["a name with a path", { ...input, fileName: "../a.pdf" }, ["FILE_NAME_INVALID"]],
  ["a name with a line's end", { ...input, fileName: "a\nb.pdf" }, ["FILE_NAME_INVALID"]],
  ["a name without end", { ...input, fileName: "名".repeat(limits.text.nameChars + 1) }, ["FILE_NAME_INVALID"]],
  ["a digest that is none", { ...input, sha256: "abc" }, ["DIGEST_INVALID"]],
  ["a digest in capitals", { ...input, sha256: "AB".repeat(32) }, []],
  [
    "everything wrong at once",
    { fileName: "", mediaType: "text/html", bytes: 0, sha256: "?" },
    ["FILE_TYPE_NOT_ALLOWED", "UPLOAD_EMPTY", "FILE_NAME_INVALID", "DIGEST_INVALID"],
  ],
])("%s: %j", (_what, given, expected) => {
  expect(codes(given)).toEqual(expected);
});

test("a kind that policy does not know, and too many open tickets", () => {
  expect(codes(named, { kind: null })).toEqual(["UNKNOWN_DOCUMENT_KIND"]);
  const most = limits.upload.openTicketsOfMember;
  expect(codes(input, { openTickets: most - 1 })).toEqual([]);
  expect(codes(input, { openTickets: most })).toEqual(["TOO_MANY_OPEN_TICKETS"]);
});

onEachDatabase((open) => {
  let server: DocumentsServer;
  beforeAll(async () => {
    server = await documentsServer(await open());
  });
  afterEach(() => server.empty());
  afterAll(() => server.close());

  const ask = (who: MemberName, more: Partial<TicketInput> = {}) =>
    issueTicket(server, server.world.viewers[who], { ...input, ...more });
  const rows = (sql = "SELECT * FROM upload_ticket") => server.journal.database.read.all(sql);

  test("keeps neither the secret nor the file's name", async () => {
    const { ticket } = await ask("bankOfficer", { fileName: "张三.pdf", mediaType: " Application/PDF " });
    expect(ticket?.url).toMatch(/^\/uploads\/[0-9a-f]{64}$/);
    expect(ticket?.expiresAt).toBe("2016-09-01T02:30:00.000Z");
    const stored = JSON.stringify(await rows());
    expect(stored).not.toContain(ticket?.url.slice(9));
    expect(stored).not.toContain("张三");
    expect(stored).toContain('"application/pdf"');
  });

  test("the policy in force rules the kind", async () => {
    expect((await ask("bankOfficer", { kind: "ID_CARD", mediaType: "application/ofd" })).refusals).toMatchObject([
      { code: "FILE_TYPE_NOT_ALLOWED", field: ["mediaType"] },
    ]);
    expect((await ask("bankOfficer", { kind: "NAPKIN" })).refusals).toMatchObject([{ code: "UNKNOWN_DOCUMENT_KIND" }]);
    expect((await ask("bankOfficer", { kind: "ID_CARD" })).refusals).toEqual([]);
  });

  test("who only reads gets none, and neither does a system without its officer", async () => {
    for (const who of ["auditor", "bankSystem"] as const) {
      expect(await ask(who, { bytes: 0 })).toEqual({ ticket: null, refusals: [{ code: "NOT_ALLOWED" }] });
    }
    expect(await rows()).toEqual([]);
  });

  test("the same key gives the same ticket; with another file it is refused", async () => {
    const first = await ask("bankOfficer", { idempotencyKey: "again" });
    expect(await ask("bankOfficer", { idempotencyKey: "again" })).toEqual(first);
    expect(await rows()).toHaveLength(1);
    expect((await ask("bankOfficer", { idempotencyKey: "again", bytes: 7 })).refusals).toMatchObject([
      { code: "IDEMPOTENCY_KEY_REUSED" },
    ]);
    expect((await ask("guaranteeOfficer", { idempotencyKey: "again" })).ticket?.id).not.toBe(first.ticket?.id);
  });

  test("nobody attaches what never came, what is another's, or what has no ticket", async () => {
    const mine = await server.ticket(pdf());
    const { ticket: theirs } = await ask("guaranteeOfficer");
    const code = async (id: string) => {
      const outcome = await server.attach(id);
      return outcome.ok ? null : outcome.refusals.map((refusal) => refusal.code);
    };
    expect(await code(mine.id)).toEqual(["UPLOAD_MISSING"]);
    expect(await code(theirs?.id ?? "")).toEqual(["UPLOAD_TICKET_UNKNOWN"]);
    expect(await code("01900000-0000-7000-8000-000000000001")).toEqual(["UPLOAD_TICKET_UNKNOWN"]);
    await server.put(mine, pdf());
    for await (const { sha256 } of server.blobs.list()) await server.blobs.remove(sha256);
    expect(await code(mine.id)).toEqual(["UPLOAD_MISSING"]);
  });

  test("of several who attach one ticket at once, exactly one wins", async () => {
    const ticket = await server.ticket(pdf());
    await server.put(ticket, pdf());
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => server.attach(ticket.id)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes) {
      if (!outcome.ok) expect(outcome.refusals).toMatchObject([{ code: "UPLOAD_TICKET_USED", field: ["ticketId"] }]);
    }
    expect(await rows("SELECT id FROM document_version")).toHaveLength(1);
  });
});

/** Uploads over HTTP: every way in which one can go wrong, told by name, and nothing half-stored. */
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { digest, pdf } from "../../../test/support/documents.js";
import { documentsServer, type DocumentsServer } from "../../../test/support/documentsServer.js";
import { onEachDatabase } from "../../../test/support/harness.js";
import { limits } from "../../kernel/index.js";
import { selectRow } from "../../platform/index.js";
import { sweepUploads } from "../upload/sweep.js";
import { UploadTicket } from "../upload/tables.js";
import type { IssuedTicket, TicketInput } from "../upload/ticket.js";

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(40, 7)]);
const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(90_000, 1), Buffer.from("content.xml")]);
const ofd = Buffer.concat([zip, Buffer.from("OFD.xml"), Buffer.alloc(70_000, 2)]);
const hourMs = 3_600_000;

/** Without a length: in chunks. */
async function* chunked(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 20_000) yield await Promise.resolve(bytes.subarray(at, at + 20_000));
}

async function putStream(server: DocumentsServer, ticket: IssuedTicket, bytes: AsyncIterable<Buffer>) {
  const init = { method: "PUT", body: bytes as never, duplex: "half" } as RequestInit;
  return fetch(`${server.url}${ticket.url}`, init);
}

async function until(reached: () => boolean): Promise<void> {
  for (let tries = 0; !reached(); tries += 1) {
    if (tries > 2_000) throw new Error("It never came to that");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Sends the head and some bytes, and breaks the connection once there is a half-written file. */
async function breakOff(server: DocumentsServer, ticket: IssuedTicket, announced: number, some: Buffer) {
  const put = request(`${server.url}${ticket.url}`, { method: "PUT", headers: { "content-length": announced } });
  const broken = new Promise((resolve) => put.on("error", resolve));
  put.write(some);
  await until(() => server.stored().length > 0);
  put.destroy(new Error("the line is dead"));
  await broken;
  await until(() => server.stored().length === 0);
}

onEachDatabase((open) => {
  let server: DocumentsServer;
  beforeAll(async () => {
    server = await documentsServer(await open());
  });
  afterEach(() => server.empty());
  afterAll(() => server.close());

  const row = (ticket: IssuedTicket) =>
    selectRow(server.journal.database.read, UploadTicket, "id = ?", [ticket.id]) as Promise<UploadTicket>;

  test("what was announced and came is stored, and told without its digest", async () => {
    const ticket = await server.ticket(pdf());
    const answer = await server.put(ticket, pdf(), { "content-type": "application/pdf" });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ ticket: ticket.id, bytes: pdf().length, mediaType: "application/pdf" });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(server.stored()).toEqual([digest(pdf())]);
    expect(await row(ticket)).toMatchObject({ sha256: digest(pdf()), bytes: pdf().length, attachedAt: null });
  });

  interface Bad {
    readonly how: string;
    readonly sent: Buffer;
    readonly announced?: Partial<TicketInput>;
    readonly headers?: Record<string, string>;
    readonly chunked?: boolean;
    readonly status: number;
    readonly code: string;
    readonly field?: string;
  }
  const long = Buffer.concat([pdf(), Buffer.alloc(500_000, 32)]);
  const bad: Bad[] = [
    { how: "one byte more", sent: pdf("x".repeat(12)), status: 413, code: "UPLOAD_TOO_LONG" },
    { how: "far more, without a length", sent: long, chunked: true, status: 413, code: "UPLOAD_TOO_LONG" },
    { how: "less", sent: pdf("short"), status: 400, code: "UPLOAD_TRUNCATED" },
    { how: "less, without a length", sent: pdf("short"), chunked: true, status: 400, code: "UPLOAD_TRUNCATED" },
    { how: "nothing", sent: Buffer.alloc(0), status: 422, code: "UPLOAD_EMPTY" },
    { how: "nothing, without a length", sent: Buffer.alloc(0), chunked: true, status: 422, code: "UPLOAD_EMPTY" },
    { how: "other bytes of the same length", sent: pdf("certificatE"), status: 422, code: "UPLOAD_DIGEST_MISMATCH" },
    {
      how: "a picture under another name",
      sent: png,
      announced: { bytes: png.length, sha256: null },
      status: 415,
      code: "UPLOAD_OF_OTHER_TYPE",
    },
    {
      how: "a zip that is no OFD",
      sent: zip,
      announced: { bytes: zip.length, sha256: null, mediaType: "application/ofd" },
      status: 415,
      code: "UPLOAD_OF_OTHER_TYPE",
    },
    {
      how: "three bytes of what would be a type",
      sent: Buffer.from("%PD"),
      announced: { bytes: 3, sha256: null },
      status: 415,
      code: "UPLOAD_OF_OTHER_TYPE",
    },
    {
      how: "a header that names another type",
      sent: pdf(),
      headers: { "content-type": "text/html; charset=utf-8" },
      status: 415,
      code: "UPLOAD_OF_OTHER_TYPE",
      field: "content-type",
    },
    {
      how: "a form around the file",
      sent: pdf(),
      headers: { "content-type": "multipart/form-data; boundary=x" },
      status: 415,
      code: "UPLOAD_OF_OTHER_TYPE",
      field: "content-type",
    },
    {
      how: "compressed",
      sent: gzipSync(pdf()),
      announced: { bytes: gzipSync(pdf()).length, sha256: null },
      headers: { "content-encoding": "gzip" },
      status: 415,
      code: "UPLOAD_ENCODED",
      field: "content-encoding",
    },
  ];

  test.each(bad)(
    "$how: $status $code, and nothing is stored",
    async ({ sent, announced, headers, status, code, ...more }) => {
      const ticket = await server.ticket(pdf(), announced);
      const answer = more.chunked
        ? await putStream(server, ticket, chunked(sent))
        : await server.put(ticket, sent, headers);
      expect(answer.status).toBe(status);
      const { field = "body" } = more;
      expect(await answer.json()).toEqual({ code, field, message: expect.stringMatching(/^[^{}]+\.$/) });
      expect(server.stored()).toEqual([]);
      expect(await row(ticket)).toMatchObject({ usedAt: null, sha256: null });
    },
  );

  test("no ticket, an old one, a spent one", async () => {
    const answerTo = async (ticket: IssuedTicket) => {
      const answer = await server.put(ticket, pdf());
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };
    const spent = await server.ticket(pdf());
    await server.put(spent, pdf());
    expect(await server.attach(spent.id)).toMatchObject({ ok: true });
    expect(await answerTo(spent)).toEqual([409, "UPLOAD_TICKET_USED"]);
    expect(await answerTo({ ...spent, url: `/uploads/${"0".repeat(64)}` })).toEqual([404, "UPLOAD_TICKET_UNKNOWN"]);
    expect(await answerTo({ ...spent, url: `/uploads/${spent.id}` })).toEqual([404, "UPLOAD_TICKET_UNKNOWN"]);
    const old = await server.ticket(pdf("old"));
    server.setClock(server.journal.clock().getTime() + limits.upload.ticketMinutes * 60_000);
    expect(await answerTo(old)).toEqual([410, "UPLOAD_TICKET_EXPIRED"]);
    expect(server.stored()).toEqual([digest(pdf())]);
  });

  test("a connection that breaks stores nothing, and the same ticket then takes the whole", async () => {
    const bytes = Buffer.concat([pdf(), Buffer.alloc(300_000, 65)]);
    const ticket = await server.ticket(bytes);
    await breakOff(server, ticket, bytes.length, bytes.subarray(0, 200_000));
    expect(await row(ticket)).toMatchObject({ usedAt: null });
    expect((await server.put(ticket, bytes)).status).toBe(201);
    expect(await server.blobs.verify(digest(bytes))).toBe("OK");
  });

  test("until it is attached the same bytes may come again, but no others", async () => {
    const ticket = await server.ticket(pdf(), { sha256: null });
    const [first, again] = [await server.put(ticket, pdf()), await server.put(ticket, pdf())];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.json()).toEqual(await first.json());
    const other = await server.put(ticket, pdf("certificatE"));
    expect([other.status, await other.json()]).toMatchObject([409, { code: "UPLOAD_TICKET_USED", field: "ticket" }]);
    expect(server.stored()).toEqual([digest(pdf())]);
  });

  test("known bytes are taken like unknown ones, by two at once too", async () => {
    const bytes = Buffer.concat([pdf(), Buffer.alloc(200_000, 66)]);
    const tickets = [await server.ticket(bytes), await server.ticket(bytes), await server.ticket(bytes)] as const;
    const both = await Promise.all([server.put(tickets[0], bytes), server.put(tickets[1], bytes)]);
    const later = await server.put(tickets[2], bytes);
    const told = await Promise.all([...both, later].map(async (answer) => [answer.status, await answer.json()]));
    expect(told).toEqual(
      tickets.map(({ id }) => [201, { ticket: id, bytes: bytes.length, mediaType: "application/pdf" }]),
    );
    expect(server.stored()).toEqual([digest(bytes)]);
    expect(await server.blobs.verify(digest(bytes))).toBe("OK");
    expect((await server.put(await server.ticket(bytes), bytes.subarray(1))).status).toBe(400);
  });

  test("of two different files for one ticket exactly one wins, and the other is swept away", async () => {
    const files = [pdf("this one"), pdf("or that?")];
    const ticket = await server.ticket(pdf("this one"), { sha256: null });
    // Both are under way before either is done.
    async function* together(bytes: Buffer): AsyncGenerator<Buffer> {
      yield bytes.subarray(0, 10);
      await until(() => server.stored().length === 2);
      yield bytes.subarray(10);
    }
    const answers = await Promise.all(files.map((bytes) => putStream(server, ticket, together(bytes))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { sha256 } = await row(ticket);
    expect(await server.attach(ticket.id)).toMatchObject({ ok: true });
    server.setClock(Date.now() + 23 * hourMs);
    expect(await sweepUploads(server)).toMatchObject({ blobs: 0 });
    server.setClock(Date.now() + 25 * hourMs);
    expect(await sweepUploads(server)).toMatchObject({ blobs: 1 });
    expect(server.stored()).toEqual([sha256]);
  });

  test("an OFD is told from its content, wherever that stands", async () => {
    const ticket = await server.ticket(ofd, { mediaType: "application/ofd", fileName: "证明.ofd" });
    expect((await server.put(ticket, ofd)).status).toBe(201);
  });

  test("what nobody attached goes after a day, what a document took over stays", async () => {
    server.setClock(Date.now());
    await server.document(pdf("kept"));
    const left = await server.ticket(pdf("left"));
    await server.put(left, pdf("left"));
    expect(await sweepUploads(server)).toEqual({ tickets: 0, blobs: 0 });
    server.setClock(Date.now() + 26 * hourMs);
    expect(await server.attach(left.id)).toMatchObject({ ok: false, refusals: [{ code: "UPLOAD_TICKET_EXPIRED" }] });
    expect(await sweepUploads(server)).toEqual({ tickets: 1, blobs: 1 });
    expect(server.stored()).toEqual([digest(pdf("kept"))]);
    server.setClock(Date.now() + 31 * 24 * hourMs);
    expect(await sweepUploads(server)).toEqual({ tickets: 1, blobs: 0 });
    expect(server.stored()).toEqual([digest(pdf("kept"))]);
  });
});

/** The documents' own routes on a small server: a fresh database, a folder of blobs, a clock to turn. */
import express from "express";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  attachRefusals,
  documentAggregate,
  documentRoutes,
  documentsAggregates,
  fileOfTicket,
  issueTicket,
  newDocument,
  spendTicket,
  ticketFacts,
  type DocumentServices,
  type DocumentState,
  type IssuedTicket,
  type TicketInput,
} from "../../src/documents/index.js";
import { createJournal, type JournalOptions, type Outcome, type StreamRef } from "../../src/journal/index.js";
import { newId } from "../../src/kernel/index.js";
import { actorOf, partyAggregates, type Viewer } from "../../src/parties/index.js";
import { openFolderBlobs } from "../../src/platform/index.js";
import { documentKindOf, loadPolicies } from "../../src/policy/index.js";
import { digest } from "./documents.js";
import { testKeys, type TestDatabase } from "./harness.js";
import { makeWorld, type MemberName, type World } from "./world.js";

export interface DocumentsServer extends DocumentServices {
  readonly url: string;
  readonly world: World;
  readonly folder: string;
  /** It is now so many milliseconds since 1970, and stays so. */
  setClock(ms: number): void;
  /** Who is signed in on the requests that follow. */
  signIn(who: MemberName | null): void;
  /** Whether the viewer may read any document. */
  allow(mayRead: boolean): void;
  /** A ticket for these bytes, as the bank's officer asks for it. */
  ticket(bytes: Buffer, more?: Partial<TicketInput>): Promise<IssuedTicket>;
  put(ticket: IssuedTicket, body: RequestInit["body"], headers?: Record<string, string>): Promise<Response>;
  attach(ticketId: string, documentId?: string): Promise<Outcome>;
  /** A document with these bytes as its only version. */
  document(bytes: Buffer, more?: Partial<TicketInput>): Promise<string>;
  /** The digests of every blob in the folder, and whatever else lies there. */
  stored(): string[];
  /** Throws away every blob and every ticket, and turns the clock back. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

const policies = loadPolicies("policy");
const kind = "MORTGAGE_CERTIFICATE";

export async function documentsServer(fresh: TestDatabase, probe?: JournalOptions["probe"]): Promise<DocumentsServer> {
  const folder = mkdtempSync(join(tmpdir(), "lianban-documents-"));
  const blobs = await openFolderBlobs({ folder, keys: testKeys });
  const startMs = Date.parse("2016-09-01T02:00:00.000Z");
  let nowMs = startMs;
  const clock = () => new Date(nowMs);
  const aggregates = [...partyAggregates, ...documentsAggregates] as never[];
  const journal = createJournal({ database: fresh.database, keys: testKeys, aggregates, clock, probe });
  const world = await makeWorld(journal);
  const services: DocumentServices = { journal, blobs, policies };
  let viewer: Viewer | null = world.viewers.bankOfficer;
  let readable = true;

  const app = express();
  for (const { method, path, handle } of documentRoutes({ ...services, mayRead: () => Promise.resolve(readable) })) {
    app[method](path, (req, res) =>
      handle({ req, res, context: { viewer, language: "en" }, params: req.params as Record<string, string> }),
    );
  }
  const server = await listening(createServer(app));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function ticket(bytes: Buffer, more: Partial<TicketInput> = {}): Promise<IssuedTicket> {
    const input = { fileName: "证明.pdf", mediaType: "application/pdf", bytes: bytes.length, sha256: digest(bytes) };
    const issued = await issueTicket(services, world.viewers.bankOfficer, { ...input, ...more });
    if (!issued.ticket) throw new Error(JSON.stringify(issued.refusals));
    return issued.ticket;
  }

  const put: DocumentsServer["put"] = ({ url: path }, body, headers = {}) =>
    fetch(`${url}${path}`, { method: "PUT", body, headers });

  /** As casework does it, without the case. */
  async function attach(ticketId: string, documentId = newId()): Promise<Outcome> {
    const officer = world.viewers.bankOfficer;
    const stream: StreamRef<DocumentState> = { aggregate: documentAggregate, id: documentId, create: true };
    return journal.execute({
      command: "DOCUMENT_ATTACH",
      actor: actorOf(officer),
      input: { ticketId, documentId },
      streams: [stream as StreamRef],
      prepare: (tx) => ticketFacts(tx, blobs, ticketId, officer),
      decide(loaded, context, facts) {
        const refusals = attachRefusals(facts, context.now);
        if (refusals.length > 0) return { refusals };
        const start = loaded.state(stream) as DocumentState;
        const file = fileOfTicket(testKeys, facts);
        const input = { kind, about: { propertyId: newId() }, partyId: officer.partyId, file };
        const ruled = newDocument(start, input, context, {
          kind: documentKindOf(policies.on("2016-09-01"), kind) ?? null,
        });
        if (ruled.refusals.length > 0) return { refusals: ruled.refusals };
        const appends = [{ streamId: documentId, entries: ruled.entries }];
        return { appends, resultId: documentId, technical: spendTicket(ticketId, context.now) };
      },
    });
  }

  async function document(bytes: Buffer, more?: Partial<TicketInput>): Promise<string> {
    const given = await ticket(bytes, more);
    const answer = await put(given, bytes);
    if (answer.status !== 201) throw new Error(await answer.text());
    const outcome = await attach(given.id);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
    return outcome.resultId;
  }

  return {
    ...services,
    url,
    world,
    folder,
    setClock: (ms) => void (nowMs = ms),
    signIn: (who) => void (viewer = who && world.viewers[who]),
    allow: (mayRead) => void (readable = mayRead),
    ticket,
    put,
    attach,
    document,
    stored: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    async empty() {
      for await (const { sha256 } of blobs.list()) await blobs.remove(sha256);
      await fresh.database.write((tx) => tx.run("DELETE FROM upload_ticket"));
      nowMs = startMs;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const listening = (server: Server): Promise<Server> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));

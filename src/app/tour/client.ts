/** A party's system, as far as the tour needs one: GraphQL and uploads over HTTP, every refusal told. */
import { createHash, randomUUID } from "node:crypto";
import type { LoanCase, Payload } from "./shapes.js";

/** Something did not go as the tour needs it; every reason, as the API gave it. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
  constructor(
    readonly doing: string,
    readonly reasons: readonly string[],
  ) {
    super(`${doing}: ${reasons.join("; ")}`);
  }
}

interface UserError {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}

export interface Client {
  /** What the one root field of an operation answers. @throws StepFailed */
  ask<Shape>(operation: string, variables?: object): Promise<Shape>;
  /** One loan case, with the fields asked for. @throws StepFailed */
  look(fields: string, caseId: string): Promise<LoanCase>;
  /** A mutation with one input, under a key of its own. @throws StepFailed */
  tell(mutation: string, input: object): Promise<Payload>;
  /** Uploads a file by ticket; the ticket's id. @throws StepFailed */
  upload(file: Upload): Promise<string>;
  signedInWith(token: string): Client;
}

export interface Upload {
  readonly kind: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

const patienceMs = 30_000;

export function createClient(url: string, token: string | null = null): Client {
  const headers = { "accept-language": "en", ...(token && { authorization: `Bearer ${token}` }) };

  async function send(path: string, init: RequestInit, doing: string): Promise<Response> {
    try {
      return await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(patienceMs) });
    } catch (error) {
      const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
      throw new StepFailed(doing, [`${url} does not answer: ${cause?.code ?? cause?.message ?? message}`]);
    }
  }

  async function ask<Shape>(operation: string, variables: object = {}): Promise<Shape> {
    const field = /\{\s*(\w+)/.exec(operation)?.[1] ?? "";
    const body = JSON.stringify({ query: operation, variables });
    const init = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body };
    const response = await send("/graphql", init, field);
    const { data, errors } = await answerOf(response, field);
    if (errors) throw new StepFailed(field, errors.map(errorLine));
    const found = data?.[field];
    if (!found) throw new StepFailed(field, ["the answer is empty: nothing like it is in sight"]);
    if (found.userErrors?.length) throw new StepFailed(field, found.userErrors.map(refusalLine));
    return found as Shape;
  }

  const tell = (mutation: string, input: object): Promise<Payload> =>
    ask(mutation, { input: { idempotencyKey: randomUUID(), ...input } });

  return {
    ask,
    look: (fields, id) => ask(`query ($id: ID!) { loanCase(id: $id) { ${fields} } }`, { id }),
    tell,
    async upload({ bytes, ...file }) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const { ticket } = await tell(
        `mutation ($input: UploadTicketInput!) {
          uploadTicket(input: $input) { ticket { id url } userErrors { code field message } }
        }`,
        { ...file, bytes: bytes.length, sha256 },
      );
      const doing = `PUT ${file.fileName}`;
      // The ticket's address is the permission: no token goes with the bytes.
      const put = { method: "PUT", headers: { "content-type": file.mediaType }, body: new Uint8Array(bytes) };
      const response = await send(ticket.url, put, doing);
      if (!response.ok) throw new StepFailed(doing, [`${response.status} ${await response.text()}`]);
      return ticket.id;
    },
    signedInWith: (fresh) => createClient(url, fresh),
  };
}

interface Answer {
  readonly data?: Readonly<Record<string, { readonly userErrors?: readonly UserError[] } | null>> | null;
  readonly errors?: readonly GraphqlError[];
}

interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

async function answerOf(response: Response, doing: string): Promise<Answer> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new StepFailed(doing, [`${response.status}: the answer is not JSON; is this Lianban's address?`]);
  }
}

/** The one that there must be. @throws StepFailed */
export function the<T>(found: T | null | undefined, what: string): T {
  if (found === null || found === undefined) throw new StepFailed(what, ["there is none"]);
  return found;
}

const errorLine = ({ message, extensions }: GraphqlError): string => `${message} (${extensions?.code ?? "no code"})`;

const refusalLine = ({ code, field, message }: UserError): string =>
  `${message} (${code}${field ? ` at ${field.join(".")}` : ""})`;

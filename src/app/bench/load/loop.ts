/** A closed loop of clients: each sends its next request when the answer to the one before is whole. */
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

export interface Ask {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoadTask {
  /** http://HOST:PORT */
  readonly url: string;
  /** What each client sends, in order; one connection each. */
  readonly clients: readonly (readonly Ask[])[];
  /** Begins again at the first for so long; null: every request once. */
  readonly forMs: number | null;
  /** A text that every answer must hold; any other one is a fault. */
  readonly must: string;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

const answerWithinMs = 20_000;

/** @throws Error at the first answer that is not what it must be. */
export async function runLoad({ url, clients, forMs, must }: LoadTask): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients.length });
  const latenciesMs: number[] = [];
  const state = { failed: false };
  const start = performance.now();
  const until = forMs === null ? Infinity : start + forMs;

  async function client(asks: readonly Ask[]): Promise<void> {
    for (let at = 0; !state.failed && performance.now() < until; at += 1) {
      const ask = asks[forMs === null ? at : at % asks.length];
      if (!ask) return;
      const sent = performance.now();
      const answer = await send(agent, url, ask);
      latenciesMs.push(performance.now() - sent);
      if (answer.indexOf(must) < 0) throw new Error(`${ask.path} answered ${answer.toString("utf8", 0, 600)}`);
    }
  }

  const stopAll = (error: unknown) => {
    state.failed = true;
    throw error;
  };
  try {
    await Promise.all(clients.map((asks) => client(asks).catch(stopAll)));
    return { requests: latenciesMs.length, seconds: (performance.now() - start) / 1_000, latenciesMs };
  } finally {
    agent.destroy();
  }
}

/** The whole body of the answer. */
function send(agent: Agent, url: string, { method, path, headers, body }: Ask): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { agent, method, timeout: answerWithinMs, headers: { ...headers, ...lengthOf(body) } };
    const sent = request(`${url}${path}`, options, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => void pieces.push(piece));
      answer.once("error", reject);
      answer.once("end", () => resolve(Buffer.concat(pieces)));
    });
    sent.once("error", reject);
    sent.once("timeout", () => sent.destroy(new Error(`${path} did not answer within ${answerWithinMs} ms`)));
    sent.end(body);
  });
}

const lengthOf = (body: string): Record<string, number> => (body ? { "content-length": Buffer.byteLength(body) } : {});

/** Takes a port, and gives it back in good order: what is under way is finished first. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { limits } from "../../kernel/index.js";
import { Faults } from "../configuration.js";

export interface Listening {
  /** http://HOST:PORT */
  readonly url: string;
  readonly port: number;
  /** True from the moment of `close`: ready no more. */
  readonly closing: boolean;
  close(): Promise<void>;
}

/** Uploads may be large and lines slow; a request that is still not whole by then is given up. */
const wholeRequestMinutes = 10;
const finishWithinMs = 10_000;
const lookAgainMs = 50;

/** @throws Faults when the port cannot be taken. */
export async function listen(
  handle: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer(
    {
      maxHeaderSize: limits.http.headerBytes,
      headersTimeout: limits.http.requestSeconds * 1_000,
      requestTimeout: wholeRequestMinutes * 60_000,
      keepAliveTimeout: limits.http.keepAliveSeconds * 1_000,
    },
    (req, res) => {
      // A connection that is kept alive would keep a server that closes waiting.
      if (state.closing) res.setHeader("connection", "close");
      handle(req, res);
    },
  );
  const state = { closing: false };
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(whyNot(error, host, port)));
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    port: taken,
    get closing() {
      return state.closing;
    },
    close() {
      state.closing = true;
      return closed(server);
    },
  };
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new Faults("Cannot serve", [`port ${port} is taken: stop what uses it, or set PORT to another one`]);
  }
  if (error.code === "EACCES") return new Faults("Cannot serve", [`port ${port} may not be used here: set PORT`]);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new Faults("Cannot serve", [`${host} is no address of this machine: set HOST`]);
  }
  return error;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), lookAgainMs);
    const giveUp = setTimeout(() => server.closeAllConnections(), finishWithinMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(giveUp);
      resolve();
    });
  });
}

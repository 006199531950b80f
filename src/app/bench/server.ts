/** Where the benchmark finds MariaDB or MySQL: at DATABASE_URL, else a private instance, else nowhere, which it says. */
import { pathToFileURL } from "node:url";
import { inProject } from "../paths.js";

export interface DatabaseServer {
  /** Names no database; null where there is no server. */
  readonly url: string | null;
  /** What is used, for people. */
  readonly words: string;
  stop(): Promise<void>;
}

interface Probe {
  probe(url: string): Promise<{ readonly version: string; readonly url: string } | { readonly reason: string }>;
  shown(url: string): string;
}

interface Private {
  findServer(): string | undefined;
  startPrivateServer(): Promise<{ readonly url: string; stop(): Promise<void> }>;
}

/** The scripts are modules of another kind, which only this way of importing takes. */
const script = async (name: string): Promise<unknown> =>
  import(pathToFileURL(inProject("scripts", "support", `${name}.mjs`)).href);

const nothingToStop = () => Promise.resolve();

/** A server at DATABASE_URL is asked for databases of our own; the one that it names is never looked at. */
export async function databaseServer(given: string | undefined): Promise<DatabaseServer> {
  const { probe, shown } = (await script("probe")) as Probe;
  const { findServer, startPrivateServer } = (await script("mariadb")) as Private;
  const answer = given ? await probe(given) : null;
  if (answer && "version" in answer) {
    return { url: answer.url, words: `${answer.version} at ${shown(answer.url)}`, stop: nothingToStop };
  }
  const deaf = answer ? `DATABASE_URL cannot be used (${answer.reason}); ` : "";
  if (!findServer()) {
    const words = `none: ${deaf}there is no mariadbd on this machine. ONLY THE EMBEDDED DATABASE IS MEASURED.`;
    return { url: null, words, stop: nothingToStop };
  }
  const { url, stop } = await startPrivateServer();
  const started = await probe(url);
  if ("version" in started) {
    // It is set up for speed, on both sides alike: what it commits need not survive a power cut.
    return {
      url: started.url,
      words: `${deaf}${started.version}, a private instance that does not wait for the disk`,
      stop,
    };
  }
  await stop();
  throw new Error(`A private database server started, but cannot be used: ${started.reason}`);
}

/** Which databases the tests run on: the embedded one always, a server where one can be had. */
import { findServer, startPrivateServer } from "./mariadb.mjs";
import { probe, shown } from "./probe.mjs";
import { Failure } from "./run.mjs";

/**
 * Finds or starts a database server for the tests.
 * Answers `url` (undefined when there is none), `words` (what is used, for people) and `stop()`.
 */
export async function databaseServer({ LIANBAN_TEST_DATABASE_URL: asked, DATABASE_URL: given } = process.env) {
  if (asked) return useOrFail(asked);
  const answer = given ? await probe(given) : undefined;
  if (answer?.version) return found(answer, "DATABASE_URL");
  const deaf = answer ? `DATABASE_URL cannot be used (${answer.reason}); ` : "";
  if (!findServer()) return { words: `${deaf}no mariadbd on this machine: ${onlyEmbedded}`, stop: async () => {} };
  const { url, stop } = await startPrivateServer({ inMemory: true });
  const started = await probe(url);
  if (started.version) return { ...found(started, `${deaf}a private instance`), stop };
  await stop();
  throw new Failure(`A private database server started, but cannot be used: ${started.reason}`);
}

const onlyEmbedded = "NOTHING IS TESTED ON MARIADB, only on the embedded database.";

async function useOrFail(url) {
  const answer = await probe(url);
  if (answer.version) return found(answer, "LIANBAN_TEST_DATABASE_URL");
  throw new Failure(`LIANBAN_TEST_DATABASE_URL cannot be used: ${answer.reason}`);
}

const found = ({ url, version }, origin) => ({
  url,
  words: `the embedded database and ${version} at ${shown(url)} (${origin}).`,
  stop: async () => {},
});

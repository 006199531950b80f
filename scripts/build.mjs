/** `npm run build`: installs what is missing and compiles into dist/ what has changed. */
import { ensureBuilt } from "./support/build.mjs";
import { ensureInstalled } from "./support/install.mjs";
import { leaveWith } from "./support/run.mjs";

await leaveWith(async () => {
  await ensureInstalled();
  await ensureBuilt();
});

/** Where the project lies on this machine, and how its scripts speak: everything on stderr, so that stdout stays the program's. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The path of a file of the project, or of the project at `root`. */
export const inProject = (...parts) => join(projectRoot, ...parts);

export const say = (line) => process.stderr.write(`${line}\n`);

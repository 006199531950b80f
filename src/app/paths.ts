/** Where the project's own files lie, whether the program runs from its sources or from its build. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

function findRoot(from: string): string {
  if (existsSync(join(from, "package.json"))) return from;
  const above = dirname(from);
  if (above === from) throw new Error("The program lies in no project: there is no package.json above it");
  return findRoot(above);
}

export const projectRoot = findRoot(__dirname);

export const inProject = (...parts: string[]): string => join(projectRoot, ...parts);

/** The lock file is one that `npm ci` accepts on every platform, fits package.json, and lets production build. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const text = readFileSync(join(__dirname, "../../package-lock.json"), "utf8");
const { packages } = JSON.parse(text) as { packages: Record<string, LockedPackage> };

interface Wanted {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const wanted = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as Wanted;

it("names every optional package of every package (to mend it: node scripts/complete-lock.mjs)", () => {
  const missing = Object.entries(packages).flatMap(([at, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${at}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

it("fits package.json", () => {
  expect(packages[""]).toMatchObject({
    dependencies: wanted.dependencies,
    devDependencies: wanted.devDependencies,
  });
});

it("carries into production the types of the packages of production, because the program is built there", () => {
  const typesOnlyHere = Object.keys(wanted.dependencies).filter((name) => `@types/${name}` in wanted.devDependencies);
  expect(typesOnlyHere).toEqual([]);
});

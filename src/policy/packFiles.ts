/** Reads the packs: each a folder of YAML files, with sections taken over from the pack that it supersedes. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ZodType } from "zod";
import { digestOf } from "../kernel/index.js";
import { crossFaults } from "./crossReferences.js";
import type { FaultPath, PolicyFault } from "./faults.js";
import { headingSchema, laterSectionsSchema, sectionsSchema } from "./schema/pack.js";
import type { PackHeading, PackSections, PolicyPack } from "./types.js";
import { readYaml, schemaFaults, type YamlFile } from "./yamlFile.js";

/** A pack as its files state it, and what of it is sound; sections taken over stand in it after `takeOver`. */
interface StatedPack {
  readonly folder: string;
  readonly files: readonly YamlFile[];
  readonly content: Readonly<Record<string, unknown>>;
  readonly heading: PackHeading;
  readonly sections: Partial<PackSections>;
}

export interface LoadedPack {
  readonly file: string;
  readonly pack: PolicyPack;
  readonly digest: string;
}

const sectionShapes: Readonly<Record<string, ZodType>> = { ...sectionsSchema.shape, ...laterSectionsSchema.shape };
const sectionNames = Object.keys(sectionShapes);

/** Every pack of the folder in order of effect; faults are added to the list, and then the packs are of no use. */
export function readPacks(folder: string, faults: PolicyFault[]): LoadedPack[] {
  const home = join(folder, "packs");
  const folders = existsSync(home) ? readdirSync(home).filter((name) => statSync(join(home, name)).isDirectory()) : [];
  if (folders.length === 0) faults.push({ file: "packs", path: "", message: "holds no pack" });
  const stated = folders.sort().map((name) => readPack(folder, name, faults));
  const packs = stated.filter((pack) => pack !== undefined).sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  if (packs.length < stated.length) return [];
  const order = succession(packs);
  faults.push(...order);
  if (order.length > 0) return [];
  const loaded: LoadedPack[] = [];
  let whole: StatedPack | undefined;
  for (const pack of packs) {
    if (!whole) faults.push(...missingSections(pack));
    whole = whole ? takeOver(whole, pack) : pack;
    const { folder: place, content, heading, sections } = whole;
    for (const { path, message } of crossFaults({ ...heading, ...sections }))
      faults.push(faultIn(whole, path, message));
    const file = `${place}/pack.yaml`;
    loaded.push({
      file,
      pack: { ...heading, ...sections } as PolicyPack,
      digest: faults.length > 0 ? "" : digestOf(content),
    });
  }
  return loaded;
}

const startOf = (pack: StatedPack): string => pack.heading.effectiveFrom;

/** The pack, its faulty sections left out; nothing where it cannot be read or its heading is wrong. */
function readPack(folder: string, name: string, faults: PolicyFault[]): StatedPack | undefined {
  const before = faults.length;
  const place = `packs/${name}`;
  const files = readdirSync(join(folder, place))
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => readYaml(folder, `${place}/${file}`));
  const content = contentOf(files, faults);
  const readable = faults.length === before;
  const blame = (path: FaultPath, message: string) => faultIn({ folder: place, files }, path, message);
  const known = new Set([...Object.keys(headingSchema.shape), ...sectionNames]);
  for (const key of Object.keys(content)) if (!known.has(key)) faults.push(blame([key], "is not known here"));
  const heading = headingSchema.safeParse(
    Object.fromEntries(Object.keys(headingSchema.shape).map((key) => [key, content[key]])),
  );
  if (!heading.success) faults.push(...schemaFaults(heading.error, blame));
  if (heading.success && heading.data.id !== name)
    faults.push(blame(["id"], `must be the name of its folder, ${name}`));
  const sections: Record<string, unknown> = {};
  for (const section of sectionNames.filter((candidate) => candidate in content)) {
    const result = sectionShapes[section]?.safeParse(content[section]);
    if (!result) continue;
    if (result.success) sections[section] = result.data;
    else faults.push(...schemaFaults(result.error, (path, message) => blame([section, ...path], message)));
  }
  return heading.success && readable ? { folder: place, files, content, heading: heading.data, sections } : undefined;
}

function contentOf(files: readonly YamlFile[], faults: PolicyFault[]): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const file of files) {
    faults.push(...file.faults);
    if (file.faults.length > 0) continue;
    if (typeof file.content !== "object" || file.content === null || Array.isArray(file.content)) {
      faults.push({ file: file.file, path: "", message: "must hold sections by their names" });
      continue;
    }
    for (const [section, value] of Object.entries(file.content)) {
      if (section in content) faults.push(file.faultAt([section], "stands in another file of this pack too"));
      content[section] = value;
    }
  }
  return content;
}

/** The first supersedes none; every other supersedes the one before it, on a later day. */
function succession(packs: readonly StatedPack[]): PolicyFault[] {
  return packs.flatMap((pack, index) => {
    const before = packs[index - 1];
    const faults: PolicyFault[] = [];
    if (before && startOf(before) === startOf(pack)) {
      faults.push(faultIn(pack, ["effectiveFrom"], `overlaps ${before.heading.id}, in force from the same day`));
    }
    if (pack.heading.supersedes !== (before?.heading.id ?? null)) {
      const expected = before ? `${before.heading.id}, in force before it` : "null: no pack comes before it";
      faults.push(faultIn(pack, ["supersedes"], `must be ${expected}`));
    }
    return faults;
  });
}

/** The first pack states every section that there was when it was published. */
const missingSections = (pack: StatedPack): PolicyFault[] =>
  Object.keys(sectionsSchema.shape)
    .filter((section) => !(section in pack.content))
    .map((section) => faultIn(pack, [section], "is missing"));

function takeOver(before: StatedPack, pack: StatedPack): StatedPack {
  const inherited = Object.entries(before.sections).filter(([section]) => !(section in pack.content));
  return {
    ...pack,
    files: [...pack.files, ...before.files],
    content: { ...before.content, ...pack.content },
    sections: { ...Object.fromEntries(inherited), ...pack.sections },
  };
}

/** The fault at the file that states the section, the pack's own files first. */
function faultIn(pack: Pick<StatedPack, "folder" | "files">, path: FaultPath, message: string): PolicyFault {
  const section = String(path[0] ?? "");
  const file = pack.files.find(({ content }) => content !== null && typeof content === "object" && section in content);
  return file
    ? file.faultAt(path, message)
    : { file: `${pack.folder}/pack.yaml`, path: section, message: "is missing" };
}

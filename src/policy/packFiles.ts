/** Reads the packs: each a folder of YAML files, with sections taken over from the pack that it supersedes. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../kernel/index.js";
import { crossFaults } from "./crossReferences.js";
import type { FaultPath, PolicyFault } from "./faults.js";
import { headingSchema, packSchema, sectionsSchema } from "./schema/pack.js";
import type { PolicyPack } from "./types.js";
import { readYaml, schemaFaults, type YamlFile } from "./yamlFile.js";

interface RawPack {
  readonly folder: string;
  readonly files: readonly YamlFile[];
  readonly content: Readonly<Record<string, unknown>>;
}

export interface LoadedPack {
  readonly file: string;
  readonly pack: PolicyPack;
  readonly digest: string;
}

/** Every pack of the folder in order of effect; faults are added to the list. */
export function readPacks(folder: string, faults: PolicyFault[]): LoadedPack[] {
  const home = join(folder, "packs");
  const folders = existsSync(home) ? readdirSync(home).filter((name) => statSync(join(home, name)).isDirectory()) : [];
  if (folders.length === 0) faults.push({ file: "packs", path: "", message: "holds no pack" });
  const packs = folders.sort().map((name) => readPack(folder, name, faults));
  const sound = packs.filter((pack) => pack !== undefined).sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  if (sound.length < packs.length) return [];
  faults.push(...succession(sound));
  if (faults.length > 0) return [];
  const loaded: LoadedPack[] = [];
  let inherited: RawPack | undefined;
  for (const raw of sound) {
    inherited = inherited ? takeOver(inherited, raw) : raw;
    const pack = wholePack(inherited, faults);
    if (pack) loaded.push({ file: `${raw.folder}/pack.yaml`, pack, digest: digestOf(inherited.content) });
  }
  return loaded;
}

const startOf = (pack: RawPack): string => String(pack.content.effectiveFrom);

function readPack(folder: string, name: string, faults: PolicyFault[]): RawPack | undefined {
  const before = faults.length;
  const place = `packs/${name}`;
  const files = readdirSync(join(folder, place))
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => readYaml(folder, `${place}/${file}`));
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
  if (faults.length > before) return undefined;
  const raw: RawPack = { folder: place, files, content };
  const own = headingSchema.extend(sectionsSchema.partial().shape).safeParse(content);
  if (!own.success) faults.push(...schemaFaults(own.error, (path, message) => faultIn(raw, path, message)));
  else if (own.data.id !== name) faults.push(faultIn(raw, ["id"], `must be the name of its folder, ${name}`));
  return faults.length > before ? undefined : raw;
}

/** The first supersedes none; every other supersedes the one before it, on a later day. */
function succession(packs: readonly RawPack[]): PolicyFault[] {
  return packs.flatMap((pack, index) => {
    const before = packs[index - 1];
    const faults: PolicyFault[] = [];
    if (before && startOf(before) === startOf(pack)) {
      faults.push(
        faultIn(pack, ["effectiveFrom"], `overlaps ${before.content.id as string}, in force from the same day`),
      );
    }
    if (pack.content.supersedes !== (before?.content.id ?? null)) {
      const expected = before ? `${before.content.id as string}, in force before it` : "null: no pack comes before it";
      faults.push(faultIn(pack, ["supersedes"], `must be ${expected}`));
    }
    return faults;
  });
}

const takeOver = (before: RawPack, pack: RawPack): RawPack => ({
  folder: pack.folder,
  files: [...pack.files, ...before.files],
  content: { ...before.content, ...pack.content },
});

function wholePack(raw: RawPack, faults: PolicyFault[]): PolicyPack | undefined {
  const whole = packSchema.safeParse(raw.content);
  if (!whole.success) {
    faults.push(...schemaFaults(whole.error, (path, message) => faultIn(raw, path, message)));
    return undefined;
  }
  const crossed = crossFaults(whole.data);
  faults.push(...crossed.map(({ path, message }) => faultIn(raw, path, message)));
  return crossed.length > 0 ? undefined : whole.data;
}

/** The fault at the file that states the section, the pack's own files first. */
function faultIn(raw: RawPack, path: FaultPath, message: string): PolicyFault {
  const section = String(path[0] ?? "");
  const file = raw.files.find(({ content }) => content !== null && typeof content === "object" && section in content);
  return file ? file.faultAt(path, message) : { file: `${raw.folder}/pack.yaml`, path: section, message: `is missing` };
}

/** Mapping files: the shipped one is sound, and every fault of another is named with its path. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { loadMapping, mappingDigest, MappingFaulty, parseMapping } from "./load.js";

const file = join(__dirname, "../../../policy/mappings/loan-event-log.yaml");
const text = readFileSync(file, "utf8");

function faultsOf(yaml: string): readonly string[] {
  try {
    parseMapping(yaml, "a.yaml");
  } catch (error) {
    if (error instanceof MappingFaulty) return error.faults;
    throw error;
  }
  return [];
}

/** The shipped mapping with one place changed; undefined takes it away. */
function changed(path: (string | number)[], value: unknown): string {
  const mapping = parse(text) as Record<string, unknown>;
  const parent = path
    .slice(0, -1)
    .reduce((at, step) => at[step] as Record<string | number, unknown>, mapping as Record<string | number, unknown>);
  if (value === undefined) delete parent[path.at(-1)!];
  else parent[path.at(-1)!] = value;
  return stringify(mapping);
}

test("the mapping that ships is read, and says the grouping is made up", () => {
  const mapping = loadMapping(file);
  expect(mapping.zone).toBe("Europe/Amsterdam");
  expect(mapping.partners?.invented).toBe(true);
  expect(mapping.indicators.map((one) => one.code)).toEqual(["VOLUME", "FIRST_PASS", "HANDLING_TIME"]);
  expect(mapping.unknown.map((one) => one.code)).toEqual(["ON_TIME", "ZERO_TRIP"]);
});

test("a mapping's digest follows what it says, not how it is written", () => {
  const mapping = loadMapping(file);
  expect(mappingDigest(parseMapping(stringify(parse(text)), "b.yaml"))).toBe(mappingDigest(mapping));
  expect(mappingDigest(parseMapping(changed(["zone"], "Asia/Shanghai"), "b.yaml"))).not.toBe(mappingDigest(mapping));
});

test.each<[string, (string | number)[], unknown, RegExp]>([
  ["no zone", ["zone"], undefined, /^zone: /],
  ["a zone that does not exist", ["zone"], "Europe/Atlantis", /^zone: must be a time zone/],
  ["another format", ["format"], 2, /^format: /],
  ["an unknown word", ["trace", "ident"], "x", /^trace: .*ident/],
  ["an empty key", ["event", "at"], "", /^event\.at: /],
  ["a transition without a name", ["transitions", 0], "", /^transitions\.0: /],
  ["a modulo of zero", ["partners", "officerModulo"], 0, /^partners\.officerModulo: /],
  ["officers as numbers", ["partners", "officersOfNone"], [112], /^partners\.officersOfNone\.0: /],
  ["an unknown measure", ["indicators", 0, "measure"], "SUM", /^indicators\.0\.measure: /],
  [
    "a class that is none",
    ["indicators", 2, "activityClass"],
    "WORK",
    /^indicators\.2\.activityClass: WORK is none of activityClasses$/,
  ],
  ["a transition that is none", ["indicators", 2, "to"], "END", /^indicators\.2\.to: END is none of transitions$/],
  [
    "an indicator said twice",
    ["indicators", 1, "code"],
    "VOLUME",
    /^indicators\.1\.code: VOLUME is already said above$/,
  ],
  [
    "an indicator both measured and unknown",
    ["unknown", 0, "code"],
    "VOLUME",
    /^unknown\.0\.code: VOLUME is already said above$/,
  ],
  ["an amount in odd units", ["trace", "amount", "fenPerUnit"], 10, /^trace\.amount\.fenPerUnit: /],
])("%s is refused with its path", (_, path, value, fault) => {
  const faults = faultsOf(changed(path, value));
  expect(faults).toEqual([expect.stringMatching(fault)]);
});

test("all faults come at once", () => {
  const broken = changed(["zone"], "Nowhere").replace("format: 1", "format: 9").replace("to: COMPLETE", 'to: ""');
  expect(faultsOf(broken)).toHaveLength(3);
});

test.each([
  ["no YAML at all", "a: [1", /line 1/],
  ["a key twice", `${text}\nzone: Asia/Shanghai\n`, /unique/],
  ["aliases that could unfold without end", "a: &a [1]\nb: [*a, *a]\n", /alias/i],
  ["an empty file", "", /^the file: /],
])("%s is refused", (_, yaml, fault) => expect(faultsOf(yaml).join("\n")).toMatch(fault));

test("a file that is not there is named", () => {
  expect(() => loadMapping("/nowhere/mapping.yaml")).toThrow(
    /nowhere\/mapping\.yaml cannot be used:\n- cannot be read \(ENOENT\)/,
  );
});

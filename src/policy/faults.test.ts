/** A policy folder with faults is refused, with each fault named: file, place, and what is wrong. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PolicyFaults, type PolicyFault } from "./faults.js";
import { loadPolicies } from "./load.js";

const shipped = join(__dirname, "../../policy");
const base = (name: string) => `packs/base-2011/${name}.yaml`;
const year = (number: number) => `calendars/cn-${number}.yaml`;
const hours = "calendars/office-hours.yaml";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lianban-policy-"));
  cpSync(shipped, folder, { recursive: true });
  rmSync(join(folder, "published.json"), { force: true });
  for (let number = 2011; number <= 2026; number += 1) {
    if (number < 2019 || number > 2021) rmSync(join(folder, year(number)));
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(join(folder, file), text.replace(from, to));
}

function faultsOf(): readonly PolicyFault[] {
  try {
    loadPolicies(folder);
    return [];
  } catch (error) {
    if (error instanceof PolicyFaults) return error.faults;
    throw error;
  }
}

it("finds nothing wrong with what is shipped", () => {
  expect(faultsOf()).toEqual([]);
});

describe("a fault is found and named", () => {
  // File, what stands there, what stands there instead, the path blamed, what the message says.
  type Row = readonly [file: string, from: string, to: string, path: string, message: string];
  const rows: readonly Row[] = [
    // Words that are not in the vocabulary.
    [
      base("time"),
      "stage: SIGNING, workingDays: 5",
      "stage: SIGNATURE, workingDays: 5",
      "stageLimits[4].stage",
      "Invalid option",
    ],
    [base("products"), "reviewMode: SERIAL", "reviewMode: BATCH", "products[3].reviewMode", "Invalid option"],
    [
      base("checks"),
      "owner: { otherwise: CENTER }",
      "owner: { otherwise: REGISTRY }",
      "checks[1].owner.otherwise",
      "Invalid option",
    ],
    [
      base("decisions"),
      "role: FUNDS_OFFICER, rank: 1",
      "role: TREASURER, rank: 1",
      "amountLimits[5].role",
      "Invalid option",
    ],
    [base("scoring"), "unit: PPM", "unit: PERCENT", "indicators[0].unit", "Invalid option"],
    // Shapes.
    [base("products"), "    capFen: ¥600000.00", "    capFen: 600000", "products[0].capFen", "expected string"],
    [base("products"), "jointCapFen: ¥1000000.00", "jointCapFen: ¥1000000.5", "products[0].jointCapFen", "¥800000.00"],
    [base("money"), "maxRatioPpm: 80%", "maxRatioPpm: 0.8", "quota.maxRatioPpm", "expected string"],
    [base("money"), "roundDownToFen: ¥1000.00", "roundUpToFen: ¥1000.00", "quota.roundUpToFen", "is not known here"],
    [base("products"), "tripBudget: 0", "tripBudget: 3", "products[0].tripBudget", "<=1"],
    [base("pack"), "effectiveFrom: 2011-01-01", "effectiveFrom: 2011-02-30", "effectiveFrom", "a day that exists"],
    [
      base("documents"),
      "code: MARRIAGE_PROOF",
      "code: ID_CARD",
      "documentKinds[1].code",
      "ID_CARD stands here a second time",
    ],
    [
      base("documents"),
      "fileTypes: &scans [application/pdf,",
      "fileTypes: &scans [text/html,",
      "documentKinds[0].fileTypes[0]",
      "Invalid option",
    ],
  ];

  it("wherever a word or a shape is wrong, all of them at once", () => {
    for (const [file, from, to] of rows) edit(file, from, to);
    const faults = faultsOf();
    for (const [file, , , path, message] of rows) {
      expect(faults).toContainEqual({
        file,
        line: expect.any(Number),
        path,
        message: expect.stringContaining(message),
      });
    }
  });

  it("across sections too, as far as these are sound themselves", () => {
    edit(base("time"), "stage: SIGNING, workingDays: 5", "stage: SIGNATURE, workingDays: 5");
    edit(base("scoring"), "weights: { BANK: 20,", "weights: { BANK: 19,");
    edit("packs/rates-2025-05/pack.yaml", "2.525%", "two percent");
    edit("packs/rates-2025-05/pack.yaml", "rates:", "rules: []\nrates:");
    expect(faultsOf().map(({ file, path }) => `${file} ${path}`)).toEqual([
      `${base("time")} stageLimits[4].stage`,
      "packs/rates-2025-05/pack.yaml rules",
      "packs/rates-2025-05/pack.yaml rates[0].bands[2].annualRatePpm",
      `${base("scoring")} indicators`,
    ]);
  });

  it.each<Row>([
    [base("pack"), "id: base-2011", "id: base-2012", "id", "name of its folder"],
    // What only shows across sections; each rule has its test beside crossReferences.ts.
    [
      base("guarantee"),
      "propertyKinds: [NEW]",
      "propertyKinds: [OVERHAUL]",
      "products[0].guaranteeKinds[2]",
      "DEVELOPER_STAGED fits none",
    ],
    // One pack after the other.
    [
      "packs/rates-2025-05/pack.yaml",
      "effectiveFrom: 2025-05-08\n",
      "effectiveFrom: 2011-01-01\n",
      "effectiveFrom",
      "overlaps",
    ],
    [
      "packs/rates-2025-05/pack.yaml",
      "supersedes: base-2011",
      "supersedes: base-2010",
      "supersedes",
      "must be base-2011",
    ],
    [base("pack"), "supersedes: null", "supersedes: rates-2025-05", "supersedes", "no pack comes before it"],
  ])("%s: %s → %s", (file, from, to, path, message) => {
    edit(file, from, to);
    const faults = faultsOf();
    const found = faults.find((fault) => fault.path === path && fault.message.includes(message));
    expect(found ?? faults).toMatchObject({ path });
    expect(found?.file).toBe(path.startsWith("products") ? base("products") : file);
  });

  it("says the line", () => {
    edit(base("pack"), "supersedes: null", "supersedes: 7");
    expect(faultsOf()).toEqual([
      { file: base("pack"), line: 9, path: "supersedes", message: expect.stringContaining("expected string") },
    ]);
  });

  it("of a missing section, a missing year, a missing file", () => {
    edit(base("time"), "dueSoonWorkingHours: 4\n", "");
    rmSync(join(folder, year(2020)));
    rmSync(join(folder, base("contracts")));
    expect(faultsOf()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ file: base("pack"), path: "dueSoonWorkingHours", message: "is missing" }),
        expect.objectContaining({ file: base("pack"), path: "contracts", message: "is missing" }),
        expect.objectContaining({ file: year(2021), message: "the year before 2021 is missing" }),
      ]),
    );
    rmSync(join(folder, hours));
    expect(faultsOf()).toContainEqual({ file: hours, path: "", message: "is missing" });
  });

  it("of what is no YAML, a key given twice, a section in two files", () => {
    writeFileSync(join(folder, base("contracts")), "contracts: [");
    edit(base("pack"), "id: base-2011", "id: base-2011\nid: base-2011");
    writeFileSync(join(folder, "packs/rates-2025-05/more.yaml"), "rates: []\n");
    writeFileSync(join(folder, base("empty")), "- a list\n");
    const faults = faultsOf();
    expect(faults).toContainEqual(expect.objectContaining({ file: base("contracts"), line: expect.any(Number) }));
    expect(faults).toContainEqual(
      expect.objectContaining({ file: base("pack"), line: 5, message: expect.stringContaining("unique") }),
    );
    expect(faults).toContainEqual(
      expect.objectContaining({ path: "rates", message: expect.stringContaining("another file") }),
    );
    expect(faults).toContainEqual(
      expect.objectContaining({ file: base("empty"), message: expect.stringContaining("by their names") }),
    );
  });

  it("of an empty folder", () => {
    rmSync(join(folder, "packs"), { recursive: true });
    rmSync(join(folder, "calendars"), { recursive: true });
    expect(faultsOf().map((fault) => fault.file)).toEqual(["packs", hours]);
  });
});

it("names a fault of a section once, also where a later pack takes it over", () => {
  edit(base("checklist"), "document: PAYMENT_VOUCHER", "document: VOUCHER");
  expect(faultsOf()).toEqual([
    {
      file: base("checklist"),
      line: expect.any(Number),
      path: "checklist[26].document",
      message: "VOUCHER is no document kind of this pack",
    },
  ]);
});

it("names all faults of all files at once, in words", () => {
  edit(base("products"), "reviewMode: SERIAL", "reviewMode: BATCH");
  edit(base("products"), "tripBudget: 0", "tripBudget: 9");
  edit(base("time"), "movesOffHolidays: true", "movesOffHolidays: perhaps");
  edit("packs/rates-2025-05/pack.yaml", "2.525%", "two percent");
  edit(year(2021), "year: 2021", "year: many");
  expect(faultsOf().length).toBeGreaterThanOrEqual(5);
  expect(() => loadPolicies(folder)).toThrow(/packs\/base-2011\/products\.yaml:\d+ products\[3\]\.reviewMode: /);
});

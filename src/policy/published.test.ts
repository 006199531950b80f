/** What was published once is never changed: a change is refused, a later pack is not. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPolicies, publishPolicies } from "./load.js";

const shipped = join(__dirname, "../../policy");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lianban-policy-"));
  cpSync(shipped, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (file: string) => join(folder, file);
const edit = (file: string, from: string, to: string) =>
  writeFileSync(path(file), readFileSync(path(file), "utf8").replace(from, to));

it("ships every pack and calendar published as it stands", () => {
  expect(() => loadPolicies(shipped, { production: true })).not.toThrow();
});

it("refuses a published pack that was changed, in production and out of it", () => {
  edit("packs/base-2011/time.yaml", "stage: REVIEW, workingDays: 5", "stage: REVIEW, workingDays: 4");
  const refusal =
    /packs\/base-2011\/pack\.yaml base-2011 was published with digest [0-9a-f]{64} and now has [0-9a-f]{64}/;
  expect(() => loadPolicies(folder)).toThrow(refusal);
  expect(() => loadPolicies(folder, { production: true })).toThrow(refusal);
  expect(() => publishPolicies(folder)).toThrow(refusal);
});

it("names the pack that took over the changed section too", () => {
  edit("packs/base-2011/time.yaml", "dueSoonWorkingHours: 4", "dueSoonWorkingHours: 5");
  expect(() => loadPolicies(folder)).toThrow(/rates-2025-05 was published/);
});

it("refuses a published calendar that was changed", () => {
  edit("calendars/cn-2026.yaml", "2026-10-07", "2026-10-08");
  expect(() => loadPolicies(folder)).toThrow(/calendars\/cn-2026\.yaml calendar-cn-2026 was published/);
});

it("does not mind comments, layout and the order of keys", () => {
  const digest = loadPolicies(folder).on("2026-01-01").digest;
  edit(
    "packs/base-2011/time.yaml",
    "{ stage: REVIEW, workingDays: 5, source: policy }",
    "{ source: policy, workingDays: 5, stage: REVIEW } # as ever",
  );
  expect(loadPolicies(folder, { production: true }).on("2026-01-01").digest).toBe(digest);
});

it("refuses a published pack that is missing", () => {
  rmSync(path("packs/promises-2026"), { recursive: true });
  expect(() => loadPolicies(folder)).toThrow("promises-2026 was published and its file is missing");
});

it("takes a new pack into production only once it is published, and then keeps it", () => {
  mkdirSync(path("packs/limits-2027"));
  const pack =
    "id: limits-2027\nnames: { en: Limits, zh: 限时 }\neffectiveFrom: 2027-01-01\nsource: policy\nsupersedes: promises-2026\ndueSoonWorkingHours: 8\n";
  writeFileSync(path("packs/limits-2027/pack.yaml"), pack);
  expect(() => loadPolicies(folder, { production: true })).toThrow("limits-2027 is not published");
  expect(loadPolicies(folder).on("2027-01-01")).toMatchObject({ id: "limits-2027", dueSoonWorkingHours: 8 });
  const before = loadPolicies(folder).on("2026-12-31").digest;
  publishPolicies(folder);
  const book = loadPolicies(folder, { production: true });
  expect(book.on("2026-12-31")).toMatchObject({
    id: "promises-2026",
    dueSoonWorkingHours: 4,
    effectiveTo: "2026-12-31",
    digest: before,
  });
  const list = readFileSync(path("published.json"), "utf8");
  publishPolicies(folder);
  expect(readFileSync(path("published.json"), "utf8")).toBe(list);
  edit("packs/limits-2027/pack.yaml", "dueSoonWorkingHours: 8", "dueSoonWorkingHours: 9");
  expect(() => publishPolicies(folder)).toThrow("a published file is not changed");
});

it.each(["{", "{}", '[{ "id": "base-2011" }]', '[{ "id": "base-2011", "digest": "abc" }]'])(
  "refuses the list %s",
  (text) => {
    writeFileSync(path("published.json"), text);
    expect(() => loadPolicies(folder)).toThrow("published.json is not a list of { id, digest }");
  },
);

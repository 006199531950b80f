/** `lianban policy`: every fault at once and nothing written; a new pack published once, and never changed after. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPolicies } from "../../policy/index.js";
import { inProject } from "../paths.js";
import { policyCheckCommand, policyPublishCommand } from "./policy.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lianban-policy-"));
  cpSync(inProject("policy"), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const list = () => readFileSync(join(folder, "published.json"), "utf8");
function writePack(dueSoonWorkingHours: string): void {
  const newest = checkPolicies(inProject("policy")).filter(({ file }) => file.startsWith("packs/"));
  mkdirSync(join(folder, "packs/limits-2030"), { recursive: true });
  writeFileSync(
    join(folder, "packs/limits-2030/pack.yaml"),
    `id: limits-2030\nnames: { en: Limits, zh: 限时 }\neffectiveFrom: 2030-01-01\nsource: policy\n` +
      `supersedes: ${newest.at(-1)?.id}\ndueSoonWorkingHours: ${dueSoonWorkingHours}\n`,
  );
}

/** What a command wrote, and its exit code. */
async function told(run: () => Promise<number>): Promise<{ code: number; text: string }> {
  let text = "";
  const write = jest.spyOn(process.stdout, "write").mockImplementation((piece) => {
    text += String(piece);
    return true;
  });
  try {
    return { code: await run(), text };
  } finally {
    write.mockRestore();
  }
}

test("a new pack is looked through, published once with its digest, and then kept as it stands", async () => {
  writePack("8");
  const before = list();
  const checked = await told(() => policyCheckCommand({ folder }));
  expect(checked.code).toBe(0);
  expect(checked.text).toMatch(
    /^[0-9a-f]{64} {2}limits-2030 {2}not published yet {2}\(packs\/limits-2030\/pack.yaml\)$/m,
  );
  expect(list()).toBe(before);
  const published = await told(() => policyPublishCommand({ folder, json: true }));
  const { ok, items } = JSON.parse(published.text) as {
    ok: boolean;
    items: { id: string; digest: string; published: boolean }[];
  };
  expect(ok).toBe(true);
  const item = items.find(({ id }) => id === "limits-2030");
  expect(item?.published).toBe(false);
  expect(JSON.parse(list())).toContainEqual({ id: "limits-2030", digest: item?.digest });
  const again = await told(() => policyPublishCommand({ folder }));
  expect(again.text).toContain("limits-2030  was published");
  writePack("9");
  const changed = await told(() => policyCheckCommand({ folder }));
  expect(changed.code).toBe(1);
  expect(changed.text).toContain("limits-2030 was published with digest");
});

test("every fault is named with its place, in words and as JSON, and nothing is published", async () => {
  writePack("eight\nshoeSizes: [1]");
  const before = list();
  const { code, text } = await told(() => policyPublishCommand({ folder }));
  expect(code).toBe(1);
  expect(text).toContain("packs/limits-2030/pack.yaml:6 dueSoonWorkingHours");
  expect(text).toContain("shoeSizes");
  const { faults } = JSON.parse((await told(() => policyCheckCommand({ folder, json: true }))).text) as {
    faults: object[];
  };
  expect(faults.length).toBeGreaterThanOrEqual(2);
  expect(faults).toContainEqual(expect.objectContaining({ file: "packs/limits-2030/pack.yaml", line: 6 }));
  expect(list()).toBe(before);
});

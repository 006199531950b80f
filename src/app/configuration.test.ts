/** The environment: defaults for trying out, and every fault named at once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { newMasterKey } from "../platform/index.js";
import { examineConfiguration, readConfiguration } from "./configuration.js";

const folder = mkdtempSync(join(tmpdir(), "lianban-configuration-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("nothing said is the embedded database beside the program, reached from this machine only", () => {
  expect(readConfiguration({ DATABASE_URL: "", PORT: "" })).toEqual({
    production: false,
    database: { url: null, dataFolder: resolve("data") },
    dataFolder: resolve("data"),
    blobFolder: resolve("data/blobs"),
    policyFolder: resolve("policy"),
    keys: null,
    keysFile: resolve("data/keys"),
    host: "127.0.0.1",
    port: 4000,
    zone: "Asia/Shanghai",
    centerCode: "LB",
    jobs: true,
  });
});

test("what is said is taken", () => {
  const url = "mysql://root@127.0.0.1:3306/center";
  const told = readConfiguration({
    DATABASE_URL: url,
    LIANBAN_DATA: folder,
    PORT: "4123",
    LIANBAN_CENTER_CODE: "NJ01",
    LIANBAN_JOBS: "off",
  });
  expect(told).toMatchObject({ database: { url, dataFolder: folder }, port: 4123, centerCode: "NJ01", jobs: false });
});

test("every fault is named, not the first only", () => {
  const { faults } = examineConfiguration({
    NODE_ENV: "production",
    DATABASE_URL: "postgres://somewhere/else",
    PORT: "70000",
    LIANBAN_ZONE: "Mars/Olympus",
    LIANBAN_CENTER_CODE: "n",
  });
  expect(faults.map((fault) => fault.split(" ")[0])).toEqual([
    "DATABASE_URL",
    "PORT",
    "LIANBAN_ZONE",
    "LIANBAN_CENTER_CODE",
    "LIANBAN_KEYS",
    "LIANBAN_BLOBS",
  ]);
  expect(() => readConfiguration({ LIANBAN_MODE: "staging" })).toThrow("LIANBAN_MODE must be production");
});

test.each([
  ["no keys", { LIANBAN_BLOBS: folder }, "LIANBAN_KEYS is missing"],
  ["keys that are none", { LIANBAN_BLOBS: folder, LIANBAN_KEYS: "k1:short" }, "not 32 bytes"],
  ["no blob folder", { LIANBAN_KEYS: newMasterKey("k1") }, "LIANBAN_BLOBS is missing"],
  ["a blob folder that is not there", { LIANBAN_KEYS: newMasterKey("k1"), LIANBAN_BLOBS: "/no/such" }, "not there"],
])("production refuses %s", (_what, env, fault) => {
  expect(() => readConfiguration({ ...env, LIANBAN_MODE: "production" })).toThrow(fault);
});

test("production takes what is complete", () => {
  const env = { LIANBAN_MODE: "production", LIANBAN_KEYS: newMasterKey("k1"), LIANBAN_BLOBS: folder };
  expect(readConfiguration(env)).toMatchObject({ production: true, blobFolder: folder });
});

/** The blob store's promises: whole or nothing, unreadable at rest, and no wrong byte ever leaves. */
import { createHash, randomBytes } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { createKeys, newMasterKey, parseKeys } from "../keys/keys.js";
import { BlobDamaged, type BlobStore } from "./blobs.js";
import { type FolderOptions, openFolderBlobs } from "./folder.js";
import { chunkBytes, sealedChunkBytes } from "./sealedFile.js";

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const first = newMasterKey("k1");
const keys = createKeys(parseKeys(first));
const maxBytes = 1_000_000;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function opened(more: Partial<FolderOptions> = {}): Promise<{ blobs: BlobStore; folder: string }> {
  const folder = more.folder ?? mkdtempSync(join(tmpdir(), "lianban-blobs-"));
  folders.push(folder);
  return { blobs: await openFolderBlobs({ folder, keys, ...more }), folder };
}

async function* inPieces(bytes: Buffer, size = 1_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function read(blobs: BlobStore, address: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await blobs.get(address)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Something to wait for. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), passed };
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test("bytes of any length, in pieces of any size, come back as they were under their digest", async () => {
  const { blobs } = await opened();
  const lengths = fc.oneof(
    fc.integer({ min: 1, max: 300 }),
    fc.constantFrom(chunkBytes - 1, chunkBytes, chunkBytes + 1, 2 * chunkBytes, 3 * chunkBytes + 7),
  );
  await fc.assert(
    fc.asyncProperty(lengths, fc.integer({ min: 1, max: 100_000 }), async (length, size) => {
      const bytes = randomBytes(length);
      const stored = await blobs.put(inPieces(bytes, Math.max(size, Math.ceil(length / 500))), { maxBytes });
      expect(stored).toEqual({ sha256: sha256(bytes), bytes: length });
      expect((await read(blobs, stored.sha256)).equals(bytes)).toBe(true);
      expect(await blobs.verify(stored.sha256)).toBe("OK");
    }),
    { numRuns: 40 },
  );
});

test("nothing of the content can be read in the folder, and the same content never looks the same twice", async () => {
  const bytes = Buffer.from("张三 110101199003070000 ".repeat(20));
  const [one, other] = [await opened(), await opened()];
  await one.blobs.put(inPieces(bytes), { maxBytes });
  await other.blobs.put(inPieces(bytes), { maxBytes });
  const [at, elsewhere] = [files(one.folder), files(other.folder)].map(([file]) => readFileSync(file as string));
  expect(at?.includes("1101011990")).toBe(false);
  expect(at?.subarray(-200).equals(elsewhere?.subarray(-200) as Buffer)).toBe(false);
});

const ten = Buffer.from("ten bytes.");
test.each([
  ["EMPTY", Buffer.alloc(0), {}],
  ["EMPTY", Buffer.alloc(0), { bytes: 10 }],
  ["TOO_LARGE", randomBytes(200), { maxBytes: 199 }],
  ["LONGER_THAN_ANNOUNCED", ten, { bytes: 9 }],
  ["TRUNCATED", ten, { bytes: 11 }],
  ["DIGEST_MISMATCH", ten, { bytes: 10, sha256: sha256(Buffer.from("other")) }],
])("%s: nothing is stored", async (reason, bytes, limits) => {
  const { blobs, folder } = await opened();
  await expect(blobs.put(inPieces(bytes, 7), { maxBytes, ...limits })).rejects.toMatchObject({ reason });
  expect(files(folder)).toEqual([]);
});

test("a giver that breaks off leaves nothing", async () => {
  const { blobs, folder } = await opened();
  async function* broken(): AsyncGenerator<Buffer> {
    yield* inPieces(randomBytes(2 * chunkBytes));
    throw new Error("connection lost");
  }
  await expect(blobs.put(broken(), { maxBytes })).rejects.toThrow("connection lost");
  expect(files(folder)).toEqual([]);
});

test.each(["written", "synced"] as const)("a crash once the bytes are %s leaves no blob", async (point) => {
  const { folder } = await opened();
  const crash = join(folder, "crash");
  mkdirSync(crash);
  const stop = gate();
  const stopped = gate();
  const probe = async (here: string) => {
    if (here !== point) return;
    stopped.open();
    await stop.passed;
  };
  const dying = (await opened({ folder: crash, probe })).blobs.put(inPieces(ten), { maxBytes });
  await stopped.passed;
  const after = await opened({ folder: crash });
  expect(await after.blobs.has(sha256(ten))).toBe(false);
  expect(await after.blobs.verify(sha256(ten))).toBe("MISSING");
  const [leftover] = files(crash);
  expect(dirname(leftover as string)).toBe(join(crash, "incoming"));
  utimesSync(leftover as string, new Date(), new Date(Date.now() - 25 * 3_600_000));
  await opened({ folder: crash });
  expect(files(crash)).toEqual([]);
  stop.open();
  await expect(dying).rejects.toThrow("ENOENT");
});

test("two who bring the same content at once both succeed, and there is one blob", async () => {
  const { blobs, folder } = await opened();
  const bytes = randomBytes(3 * chunkBytes);
  const both = await Promise.all([1, 2, 3, 4].map((n) => blobs.put(inPieces(bytes, 10_000 * n), { maxBytes })));
  expect(new Set(both.map((stored) => stored.sha256))).toEqual(new Set([sha256(bytes)]));
  expect(files(folder)).toHaveLength(1);
  expect((await read(blobs, sha256(bytes))).equals(bytes)).toBe(true);
});

test("what is being read stays whole while the same content comes again", async () => {
  const { blobs } = await opened();
  const bytes = randomBytes(5 * chunkBytes);
  await blobs.put(inPieces(bytes), { maxBytes });
  const reading = await blobs.get(sha256(bytes));
  await blobs.put(inPieces(bytes), { maxBytes });
  const chunks: Buffer[] = [];
  for await (const chunk of reading) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
});

describe("a file that was touched", () => {
  const bytes = randomBytes(3 * chunkBytes + 100);
  const header = (file: Buffer) => file.length - (bytes.length + 4 * (sealedChunkBytes - chunkBytes));
  const chunk = (file: Buffer, n: number) =>
    file.subarray(header(file) + n * sealedChunkBytes).subarray(0, sealedChunkBytes);
  const flipped = (file: Buffer, at: number) => {
    const copy = Buffer.from(file);
    copy[at] = (copy[at] as number) ^ 1;
    return copy;
  };
  const touches: Record<string, (file: Buffer) => Buffer> = {
    "cut in the middle of a chunk": (file) => file.subarray(0, file.length - 5),
    "cut between two chunks": (file) => file.subarray(0, header(file) + 2 * sealedChunkBytes),
    "cut to its header": (file) => file.subarray(0, header(file)),
    "cut inside its header": (file) => file.subarray(0, 20),
    emptied: () => Buffer.alloc(0),
    lengthened: (file) => Buffer.concat([file, Buffer.from("more")]),
    "with two chunks in each other's place": (file) =>
      Buffer.concat([
        file.subarray(0, header(file)),
        chunk(file, 1),
        chunk(file, 0),
        file.subarray(header(file) + 2 * sealedChunkBytes),
      ]),
    "with a changed salt": (file) => flipped(file, 8),
    "with a changed length": (file) => flipped(file, header(file) - 33),
  };

  test.each(Object.entries(touches))("%s gives not one byte", async (_how, touch) => {
    const { blobs, folder } = await opened();
    const address = (await blobs.put(inPieces(bytes), { maxBytes })).sha256;
    const [file] = files(folder) as [string];
    writeFileSync(file, touch(readFileSync(file)));
    let given = 0;
    const reading = async () => {
      for await (const piece of await blobs.get(address)) given += (piece as Buffer).length;
    };
    await expect(reading()).rejects.toBeInstanceOf(BlobDamaged);
    expect(given).toBe(0);
    expect(await blobs.verify(address)).toBe("DAMAGED");
  });

  test("in its last chunk gives what came before it and breaks off there", async () => {
    const { blobs, folder } = await opened();
    const address = (await blobs.put(inPieces(bytes), { maxBytes })).sha256;
    const [file] = files(folder) as [string];
    const stored = readFileSync(file);
    writeFileSync(file, flipped(stored, stored.length - 40));
    const given: Buffer[] = [];
    const reading = async () => {
      for await (const piece of await blobs.get(address)) given.push(piece as Buffer);
    };
    await expect(reading()).rejects.toBeInstanceOf(BlobDamaged);
    expect(Buffer.concat(given).equals(bytes.subarray(0, 3 * chunkBytes))).toBe(true);
  });

  test("or put under another's name is not taken for it", async () => {
    const { blobs, folder } = await opened();
    const mine = (await blobs.put(inPieces(ten), { maxBytes })).sha256;
    const [file] = files(folder) as [string];
    const theirs = sha256(Buffer.from("ten other."));
    mkdirSync(join(folder, theirs.slice(0, 2)), { recursive: true });
    renameSync(file, join(folder, theirs.slice(0, 2), theirs));
    expect(await blobs.verify(theirs)).toBe("DAMAGED");
    expect(await blobs.has(mine)).toBe(false);
  });
});

test("older keys open what they sealed, new ones seal; without the key it is damaged, not garbage", async () => {
  const { blobs, folder } = await opened();
  const { sha256: address } = await blobs.put(inPieces(ten), { maxBytes });
  const rotated = await opened({ folder, keys: createKeys(parseKeys(`${first},${newMasterKey("k2")}`)) });
  expect((await read(rotated.blobs, address)).equals(ten)).toBe(true);
  await rotated.blobs.put(inPieces(ten), { maxBytes });
  expect(await blobs.verify(address)).toBe("DAMAGED");
  expect(await rotated.blobs.verify(address)).toBe("OK");
});

test("what is removed is gone, and what is there can be listed", async () => {
  const { blobs } = await opened();
  const { sha256: address } = await blobs.put(inPieces(ten), { maxBytes });
  const listed = async () => {
    const found: string[] = [];
    for await (const blob of blobs.list()) found.push(blob.sha256);
    return found;
  };
  expect(await listed()).toEqual([address]);
  expect(await blobs.remove(address, Date.now() - 60_000)).toBe(false);
  expect(await blobs.remove(address)).toBe(true);
  expect(await blobs.remove(address)).toBe(false);
  expect(await listed()).toEqual([]);
  await expect(blobs.get(address)).rejects.toMatchObject({ missing: true });
});

test("only a digest is an address", async () => {
  const { blobs } = await opened();
  await expect(blobs.get("../../etc/passwd")).rejects.toThrow("64 hex digits");
  await expect(blobs.remove("a".repeat(63))).rejects.toThrow("64 hex digits");
});

/** A blob store in a folder: one sealed file for each content, there whole or not at all. */
import { createHash } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { newId } from "../../kernel/index.js";
import type { Keys } from "../keys/keys.js";
import { type Announced, BlobDamaged, BlobRefused, type BlobStore } from "./blobs.js";
import * as sealed from "./sealedFile.js";

/** Older half-written files are what a crash left. */
const leftoverAfterMs = 24 * 3_600_000;

export interface FolderOptions {
  readonly folder: string;
  readonly keys: Keys;
  /** For tests: throws where a crash is to be played. */
  readonly probe?: (point: "written" | "synced") => Promise<void> | void;
}

/** Opens the folder, making it where it is not there, and clears what a crash left. */
export async function openFolderBlobs(options: FolderOptions): Promise<BlobStore> {
  const { folder, keys, probe } = options;
  const incoming = join(folder, "incoming");
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await clearLeftovers(incoming);

  function pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("A blob's address is 64 hex digits");
    return join(folder, sha256.slice(0, 2), sha256);
  }

  const put: BlobStore["put"] = async (bytes, limits) => {
    const half = join(incoming, newId());
    try {
      const file = await open(half, "wx", 0o600);
      let stored;
      try {
        stored = await writeSealed(file, keys, bytes, limits);
        await probe?.("written");
        await file.sync();
      } finally {
        await file.close();
      }
      await probe?.("synced");
      const path = pathOf(stored.sha256);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Over a file that may be there already: the same content, and no one learns which.
      await rename(half, path);
      await syncFolder(dirname(path));
      return stored;
    } catch (error) {
      await rm(half, { force: true });
      throw error;
    }
  };

  const get: BlobStore["get"] = async (sha256) => {
    const path = pathOf(sha256);
    const file = await open(path, "r").catch((error: unknown) => {
      throw isMissing(error) ? new BlobDamaged(sha256, true, { cause: error }) : error;
    });
    try {
      const start = Buffer.alloc(sealed.headerBytesAtMost);
      const { bytesRead } = await file.read(start, 0, start.length, 0);
      const head = damagedUnless(sha256, () => sealed.readHeader(keys, start.subarray(0, bytesRead), sha256));
      const at = sealed.headerLength(head.keys);
      const { size } = await file.stat();
      if (size !== sealed.fileBytes(at, head.plainBytes)) throw new BlobDamaged(sha256, false);
      const plain = Readable.from(plainChunks(file, head, at, sha256), { objectMode: false });
      return plain.once("close", () => void file.close());
    } catch (error) {
      await file.close();
      throw error;
    }
  };

  return {
    put,
    get,
    has: async (sha256) =>
      stat(pathOf(sha256)).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      ),
    async verify(sha256) {
      try {
        const hash = createHash("sha256");
        for await (const chunk of await get(sha256)) hash.update(chunk as Buffer);
        return hash.digest("hex") === sha256 ? "OK" : "DAMAGED";
      } catch (error) {
        if (error instanceof BlobDamaged) return error.missing ? "MISSING" : "DAMAGED";
        throw error;
      }
    },
    async remove(sha256, storedBeforeMs = Infinity) {
      const found = await stat(pathOf(sha256)).catch(() => null);
      if (!found || found.mtimeMs >= storedBeforeMs) return false;
      await rm(pathOf(sha256), { force: true });
      return true;
    },
    async *list() {
      for (const shelf of await readdir(folder)) {
        if (shelf.length !== 2) continue;
        for (const sha256 of await readdir(join(folder, shelf))) {
          const found = await stat(join(folder, shelf, sha256)).catch(() => null);
          if (found) yield { sha256, storedAtMs: found.mtimeMs };
        }
      }
    },
  };
}

/** Writes chunk by chunk; the header, which needs the digest, last. */
async function writeSealed(
  file: FileHandle,
  keys: Keys,
  bytes: AsyncIterable<Uint8Array>,
  { maxBytes, ...announced }: { readonly maxBytes: number } & Announced,
) {
  const own = sealed.fileKeys(keys);
  const hash = createHash("sha256");
  const chunk = Buffer.alloc(sealed.chunkBytes);
  const headerLength = sealed.headerLength(own);
  let [at, place, filled, total] = [headerLength, 0, 0, 0];
  const flush = async () => {
    const body = sealed.sealChunk(own, place, chunk.subarray(0, filled));
    await writeAt(file, body, at);
    [at, place, filled] = [at + body.length, place + 1, 0];
  };
  for await (const piece of bytes) {
    total += piece.length;
    if (total > maxBytes) throw new BlobRefused("TOO_LARGE");
    if (total > (announced.bytes ?? Infinity)) throw new BlobRefused("LONGER_THAN_ANNOUNCED");
    hash.update(piece);
    let rest = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    while (rest.length > 0) {
      const taken = rest.copy(chunk, filled);
      filled += taken;
      rest = rest.subarray(taken);
      if (filled === chunk.length) await flush();
    }
  }
  if (filled > 0) await flush();
  if (total === 0) throw new BlobRefused("EMPTY");
  if (total < (announced.bytes ?? 0)) throw new BlobRefused("TRUNCATED");
  const sha256 = hash.digest("hex");
  if (announced.sha256 && announced.sha256 !== sha256) throw new BlobRefused("DIGEST_MISMATCH");
  await writeAt(file, sealed.headerOf(own, total, sha256), 0);
  return { sha256, bytes: total };
}

async function writeAt(file: FileHandle, body: Buffer, at: number): Promise<void> {
  for (let done = 0; done < body.length;) {
    done += (await file.write(body, done, body.length - done, at + done)).bytesWritten;
  }
}

type Head = ReturnType<typeof sealed.readHeader>;

async function* plainChunks(file: FileHandle, head: Head, from: number, sha256: string): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(sealed.sealedChunkBytes);
  const chunks = Math.ceil(head.plainBytes / sealed.chunkBytes);
  for (let place = 0; place < chunks; place += 1) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from + place * sealed.sealedChunkBytes);
    yield damagedUnless(sha256, () => sealed.openChunk(head.keys, place, buffer.subarray(0, bytesRead)));
  }
}

function damagedUnless<T>(sha256: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new BlobDamaged(sha256, false, { cause });
  }
}

const isMissing = (error: unknown): boolean => (error as { code?: string }).code === "ENOENT";

/** A rename counts after a crash only when the folder itself is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function clearLeftovers(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > leftoverAfterMs) await rm(path, { force: true });
  }
}

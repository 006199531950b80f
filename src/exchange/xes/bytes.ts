/** The bytes of a log: read in pieces, unpacked where they are gzip (told by the first bytes, not by the name). */
import { createReadStream } from "node:fs";
import { createGunzip, type Gunzip } from "node:zlib";
import { FileStop } from "./stop.js";

/** A file's path, or pieces of bytes from anywhere. */
export type LogSource = string | AsyncIterable<Uint8Array>;

// Gzip packs at most 1032 to 1: from pieces of this size no more than 8 MB unfold at a time.
const packedPieceBytes = 8_192;

/**
 * Yields the unpacked bytes. All that could be unpacked is yielded before an error is thrown.
 * @throws FileStop FILE_UNREADABLE, FILE_EMPTY, GZIP_TRUNCATED, GZIP_BROKEN
 */
export async function* bytesOf(source: LogSource, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const pieces = atLeast(256, readable(source, onBytes));
  const first = await pieces.next();
  if (first.done) throw new FileStop("FILE_EMPTY");
  const all = after(first.value, pieces);
  yield* first.value[0] === 0x1f && first.value[1] === 0x8b ? unpacked(all) : all;
}

async function* readable(source: LogSource, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    const pieces = typeof source === "string" ? createReadStream(source) : source;
    for await (const piece of pieces as AsyncIterable<Uint8Array>) {
      bytes += piece.byteLength;
      onBytes?.(bytes);
      yield Buffer.from(piece);
    }
  } catch (error) {
    throw new FileStop("FILE_UNREADABLE", { detail: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/** The same bytes, but the first piece is long enough to be recognised. */
async function* atLeast(count: number, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of pieces) {
    if (head === null) yield piece;
    else {
      head = Buffer.concat([head, piece]);
      if (head.length < count) continue;
      yield head;
      head = null;
    }
  }
  if (head !== null && head.length > 0) yield head;
}

async function* after(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/** Unpacks in step with the reader, so that what comes before a broken place is not lost in a buffer. */
async function* unpacked(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  let out: Buffer[] = [];
  gunzip.on("data", (piece: Buffer) => out.push(piece));
  const taken = () => out.splice(0);
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length; at += packedPieceBytes) {
        const failed = await step(gunzip, (done) => gunzip.write(piece.subarray(at, at + packedPieceBytes), done));
        yield* taken();
        if (failed) throw gzipStop(failed);
      }
    }
    const failed = await step(gunzip, (done) => gunzip.once("end", done).end());
    yield* taken();
    if (failed) throw gzipStop(failed);
  } finally {
    out = [];
    gunzip.destroy();
  }
}

/** Waits for one act of the stream; the error that ended it, or null. */
function step(gunzip: Gunzip, act: (done: (error?: Error | null) => void) => unknown): Promise<Error | null> {
  return new Promise((resolve) => {
    const settle = (error?: Error | null) => {
      gunzip.off("error", settle);
      resolve(error ?? null);
    };
    gunzip.once("error", settle);
    act(settle);
  });
}

function gzipStop(error: NodeJS.ErrnoException): FileStop {
  if (error.code === "Z_BUF_ERROR") return new FileStop("GZIP_TRUNCATED");
  return new FileStop("GZIP_BROKEN", { detail: error.message });
}

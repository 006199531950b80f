/** The demonstration's papers: one sample of each kind, stored once however many cases have it. */
import { createHash } from "node:crypto";
import type { BlobStore } from "../../platform/index.js";
import { samplePaper } from "./paper.js";

export const sampleOf = (kind: string): Buffer =>
  samplePaper(["LIANBAN SAMPLE - NOT A REAL PAPER", kind, "This page stands for a paper of the demonstration center."]);

/** What was put already is not written, and not waited for, again. */
export function storedOnce(blobs: BlobStore): BlobStore {
  const stored = new Map<string, number>();
  return {
    ...blobs,
    async put(bytes, limits) {
      const pieces: Uint8Array[] = [];
      for await (const piece of bytes) pieces.push(piece);
      const whole = Buffer.concat(pieces);
      const sha256 = createHash("sha256").update(whole).digest("hex");
      if (stored.get(sha256) === whole.length) return { sha256, bytes: whole.length };
      const put = await blobs.put(inOnePiece(whole), limits);
      stored.set(put.sha256, put.bytes);
      return put;
    },
  };
}

export async function* inOnePiece(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}

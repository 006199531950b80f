/** The blob store: bytes under the SHA-256 of what they say. */
import type { Readable } from "node:stream";

/** What the giver said of the bytes before they came; any difference stores nothing. */
export interface Announced {
  readonly bytes?: number | null;
  /** SHA-256 of the plain bytes, in hex. */
  readonly sha256?: string | null;
}

export interface Stored {
  /** SHA-256 of the plain bytes, in hex: the blob's address. */
  readonly sha256: string;
  /** Plain bytes. */
  readonly bytes: number;
}

export interface BlobStore {
  /**
   * Takes the bytes whole or not at all, and just as long whether they were known already.
   * @throws BlobRefused when they are none, too many, or not what was announced; and whatever the stream throws.
   */
  put(bytes: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number } & Announced): Promise<Stored>;
  /**
   * The plain bytes; none leaves unauthenticated.
   * @throws BlobDamaged (also from the stream) when they cannot be the bytes of that digest, or are not there.
   */
  get(sha256: string): Promise<Readable>;
  has(sha256: string): Promise<boolean>;
  /** Reads it all and compares the digest. */
  verify(sha256: string): Promise<"OK" | "MISSING" | "DAMAGED">;
  /** Whether a blob was removed; with an instant, only where its bytes last came before it. */
  remove(sha256: string, storedBeforeMs?: number): Promise<boolean>;
  /** Every blob, with the moment when its bytes last came. */
  list(): AsyncIterable<{ readonly sha256: string; readonly storedAtMs: number }>;
}

export type BlobRefusal = "EMPTY" | "TOO_LARGE" | "LONGER_THAN_ANNOUNCED" | "TRUNCATED" | "DIGEST_MISMATCH";

export class BlobRefused extends Error {
  override readonly name = "BlobRefused";
  constructor(readonly reason: BlobRefusal) {
    super(`The bytes were not stored: ${reason}`);
  }
}

/** What is stored is not what was put. */
export class BlobDamaged extends Error {
  override readonly name = "BlobDamaged";
  constructor(
    sha256: string,
    readonly missing: boolean,
    options?: ErrorOptions,
  ) {
    super(`Blob ${sha256} is ${missing ? "not there" : "damaged"}`, options);
  }
}

/** What a backup says of itself: the shape of the archive, and the digest of every file in it. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { z } from "zod";

export const manifestFile = "manifest.json";
export const keysFileName = "keys";
export const tableFile = (table: string): string => `database/${table}.jsonl`;
export const blobFile = (sha256: string): string => `blobs/${sha256.slice(0, 2)}/${sha256}`;

const hex = /^[0-9a-f]{64}$/;
const table = /^[a-z][a-z0-9_]{0,63}$/;
const migration = /^[A-Za-z][A-Za-z0-9]{0,99}$/;

const manifestShape = z.strictObject({
  format: z.literal("lianban-backup-1"),
  madeAt: z.string(),
  /** The kind of database that it was made of; it can be restored into any. */
  kind: z.enum(["sqlite", "server"]),
  /** Applied when it was made, oldest first. */
  migrations: z.array(z.string().regex(migration)).min(1),
  tables: z.array(z.strictObject({ name: z.string().regex(table), rows: z.number().int().nonnegative() })),
  files: z.array(
    z.strictObject({
      path: z.string().regex(/^(keys|database\/[a-z0-9_]+\.jsonl|blobs\/[0-9a-f]{2}\/[0-9a-f]{64})$/),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(hex),
    }),
  ),
});

export type Manifest = z.infer<typeof manifestShape>;

/** Null when the text is no manifest that this program can read. */
export function readManifest(text: string): Manifest | null {
  try {
    return manifestShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Length and SHA-256 (hex) of a file. */
export async function measureFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(path)) {
    bytes += (piece as Buffer).length;
    hash.update(piece as Buffer);
  }
  return { bytes, sha256: hash.digest("hex") };
}

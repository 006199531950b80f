/**
 * How a blob lies in a file: a header, then chunks, each encrypted and authenticated by itself (AES-256-GCM).
 *
 * Header: "LBB1", length and name of the master key, 16 bytes of salt, the plain length (8 bytes), a seal (32 bytes).
 * The file's own keys come from the salt by HKDF; a chunk's nonce is its place, so that none can change places; the seal
 * is an HMAC over digest and length, so that a file cut short, lengthened or put under another name is known as such
 * before its first byte leaves.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Keys } from "../keys/keys.js";

const magic = Buffer.from("LBB1");
const saltBytes = 16;
const sealBytes = 32;
const tagBytes = 16;

export const chunkBytes = 65_536;
export const sealedChunkBytes = chunkBytes + tagBytes;
/** Enough for any header: a key's name has at most 16 characters. */
export const headerBytesAtMost = magic.length + 1 + 16 + saltBytes + 8 + sealBytes;

export interface FileKeys {
  readonly keyId: string;
  readonly salt: Buffer;
  readonly chunkKey: Buffer;
  readonly sealKey: Buffer;
}

export function fileKeys(keys: Keys, known?: { keyId: string; salt: Buffer }): FileKeys {
  const salt = known?.salt ?? randomBytes(saltBytes);
  const { keyId, key } = keys.derive("blob", known?.keyId);
  const material = Buffer.from(hkdfSync("sha256", key, salt, "lianban/blob-file", 64));
  return { keyId, salt, chunkKey: material.subarray(0, 32), sealKey: material.subarray(32) };
}

export const headerLength = ({ keyId }: Pick<FileKeys, "keyId">): number =>
  magic.length + 1 + Buffer.byteLength(keyId) + saltBytes + 8 + sealBytes;

function prefixOf({ keyId, salt }: Pick<FileKeys, "keyId" | "salt">, plainBytes: number): Buffer {
  const name = Buffer.from(keyId);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(plainBytes));
  return Buffer.concat([magic, Buffer.from([name.length]), name, salt, length]);
}

const sealOf = (sealKey: Buffer, prefix: Buffer, sha256: string): Buffer =>
  createHmac("sha256", sealKey).update(prefix).update(sha256).digest();

/** The header of a file whose bytes are all known by now. */
export function headerOf(keys: FileKeys, plainBytes: number, sha256: string): Buffer {
  const prefix = prefixOf(keys, plainBytes);
  return Buffer.concat([prefix, sealOf(keys.sealKey, prefix, sha256)]);
}

/** The size of the whole file. */
export const fileBytes = (header: number, plainBytes: number): number =>
  header + plainBytes + Math.ceil(plainBytes / chunkBytes) * tagBytes;

/** What a header says, once its seal was found to be right for the digest. @throws Error where it is not. */
export function readHeader(keys: Keys, start: Buffer, sha256: string): { keys: FileKeys; plainBytes: number } {
  const nameEnd = magic.length + 1 + (start[magic.length] ?? 0);
  const prefixEnd = nameEnd + saltBytes + 8;
  const prefix = start.subarray(0, prefixEnd);
  const seal = start.subarray(prefixEnd, prefixEnd + sealBytes);
  if (!magic.equals(start.subarray(0, magic.length)) || seal.length !== sealBytes) throw new Error("No header");
  const keyId = start.toString("utf8", magic.length + 1, nameEnd);
  const own = fileKeys(keys, { keyId, salt: Buffer.from(start.subarray(nameEnd, nameEnd + saltBytes)) });
  if (!timingSafeEqual(seal, sealOf(own.sealKey, prefix, sha256))) throw new Error("The seal is broken");
  return { keys: own, plainBytes: Number(start.readBigUInt64BE(prefixEnd - 8)) };
}

function nonceOf(place: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(place, 8);
  return nonce;
}

export function sealChunk({ chunkKey }: FileKeys, place: number, plain: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", chunkKey, nonceOf(place));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the chunk was changed or stood in another place. */
export function openChunk({ chunkKey }: FileKeys, place: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", chunkKey, nonceOf(place));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()]);
}

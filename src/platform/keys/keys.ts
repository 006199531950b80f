/** The keys that seal personal data and make keyed digests; each purpose has its own, derived by HKDF. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { hmacSha256 } from "../../kernel/index.js";

export interface Keys {
  /** Encrypts under the current key (AES-256-GCM); `about` binds the text to its place, so that it cannot be moved. */
  seal(plain: Buffer | string, about: string): string;
  /** @throws Error when the key is unknown or the text was changed or moved. */
  open(sealed: string, about: string): Buffer;
  /** A digest that only a holder of the first key can make; 64 hex digits. */
  mac(purpose: string, text: string): string;
  /** A 32-byte key for a purpose, under a named master key; with the current one's name where none is given. */
  derive(purpose: string, keyId?: string): { keyId: string; key: Buffer };
}

export interface MasterKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * `id:base64,id:base64`: the last one seals, all open; the first makes keyed digests, which must stay comparable.
 * @throws Error naming every part that is wrong.
 */
export function parseKeys(text: string): MasterKey[] {
  const faults: string[] = [];
  const keys = text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part, index) => {
      const [id = "", encoded = ""] = part.split(":");
      const key = Buffer.from(encoded, "base64");
      if (!/^[a-z0-9-]{1,16}$/.test(id)) faults.push(`key ${index + 1} has no id of a-z, 0-9 and -`);
      if (key.length !== 32) faults.push(`key ${index + 1} is not 32 bytes in base64`);
      return { id, key };
    });
  if (keys.length === 0) faults.push("there is no key");
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) faults.push("two keys share an id");
  if (faults.length > 0) throw new Error(`LIANBAN_KEYS: ${faults.join("; ")}`);
  return keys;
}

export const newMasterKey = (id: string): string => `${id}:${randomBytes(32).toString("base64")}`;

/** Outside production: the keys of a folder, made once. */
export function keysOfFolder(file: string): MasterKey[] {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(file, newMasterKey("k1"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    }
  }
  return parseKeys(readFileSync(file, "utf8"));
}

export function createKeys(masters: readonly MasterKey[]): Keys {
  const first = masters[0];
  const current = masters[masters.length - 1];
  if (!first || !current) throw new Error("There is no key");
  const derived = new Map<string, Buffer>();
  const deriveFrom = (master: MasterKey, purpose: string): Buffer => {
    const name = `${master.id}/${purpose}`;
    const known = derived.get(name);
    if (known) return known;
    const key = Buffer.from(hkdfSync("sha256", master.key, "", `lianban/${purpose}`, 32));
    derived.set(name, key);
    return key;
  };
  const masterOf = (id: string): MasterKey => {
    const master = masters.find((candidate) => candidate.id === id);
    if (!master) throw new Error(`The key ${id} is not among LIANBAN_KEYS`);
    return master;
  };
  return {
    seal(plain, about) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", deriveFrom(current, "seal"), iv);
      cipher.setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return [current.id, iv, cipher.getAuthTag(), body]
        .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
        .join(".");
    },
    open(sealed, about) {
      const [id = "", iv = "", tag = "", body = ""] = sealed.split(".");
      const key = deriveFrom(masterOf(id), "seal");
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"));
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]);
    },
    mac: (purpose, text) => hmacSha256(deriveFrom(first, `mac/${purpose}`), text),
    derive(purpose, keyId = current.id) {
      return { keyId, key: deriveFrom(masterOf(keyId), purpose) };
    },
  };
}

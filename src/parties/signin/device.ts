/** The mark that a client keeps from a sign-in: it shows next time that the right password came from this client before. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Keys } from "../../platform/index.js";
import { knownPlaceDays } from "./throttle.js";

const nonceBytes = 12;

/** `day of issue.nonce.keyed digest`; opens nothing by itself, and counts for one username only. */
export function newDeviceMark(keys: Keys, username: string, now: string, nonce: string | null): string {
  const said = `${now.slice(0, 10)}.${nonce ?? randomBytes(nonceBytes).toString("base64url")}`;
  return `${said}.${signature(keys, username, said)}`;
}

/** The nonce of a mark that we gave for this username within the last 90 days; else null. */
export function deviceNonce(keys: Keys, username: string, mark: string | null | undefined, now: string): string | null {
  const [day = "", nonce = "", given = ""] = (mark ?? "").split(".");
  const age = (Date.parse(now) - Date.parse(`${day}T00:00:00.000Z`)) / 86_400_000;
  if (!(age >= 0 && age <= knownPlaceDays + 1)) return null;
  const right = Buffer.from(signature(keys, username, `${day}.${nonce}`));
  const claimed = Buffer.from(given);
  return claimed.length === right.length && timingSafeEqual(claimed, right) ? nonce : null;
}

const signature = (keys: Keys, username: string, said: string): string => keys.mac("device", `${username}\n${said}`);

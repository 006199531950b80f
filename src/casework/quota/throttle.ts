/** How often one place may estimate a loan without signing in: a bucket of tokens in memory, nothing is kept. */
import { GraphQLError } from "graphql";
import { type limits } from "../../kernel/index.js";

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

export type Throttle = (place: string, nowMs: number) => void;

/** @throws GraphQLError BUSY (HTTP 429) from the returned function where a place asks too often. */
export function newThrottle({ perMinute, placesKept }: typeof limits.estimate): Throttle {
  const buckets = new Map<string, Bucket>();
  return (place, nowMs) => {
    const known = buckets.get(place) ?? { left: perMinute, atMs: nowMs };
    const left = Math.min(perMinute, known.left + ((nowMs - known.atMs) / 60_000) * perMinute);
    // The oldest place is forgotten first: a crowd of strangers costs no memory.
    buckets.delete(place);
    buckets.set(place, { left: left < 1 ? left : left - 1, atMs: nowMs });
    const [oldest] = buckets.keys();
    if (buckets.size > placesKept && oldest !== undefined) buckets.delete(oldest);
    if (left < 1) {
      throw new GraphQLError("Too many estimates from here: wait a minute (测算过于频繁，请稍后再试)", {
        extensions: { code: "BUSY", http: { status: 429 } },
      });
    }
  };
}

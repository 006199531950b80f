/** Random numbers that are the same for the same seed on every machine, and what bootstraps draw with them. */
import { createHash } from "node:crypto";

/** Uniform in (0, 1). */
export type Draw = () => number;

/** Small fast counter generator (sfc32) seeded by the digest of a text. */
export function drawsOf(seed: string): Draw {
  const bytes = createHash("sha256").update(seed).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => bytes.readInt32LE(at)) as [number, number, number, number];
  return () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return ((t >>> 0) + 0.5) / 4294967296;
  };
}

export const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw());

const directAtMost = 40;

/** How many of n succeed; by the normal approximation where both outcomes are many. */
export function binomial(draw: Draw, n: number, p: number): number {
  if (p <= 0 || n === 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(draw, n, 1 - p);
  if (n <= directAtMost) {
    let hits = 0;
    for (let at = 0; at < n; at += 1) if (draw() < p) hits += 1;
    return hits;
  }
  if (n * p > 30) {
    const value = Math.round(n * p + Math.sqrt(n * p * (1 - p)) * normal(draw));
    return Math.min(n, Math.max(0, value));
  }
  // Waiting times between the few successes.
  let [hits, at] = [0, 0];
  for (;;) {
    at += Math.floor(Math.log(draw()) / Math.log(1 - p)) + 1;
    if (at > n) return hits;
    hits += 1;
  }
}

export function poisson(draw: Draw, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(draw)));
  const limit = Math.exp(-mean);
  let [count, product] = [0, draw()];
  while (product > limit) {
    count += 1;
    product *= draw();
  }
  return count;
}

/** Marsaglia and Tsang, for a shape of 1 or more. */
function gamma(draw: Draw, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(draw);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(draw()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Where the k-th smallest of n uniform draws lies. */
export function orderStatistic(draw: Draw, n: number, k: number): number {
  const one = gamma(draw, k);
  return one / (one + gamma(draw, n - k + 1));
}

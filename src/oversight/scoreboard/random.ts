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

/** Marsaglia and Tsang; a shape below 1 is drawn from the next one. */
export function gamma(draw: Draw, shape: number): number {
  if (shape < 1) return gamma(draw, shape + 1) * draw() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(draw);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(draw()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function beta(draw: Draw, one: number, other: number): number {
  const first = gamma(draw, one);
  return first / (first + gamma(draw, other));
}

/** Where the k-th smallest of n uniform draws lies. */
export const orderStatistic = (draw: Draw, n: number, k: number): number => beta(draw, k, n - k + 1);

/** Cards as a board keeps them: exact fractions as text, so that they have a canonical form and come back the same. */
import { rational, type Rational } from "../scoreboard/rational.js";
import type { Card } from "../scoreboard/figures.js";

/** How many facts of a kind a card rests on, and the digest of all of them. */
export interface FactsDigest {
  readonly count: number;
  readonly digest: string;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface StoredCard {
  readonly card: Json;
  /** By kind of fact. */
  readonly facts: Readonly<Record<string, FactsDigest>>;
}

const isRational = (value: object): value is Rational => "n" in value && typeof value.n === "bigint";

/** Fractions become { n, d } of texts, sums with cents (figures from outside) { hundredths }; what is undefined goes. */
export function jsonOf(value: unknown): Json {
  if (typeof value === "bigint") throw new Error("A bare large number has no place on a card");
  if (typeof value === "number" && !Number.isInteger(value)) return { hundredths: Math.round(value * 100) };
  if (value === null || typeof value !== "object") return value as Json;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (isRational(value)) return { n: String(value.n), d: String(value.d) };
  const known = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(known.map(([name, one]) => [name, jsonOf(one)]));
}

function fromJson(value: Json): unknown {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(fromJson);
  const entries = Object.entries(value);
  const { n, d, hundredths } = value;
  if (entries.length === 1 && typeof hundredths === "number") return hundredths / 100;
  if (entries.length === 2 && typeof n === "string" && typeof d === "string") return rational(BigInt(n), BigInt(d));
  return Object.fromEntries(entries.map(([name, one]) => [name, fromJson(one)]));
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

export const storedCard = (card: Card, facts: StoredCard["facts"]): StoredCard => ({ card: jsonOf(card), facts });

export const cardOf = ({ card }: StoredCard): Card => fromJson(card) as Card;

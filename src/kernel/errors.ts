/** Refusals: every reason why a request is not carried out, as data with a stable code. */

/** What a message may mention; never personal data. */
export type RefusalParams = Readonly<Record<string, string | number>>;

export interface Refusal {
  /** Stable code; each room lists its own in `messages.ts`. */
  readonly code: string;
  /** Path inside `input` to the field to blame, where one is. */
  readonly field?: readonly string[];
  readonly params?: RefusalParams;
}

export function refuse(
  code: string,
  about: { field?: readonly string[] | string; params?: RefusalParams } = {},
): Refusal {
  const field = typeof about.field === "string" ? about.field.split(".") : about.field;
  return { code, ...(field && { field }), ...(about.params && { params: about.params }) };
}

/** Thrown where a refusal has to leave several layers at once; caught by the one place that answers. */
export class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => refusal.code).join(", "));
  }
}

/** Something that must never happen did: a fault of ours, not of the input. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${what}`);
}

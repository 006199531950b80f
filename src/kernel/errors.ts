/** Refusals: every reason why a request is not carried out, as data with a stable code. */

/** What a message may mention, the same in every language or in each its own words; never personal data. */
export type RefusalParams = Readonly<Record<string, string | number | InEachLanguage>>;
type InEachLanguage = Readonly<Record<"zh-CN" | "en", string>>;

export interface Refusal {
  /** Stable code; each room lists its own in `messages.ts`. */
  readonly code: string;
  /** Path inside `input` to the field to blame, where one is. */
  readonly field?: readonly string[];
  readonly params?: RefusalParams;
  /** Codes of what would be accepted, or could be done instead. */
  readonly choices?: readonly string[];
}

export function refuse(
  code: string,
  about: { field?: readonly string[] | string; params?: RefusalParams; choices?: readonly string[] } = {},
): Refusal {
  const field = typeof about.field === "string" ? about.field.split(".") : about.field;
  const { params, choices } = about;
  return { code, ...(field && { field }), ...(params && { params }), ...(choices && { choices }) };
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

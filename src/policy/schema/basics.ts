/** The small shapes that every section of a policy pack is made of. */
import { z } from "zod";
import { caseParties, guaranteeKinds, institutions, propertyKinds } from "../vocabulary.js";

/** A code as systems see it: stable, upper case. */
export const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/, "must be a code such as CREDIT_REPORT");

export const names = z.strictObject({ en: z.string().min(1).max(200), zh: z.string().min(1).max(200) });

/** A law, a rule or a notice, or the word "policy" where the figure is a proposal. */
export const source = z.string().min(3).max(500);

/** `YYYY-MM-DD`, a day that exists. */
export const day = z.string().refine(isRealDay, "must be a day that exists, written YYYY-MM-DD");

function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

export const count = z.int().min(0).max(1_000_000);
export const positive = z.int().min(1).max(1_000_000);

/** Written `¥800000.00`, read as whole fen: the sign keeps yuan and fen from being mixed up. */
export const yuan = z
  .string()
  .regex(/^¥\d{1,13}(\.\d{2})?$/, "must be yuan written like ¥800000.00")
  .transform((text) => {
    const [whole = "0", cents = "00"] = text.slice(1).split(".");
    return Number(whole) * 100 + Number(cents);
  });

/** Written `2.525%`, read as parts per million (25250). */
export const percent = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,4})?%$/, "must be a percentage written like 2.525%")
  .transform((text) => {
    const [whole = "0", part = ""] = text.slice(0, -1).split(".");
    return Number(whole) * 10_000 + Number(part.padEnd(4, "0"));
  });

/** When a rule applies; what is not named does not matter, and all that is named must hold. */
export const when = z.strictObject({
  products: z.array(code).min(1).optional(),
  propertyKinds: z.array(z.enum(propertyKinds)).min(1).optional(),
  guaranteeKinds: z.array(z.enum(guaranteeKinds)).min(1).optional(),
  married: z.boolean().optional(),
  /** Whether a commercial part runs beside the fund's (组合贷款). */
  combined: z.boolean().optional(),
  /** Whether an older mortgage still lies on the property. */
  oldMortgage: z.boolean().optional(),
});

function byGuarantee<Party extends string>(parties: readonly [Party, ...Party[]]) {
  const party = z.enum(parties);
  return z.strictObject({
    GUARANTEE_COMPANY: party.optional(),
    MORTGAGE: party.optional(),
    DEVELOPER_STAGED: party.optional(),
    PLEDGE: party.optional(),
    otherwise: party,
  });
}

/** Which party does it: `otherwise`, unless the guarantee kind names another. */
export const partyByGuarantee = byGuarantee(institutions);

/** The same where it may be the applicant. */
export const anyoneByGuarantee = byGuarantee(caseParties);

/** A rule over a list also looks at what has other faults, so that all are named at once. */
export const lookAnyway = { when: ({ value }: { value: unknown }) => Array.isArray(value) };

/** A list whose entries are told apart by one key. */
export function listOf<Item extends z.ZodType>(item: Item, key: string) {
  return z
    .array(item)
    .min(1)
    .superRefine((entries, context) => {
      const seen = new Set<unknown>();
      entries.forEach((entry: unknown, index) => {
        const value = typeof entry === "object" && entry !== null ? (entry as Record<string, unknown>)[key] : undefined;
        if (typeof value === "string" && seen.has(value)) {
          context.addIssue({ code: "custom", path: [index, key], message: `${value} stands here a second time` });
        }
        seen.add(value);
      });
    }, lookAnyway);
}

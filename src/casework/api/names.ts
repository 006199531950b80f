/** The names of codes, in both languages, from the policy in force. */
import { dayOf } from "../../kernel/index.js";
import { Names, type PolicyVersion } from "../../policy/index.js";
import type { CaseRequestContext } from "../services.js";

export { Names };

type NamedList = {
  [Key in keyof PolicyVersion]-?: NonNullable<PolicyVersion[Key]> extends readonly {
    readonly code: string;
    readonly names: Names;
  }[]
    ? Key
    : never;
}[keyof PolicyVersion];

/** Null where the policy in force no longer knows the code. */
export function policyNames({ policies, journal }: CaseRequestContext, list: NamedList, code: string): Names | null {
  const version = policies.find(dayOf(journal.clock().toISOString(), policies.calendar.zone));
  const rows = (version?.[list] ?? []) as readonly { readonly code: string; readonly names: Names }[];
  return rows.find((row) => row.code === code)?.names ?? null;
}

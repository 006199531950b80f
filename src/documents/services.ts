/** What this room needs of the program around it. */
import type { Journal } from "../journal/index.js";
import { dayOf } from "../kernel/index.js";
import type { RequestContext } from "../parties/index.js";
import type { BlobStore } from "../platform/index.js";
import { documentKindOf, type PolicyBook } from "../policy/index.js";
import type { KindRule } from "./document/decide.js";

export interface DocumentServices {
  readonly journal: Journal;
  readonly blobs: BlobStore;
  readonly policy: Pick<PolicyBook, "find">;
  /** The center's time zone (IANA): which day it is, and with it which policy. */
  readonly zone: string;
}

/** What this room's resolvers find in the context. */
export interface DocumentsContext extends RequestContext {
  readonly documents: DocumentServices;
}

/** The rule for a kind of document at an instant; null where the policy in force does not know it. */
export function kindRuleAt({ policy, zone }: Pick<DocumentServices, "policy" | "zone">, code: string, at: string) {
  const version = policy.find(dayOf(at, zone));
  const rule: KindRule | undefined = version ? documentKindOf(version, code) : undefined;
  return rule ?? null;
}

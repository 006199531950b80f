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
  readonly policies: Pick<PolicyBook, "find" | "calendar">;
}

/** What this room's resolvers find in the context. */
export interface DocumentsContext extends RequestContext, DocumentServices {}

/** The policy in force at an instant; null before the first one. */
export const policyAt = ({ policies }: Pick<DocumentServices, "policies">, at: string) =>
  policies.find(dayOf(at, policies.calendar.zone));

/** The rule for a kind of document at an instant; null where the policy in force does not know it. */
export function kindRuleAt(services: Pick<DocumentServices, "policies">, code: string, at: string): KindRule | null {
  const version = policyAt(services, at);
  return (version && documentKindOf(version, code)) ?? null;
}

/** What every resolver gets with a request; higher rooms add their services to it. */
import type { Journal } from "../journal/index.js";
import { limits, type Language } from "../kernel/index.js";
import { badInput, type RowLoader } from "../platform/index.js";
import type { Passwords } from "./signin/passwords.js";
import type { Viewer } from "./viewer.js";

export interface RequestContext {
  /** Null when nobody is signed in. */
  readonly viewer: Viewer | null;
  readonly language: Language;
  readonly journal: Journal;
  /** Batches row look-ups of this request under the viewer's sight; emptied by every command. */
  readonly rows: RowLoader;
}

/** What sign-in and the passwords need to know of the client, beside what every resolver gets. */
export interface SignInContext extends RequestContext {
  readonly asked: {
    readonly address: string;
    /** The console keeps its token in a cookie that its scripts cannot read. */
    readonly fromConsole: boolean;
    readonly cookie: { set(token: string): void; clear(): void };
  };
  /** A cheaper hasher for tests; the program's own where there is none. */
  readonly passwords?: Passwords;
}

const { idempotencyKeyChars } = limits.text;

const unseen = /\p{Cc}/u;

/** The key of an input, or null. @throws GraphQLError BAD_USER_INPUT where it is blank, unreadable or too long to be kept. */
export function idempotencyKeyOf({ idempotencyKey }: { readonly idempotencyKey?: string | null }): string | null {
  if (idempotencyKey === undefined || idempotencyKey === null) return null;
  const told = idempotencyKey.trim() !== "" && !unseen.test(idempotencyKey);
  if (told && idempotencyKey.length <= idempotencyKeyChars) return idempotencyKey;
  throw badInput("input.idempotencyKey", `1 to ${idempotencyKeyChars} characters, not blank, no control characters`);
}

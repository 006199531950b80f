/** Who did something, as an export tells it: by numbers that only this center's keys can make again. */
import type { Keys } from "../../platform/index.js";
import { ownSource } from "../histories/own.js";

/** A source may call its officers by name; what leaves is a number, the same one in every export. */
export const resourceOf = (keys: Keys, source: string, officer: string): string =>
  keys.mac("officer", `${source}/${officer}`).slice(0, 16);

/** Of a member of this database. */
export const memberNumber = <Id extends string | null>(keys: Keys, memberId: Id): string | Extract<Id, null> =>
  memberId === null ? (null as Extract<Id, null>) : resourceOf(keys, ownSource, memberId);

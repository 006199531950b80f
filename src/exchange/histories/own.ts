/** Histories that were cases of a program like this one: known by the source that the mapping of our own export names. */
import type { History } from "./rows.js";

export const ownSource = "LIANBAN";

/** Cases keep their bare numbers; histories that such a program had imported itself stand behind their source. */
export const isOwnCase = ({ source, traceId }: Pick<History, "source" | "traceId">): boolean =>
  source === ownSource && !traceId.includes("/");

/** The same for SQL, of the table called `h`. */
export const isOwnCaseSql = `h.source = '${ownSource}' AND h.traceId NOT LIKE '%/%'`;

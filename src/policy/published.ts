/** The list of published files: what was published once is never changed, only taken over from. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { PolicyFault } from "./faults.js";

export const publishedFile = "published.json";

const listSchema = z.array(z.strictObject({ id: z.string().min(1), digest: z.string().regex(/^[0-9a-f]{64}$/) }));
type Published = z.infer<typeof listSchema>[number];

/** A pack, a calendar year or the office hours, with the digest of its content (not of its comments or layout). */
export interface Publishable {
  readonly id: string;
  readonly file: string;
  readonly digest: string;
}

export function readPublished(folder: string, faults: PolicyFault[]): readonly Published[] {
  const path = join(folder, publishedFile);
  if (!existsSync(path)) return [];
  const result = listSchema.safeParse(parseJson(readFileSync(path, "utf8")));
  if (result.success) return result.data;
  faults.push({ file: publishedFile, path: "", message: "is not a list of { id, digest }" });
  return [];
}

/** Changed or missing against the list; unpublished too, unless that is allowed. */
export function publishedFaults(
  items: readonly Publishable[],
  published: readonly Published[],
  allowUnpublished: boolean,
): PolicyFault[] {
  const changed = items.flatMap((item): PolicyFault[] => {
    const listed = published.find((entry) => entry.id === item.id);
    if (!listed && allowUnpublished) return [];
    if (!listed) return [{ file: item.file, path: "", message: `${item.id} is not published` }];
    if (listed.digest === item.digest) return [];
    const message =
      `${item.id} was published with digest ${listed.digest} and now has ${item.digest}: ` +
      "a published file is not changed; put the change into a later one";
    return [{ file: item.file, path: "", message }];
  });
  const missing = published
    .filter((entry) => !items.some((item) => item.id === entry.id))
    .map((entry) => ({ file: publishedFile, path: "", message: `${entry.id} was published and its file is missing` }));
  return [...changed, ...missing];
}

export function writePublished(folder: string, items: readonly Publishable[]): void {
  const list = items.map(({ id, digest }) => ({ id, digest })).sort((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(join(folder, publishedFile), `${JSON.stringify(list, null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

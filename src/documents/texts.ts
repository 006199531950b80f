/** File names and notes of one request: private rows, opened in one statement for all that a page shows. */
import DataLoader from "dataloader";
import { openPrivate } from "../journal/index.js";
import type { DocumentsContext } from "./services.js";

const loaders = new WeakMap<object, DataLoader<string, string | null>>();

/** The text of a private row; null where there is none, or it was erased. The row must be reached from a visible one. */
export function privateText({ journal, rows }: DocumentsContext, id: string | null): Promise<string | null> {
  if (id === null) return Promise.resolve(null);
  let loader = loaders.get(rows);
  if (!loader) {
    loader = new DataLoader(async (ids: readonly string[]) => {
      const texts = await openPrivate(journal.database.read, journal.keys, ids);
      return ids.map((one) => texts.get(one) ?? null);
    });
    loaders.set(rows, loader);
  }
  return loader.load(id);
}

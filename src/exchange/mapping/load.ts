/** Reads a mapping file, and names every fault in it with its path. */
import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { digestOf } from "../../kernel/index.js";
import { mappingSchema, type LogMapping } from "./schema.js";

export class MappingFaulty extends Error {
  override readonly name = "MappingFaulty";
  constructor(
    readonly file: string,
    /** One line for each fault: "indicators.2.activityClass: …". */
    readonly faults: readonly string[],
  ) {
    super([`The mapping ${file} cannot be used:`, ...faults.map((fault) => `- ${fault}`)].join("\n"));
  }
}

/** @throws MappingFaulty with every fault found. */
export function loadMapping(file: string): LogMapping {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new MappingFaulty(file, [`cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`]);
  }
  return parseMapping(text, file);
}

export function parseMapping(text: string, file: string): LogMapping {
  // YAML's own errors name line and column; aliases are refused, since a few of them can unfold to gigabytes.
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) throw new MappingFaulty(file, syntaxFaults(document.errors));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw new MappingFaulty(file, [(error as Error).message]);
  }
  const read = mappingSchema.safeParse(value);
  if (read.success) return read.data;
  throw new MappingFaulty(
    file,
    read.error.issues.map((issue) => `${issue.path.map(String).join(".") || "the file"}: ${issue.message}`),
  );
}

/** A file that is no YAML at all has a fault on every line: the first ones are enough. */
function syntaxFaults(errors: readonly Error[]): string[] {
  const listed = errors.slice(0, 10).map(({ message }) => (message.split("\n")[0] ?? "").replace(/:$/, ""));
  return errors.length > listed.length ? [...listed, `and ${errors.length - listed.length} more`] : listed;
}

/** The digest by which an import says under which mapping it was read. */
export const mappingDigest = (mapping: LogMapping): string => digestOf(mapping);

/** `lianban schema`: writes the API's contract, or says how far the code has moved from the committed one. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inProject } from "../paths.js";
import { apiResolvers } from "../resolvers.js";
import { schemaOf, type ResolverClass } from "../schema/build.js";
import { schemaChanges, schemaText } from "../schema/print.js";
import { out, tell } from "./terminal.js";

export const committedSchema = inProject("schema", "schema.graphql");

export interface SchemaOptions {
  /** Changes nothing; exit code 1 when the file is not what the code says. */
  readonly check?: boolean;
  readonly json?: boolean;
  readonly file?: string;
}

/** The exit code. */
export async function schemaCommand(
  { check, json, file = committedSchema }: SchemaOptions = {},
  resolvers: readonly ResolverClass[] = apiResolvers,
): Promise<0 | 1> {
  const schema = await schemaOf(resolvers);
  const committed = existsSync(file) ? readFileSync(file, "utf8") : null;
  const changes = committed === null ? null : schemaChanges(committed, schema);
  if (!check) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, schemaText(schema));
  }
  if (changes === null) {
    tell(json, { current: !check, breaking: [], dangerous: [], lines: [] }, [
      check ? `There is no ${file}` : `Wrote ${file}`,
    ]);
    return check ? 1 : 0;
  }
  const current = changes.lines.length === 0;
  if (json) out(JSON.stringify({ current, ...changes }));
  else {
    changes.lines.forEach(out);
    for (const breaking of changes.breaking) out(`BREAKING: ${breaking}`);
    for (const dangerous of changes.dangerous) out(`May surprise clients: ${dangerous}`);
    out(
      current
        ? "The committed schema is what the code says."
        : check
          ? "The committed schema is another one."
          : `Wrote ${file}`,
    );
  }
  return check && !current ? 1 : 0;
}

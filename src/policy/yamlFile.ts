/** Reads one YAML file of the policy folder and finds the line of a path in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { pathText, type FaultPath, type PolicyFault } from "./faults.js";

export interface YamlFile {
  /** Relative to the policy folder. */
  readonly file: string;
  readonly content: unknown;
  readonly faults: readonly PolicyFault[];
  faultAt(path: FaultPath, message: string): PolicyFault;
}

/** Syntax faults (duplicate keys too) are reported, not thrown. */
export function readYaml(folder: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, file), "utf8"), { lineCounter: lines });
  const lineOf = (path: FaultPath): number | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const faultAt = (path: FaultPath, message: string): PolicyFault => ({
    file,
    line: lineOf(path),
    path: pathText(path),
    message,
  });
  const faults = document.errors.map((error) => ({
    file,
    line: error.linePos?.[0].line,
    path: "",
    message: error.message.split("\n")[0] ?? "not YAML",
  }));
  return { file, content: faults.length > 0 ? undefined : (document.toJS() as unknown), faults, faultAt };
}

/** The faults that a schema finds, each at its own place (one per unknown key). */
export function schemaFaults(error: z.ZodError, faultAt: YamlFile["faultAt"]): PolicyFault[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.filter((step): step is string | number => typeof step !== "symbol");
    if (issue.code !== "unrecognized_keys") return [faultAt(path, issue.message)];
    return issue.keys.map((key) => faultAt([...path, key], "is not known here"));
  });
}

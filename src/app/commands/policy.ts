/** `lianban policy`: what is wrong with the policy folder, all of it at once; publishing its new packs by digest. */
import { checkPolicies, PolicyFaults, publishPolicies, type PolicyStanding } from "../../policy/index.js";
import { readConfiguration } from "../configuration.js";
import { out, tell } from "./terminal.js";

export interface PolicyCommandOptions {
  readonly json?: boolean;
  /** Instead of LIANBAN_POLICY, or the folder that comes with the program. */
  readonly folder?: string;
}

/** The exit code: 1 when anything is wrong. Changes nothing. */
export const policyCheckCommand = (options: PolicyCommandOptions): Promise<0 | 1> =>
  reported(options, checkPolicies, ({ published }) => (published ? "published" : "not published yet"));

/** The exit code: 1 when anything is wrong, and then nothing is published. */
export const policyPublishCommand = (options: PolicyCommandOptions): Promise<0 | 1> =>
  reported(options, publishPolicies, ({ published }) => (published ? "was published" : "published now"));

function reported(
  { json, folder = readConfiguration().policyFolder }: PolicyCommandOptions,
  read: (folder: string) => readonly PolicyStanding[],
  standing: (item: PolicyStanding) => string,
): Promise<0 | 1> {
  try {
    const items = read(folder);
    const lines = items.map((item) => `${item.digest}  ${item.id}  ${standing(item)}  (${item.file})`);
    tell(json, { ok: true, folder, items, faults: [] }, [...lines, `${items.length} files, no fault.`]);
    return Promise.resolve(0);
  } catch (error) {
    if (!(error instanceof PolicyFaults)) throw error;
    if (json) out(JSON.stringify({ ok: false, folder, items: [], faults: error.faults }));
    else error.message.split("\n").forEach(out);
    return Promise.resolve(1);
  }
}

/** What is wrong with a policy folder: every fault, with its file, line and place. */

export interface PolicyFault {
  /** File relative to the policy folder. */
  readonly file: string;
  /** Line in it, where one is to blame. */
  readonly line?: number;
  /** Path inside the file, such as `checks[3].restsOn[0]`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** Thrown with all faults at once; nothing of a faulty folder is used. */
export class PolicyFaults extends Error {
  override readonly name = "PolicyFaults";
  constructor(readonly faults: readonly PolicyFault[]) {
    super([`Policy is refused, ${faults.length} fault(s):`, ...faults.map(describeFault)].join("\n"));
  }
}

export function describeFault(fault: PolicyFault): string {
  const place = fault.line === undefined ? fault.file : `${fault.file}:${fault.line}`;
  return `${place} ${fault.path && `${fault.path}: `}${fault.message}`;
}

export type FaultPath = readonly (string | number)[];

/** `["checks", 3, "owner"]` as `checks[3].owner`. */
export const pathText = (path: FaultPath): string =>
  path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text ? `${text}.${step}` : step),
    "",
  );

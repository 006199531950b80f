/** How commands speak: figures and results on standard output, everything else on standard error. */
import { MappingFaulty } from "../../exchange/index.js";
import { Refused } from "../../kernel/index.js";
import { toUserErrors } from "../../platform/index.js";
import { describeFault, PolicyFaults } from "../../policy/index.js";
import { Faults } from "../configuration.js";

export const out = (line: string): void => void process.stdout.write(`${line}\n`);
export const err = (line: string): void => void process.stderr.write(`${line}\n`);

/** Whoever read has left (`… | head`): what is still said goes nowhere, and what is being done is done to its end. */
export function letReadersGo(streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** A result as one line of JSON, or in words. */
export const tell = (json: boolean | undefined, result: object, words: readonly string[]): void => {
  if (json) out(JSON.stringify(result));
  else words.forEach(out);
};

/** What went wrong, in as few lines as it takes; never a stack. */
export function explained(error: unknown): string[] {
  if (error instanceof Faults) return listed(error.doing, error.faults);
  if (error instanceof PolicyFaults)
    return listed("The policy folder is not as it must be", error.faults.map(describeFault));
  if (error instanceof MappingFaulty) return error.message.split("\n");
  if (error instanceof Refused) {
    return listed(
      "Refused",
      toUserErrors(error.refusals, "en").map(({ message, code }) => `${message} (${code})`),
    );
  }
  const { message, code, name } = error as { message?: string; code?: string; name?: string };
  return [`Failed: ${message?.split("\n")[0] || code || name || String(error)}`];
}

const listed = (doing: string, reasons: readonly string[]): string[] => [
  `${doing}:`,
  ...reasons.map((reason) => `  - ${reason}`),
];

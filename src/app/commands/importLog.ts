/** `lianban import-log`: an event log into histories and inputs of boards, also beside a running server. */
import { runImport, type InputStore } from "../../exchange/index.js";
import { importInput } from "../../oversight/index.js";
import { readConfiguration } from "../configuration.js";
import { openServices, type Services } from "../services.js";

export interface ImportLogOptions {
  readonly mapping: string;
  readonly json?: boolean;
}

/** What was entered for a board is kept by oversight. */
export const inputStore =
  (services: Pick<Services, "journal" | "policies">): InputStore =>
  (input) =>
    importInput(services, input);

/** The exit code. */
export async function importLogCommand(file: string, { mapping, json = false }: ImportLogOptions): Promise<0 | 1> {
  const services = await openServices(readConfiguration());
  try {
    const { journal } = services;
    const given = { file, mappingFile: mapping, journal, json, inputs: inputStore(services) };
    return await runImport({ ...given, out: process.stdout, err: process.stderr });
  } finally {
    await services.close();
  }
}

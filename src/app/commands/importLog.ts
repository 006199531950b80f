/** `lianban import-log`: an event log into histories, also beside a running server. */
import { runImport } from "../../exchange/index.js";
import { readConfiguration } from "../configuration.js";
import { openServices } from "../services.js";

export interface ImportLogOptions {
  readonly mapping: string;
  readonly json?: boolean;
}

/** The exit code. */
export async function importLogCommand(file: string, { mapping, json = false }: ImportLogOptions): Promise<0 | 1> {
  const services = await openServices(readConfiguration());
  try {
    const { journal } = services;
    return await runImport({ file, mappingFile: mapping, journal, json, out: process.stdout, err: process.stderr });
  } finally {
    await services.close();
  }
}

/** Asks the whole schema in the real context without HTTP, and so without the limits of one operation. */
import { execute, parse, type ExecutionResult, type GraphQLSchema } from "graphql";
import { readConfiguration } from "../../src/app/configuration.js";
import { contextFrom } from "../../src/app/context.js";
import type { CaseServices } from "../../src/casework/index.js";

export type AskInProcess = (token: string | null, query: string, variables?: object) => Promise<ExecutionResult>;

export function inProcess(services: CaseServices, schema: GraphQLSchema): AskInProcess {
  const { database, keys } = services.journal;
  const all = { ...services, configuration: readConfiguration({}), database, keys, close: () => Promise.resolve() };
  const cookie = { set: () => undefined, clear: () => undefined };
  return async (token, source, variables = {}) => {
    const asked = { token, onBehalfOf: null, language: "en" as const, fromConsole: false, address: "", requestId: "" };
    const contextValue = await contextFrom(all)({ ...asked, cookie });
    // Made from the schema itself: to validate the longest of questions would take longer than to answer it.
    const document = parse(source, { noLocation: true });
    return execute({ schema, document, variableValues: variables as Record<string, unknown>, contextValue });
  };
}

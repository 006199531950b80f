/** Errors as the API answers them: what the caller can mend is told, our own faults are masked and logged. */
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { Busy } from "../../journal/index.js";
import { newId } from "../../kernel/index.js";
import { OutcomeUnknown } from "../../platform/index.js";
import { traced, type Log } from "../logging.js";

/** Codes that tell of the request, not of us. */
const told = new Set([
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "BUSY",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "OUTCOME_UNKNOWN",
  "UNAUTHENTICATED",
]);

const waits: Readonly<Record<string, string>> = {
  BUSY: "Busy: too many at the same thing, try again (系统繁忙，请稍后重试)",
  OUTCOME_UNKNOWN:
    "Nobody knows yet whether this was done: repeat it with the same idempotency key (结果未知，请用同一幂等键重试)",
};

export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

export function errorFormat(log: Log, production: boolean): FormatError {
  return (formatted, error) => {
    const cause = unwrapResolverError(error);
    const code = cause instanceof Busy ? "BUSY" : cause instanceof OutcomeUnknown ? "OUTCOME_UNKNOWN" : null;
    if (code) return { ...formatted, message: waits[code] ?? code, extensions: { code } };
    if (told.has(String(formatted.extensions?.["code"])))
      return { ...formatted, message: withoutInput(formatted.message) };
    const fault = newId();
    const root = cause instanceof GraphQLError ? (cause.originalError ?? cause) : cause;
    log.error({ fault, path: formatted.path?.join("."), ...traced(root) }, "A fault of ours");
    return {
      message: production ? `Internal fault ${fault} (系统内部错误)` : `Internal fault: ${formatted.message}`,
      path: formatted.path,
      locations: formatted.locations,
      extensions: { code: "INTERNAL_SERVER_ERROR", fault },
    };
  };
}

/** graphql repeats the whole variable in front of the place that is wrong: people's data have no business in an error. */
export function withoutInput(message: string): string {
  const head = /^Variable "\$\w+" (?=got invalid value )/.exec(message)?.[0];
  if (!head) return message;
  const end = message.lastIndexOf("; ");
  const place = / at "[^"]*"$/.exec(message.slice(0, end))?.[0] ?? "";
  return `${head}does not fit${place}${message.slice(end)}`;
}

/** The body of an answer that GraphQL itself never saw, in its shape. */
export const errorBody = (message: string, code: string, more: object = {}): object => ({
  errors: [{ message, extensions: { code, ...more } }],
});

/** The API's scalars: money in yuan, instants in UTC, plain days, periods. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { formatYuan, isDay, parseYuan } from "../../kernel/index.js";

function fail(name: string, value: unknown, expected: string): never {
  const shown = typeof value === "string" ? `"${value.slice(0, 40)}"` : typeof value;
  throw new GraphQLError(`${name} cannot be ${shown}: expected ${expected}`);
}

function textScalar(name: string, description: string, expected: string, parse: (text: string) => unknown) {
  const read = (value: unknown): unknown => {
    if (typeof value !== "string") fail(name, value, expected);
    const parsed = parse(value);
    return parsed === null ? fail(name, value, expected) : parsed;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => (name === "Money" ? formatYuan(value as number) : value),
    parseValue: read,
    parseLiteral: (node: ValueNode) => (node.kind === Kind.STRING ? read(node.value) : fail(name, node.kind, expected)),
  });
}

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseInstant(text: string): string | null {
  const parsed = instantPattern.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : NaN;
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}

export const MoneyScalar = textScalar(
  "Money",
  'An amount in yuan with two places, such as "350000.00" (金额, 元).',
  'a string in yuan such as "350000.00"',
  parseYuan,
);
export const DateTimeScalar = textScalar(
  "DateTime",
  "An instant, ISO 8601 in UTC to the millisecond (时刻).",
  "an ISO 8601 instant with zone",
  parseInstant,
);
export const DateScalar = textScalar("Date", "A plain day, YYYY-MM-DD (日期).", "a day YYYY-MM-DD", (text) =>
  isDay(text) ? text : null,
);
export const PeriodScalar = textScalar(
  "Period",
  'A half-year, quarter, month or year: "2017H1", "2017Q3", "2017-08", "2017" (期间).',
  '"2017H1", "2017Q3", "2017-08" or "2017"',
  (text) => (/^\d{4}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?$/.test(text) ? text : null),
);

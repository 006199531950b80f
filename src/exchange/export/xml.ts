/** The XML of an event log: elements as IEEE 1849-2016 types and orders them, text escaped. Pure. */

export type AttributeType = "string" | "date" | "int" | "boolean" | "id";

export interface OutAttribute {
  readonly type: AttributeType;
  /** An XML name. */
  readonly key: string;
  readonly value: string | number | boolean;
  readonly children?: readonly OutAttribute[];
}

/** Left out where there is no value: an event log says nothing of what is not known. */
export function attribute(
  type: AttributeType,
  key: string,
  value: string | number | boolean | null | undefined,
  children: readonly OutAttribute[] = [],
): OutAttribute[] {
  return value === null || value === undefined ? [] : [{ type, key, value, children }];
}

/** What XML 1.0 cannot hold is replaced; white space is kept by its number. */
export const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);

export function attributeXml({ type, key, value, children = [] }: OutAttribute): string {
  const head = `<${type} key="${escaped(key)}" value="${escaped(String(value))}"`;
  return children.length === 0 ? `${head}/>` : `${head}>${children.map(attributeXml).join("")}</${type}>`;
}

export const traceXml = (attributes: readonly OutAttribute[], events: readonly (readonly OutAttribute[])[]): string =>
  [
    "<trace>",
    ...attributes.map((one) => `\n\t${attributeXml(one)}`),
    ...events.map((event) => `\n\t<event>${event.map(attributeXml).join("")}</event>`),
    "\n</trace>\n",
  ].join("");

const extensions = [
  ["Concept", "concept", "concept"],
  ["Lifecycle", "lifecycle", "lifecycle"],
  ["Organizational", "org", "org"],
  ["Time", "time", "time"],
  ["Identity", "identity", "identity"],
] as const;

const unknown = (type: AttributeType, key: string, value: string) => attribute(type, key, value);

const globals: Readonly<Record<"trace" | "event", readonly OutAttribute[]>> = {
  trace: [
    ...unknown("string", "concept:name", "UNKNOWN"),
    ...unknown("id", "identity:id", "00000000-0000-0000-0000-000000000000"),
    ...unknown("date", "registeredAt", "1970-01-01T00:00:00.000Z"),
  ],
  event: [
    ...unknown("string", "concept:name", "UNKNOWN"),
    ...unknown("string", "lifecycle:transition", "complete"),
    ...unknown("date", "time:timestamp", "1970-01-01T00:00:00.000Z"),
  ],
};

/** Everything before the first trace. The version is the standard's own, as a decimal number. */
export function logHead(attributes: readonly OutAttribute[]): string {
  const scope = (name: "trace" | "event") =>
    `<global scope="${name}">${globals[name].map(attributeXml).join("")}</global>\n`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<log xes.version="1849.2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">\n',
    ...extensions.map(
      ([name, prefix, file]) =>
        `<extension name="${name}" prefix="${prefix}" uri="http://www.xes-standard.org/${file}.xesext"/>\n`,
    ),
    scope("trace"),
    scope("event"),
    '<classifier name="Activity" scope="event" keys="concept:name"/>\n',
    '<classifier name="ActivityTransition" scope="event" keys="concept:name lifecycle:transition"/>\n',
    ...attributes.map((one) => `${attributeXml(one)}\n`),
  ].join("");
}

export const logEnd = "</log>\n";

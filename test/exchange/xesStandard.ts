/** Reads an event log by the rules of IEEE 1849-2016's own schema, sharing no code with the program. */

export interface Node {
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
  readonly children: Node[];
}

const tag = /<(\/?)([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>/y;
const entities = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);
const decoded = (text: string): string =>
  text.replace(/&(#?\w+);/g, (whole, name: string) =>
    name.startsWith("#")
      ? String.fromCodePoint(Number(name.slice(1)))
      : (entities.get(name) ?? fail(`entity ${whole}`)),
  );
const fail = (why: string): never => {
  throw new Error(`Not as the standard asks: ${why}`);
};

/** The document as a tree. @throws Error where it is not well-formed, or holds text between its tags. */
export function parsed(xml: string): Node {
  const head = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(xml) ?? fail("no declaration");
  const root: Node = { name: "", given: {}, children: [] };
  const open = [root];
  let at = head[0].length;
  while (at < xml.length) {
    const space = /\s*/y;
    space.lastIndex = at;
    at += space.exec(xml)?.[0].length ?? 0;
    if (at === xml.length) break;
    tag.lastIndex = at;
    const [whole, closes, name = "", attributes = "", empty] = tag.exec(xml) ?? fail(xml.slice(at, at + 60));
    at += whole.length;
    if (closes) {
      if (open.pop()?.name !== name || open.length === 0) fail(`</${name}>`);
      continue;
    }
    const given: Record<string, string> = {};
    for (const [, key = "", value = ""] of attributes.matchAll(/([\w.:-]+)="([^"]*)"/g)) {
      if (key in given) fail(`${key} twice`);
      if (/&(?!#?\w+;)/.test(value)) fail(value);
      given[key] = decoded(value);
    }
    const node: Node = { name, given, children: [] };
    open.at(-1)?.children.push(node);
    if (!empty) open.push(node);
  }
  if (open.length !== 1 || root.children.length !== 1) fail("it does not end");
  return root.children[0] as Node;
}

const valueTypes: Readonly<Record<string, RegExp>> = {
  string: /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/u,
  date: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  int: /^[+-]?\d{1,18}$/,
  float: /^[+-]?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  id: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
};
const xmlName = /^[A-Za-z_:][\w.:-]*$/;

/** Everything that breaks the schema or the standard's words. */
export function faultsOf(log: Node): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, what: string) => void (holds || faults.push(what));
  const isAttribute = ({ name }: Node) => name in valueTypes;
  const inOrder = (node: Node, order: readonly string[]) => {
    const places = node.children.map((child) => order.indexOf(isAttribute(child) ? "ATTRIBUTE" : child.name));
    check(!places.includes(-1), `${node.name} holds what it may not`);
    check(
      places.every((place, at) => at === 0 || place >= (places[at - 1] ?? 0)),
      `${node.name} is out of order`,
    );
  };
  const attributesOf = (node: Node) => {
    const own = node.children.filter(isAttribute);
    const keys = own.map(({ given }) => given["key"] ?? "");
    check(new Set(keys).size === keys.length, `a key twice in ${node.name}`);
    for (const { name, given, children } of own) {
      check(xmlName.test(given["key"] ?? ""), `key ${given["key"]}`);
      check(valueTypes[name]?.test(given["value"] ?? "\u0000") === true, `${name} ${given["key"]}=${given["value"]}`);
      check(children.every(isAttribute), `${given["key"]} holds what it may not`);
    }
    own.forEach(attributesOf);
    return new Map(own.map((one) => [one.given["key"] ?? "", one]));
  };
  check(log.name === "log" && /^\d+(\.\d+)?$/.test(log.given["xes.version"] ?? ""), "the log's version");
  inOrder(log, ["extension", "global", "classifier", "ATTRIBUTE", "trace", "event"]);
  attributesOf(log);
  const prefixes = new Set(log.children.filter(({ name }) => name === "extension").map(({ given }) => given["prefix"]));
  const globals = new Map(
    log.children
      .filter(({ name }) => name === "global")
      .map((node) => [node.given["scope"] ?? "event", attributesOf(node)]),
  );
  for (const { given } of log.children.filter(({ name }) => name === "classifier")) {
    check(/^[A-Za-z_][\w.-]*$/.test(given["name"] ?? ""), `classifier ${given["name"]}`);
    for (const key of (given["keys"] ?? "").split(" "))
      check(globals.get(given["scope"] ?? "event")?.has(key) === true, `classifier key ${key} is no global`);
  }
  const complete = (node: Node, scope: string) => {
    const own = attributesOf(node);
    for (const [key, { name }] of globals.get(scope) ?? [])
      check(own.get(key)?.name === name, `a ${scope} without its global ${key}`);
    for (const key of own.keys())
      if (key.includes(":")) check(prefixes.has(key.split(":")[0]), `${key} is of no extension`);
  };
  for (const trace of log.children.filter(({ name }) => name === "trace")) {
    inOrder(trace, ["ATTRIBUTE", "event"]);
    complete(trace, "trace");
    trace.children.filter(({ name }) => name === "event").forEach((event) => complete(event, "event"));
  }
  return faults;
}

/** A plain attribute's value. */
export const valueOf = (node: Node, key: string): string | null =>
  node.children.find(({ given }) => given["key"] === key)?.given["value"] ?? null;

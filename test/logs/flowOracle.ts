/** The flow of an event log computed a second way, from the text alone: shares no code with the program. */

interface Step {
  readonly name: string;
  readonly begun: number;
  readonly done: number;
  readonly timed: boolean;
}

export interface PlainFlow {
  readonly traces: number;
  /** Activity, count, first steps, last steps, steps with a beginning, median minutes of these. */
  readonly nodes: readonly (readonly unknown[])[];
  /** From, to, count, median and 90 % of waiting minutes. */
  readonly edges: readonly (readonly unknown[])[];
  /** Activity, and how often it was done again in its trace. */
  readonly repeated: readonly (readonly unknown[])[];
}

/** Of the traces registered in the period (a year or a month, in Shanghai's days), but for those left out by number. */
export function flowOracle(xml: string, leaveOut: ReadonlySet<number>, period: string): PlainFlow {
  const bodies = xml
    .replace(/<!--[\s\S]*?-->/g, "")
    .split(/<trace\b[^>]*>/)
    .slice(1);
  const chosen = bodies
    .filter((_body, index) => !leaveOut.has(index + 1))
    .filter((body) => shanghaiDay(value(body.split("<event")[0] ?? "", "REG_DATE")).startsWith(period));
  const lines = chosen.map(stepsOf);
  const names = [...new Set(lines.flat().map(({ name }) => name))];
  const pairs = lines.flatMap((line) => line.slice(1).map((step, at) => [line[at] as Step, step] as const));
  const kinds = [...new Set(pairs.map(([one, other]) => `${one.name}\t${other.name}`))];
  return {
    traces: chosen.length,
    nodes: names.map((name) => {
      const own = lines.flat().filter((step) => step.name === name);
      const timed = own.filter((step) => step.timed).map(({ begun, done }) => done - begun);
      const first = lines.filter((line) => line[0]?.name === name).length;
      const last = lines.filter((line) => line.at(-1)?.name === name).length;
      return [name, own.length, first, last, timed.length, timed.length ? middle(timed) / 60_000 : null];
    }),
    edges: kinds.map((kind) => {
      const [from, to] = kind.split("\t");
      const waits = pairs
        .filter(([one, other]) => one.name === from && other.name === to)
        .map(([one, other]) => Math.max(0, other.begun - one.done));
      const ordered = [...waits].sort((one, other) => one - other);
      const nine = ordered.find((_wait, place) => (place + 1) * 10 >= ordered.length * 9);
      return [from, to, waits.length, middle(waits) / 60_000, (nine ?? 0) / 60_000];
    }),
    repeated: names.flatMap((name) => {
      const again = lines.reduce(
        (sum, line) => sum + Math.max(0, line.filter((step) => step.name === name).length - 1),
        0,
      );
      return again === 0 ? [] : [[name, again]];
    }),
  };
}

/** What was completed, in the order of the document; a beginning is the last START of the same name that nothing took. */
function stepsOf(body: string): Step[] {
  const events = [...body.matchAll(/<event>([\s\S]*?)<\/event>/g)].map(([, inside = ""]) => ({
    name: value(inside, "concept:name"),
    step: value(inside, "lifecycle:transition"),
    ms: Date.parse(value(inside, "time:timestamp")),
  }));
  return events.flatMap((event, at): Step[] => {
    if (event.step !== "COMPLETE") return [];
    const before = events.slice(0, at).filter(({ name, step }) => name === event.name && step !== "SCHEDULE");
    const start = before.at(-1)?.step === "START" ? before.at(-1) : undefined;
    return [{ name: event.name, begun: start?.ms ?? event.ms, done: event.ms, timed: start !== undefined }];
  });
}

function value(inside: string, key: string): string {
  const [whole = ""] = [...inside.matchAll(/<\w+ [^>]*\/>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes(`key="${key}"`));
  return (/value="([^"]*)"/.exec(whole)?.[1] ?? "").trim();
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return Number.isInteger(half)
    ? ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
    : (sorted[Math.floor(half)] as number);
}

/** Shanghai has kept eight hours ahead all through the years of these logs. */
const shanghaiDay = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

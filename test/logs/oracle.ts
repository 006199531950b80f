/** The figures of an event log computed a second way, from the text alone: shares no code with the import. */

export interface OracleFigure {
  volume: number;
  amountFen: number;
  accepted: number;
  firstPass: number;
  runs: number;
  /** Twice the median in milliseconds, so that it is whole. */
  doubleMedianMs: number | null;
}

interface Flat {
  name: string;
  step: string;
  who: string;
  ms: number;
}

/** Figures by "period partner", such as "2011-10 P3" and "2011H2 P3"; traces are left out by their number, from 1. */
export function oracle(xml: string, leaveOut: ReadonlySet<number>): Map<string, OracleFigure> {
  const raw = new Map<string, { paid: number[]; passes: boolean[]; minutes: number[] }>();
  const put = (
    who: string,
    ms: number,
    write: (cell: { paid: number[]; passes: boolean[]; minutes: number[] }) => void,
  ) => {
    if (who === "" || who === "112") return;
    const month = amsterdamMonth(ms);
    for (const period of [month, month.slice(0, 4) + (Number(month.slice(5)) < 7 ? "H1" : "H2"), month.slice(0, 4)]) {
      const key = `${period} P${who.slice(-1)}`;
      if (!raw.has(key)) raw.set(key, { paid: [], passes: [], minutes: [] });
      write(raw.get(key)!);
    }
  };

  const bodies = xml
    .replace(/<!--[\s\S]*?-->/g, "")
    .split(/<trace\b[^>]*>/)
    .slice(1);
  bodies.forEach((body, index) => {
    if (leaveOut.has(index + 1)) return;
    const [inTrace = ""] = body.split("<event");
    const events = [...body.matchAll(/<event>([\s\S]*?)<\/event>/g)].map(([, inside = ""]) => flat(inside));
    const paid = events.find((one) => one.name === "A_ACTIVATED");
    if (paid)
      put(paid.who, paid.ms, (cell) => cell.paid.push(Math.round(parseFloat(read(inTrace, "AMOUNT_REQ")) * 100)));
    const accepted = events.find((one) => one.name === "A_ACCEPTED");
    if (accepted)
      put(accepted.who, accepted.ms, (cell) => cell.passes.push(!body.includes("W_Nabellen incomplete dossiers")));
    for (const name of new Set(events.map((one) => one.name).filter((one) => /^W_/.test(one)))) {
      const line = events.filter((one) => one.name === name && one.step !== "SCHEDULE");
      line.forEach((one, at) => {
        const before = line[at - 1];
        if (one.step === "COMPLETE" && before?.step === "START")
          put(one.who, one.ms, (cell) => cell.minutes.push(one.ms - before.ms));
      });
    }
  });

  return new Map(
    [...raw].map(([key, { paid, passes, minutes }]) => [
      key,
      {
        volume: paid.length,
        amountFen: paid.reduce((sum, one) => sum + one, 0),
        accepted: passes.length,
        firstPass: passes.filter(Boolean).length,
        runs: minutes.length,
        doubleMedianMs: doubleMedian(minutes),
      },
    ]),
  );
}

function flat(inside: string): Flat {
  return {
    name: read(inside, "concept:name"),
    step: read(inside, "lifecycle:transition"),
    who: read(inside, "org:resource"),
    ms: new Date(read(inside, "time:timestamp")).getTime(),
  };
}

const read = (text: string, key: string): string =>
  new RegExp(`<(?:string|date) key="${key}" value="([^"]*)"`).exec(text)?.[1] ?? "";

/** By the rule of the European Union: summer time from the last Sunday of March to that of October, 01:00 UTC. */
function amsterdamMonth(ms: number): string {
  const year = new Date(ms).getUTCFullYear();
  const lastSunday = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.getTime() - last.getUTCDay() * 86_400_000;
  };
  const summer = ms >= lastSunday(2) && ms < lastSunday(9);
  return new Date(ms + (summer ? 2 : 1) * 3_600_000).toISOString().slice(0, 7);
}

function doubleMedian(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!;
}

/** The rounds: in each, every question on each database, the system and the floor one after the other. */
import type { ChildProcess } from "node:child_process";
import { medianFigures, ratiosOf, type Figures, type Ratios } from "./figures.js";
import type { Ask } from "./load/loop.js";
import { measured, sameAnswer, type Work } from "./measure.js";
import type { Parties } from "./people.js";
import { caseQuery, casePageQuery, floorAsk, graphqlAsk, worklistQuery } from "./queries.js";
import type { Scale } from "./scale.js";
import type { Planned, Seeded } from "./seed.js";
import type { Sides } from "./sides.js";

/** The system beside the floor, as medians over all rounds. */
export interface Comparison {
  readonly system: Figures;
  readonly floor: Figures;
  readonly ratios: Ratios;
}

export interface Measures {
  /** Fifty cases with their bank, the last five entries of each and its four documents. */
  readonly worklist: Comparison;
  /** Everything stored of one case. */
  readonly case: Comparison;
  /** The same with what only rules can say, against the floor of what is stored. */
  readonly casePage: Comparison;
  readonly commands: Comparison;
}

export interface RoundsGiven {
  readonly sides: readonly Sides[];
  readonly load: ChildProcess;
  readonly scale: Scale;
  readonly seeded: Seeded;
  readonly parties: Parties;
  readonly planned: readonly (readonly (readonly Planned[])[])[];
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

type Question = "worklist" | "case" | "casePage" | "commands";
type SideName = "system" | "floor";

/** `casePage` has no floor of its own. */
const turns: readonly [Question, SideName][] = [
  ["worklist", "system"],
  ["worklist", "floor"],
  ["case", "system"],
  ["case", "floor"],
  ["casePage", "system"],
  ["commands", "system"],
  ["commands", "floor"],
];

/** One answer for each database, in their order. */
export async function measuredRounds(given: RoundsGiven): Promise<Measures[]> {
  const { sides, load, scale, tell, signal } = given;
  for (const one of sides) await compareAnswers(one, given);
  const found = sides.map(() => new Map<string, Figures[]>());
  // Round 0 warms up: its figures are not kept.
  for (let round = 0; round <= scale.rounds; round += 1) {
    tell(round === 0 ? "Warming up …" : `Round ${round} of ${scale.rounds} …`);
    for (const [at, one] of sides.entries()) {
      for (const [question, side] of turns) {
        signal.throwIfAborted();
        const figures = await measured(load, one[side], workFor(question, side, round, given));
        if (round === 0) continue;
        const key = `${question}/${side}`;
        found[at]?.set(key, [...(found[at].get(key) ?? []), figures]);
      }
    }
  }
  return found.map((figures) => {
    const of = (question: Question, side: SideName) => figures.get(`${question}/${side}`) ?? [];
    const compared = (question: Question, floor: Question = question): Comparison => ({
      system: medianFigures(of(question, "system")),
      floor: medianFigures(of(floor, "floor")),
      ratios: ratiosOf(of(question, "system"), of(floor, "floor")),
    });
    return {
      worklist: compared("worklist"),
      case: compared("case"),
      casePage: compared("casePage", "case"),
      commands: compared("commands"),
    };
  });
}

function asksFor({ parties, seeded }: Pick<RoundsGiven, "parties" | "seeded">) {
  const { token } = parties.reviewer;
  const id = seeded.pageCaseId;
  return {
    worklist: { system: graphqlAsk(token, worklistQuery), floor: floorAsk("/worklist") },
    case: { system: graphqlAsk(token, caseQuery, { id }), floor: floorAsk(`/cases/${id}`) },
    casePage: { system: graphqlAsk(token, casePageQuery, { id }), floor: floorAsk(`/cases/${id}`) },
  };
}

/** @throws Error where the floor does not answer the very rows and fields that the system does. */
async function compareAnswers({ system, floor }: Sides, given: RoundsGiven): Promise<void> {
  const asks = asksFor(given);
  await sameAnswer(system, floor, asks.worklist);
  await sameAnswer(system, floor, asks.case);
}

function workFor(question: Question, side: SideName, round: number, given: RoundsGiven): Work {
  const { scale, planned } = given;
  if (question === "commands") {
    const earlier = planned.slice(0, round).flat(2).length;
    return { clients: commandAsks(planned[round] ?? [], side, earlier), forMs: null, must: '"userErrors":[]' };
  }
  const ask = asksFor(given)[question][side];
  const forMs = round === 0 ? scale.warmUpMs : scale.forMs;
  return { clients: Array.from({ length: scale.clients }, () => [ask]), forMs, must: '{"data":{' };
}

/** The floor gets the number of each command, counted through all rounds. */
function commandAsks(clients: readonly (readonly Planned[])[], side: SideName, earlier: number): Ask[][] {
  let number = earlier;
  return clients.map((commands) =>
    commands.map(({ ask }): Ask => {
      const body = String(number);
      number += 1;
      return side === "system" ? ask : { method: "POST", path: "/commands", headers: {}, body };
    }),
  );
}

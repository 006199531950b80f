/** A counted flow turned into what the API shows. Pure. */
import { entryNames, type CaseEntryType } from "../../casework/index.js";
import type { Partner } from "../../parties/index.js";
import { stageNames, type Names, type PolicyVersion, type Stage } from "../../policy/index.js";
import { heldOf, inOrder, medianOf, ninetiethOf, sumOf, type EdgeTally, type HeldTally } from "./graph.js";
import type { ProcessFlowData } from "./processFlow.js";
import { loopsInOrder } from "./rework.js";
import type { FlowSource } from "./roll.js";
import type { FlowParty, FlowWait, FlowWaiting, ProcessFlow } from "./types.js";

const minutes = (ms: number): number => ms / 60_000;
const minutesOr = (ms: number | null): number | null => (ms === null ? null : minutes(ms));

export interface FlowFaces {
  readonly source: FlowSource;
  readonly period: string;
  readonly policy: PolicyVersion | null;
  readonly partners: ReadonlyMap<string, Partner>;
}

export function flowView({ flow, loops }: ProcessFlowData, faces: FlowFaces): ProcessFlow {
  const { source, period, partners } = faces;
  const inOurWords = flow.asCases === flow.traces;
  const names = (activity: string) => (inOurWords ? namesOf(activity, faces.policy) : { en: activity, zh: activity });
  const waitOf = ({ waitMs, workingMs }: Pick<EdgeTally, "waitMs" | "workingMs">): FlowWait => {
    // Of some of them only, it would be another figure.
    const [waits, worked] = [inOrder(waitMs), inOrder(workingMs.length === waitMs.length ? workingMs : [])];
    return {
      count: waitMs.length,
      medianMinutes: minutes(medianOf(waits) ?? 0),
      p90Minutes: minutes(ninetiethOf(waits) ?? 0),
      totalMinutes: minutes(sumOf(waitMs)),
      medianWorkingMinutes: minutesOr(medianOf(worked)),
      p90WorkingMinutes: minutesOr(ninetiethOf(worked)),
    };
  };
  /** One that a log names by its code may not be here. */
  const partyOf = (key: string): FlowParty => {
    const partner = partners.get(key) ?? null;
    return { code: partner?.code ?? key, name: partner?.name ?? key, nameEn: partner?.nameEn ?? key, partner };
  };
  const edges = [...flow.edges.values()];
  return {
    ...{ period, source, traces: flow.traces },
    activities: [...flow.nodes]
      .map(([activity, { count, starts, ends, serviceMs }]) => ({
        ...{ activity, names: names(activity), count, starts, ends },
        serviceCount: serviceMs.length,
        medianServiceMinutes: minutesOr(medianOf(inOrder(serviceMs))),
      }))
      .sort((one, other) => other.count - one.count || (one.activity < other.activity ? -1 : 1)),
    edges: edges
      .map((edge) => ({
        ...{ from: edge.from, to: edge.to, wait: waitOf(edge) },
        waitedFor: waitings([...edge.held.values()]),
      }))
      .sort(
        (one, other) =>
          other.wait.count - one.wait.count || (`${one.from}\n${one.to}` < `${other.from}\n${other.to}` ? -1 : 1),
      ),
    handOvers: [...flow.handOvers.values()]
      .map((one) => ({ from: partyOf(one.fromPartyId), to: partyOf(one.toPartyId), wait: waitOf(one) }))
      .sort(
        (one, other) =>
          other.wait.medianMinutes - one.wait.medianMinutes ||
          other.wait.count - one.wait.count ||
          (`${one.from.code}\n${one.to.code}` < `${other.from.code}\n${other.to.code}` ? -1 : 1),
      ),
    rework: loopsInOrder(loops).map(({ kind, activity, count, open, addedMs, addedWorkingMs }) => ({
      ...{ kind, activity, names: names(activity), count, open },
      addedMinutes: minutes(sumOf(addedMs)),
      medianAddedMinutes: minutesOr(medianOf(inOrder(addedMs))),
      addedWorkingMinutes: addedWorkingMs.length === addedMs.length ? minutes(sumOf(addedWorkingMs)) : null,
    })),
    waitedFor: waitings(edges.flatMap(({ held }) => [...held.values()])),
  };
}

/** Those of one set of holders put together. */
function waitings(tallies: readonly HeldTally[]): FlowWaiting[] {
  const all = new Map<string, HeldTally>();
  for (const { holders, paused, elapsedMs, workingMs } of tallies) {
    const tally = heldOf(all, holders, paused);
    tally.elapsedMs += elapsedMs;
    tally.workingMs += workingMs;
  }
  return [...all]
    .sort(([key, one], [otherKey, other]) => other.elapsedMs - one.elapsedMs || (key < otherKey ? -1 : 1))
    .map(([, { holders, paused, elapsedMs, workingMs }]) => ({
      ...{ holders, paused, minutes: minutes(elapsedMs), workingMinutes: minutes(workingMs) },
    }));
}

/** "STAGE_ENTERED:REVIEW" and "CHECK_RECORDED:VALUATION" say what they are about. */
function namesOf(activity: string, policy: PolicyVersion | null): Names {
  const [type = "", about] = activity.split(":");
  const names = entryNames[type as CaseEntryType] ?? { en: type, zh: type };
  if (!about) return names;
  const of =
    type === "STAGE_ENTERED" ? stageNames[about as Stage] : policy?.checks.find(({ code }) => code === about)?.names;
  return { en: `${names.en}: ${of?.en ?? about}`, zh: `${names.zh}：${of?.zh ?? about}` };
}

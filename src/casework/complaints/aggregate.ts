/** The complaint's stream (投诉): its state, how entries make it, and the rows it implies. */
import { rowOut, type Aggregate, type Entry, type RowOut } from "../../journal/index.js";
import { actingMemberId } from "../../parties/index.js";
import type { About, ComplaintBodies, ComplaintChannel, Finding } from "./entries.js";
import { Complaint, ComplaintRound, type ComplaintStatus } from "./rows.js";

/** One way from assignment to closing; a complaint that is reopened has two. */
export interface RoundState {
  readonly openedAt: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  /** Why it was taken up again; null the first time. */
  readonly reasonId: string | null;
  readonly handlerId: string | null;
  readonly handlerPartyId: string | null;
  readonly assignedAt: string | null;
  readonly assignedById: string | null;
  readonly finding: Finding | null;
  readonly answerId: string | null;
  readonly answeredAt: string | null;
  readonly answeredById: string | null;
  /** The colleague who answered in their place. */
  readonly answeredThroughId: string | null;
  readonly closedAt: string | null;
  readonly closedById: string | null;
}

export interface ComplaintState {
  readonly id: string;
  readonly version: number;
  readonly channel: ComplaintChannel;
  readonly sourceNo: string | null;
  readonly caseId: string | null;
  readonly about: About;
  readonly complainantNameId: string | null;
  readonly complainantPhoneId: string | null;
  readonly textId: string;
  readonly receivedAt: string;
  readonly receivedById: string;
  readonly rounds: readonly RoundState[];
}

const initial = (id: string): ComplaintState => ({
  id,
  version: 0,
  channel: "PHONE",
  sourceNo: null,
  caseId: null,
  about: { partyId: null, unitId: null, memberId: null },
  complainantNameId: null,
  complainantPhoneId: null,
  textId: "",
  receivedAt: "",
  receivedById: "",
  rounds: [],
});

type ComplaintEntry = { [Type in keyof ComplaintBodies]: Entry<Type, ComplaintBodies[Type]> }[keyof ComplaintBodies];

const unassigned = {
  handlerId: null,
  handlerPartyId: null,
  assignedAt: null,
  assignedById: null,
  finding: null,
  answerId: null,
  answeredAt: null,
  answeredById: null,
  answeredThroughId: null,
  closedAt: null,
  closedById: null,
};

/** The round that runs, or ran last. @throws Error before the complaint was received */
export function roundOf({ rounds, id }: Pick<ComplaintState, "rounds" | "id">): RoundState {
  const last = rounds.at(-1);
  if (!last) throw new Error(`Complaint ${id} was never received`);
  return last;
}

const inRound = (state: ComplaintState, changes: Partial<RoundState>): ComplaintState => ({
  ...state,
  rounds: [...state.rounds.slice(0, -1), { ...roundOf(state), ...changes }],
});

function evolve(state: ComplaintState, entry: ComplaintEntry): ComplaintState {
  const at = entry.occurredAt;
  const by = actingMemberId({ memberId: entry.actorId, onBehalfOfId: entry.onBehalfOfId });
  switch (entry.type) {
    case "COMPLAINT_RECEIVED": {
      const { channel, sourceNo, caseId, receivedAt, dueAt, provisional, partyId, unitId, memberId } = entry.body;
      return {
        ...state,
        ...{ channel, sourceNo, caseId, receivedAt, receivedById: by, about: { partyId, unitId, memberId } },
        complainantNameId: entry.body.complainantName?.id ?? null,
        complainantPhoneId: entry.body.complainantPhone?.id ?? null,
        textId: entry.body.text.id,
        rounds: [{ ...unassigned, openedAt: receivedAt, dueAt, provisional, reasonId: null }],
      };
    }
    case "COMPLAINT_ASSIGNED": {
      const { handlerId, handlerPartyId, partyId, unitId, memberId } = entry.body;
      const assigned = { handlerId, handlerPartyId, assignedAt: at, assignedById: by };
      return { ...inRound(state, assigned), about: { partyId, unitId, memberId } };
    }
    case "COMPLAINT_ANSWERED": {
      const { finding, answer } = entry.body;
      const answeredThroughId = entry.onBehalfOfId ? entry.actorId : null;
      return inRound(state, { finding, answerId: answer.id, answeredAt: at, answeredById: by, answeredThroughId });
    }
    case "COMPLAINT_CLOSED":
      return inRound(state, { closedAt: at, closedById: by });
    case "COMPLAINT_REOPENED": {
      const { reason, dueAt, provisional } = entry.body;
      const round = { ...unassigned, openedAt: at, dueAt, provisional, reasonId: reason.id };
      return { ...state, rounds: [...state.rounds, round] };
    }
  }
}

export function statusOf(state: ComplaintState): ComplaintStatus {
  const { closedAt, answeredAt, handlerId } = roundOf(state);
  if (closedAt) return "CLOSED";
  if (answeredAt) return "ANSWERED";
  return handlerId ? "ASSIGNED" : "RECEIVED";
}

export function complaintRow(state: ComplaintState): Complaint {
  const { rounds, about, ...said } = state;
  const { openedAt: _opened, reasonId: _reason, answeredThroughId: _through, ...round } = roundOf(state);
  return { ...said, ...about, ...round, status: statusOf(state), reopened: rounds.length > 1 };
}

const rowsOf = (state: ComplaintState): RowOut[] => [
  rowOut(Complaint, complaintRow(state)),
  ...state.rounds.map((round, at) => {
    const { provisional: _provisional, handlerPartyId: _party, assignedById: _by, ...more } = round;
    const { answeredThroughId: _through, ...shown } = more;
    return rowOut(ComplaintRound, { ...shown, id: `${state.id}:${at + 1}`, complaintId: state.id, number: at + 1 });
  }),
];

export const complaintAggregate: Aggregate<ComplaintState> = {
  kind: "complaint",
  initial,
  evolve: (state, entry) => ({ ...evolve(state, entry as ComplaintEntry), version: entry.seq }),
  rowsOf,
  tables: [Complaint, ComplaintRound],
};

/** The stream of one board, and the rows that follow from it. */
import { rowOut, type Aggregate, type RowOut } from "../../journal/index.js";
import { Board, BoardCard, BoardComputation, BoardObjection, BoardWaiver, type BoardStatus } from "./rows.js";
import {
  evolveBoard,
  initialBoard,
  latestOf,
  type BoardState,
  type ComputationState,
  type ObjectionState,
} from "./state.js";

export const boardAggregate: Aggregate<BoardState> = {
  kind: "scoreBoard",
  initial: initialBoard,
  evolve: evolveBoard,
  rowsOf,
  tables: [Board, BoardComputation, BoardCard, BoardObjection, BoardWaiver],
};

export const statusOf = ({ frozen, supersededById }: BoardState): BoardStatus =>
  supersededById !== null ? "SUPERSEDED" : frozen !== null ? "FROZEN" : "PREVIEWED";

/** The board first: the other tables name its row. */
function rowsOf(state: BoardState): RowOut[] {
  if (state.computations.length === 0) return [];
  return [
    rowOut(Board, boardRow(state)),
    ...state.computations.flatMap((one) => computationRows(state.id, one)),
    ...state.objections.map((one) => rowOut(BoardObjection, objectionRow(state.id, one))),
    ...state.waivers.map((one) =>
      rowOut(BoardWaiver, { id: `${state.id}/${one.partnerId}`, boardId: state.id, ...one }),
    ),
  ];
}

function boardRow(state: BoardState): Board {
  const { id, version, period, kind, number, objectionsUntil, supersedesId, supersededById } = state;
  const last = latestOf(state);
  const { formulaVersion, policyDigest, inputDigest, resultDigest } = last;
  const [first = last] = state.computations;
  return {
    ...{ id, version, period, kind, number, objectionsUntil, supersedesId, supersededById },
    ...{ formulaVersion, policyDigest, inputDigest, resultDigest, status: statusOf(state) },
    provisional: last.provisional.length > 0,
    cutoff: last.reading.cutoff,
    computationCount: state.computations.length,
    previewedAt: first.at,
    previewedById: first.byId,
    openObjections: state.objections.filter(({ upheld }) => upheld === null).length,
    proposedAt: state.proposal?.at ?? null,
    proposedById: state.proposal?.byId ?? null,
    overrideId: state.proposal?.override?.id ?? null,
    frozenAt: state.frozen?.at ?? null,
    frozenById: state.frozen?.byId ?? null,
    reasonId: state.reason?.id ?? null,
  };
}

function computationRows(boardId: string, one: ComputationState): RowOut[] {
  const { number, at, byId, reading, formulaVersion, policyDigest, inputDigest, resultDigest } = one;
  const figures = { number, at, byId, reading, formulaVersion, policyDigest, inputDigest, resultDigest };
  const provisional = one.provisional.length > 0;
  return [
    rowOut(BoardComputation, { id: `${boardId}/${number}`, boardId, ...figures, provisional }),
    ...one.cards.map((stored, at) => {
      const place = at + 1;
      const { partner } = stored.card as unknown as { partner: { id: string } };
      const row = {
        id: `${boardId}/${number}/${place}`,
        boardId,
        computation: number,
        place,
        partnerId: partner.id,
        stored,
      };
      return rowOut(BoardCard, row);
    }),
  ];
}

function objectionRow(boardId: string, objection: ObjectionState): BoardObjection {
  const { reason, input, upheld, answer, answeredSeq: _seq, ...one } = objection;
  const result = upheld === null ? null : upheld ? "UPHELD" : "NOT_UPHELD";
  return { ...one, inputId: input?.id ?? null, boardId, reasonId: reason.id, result, answerId: answer?.id ?? null };
}

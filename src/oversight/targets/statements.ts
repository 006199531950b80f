/** The streams of yearly tasks and of figures from outside: one person says it, another confirms or refuses it. */
import { rowOut, type Aggregate, type Entry, type PrivateRef } from "../../journal/index.js";
import { actingMemberId } from "../../parties/index.js";
import type { RowClass } from "../../platform/index.js";
import { BusinessFigure, YearlyTarget, type StatementStatus } from "./rows.js";
import type { Scope } from "./scope.js";

export type TargetBody = Scope & {
  readonly year: number;
  readonly amountFen: number | null;
  readonly count: number | null;
  readonly source: PrivateRef;
};
export type FigureBody = Scope & {
  readonly fromDay: string;
  readonly toDay: string;
  readonly amountFen: number;
  readonly count: number | null;
  readonly source: PrivateRef;
};

export type StatementEntry =
  | Entry<"TARGET_SET", TargetBody>
  | Entry<"TARGET_CONFIRMED" | "TARGET_REFUSED", Record<string, never>>
  | Entry<"FIGURE_ENTERED", FigureBody>
  | Entry<"FIGURE_CONFIRMED" | "FIGURE_REFUSED", Record<string, never>>;

interface Standing {
  readonly id: string;
  readonly status: StatementStatus;
  readonly sourceId: string;
  readonly enteredById: string;
  readonly enteredAt: string;
  readonly decidedById: string | null;
  readonly decidedAt: string | null;
}

export interface StatementState<Body> {
  readonly id: string;
  /** Null until it is said. */
  readonly said: (Omit<Body, "source"> & Standing) | null;
}

function statement<Body extends { readonly source: PrivateRef }>(
  kind: string,
  table: RowClass,
  { entered, confirmed }: { readonly entered: string; readonly confirmed: string },
): Aggregate<StatementState<Body>> {
  return {
    kind,
    initial: (id) => ({ id, said: null }),
    evolve(state, entry) {
      const personId = actingMemberId({ memberId: entry.actorId, onBehalfOfId: entry.onBehalfOfId });
      const { said } = state;
      if (entry.type === entered) {
        const { source, ...body } = entry.body as Body;
        const standing: Standing = {
          id: state.id,
          status: "PENDING",
          sourceId: source.id,
          enteredById: personId,
          enteredAt: entry.recordedAt,
          decidedById: null,
          decidedAt: null,
        };
        return { ...state, said: { ...body, ...standing } };
      }
      const status = entry.type === confirmed ? "CONFIRMED" : "REFUSED";
      return { ...state, said: said && { ...said, status, decidedById: personId, decidedAt: entry.recordedAt } };
    },
    rowsOf: ({ said }) => (said ? [rowOut(table, said)] : []),
    tables: [table],
  };
}

export const target = statement<TargetBody>("yearlyTarget", YearlyTarget, {
  entered: "TARGET_SET",
  confirmed: "TARGET_CONFIRMED",
});
export const figure = statement<FigureBody>("businessFigure", BusinessFigure, {
  entered: "FIGURE_ENTERED",
  confirmed: "FIGURE_CONFIRMED",
});

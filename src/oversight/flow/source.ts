/** Where traces come from: what a source of them tells, so that flows are counted and kept in one way. */
import type { FlowSource, Roll } from "./roll.js";

export interface FlowAsked {
  readonly period: string;
  readonly source: FlowSource;
  readonly partnerId: string | null;
  readonly product: string | null;
}

/** From one instant to before another. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** What traces are told apart by where somebody may see, or ask for, some of them only. */
export interface TraceCell {
  readonly bankId: string | null;
  readonly bankUnitId: string | null;
  readonly guaranteeCompanyId: string | null;
  readonly productCode: string | null;
}

export const noCell: TraceCell = { bankId: null, bankUnitId: null, guaranteeCompanyId: null, productCode: null };

export const cellKey = ({ bankId, bankUnitId, guaranteeCompanyId, productCode }: TraceCell): string =>
  [bankId, bankUnitId, guaranteeCompanyId, productCode].join("/");

export interface ListedTrace {
  readonly id: string;
  readonly version: number;
  readonly cell: TraceCell;
}

export interface CountedTrace extends ListedTrace {
  readonly roll: Roll;
  /** Whether it stood at this version from before it was read to after. */
  readonly lasting: boolean;
}

/**
 * Traces of a span, all of them, whoever asks. They only become more, and their versions only rise: where their number
 * and the sum of their versions are what they were, nothing has changed.
 */
export interface TraceOverview {
  readonly count: number;
  readonly versions: number;
  /** `seen`: how many of them are in sight and asked for. */
  readonly cells: readonly { readonly cell: TraceCell; readonly count: number; readonly seen: number }[];
}

export interface TraceSource {
  readonly source: FlowSource;
  /** What counting depends on beside the traces: another text means that everything is to be counted anew. */
  readonly countedBy: string;
  overview(span: Span): Promise<TraceOverview>;
  /** Those in sight and asked for. */
  list(span: Span): Promise<ListedTrace[]>;
  /** In any order; those that are gone are left out. */
  count(ids: readonly string[]): Promise<CountedTrace[]>;
}

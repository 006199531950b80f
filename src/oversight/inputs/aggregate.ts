/** The stream of one thing that is added to a board: proposed by one person, confirmed or rejected by another; or imported. */
import { rowOut, type Aggregate, type Entry, type NewEntry, type PrivateRef } from "../../journal/index.js";
import { actingMemberId } from "../../parties/index.js";
import { ScoreInput, type ScoreInputKind } from "./rows.js";

/** What an input says, whoever brought it. */
export interface StatedFigures {
  readonly kind: ScoreInputKind;
  readonly period: string;
  readonly code: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly cases: number | null;
}

/** The log that an input came in with. */
export interface ImportedFrom {
  /** The source that the mapping names, and the code of the center that the log names, if any. */
  readonly source: string;
  readonly center: string | null;
  /** Of the trace. */
  readonly digest: string;
  readonly mappingDigest: string;
}

export interface ScoreInputBodies {
  SCORE_INPUT_PROPOSED: StatedFigures & {
    partnerId: string;
    documentId: string | null;
    note: PrivateRef | null;
    /** The revoked one whose place it takes; left out where it takes nobody's. */
    replacesId?: string;
  };
  /** Entered and confirmed by two persons of another center, as the log says that the program was given. */
  SCORE_INPUT_IMPORTED: StatedFigures & { partnerId: string; from: ImportedFrom };
  SCORE_INPUT_CONFIRMED: Record<string, never>;
  SCORE_INPUT_REJECTED: Record<string, never>;
  /** One person wants it gone … */
  SCORE_INPUT_REVOCATION_PROPOSED: { note: PrivateRef };
  /** … and another one agrees. */
  SCORE_INPUT_REVOKED: Record<string, never>;
}

export const inputEntry = <Type extends keyof ScoreInputBodies>(
  type: Type,
  body: ScoreInputBodies[Type],
): NewEntry<Type, ScoreInputBodies[Type]> => ({ type, body });

export interface ScoreInputState {
  readonly id: string;
  /** Null until it is proposed. */
  readonly input: ScoreInput | null;
}

type InputEntry = {
  [Type in keyof ScoreInputBodies]: Entry<Type, ScoreInputBodies[Type]>;
}[keyof ScoreInputBodies];

const notRevoked = { revokingById: null, revokedAt: null };

function evolve({ id, input }: ScoreInputState, entry: InputEntry): ScoreInputState {
  const personId = actingMemberId({ memberId: entry.actorId, onBehalfOfId: entry.onBehalfOfId });
  const at = entry.recordedAt;
  if (entry.type === "SCORE_INPUT_PROPOSED") {
    const { note, replacesId = null, ...body } = entry.body;
    const standing = { status: "PROPOSED" as const, proposedById: personId, proposedAt: at };
    const open = { decidedById: null, decidedAt: null, ...notRevoked, importedFrom: null };
    return {
      id,
      input: { id, version: entry.seq, ...body, replacesId, noteId: note?.id ?? null, ...standing, ...open },
    };
  }
  if (entry.type === "SCORE_INPUT_IMPORTED") {
    const { from, ...body } = entry.body;
    // Here it counts from its import on: a board of before stays as it was.
    const standing = { status: "CONFIRMED" as const, proposedById: personId, proposedAt: at, decidedAt: at };
    const nobody = { documentId: null, noteId: null, replacesId: null, decidedById: null, ...notRevoked };
    const importedFrom = [from.source, from.center].filter((one) => one !== null).join("/");
    return { id, input: { id, version: entry.seq, ...body, ...standing, ...nobody, importedFrom } };
  }
  if (!input) throw new Error(`Entry ${entry.type} has no place in stream ${id}`);
  const next = (changes: Partial<ScoreInput>) => ({ id, input: { ...input, ...changes, version: entry.seq } });
  switch (entry.type) {
    case "SCORE_INPUT_CONFIRMED":
      return next({ status: "CONFIRMED", decidedById: personId, decidedAt: at });
    case "SCORE_INPUT_REJECTED":
      return next({ status: "REJECTED", decidedById: personId, decidedAt: at });
    case "SCORE_INPUT_REVOCATION_PROPOSED":
      return next({ revokingById: personId });
    case "SCORE_INPUT_REVOKED":
      return next({ status: "REVOKED", revokedAt: at });
  }
}

export const scoreInput: Aggregate<ScoreInputState> = {
  kind: "scoreInput",
  initial: (id) => ({ id, input: null }),
  evolve: (state, entry) => evolve(state, entry as InputEntry),
  rowsOf: ({ input }) => (input ? [rowOut(ScoreInput, input)] : []),
  tables: [ScoreInput],
};

/** What verify tells: figures, and of each kind of difference how many there are and which came first. */

/** Every kind of difference, in the words of the report. */
export const differenceKinds = {
  ENTRY_HASH: "an entry's hash does not follow from the hash before it and the entry's text",
  ENTRY_SEQ: "the running numbers of a stream's entries are not 1, 2, 3 …",
  ENTRY_TEXT: "the stored text of an entry is not the canonical text of an entry",
  ENTRY_COPY: "a column of an entry is not what its text says",
  ENTRY_WITHOUT_STREAM: "an entry belongs to no stream",
  STREAM_HEAD: "the head of a stream is not its last entry",
  STREAM_EMPTY: "a stream has no entries",
  STREAM_KIND: "a stream is of a kind that the program does not know",
  REPLAY_FAILED: "the entries of a stream cannot be replayed",
  ROW_MISSING: "a derived row that follows from the entries is not stored",
  ROW_EXTRA: "a derived row is stored that does not follow from the entries",
  ROW_DIFFERS: "a derived row differs from what follows from the entries",
  ROW_WITHOUT_STREAM: "a derived row belongs to a stream that is not in the journal",
  CLAIM_TOTAL: "the total of a claim is not the sum of its holdings",
  CLAIM_LIMIT: "the holdings of a claim are below nothing or beyond its limit",
  TALLY: "a tally is not the count of its rows",
  PRIVATE_MISSING: "a private row that an entry refers to is not there",
  PRIVATE_CHANGED: "a private row is not what the entry's digest says",
  PRIVATE_ORPHAN: "no entry refers to a private row",
  PRIVATE_ERASED: "a private row was erased and no entry says so, or the other way round",
  PRIVATE_FACE: "what a private table says of somebody is not what their private rows say",
  BLOB_MISSING: "the bytes of a document are not in the store",
  BLOB_DAMAGED: "the bytes of a document cannot be read or are not what their digest says",
} as const;

export type DifferenceKind = keyof typeof differenceKinds;

/** One difference and its place; values only of the journal and of derived tables, never of private ones. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly streamId?: string;
  readonly streamKind?: string;
  /** Running number of the entry in its stream. */
  readonly seq?: number;
  readonly table?: string;
  readonly id?: string;
  readonly column?: string;
  readonly stored?: unknown;
  readonly computed?: unknown;
  readonly detail?: string;
}

const noFigures = {
  streams: 0,
  entries: 0,
  /** Derived rows compared. */
  rows: 0,
  /** Streams whose entries could not be replayed, so that their rows were not compared. */
  notReplayed: 0,
  /** Streams that went on while they were read and were read again. */
  reread: 0,
  claims: 0,
  /** Cells of tallies counted again. */
  tallies: 0,
  /** References to private rows found in entries. */
  privateReferences: 0,
  /** Those of them whose row was erased. */
  erased: 0,
  /** Rows whose document was looked for; 0 without a store. */
  blobs: 0,
};
export type VerifyFigures = Readonly<typeof noFigures>;

export interface VerifyReport {
  readonly ok: boolean;
  readonly figures: VerifyFigures;
  /** In the order of `differenceKinds`. */
  readonly differences: readonly {
    readonly kind: DifferenceKind;
    readonly count: number;
    readonly first: Difference;
  }[];
}

export interface Findings {
  note(differences: readonly Difference[]): void;
  count(figure: keyof VerifyFigures, by?: number): void;
  report(): VerifyReport;
}

export function newFindings(): Findings {
  const figures = { ...noFigures };
  const found = new Map<DifferenceKind, { count: number; first: Difference }>();
  return {
    note(differences) {
      for (const difference of differences) {
        const known = found.get(difference.kind);
        if (known) known.count += 1;
        else found.set(difference.kind, { count: 1, first: difference });
      }
    },
    count(figure, by = 1) {
      figures[figure] += by;
    },
    report() {
      const kinds = (Object.keys(differenceKinds) as DifferenceKind[]).filter((kind) => found.has(kind));
      const differences = kinds.map((kind) => ({ kind, ...(found.get(kind) as { count: number; first: Difference }) }));
      return { ok: differences.length === 0, figures: { ...figures }, differences };
    },
  };
}

/** Looks for the bytes that derived rows name in the blob store, and reads them where that is asked for. */
import { tableOf, type BlobStore, type RowClass, type Sql } from "../../platform/index.js";
import { following } from "./reading.js";
import type { Findings } from "./report.js";

const rowsAtOnce = 500;

export interface BlobCheck {
  readonly store: Pick<BlobStore, "has" | "verify">;
  /** Columns that hold the SHA-256 of stored bytes. */
  readonly columns: readonly { readonly rowClass: RowClass; readonly column: string }[];
  /** Reads and decrypts every one, which takes as long as the store is large. */
  readonly thorough: boolean;
}

type Answer = Awaited<ReturnType<BlobStore["verify"]>>;

export async function verifyBlobs(
  sql: Sql,
  { store, columns, thorough }: BlobCheck,
  findings: Findings,
  onProgress?: (rows: number) => void,
): Promise<void> {
  let done = 0;
  const look = async (sha256: string): Promise<Answer> => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return "MISSING";
    return thorough ? store.verify(sha256) : (await store.has(sha256)) ? "OK" : "MISSING";
  };
  for (const { rowClass, column } of columns) {
    const { name: table } = tableOf(rowClass);
    for (let after: string | null = null, last = false; !last;) {
      const { condition, params } = following("id", after);
      const rows: readonly { id: string; sha256: string }[] = await sql.all(
        `SELECT id, ${column} AS sha256 FROM ${table} WHERE ${condition} ORDER BY id LIMIT ${rowsAtOnce}`,
        params,
      );
      const answers = new Map<string, Answer>();
      for (const { id, sha256 } of rows) {
        const answer = answers.get(sha256) ?? (await look(sha256));
        answers.set(sha256, answer);
        if (answer !== "OK") findings.note([{ kind: `BLOB_${answer}`, table, id, column, stored: sha256 }]);
        findings.count("blobs");
        onProgress?.((done += 1));
      }
      last = rows.length < rowsAtOnce;
      after = rows.at(-1)?.id ?? after;
    }
  }
}

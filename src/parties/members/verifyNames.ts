/** What `verify` asks of the names of members: that they are those under which they were created. */
import { fromText, PrivateRow, privateValue, type Difference } from "../../journal/index.js";
import { placeholders, selectRows, type Keys, type Sql } from "../../platform/index.js";
import type { MemberEntry } from "./member.js";
import { MemberName } from "./rows.js";

const atATime = 500;

export async function* verifyMemberNames(sql: Sql, keys: Keys): AsyncGenerator<Difference> {
  for (let after = ""; ;) {
    const created = await sql.all<{ streamId: string; text: string }>(
      `SELECT streamId, text FROM journal_entry WHERE type = 'MEMBER_CREATED' AND streamId > ? ORDER BY streamId LIMIT ${atATime}`,
      [after],
    );
    if (created.length > 0) yield* wrongOf(sql, keys, created);
    if (created.length < atATime) return;
    after = created.at(-1)?.streamId ?? after;
  }
}

async function* wrongOf(
  sql: Sql,
  keys: Keys,
  created: readonly { readonly streamId: string; readonly text: string }[],
): AsyncGenerator<Difference> {
  const refs = created.map(({ streamId, text }) => {
    const entry = fromText(text) as MemberEntry;
    return { id: streamId, ref: entry.type === "MEMBER_CREATED" ? (entry.body.name ?? null) : null };
  });
  const ids = refs.map(({ id }) => id);
  const names = await selectRows(sql, MemberName, `id IN ${placeholders(ids)}`, ids);
  const rowIds = refs.flatMap(({ ref }) => (ref ? [ref.id] : []));
  const rows = rowIds.length > 0 ? await selectRows(sql, PrivateRow, `id IN ${placeholders(rowIds)}`, rowIds) : [];
  for (const { id, ref } of refs) {
    const shown = names.find((one) => one.id === id)?.name;
    const row = rows.find((one) => one.id === ref?.id);
    // Whoever was created before names were kept beside the entry has a name, and nothing to hold it against.
    const right = ref ? row && opened(keys, row) : shown;
    if (shown === undefined || shown !== right) {
      yield { kind: "PRIVATE_FACE", streamId: id, table: "member_name", id, column: "name" };
    }
  }
}

function opened(keys: Keys, row: PrivateRow): string | null {
  try {
    return privateValue(keys, row);
  } catch {
    return null;
  }
}

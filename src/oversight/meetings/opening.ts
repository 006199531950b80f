/** What a meeting opens with: its frozen boards, and what became of the last one's measures. */
import { placeholders, selectRow, selectRows, type Sql } from "../../platform/index.js";
import { boardInForce } from "../boards/present.js";
import { measureStateOn, type OpeningFacts } from "./decide.js";
import { Measure, MeetingCarried, ReviewMeeting } from "./rows.js";
import type { MeetingState } from "./state.js";

export async function openingFacts(tx: Sql, state: MeetingState, today: string): Promise<OpeningFacts> {
  const boards: OpeningFacts["boards"][number][] = [];
  for (const kind of state.kinds) {
    const board = await boardInForce(tx, state.period, kind);
    boards.push({ kind, board: board?.status === "FROZEN" ? board : null });
  }
  const previous = await previousOf(tx, state);
  if (!previous) return { boards, previousId: null, carriedOver: [] };
  const carried = await selectRows(tx, MeetingCarried, "meetingId = ? AND state <> 'DONE' ORDER BY number", [
    previous.id,
  ]);
  const olderIds = carried.map(({ measureId }) => measureId);
  const measures = await selectRows(
    tx,
    Measure,
    `meetingId = ? OR id IN ${placeholders(olderIds)} ORDER BY agreedAt, id`,
    [previous.id, ...olderIds],
  );
  const carriedOver = measures.map((one) => ({
    measureId: one.id,
    meetingId: one.meetingId,
    ownerPartyId: one.ownerPartyId,
    state: measureStateOn({ done: one.doneAt, dueOn: one.dueOn }, today),
  }));
  return { boards, previousId: previous.id, carriedOver };
}

/** The last one opened before with any of the same partners. */
function previousOf(tx: Sql, { id, kinds }: MeetingState): Promise<ReviewMeeting | null> {
  const shared = [
    ...(kinds.includes("BANK") ? ["withBanks = 1"] : []),
    ...(kinds.includes("GUARANTEE_COMPANY") ? ["withGuaranteeCompanies = 1"] : []),
  ];
  const where = `id <> ? AND openedAt IS NOT NULL AND (${shared.join(" OR ")}) ORDER BY openedAt DESC, id DESC LIMIT 1`;
  return selectRow(tx, ReviewMeeting, where, [id]);
}

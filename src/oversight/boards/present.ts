/** A board that is kept, turned back into what a computed one shows, from its rows. */
import { dayOf, parsePeriod } from "../../kernel/index.js";
import { Partner, type Viewer } from "../../parties/index.js";
import { selectRows, type RowLoader, type Sql } from "../../platform/index.js";
import type { PolicyBook } from "../../policy/index.js";
import type { Board as ComputedBoard } from "../scoreboard/board.js";
import { rulesFor } from "../scoreboard/rules.js";
import type { Scoreboard } from "../scoreboard/types.js";
import { scoreboardView } from "../scoreboard/views.js";
import type { OversightContext } from "../services.js";
import type { Reading } from "./entries.js";
import { Board, BoardCard, BoardComputation } from "./rows.js";
import { cardOf } from "./stored.js";

interface Reads {
  readonly rows: RowLoader;
  readonly policies: PolicyBook;
}

/** The center sees every card, a partner its own. */
export const seesCard =
  ({ partyId, partyKind }: { readonly partyId: string; readonly partyKind: string }) =>
  (partner: { readonly id: string }): boolean =>
    partyKind === "CENTER" || partner.id === partyId;

/** The one that counts for a period and kind: frozen and not superseded, else the one shown to the partners. */
export async function boardInForce(sql: Sql, period: string, kind: string): Promise<Board | null> {
  const boards = await selectRows(sql, Board, "period = ? AND kind = ? ORDER BY number DESC", [period, kind]);
  return (
    boards.find(({ status }) => status === "FROZEN") ?? boards.find(({ status }) => status === "PREVIEWED") ?? null
  );
}

export const computationsOf = ({ rows }: Pick<Reads, "rows">, boardId: string): Promise<BoardComputation[]> =>
  rows.by(BoardComputation, "boardId", boardId, { orderBy: "number" });

/** Of the newest computation, or of the one with that number. */
export async function cardsOf({ rows }: Pick<Reads, "rows">, board: Board, number = board.computationCount) {
  const all = await rows.by(BoardCard, "boardId", board.id, { orderBy: "computation, place" });
  return all.filter(({ computation }) => computation === number).map(({ stored }) => stored);
}

/** Of the newest computation, or of the one with that number. */
export async function readingOf(
  reads: Pick<Reads, "rows">,
  board: Board,
  number = board.computationCount,
): Promise<Reading> {
  const last = (await computationsOf(reads, board.id)).find((one) => one.number === number);
  return last?.reading ?? { cutoff: board.cutoff, later: {} };
}

export async function computedOf(reads: Reads, board: Board): Promise<ComputedBoard> {
  const period = parsePeriod(board.period);
  if (!period) throw new Error(`The board ${board.id} is of ${board.period}, which is no period`);
  const cards = (await cardsOf(reads, board)).map(cardOf);
  const faces = await Promise.all(cards.map(({ partner }) => reads.rows.face(Partner, partner.id)));
  const partners = new Map(faces.flatMap((face): [string, Partner][] => (face ? [[face.id, face]] : [])));
  const rules = rulesFor(reads.policies.byDigest(board.policyDigest), board.kind);
  const { kind, status, resultDigest: digest } = board;
  const { cutoff, later, laterInputs = {} } = await readingOf(reads, board);
  const { policyDigest, inputDigest } = board;
  return {
    period,
    kind,
    stratum: null,
    cutoff,
    over: period.to < dayOf(cutoff, reads.policies.calendar.zone),
    later,
    laterInputs,
    status,
    digest,
    policyDigest,
    inputDigest,
    partners,
    rules,
    cards,
  };
}

/** As the API shows a scoreboard; a partner gets its own card in full and the others as ranks. */
export async function scoreboardOf(context: OversightContext, board: Board, viewer: Viewer): Promise<Scoreboard> {
  const computed = await computedOf(context, board);
  const view = scoreboardView(computed, seesCard(viewer));
  const sees = viewer.partyKind === "CENTER" || viewer.partyKind === board.kind;
  const ranks = computed.cards.flatMap(({ partner, rank }) => {
    const face = computed.partners.get(partner.id);
    return sees && face ? [{ partner: face, rank }] : [];
  });
  return { ...view, board: sees ? board : null, ranks };
}

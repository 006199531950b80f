/** What people entered for a board's cards, with its papers and people: read for a file, and as a sheet of it. */
import { Document, DocumentVersion, privateText } from "../../../documents/index.js";
import { Member, MemberName } from "../../../parties/index.js";
import type { PolicyVersion } from "../../../policy/index.js";
import { inputsOnBoard } from "../../inputs/onBoard.js";
import type { ScoreInput } from "../../inputs/rows.js";
import type { Board } from "../../scoreboard/board.js";
import type { OversightContext } from "../../services.js";
import { nameIn, type Sheet, type Showing, type Value } from "./sheet.js";

export interface EnteredLine {
  readonly input: ScoreInput;
  readonly note: string | null;
  /** The name that the proving file came with. */
  readonly fileName: string | null;
  readonly enteredBy: string | null;
  readonly confirmedBy: string | null;
}

export type EnteredContext = Pick<OversightContext, "rows" | "journal">;

/** By partner. */
export async function enteredOn(
  context: EnteredContext,
  board: Board,
  partnerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly EnteredLine[]>> {
  const inputs = await inputsOnBoard(context.journal.database.read, board, partnerIds);
  const lines = await Promise.all(
    [...inputs].map(async ([id, own]) => [id, await Promise.all(own.map((input) => lineOf(context, input)))] as const),
  );
  return new Map(lines);
}

async function lineOf(context: EnteredContext, input: ScoreInput): Promise<EnteredLine> {
  const [note, fileName, enteredBy, confirmedBy] = await Promise.all([
    privateText(context, input.noteId),
    input.documentId === null ? null : fileNameOf(context, input.documentId),
    memberName(context, input.proposedById),
    input.decidedById === null ? null : memberName(context, input.decidedById),
  ]);
  return { input, note, fileName, enteredBy, confirmedBy };
}

async function memberName({ rows }: EnteredContext, id: string): Promise<string | null> {
  return (await rows.face(MemberName, id))?.name ?? (await rows.face(Member, id))?.username ?? null;
}

async function fileNameOf(context: EnteredContext, documentId: string): Promise<string | null> {
  const document = await context.rows.face(Document, documentId);
  if (!document) return null;
  const byNumber = { orderBy: "number DESC", limit: 1 };
  const [latest] = await context.rows.by(DocumentVersion, "documentId", document.id, byNumber);
  return latest ? privateText(context, latest.fileNameId) : null;
}

const kindNames = {
  EXTERNAL_FIGURE: "外部数据 From outside",
  TASK: "任务(元) Task (yuan)",
  ADDITION: "加分 Addition",
  DEDUCTION: "减分 Deduction",
  VETO: "一票否决 Veto",
} as const;

export const pointsKind = ({ numerator }: Pick<ScoreInput, "numerator">): "ADDITION" | "DEDUCTION" =>
  (numerator ?? 0) < 0 ? "DEDUCTION" : "ADDITION";

export function inputName({ kind, code }: ScoreInput, policy: Pick<PolicyVersion, "indicators" | "scoring">): string {
  if (kind === "ADJUSTMENT") return nameIn(policy.scoring.adjustments?.reasons, code);
  return nameIn(kind === "VETO" ? policy.scoring.vetoes : policy.indicators, code);
}

const hundredth = (value: number | null): number | null => (value === null ? null : value / 100);

export const enteredSheet = ({ cards, policy }: Showing): Sheet => ({
  name: "录入 Entered",
  widths: [8, 14, 26, 9, 15, 14, 8, 24, 20, 10, 10, 24, 14],
  head: [
    ...["机构 Partner", "种类 Kind", "指标或事由 Indicator or reason", "期间 Period", "数值 Value", "分母 Denominator"],
    ...["笔数 Cases", "说明 Note", "佐证材料 Document", "录入人 Entered by", "复核人 Confirmed by"],
    ...["复核时间(UTC) Confirmed at", "导入来源 Imported from"],
  ],
  rows: cards.flatMap(({ card, entered }) =>
    entered.map(({ input, note, fileName, enteredBy, confirmedBy }): Value[] => [
      card.partner.code,
      kindNames[input.kind === "ADJUSTMENT" ? pointsKind(input) : input.kind],
      `${inputName(input, policy)} (${input.code})`,
      input.period,
      hundredth(input.numerator),
      hundredth(input.denominator),
      ...[input.cases, note, fileName, enteredBy, confirmedBy, input.decidedAt, input.importedFrom],
    ]),
  ),
});

/** The frozen boards of a meeting in its minutes: each partner's place, what took it, and what was said of it. */
import { privateText } from "../../documents/index.js";
import { Partner } from "../../parties/index.js";
import type { PolicyVersion } from "../../policy/index.js";
import { cardsOf, seesCard } from "../boards/present.js";
import { Board } from "../boards/rows.js";
import { intervalText, vetoNames } from "../boards/sheets/sheet.js";
import { cardOf } from "../boards/stored.js";
import { decimalOf } from "../inputs/amounts.js";
import type { Card } from "../scoreboard/figures.js";
import { section, type Block, type MinutesContext, type MinutesReader } from "./minutesBlocks.js";
import { MeetingBoard, type ReviewMeeting } from "./rows.js";

const head = [
  ...["机构 Partner", "名次 Rank", "名次区间 Interval", "总分 Score", "加减分前 Base", "加减分 Adjusted"],
  ...["一票否决 Vetoes", "点评 Comment"],
];
const widths = [20, 7, 9, 9, 9, 9, 15, 22];
const hidden = head.slice(2, -1).map(() => "–");

export interface MinutedBoards {
  readonly blocks: readonly Block[];
  /** Whoever is on one of them. */
  readonly partnerIds: ReadonlySet<string>;
}

/** `comments` are the ids of their texts by partner, those in the reader's sight. */
export async function boardsOf(
  context: MinutesContext,
  meeting: ReviewMeeting,
  reader: MinutesReader,
  comments: ReadonlyMap<string, string>,
): Promise<MinutedBoards> {
  const { rows, policies } = context;
  const blocks: Block[] = [];
  const partnerIds = new Set<string>();
  for (const { boardId } of await rows.by(MeetingBoard, "meetingId", meeting.id, { orderBy: "number" })) {
    const board = await rows.face(Board, boardId);
    if (!board || (reader.partyKind !== "CENTER" && reader.partyKind !== board.kind)) continue;
    const policy = policies.byDigest(board.policyDigest);
    const lineOf = async (card: Card): Promise<string[]> => {
      const { id } = card.partner;
      const face = await rows.face(Partner, id);
      const comment = await privateText(context, comments.get(id) ?? null);
      const shown = seesCard(reader)(card.partner) ? textsOf(card, policy) : hidden;
      return [`${face?.name ?? ""} ${face?.nameEn ?? ""}`.trim(), String(card.rank ?? "–"), ...shown, comment ?? "–"];
    };
    const cards = (await cardsOf(context, board)).map(cardOf);
    for (const { partner } of cards) partnerIds.add(partner.id);
    const title = `定稿评分 Frozen board: ${board.period} ${board.kind} No. ${board.number}`;
    blocks.push(...section(title, head, await Promise.all(cards.map(lineOf)), widths), {
      kind: "TEXT",
      text: sourceOf(board),
    });
  }
  return { blocks: blocks.length > 0 ? blocks : section("定稿评分 Frozen boards", head, []), partnerIds };
}

const sourceOf = ({ status, formulaVersion, cutoff, inputDigest, resultDigest }: Board): string =>
  [
    `状态 Status: ${status}    公式版本 Formula version: ${formulaVersion}    数据截止时间 Cut-off: ${cutoff}`,
    `输入摘要 Input digest: ${inputDigest}`,
    `结果摘要 Result digest: ${resultDigest}`,
  ].join("\n");

const decimal = (hundredths: number | null): string => (hundredths === null ? "–" : decimalOf(hundredths));

function textsOf({ partner, score, baseScore, rankLow, rankHigh }: Card, policy: PolicyVersion): string[] {
  const { adjustment = 0, vetoes = [] } = partner;
  return [
    intervalText(rankLow, rankHigh) ?? "–",
    ...[decimal(score), decimal(baseScore), decimal(adjustment)],
    vetoNames(vetoes, policy) || "–",
  ];
}

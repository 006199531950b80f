/** Boards as they are queried: the board, its computations with their cards, objections, waivers. */
import { ObjectType, registerEnumType } from "type-graphql";
import { PartnerKindEnum, type PartnerKind } from "../../parties/index.js";
import { col, Derived } from "../../platform/index.js";
import type { Reading } from "./entries.js";
import type { StoredCard } from "./stored.js";

export const BoardStatus = { PREVIEWED: "PREVIEWED", FROZEN: "FROZEN", SUPERSEDED: "SUPERSEDED" } as const;
export type BoardStatus = keyof typeof BoardStatus;
registerEnumType(BoardStatus, {
  name: "BoardStatus",
  description: "How far a board has come (评分表办理状态).",
  valuesConfig: {
    PREVIEWED: { description: "Shown to the partners, who may object (已预告)." },
    FROZEN: { description: "Settled; it never changes again (已定稿)." },
    SUPERSEDED: { description: "Frozen, and replaced by an erratum; both are kept (已被更正)." },
  },
});

export const ObjectionResult = { UPHELD: "UPHELD", NOT_UPHELD: "NOT_UPHELD" } as const;
export type ObjectionResult = keyof typeof ObjectionResult;
registerEnumType(ObjectionResult, {
  name: "ObjectionResult",
  description: "What the center answered to an objection: upheld or not (异议成立或不成立).",
});

@ObjectType("Board", { description: "A board on its way from preview to frozen (评分表的预告与定稿)." })
@Derived("score_board", {
  stream: "id",
  unique: { race_score_board_number: ["period", "kind", "number"], race_score_board_supersedes: ["supersedesId"] },
  index: { ix_score_board_previewed: ["previewedAt", "id"] },
})
export class Board {
  @col.id({ primary: true, api: "Id (编号)." }) id!: string;
  @col.int({ api: "Rises with every change (版本)." }) version!: number;
  /** "2017H1". */
  @col.code() period!: string;
  @col.code({ api: "The kind of partner (机构类型).", type: () => PartnerKindEnum }) kind!: PartnerKind;
  @col.int({ api: "1, and one more for each erratum of the period and kind (序号)." }) number!: number;
  @col.code({ api: "How far it has come (状态).", type: () => BoardStatus }) status!: BoardStatus;
  @col.flag({ api: "Covers too little of the weight (是否暂定)." })
  provisional!: boolean;
  @col.instant({ api: "What was recorded up to then counts (数据截止时间)." }) cutoff!: string;
  @col.int({ api: "Version of the formulas (公式版本)." }) formulaVersion!: number;
  @col.code({ api: "Digest of the policy in force at the period's end (政策摘要)." }) policyDigest!: string;
  @col.code({ api: "SHA-256 of every fact that counts (输入摘要)." }) inputDigest!: string;
  @col.code({ api: "SHA-256 of rules and results (结果摘要)." }) resultDigest!: string;
  @col.int({ api: "How often it was computed (计算次数)." }) computationCount!: number;
  @col.instant({ api: "When it was shown to the partners (预告时间)." }) previewedAt!: string;
  @col.id() previewedById!: string;
  @col.instant({
    api: "Until then partners may object; set anew when a card comes to say something else (异议截止时间).",
  })
  objectionsUntil!: string;
  @col.int({ api: "Objections not answered yet (待答复异议数)." }) openObjections!: number;
  @col.instant({ nullable: true, api: "When freezing it was proposed (提请定稿时间)." }) proposedAt!: string | null;
  @col.id({ nullable: true }) proposedById!: string | null;
  /** Private row: why it may be frozen although it is provisional. */
  @col.id({ nullable: true }) overrideId!: string | null;
  @col.instant({ nullable: true, api: "When it was frozen (定稿时间)." }) frozenAt!: string | null;
  @col.id({ nullable: true }) frozenById!: string | null;
  @col.id({ nullable: true }) supersedesId!: string | null;
  @col.id({ nullable: true }) supersededById!: string | null;
  /** Private row: why the erratum was needed. */
  @col.id({ nullable: true }) reasonId!: string | null;
}

@ObjectType("BoardComputation", { description: "One computation of a board (一次计算)." })
@Derived("score_board_computation", {
  stream: "boardId",
  index: { ix_score_board_computation_board: ["boardId", "number"] },
  foreign: { boardId: { rowClass: "Board", name: "fk_score_board_computation_boardId" } },
})
export class BoardComputation {
  /** The board's id and the number. */
  @col.text({ primary: true, maxLength: 48 }) id!: string;
  @col.id() boardId!: string;
  @col.int({ api: "1 for the preview (序号)." }) number!: number;
  @col.instant({ api: "When (计算时间)." }) at!: string;
  @col.id() byId!: string;
  @col.json() reading!: Reading;
  @col.int({ api: "Version of the formulas (公式版本)." }) formulaVersion!: number;
  @col.code() policyDigest!: string;
  @col.code({ api: "SHA-256 of every fact that counted (输入摘要)." }) inputDigest!: string;
  @col.code({ api: "SHA-256 of rules and results (结果摘要)." }) resultDigest!: string;
  @col.flag() provisional!: boolean;
}

@Derived("score_board_card", {
  stream: "boardId",
  index: { ix_score_board_card_board: ["boardId", "computation", "place"] },
  foreign: { boardId: { rowClass: "Board", name: "fk_score_board_card_boardId" } },
})
export class BoardCard {
  /** The board's id, the computation and the place. */
  @col.text({ primary: true, maxLength: 60 }) id!: string;
  @col.id() boardId!: string;
  @col.int() computation!: number;
  /** On the board, from 1; partners of one rank follow each other by code. */
  @col.int() place!: number;
  @col.id() partnerId!: string;
  @col.json() stored!: StoredCard;
}

@ObjectType("BoardObjection", {
  description: "What a partner holds against a figure of its own, or against what was entered for it (异议).",
})
@Derived("board_objection", {
  stream: "boardId",
  index: {
    ix_board_objection_board: ["boardId", "raisedAt", "id"],
    ix_board_objection_partner: ["partnerId", "boardId"],
  },
  foreign: { boardId: { rowClass: "Board", name: "fk_board_objection_boardId" } },
})
export class BoardObjection {
  @col.id({ primary: true, api: "Id (编号)." }) id!: string;
  @col.id() boardId!: string;
  @col.id() partnerId!: string;
  @col.code({ api: "The indicator; of what was entered its code (指标, 或录入项代码)." }) indicator!: string;
  @col.id({ nullable: true }) inputId!: string | null;
  @col.text({ nullable: true, maxLength: 120, api: "The row behind the figure, where one is named (计分依据)." })
  factId!: string | null;
  @col.id({ nullable: true, api: "The case or history named (依据编号)." }) subjectId!: string | null;
  @col.id({ nullable: true }) documentId!: string | null;
  @col.id() reasonId!: string;
  @col.instant({ api: "When it was raised (提出时间)." }) raisedAt!: string;
  @col.id() raisedById!: string;
  @col.code({ nullable: true, api: "Null until it is answered (答复结果).", type: () => ObjectionResult })
  result!: ObjectionResult | null;
  @col.id({ nullable: true }) answerId!: string | null;
  @col.instant({ nullable: true, api: "When it was answered (答复时间)." }) answeredAt!: string | null;
  @col.id({ nullable: true }) answeredById!: string | null;
}

/** A partner that has seen its card and will not object. */
@Derived("board_waiver", {
  stream: "boardId",
  index: { ix_board_waiver_board: ["boardId", "at"] },
  foreign: { boardId: { rowClass: "Board", name: "fk_board_waiver_boardId" } },
})
export class BoardWaiver {
  /** The board's id and the partner's. */
  @col.text({ primary: true, maxLength: 80 }) id!: string;
  @col.id() boardId!: string;
  @col.id() partnerId!: string;
  @col.instant() at!: string;
  @col.id() byId!: string;
}

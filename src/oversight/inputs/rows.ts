/** What people add to a board beside the facts: figures from outside, tasks, additions and deductions, vetoes. */
import { ObjectType, registerEnumType } from "type-graphql";
import { enumOf } from "../../parties/index.js";
import { col, Derived, PeriodScalar } from "../../platform/index.js";

export const scoreInputKinds = ["EXTERNAL_FIGURE", "TASK", "ADJUSTMENT", "VETO"] as const;
export type ScoreInputKind = (typeof scoreInputKinds)[number];
export const ScoreInputKindEnum = enumOf<ScoreInputKind>(scoreInputKinds);
registerEnumType(ScoreInputKindEnum, {
  name: "ScoreInputKind",
  description: "A figure from outside, a task, an addition or deduction, a veto (外部数据, 任务, 加减分, 一票否决).",
});

export const scoreInputStatuses = ["PROPOSED", "CONFIRMED", "REJECTED", "REVOKED"] as const;
export type ScoreInputStatus = (typeof scoreInputStatuses)[number];
export const ScoreInputStatusEnum = enumOf<ScoreInputStatus>(scoreInputStatuses);
registerEnumType(ScoreInputStatusEnum, {
  name: "ScoreInputStatus",
  description: "It counts once another person has confirmed it, until it is revoked by two (确认状态).",
});

/** Of figures and tasks of the same partner, period and code the one confirmed last counts. */
@ObjectType({ description: "What one person of the center adds to a board and another confirms (评分录入项)." })
@Derived("score_input", {
  stream: "id",
  index: { ix_score_input_partner: ["partnerId", "status", "period"], ix_score_input_proposed: ["proposedAt", "id"] },
})
export class ScoreInput {
  @col.id({ primary: true, api: "Id (标识)." }) id!: string;
  @col.int({ api: "Rises with every change (版本)." }) version!: number;
  @col.code({ api: "What it is (种类).", type: () => ScoreInputKindEnum }) kind!: ScoreInputKind;
  @col.id() partnerId!: string;
  @col.code({ api: "The period (期间).", type: () => PeriodScalar }) period!: string;
  @col.code({ api: "Indicator, reason or kind of veto, a code of the policy (指标或事由代码)." }) code!: string;
  /** Hundredths; fen of a task; hundredths of a point of an adjustment, below zero for a deduction. */
  @col.fen({ nullable: true }) numerator!: number | null;
  @col.fen({ nullable: true }) denominator!: number | null;
  @col.int({ nullable: true, api: "Loans, lines or compensations that a figure rests on (笔数)." }) cases!:
    number | null;
  @col.id({ nullable: true }) documentId!: string | null;
  @col.id({ nullable: true }) noteId!: string | null;
  @col.code({ api: "Where it stands (状态).", type: () => ScoreInputStatusEnum }) status!: ScoreInputStatus;
  @col.id() proposedById!: string;
  @col.instant({ api: "When it was entered, or imported (录入或导入时间)." }) proposedAt!: string;
  @col.id({ nullable: true }) decidedById!: string | null;
  @col.instant({ nullable: true, api: "When it was confirmed or rejected, or imported (复核或导入时间)." }) decidedAt!:
    string | null;
  @col.id({ nullable: true }) revokingById!: string | null;
  @col.instant({ nullable: true, api: "When it ceased to count (撤销时间)." }) revokedAt!: string | null;
  @col.text({
    nullable: true,
    maxLength: 100,
    api: "Source and center of the event log that it came in with, confirmed there; null where it was entered here (导入来源).",
  })
  importedFrom!: string | null;
  /** Of points and vetoes: the revoked one whose place it takes, so that who objected to that one hears of this one. */
  @col.id({ nullable: true }) replacesId!: string | null;
}

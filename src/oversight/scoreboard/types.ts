/** The scoreboard as the API shows it. */
import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Partner, PartnerKindEnum, type PartnerKind } from "../../parties/index.js";
import { connectionType, DateScalar, DateTimeScalar, MoneyScalar, PeriodScalar } from "../../platform/index.js";
import { Board as BoardRow } from "../boards/rows.js";
import type { Sql } from "../../platform/index.js";
import type { InputsOnBoard } from "../inputs/onBoard.js";
import type { Board, BoardServices } from "./board.js";
import type { LateChange } from "../facts/sources.js";
import { missingReasons, type Missing } from "./facts.js";
import type { Card } from "./figures.js";
import type { MixShare, PartServices } from "./slices.js";
import type { EarlierBoard } from "./trend.js";

const words = <Word extends string>(list: readonly Word[]) =>
  Object.fromEntries(list.map((word) => [word, word])) as { [Key in Word]: Key };

export const ScoreboardStatusEnum = words(["PROVISIONAL", "COMPUTED", "PREVIEWED", "FROZEN", "SUPERSEDED"] as const);
registerEnumType(ScoreboardStatusEnum, {
  name: "ScoreboardStatus",
  description: "How far a board is to be relied on (评分表状态).",
  valuesConfig: {
    PROVISIONAL: { description: "Too little of the weight could be measured to freeze it (暂定)." },
    COMPUTED: { description: "Computed from the facts as they stand (已计算)." },
    PREVIEWED: { description: "Shown to the partners, who may object (已预告)." },
    FROZEN: { description: "Settled; it never changes again (已定稿)." },
    SUPERSEDED: { description: "Frozen, and replaced by an erratum (已被更正)." },
  },
});

export const MissingReasonEnum = words(missingReasons);
registerEnumType(MissingReasonEnum, {
  name: "MissingReason",
  description: "Why a figure, or its points, are missing; they are never zero instead (缺失原因).",
});

export const FactSubjectKindEnum = words(["CASE", "HISTORY"] as const);
registerEnumType(FactSubjectKindEnum, {
  name: "FactSubjectKind",
  description: "What stands behind a fact: a loan case, or an imported history (依据类型).",
});

export const LateFactEnum = words(["CAME", "WENT"] as const satisfies readonly LateChange[]);
registerEnumType(LateFactEnum, {
  name: "LateFact",
  description: "What became of a fact after a board's cut-off (迟报或撤回).",
  valuesConfig: {
    CAME: { description: "Recorded after it: it does not count on the board (迟报)." },
    WENT: { description: "Taken back after it: it counts on the board all the same (撤回)." },
  },
});

export const IndicatorUnitEnum = words(["RATIO", "MINUTES", "COUNT", "RATING", "PER_THOUSAND_CASES"] as const);
registerEnumType(IndicatorUnitEnum, { name: "IndicatorUnit", description: "What a value is counted in (单位)." });

@ObjectType({ description: "One thing that counts in a figure, and the case or history behind it (计分依据)." })
export class IndicatorFact {
  @Field(() => ID, { description: "Id (标识)." }) id!: string;
  @Field(() => String, { description: "The kind of fact: several indicators may rest on one (事实类型)." })
  indicator!: string;
  @Field(() => FactSubjectKindEnum, { description: "A loan case or an imported history (依据类型)." })
  subjectKind!: keyof typeof FactSubjectKindEnum;
  @Field(() => ID, { description: "Id of the case or history (依据编号)." }) subjectId!: string;
  @Field(() => String, { description: "Its number, as people call it (业务编号)." }) subjectName!: string;
  @Field(() => DateScalar, { description: "The day that puts it in a period (计入日期)." }) day!: string;
  @Field(() => DateTimeScalar, { description: "When it happened (发生时间)." }) occurredAt!: string;
  @Field(() => MoneyScalar, { nullable: true, description: "Amount that counts with it (金额)." }) amount!:
    number | null;
  @Field(() => Float, { nullable: true, description: "Time taken, in minutes (历时分钟)." }) minutes!: number | null;
  @Field(() => Boolean, { nullable: true, description: "Whether it passed, where that is measured (是否通过)." })
  passed!: boolean | null;
  @Field(() => DateTimeScalar, { description: "When the book came to know it (记录时间)." }) recordedAt!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When a correction took it back; null while it stands (撤回时间).",
  })
  takenBackAt!: string | null;
  @Field(() => LateFactEnum, {
    nullable: true,
    description: "Among late facts: whether it came or went after the cut-off; null elsewhere (迟报或撤回).",
  })
  late!: LateChange | null;
  @Field(() => Float, { nullable: true, description: "The applicant's rating, 1 to 5 (评分)." }) rating!: number | null;
}

export const IndicatorFactConnection = connectionType(() => IndicatorFact, "IndicatorFact");

@ObjectType({ description: "What one indicator says of a partner (指标得分)." })
export class IndicatorScore {
  @Field(() => String, { description: "Code of the indicator (指标代码)." }) code!: string;
  @Field(() => Float, { nullable: true, description: "The figure in its unit; null where it is missing (指标值)." })
  value!: number | null;
  @Field(() => IndicatorUnitEnum, { description: "What the value is counted in (单位)." })
  unit!: keyof typeof IndicatorUnitEnum;
  @Field(() => Float, {
    nullable: true,
    description: "0 to 100 on the published curve; null where it is not scored (得分).",
  })
  points!: number | null;
  @Field(() => Int, { description: "Its weight in policy (权重)." }) weight!: number;
  @Field(() => Float, { description: "Its percentage of the score after missing ones were spread (实际权重, %)." })
  spreadWeight!: number;
  @Field(() => Int, { description: "Cases, steps or runs that it rests on (样本数)." }) sampleSize!: number;
  @Field(() => Float, { nullable: true, description: "The value's numerator, in its own unit (分子)." })
  numerator!: number | null;
  @Field(() => Float, { nullable: true, description: "The value's denominator (分母)." }) denominator!: number | null;
  @Field(() => MoneyScalar, { nullable: true, description: "Sum of the amounts, where amounts count (金额合计)." })
  amount!: number | null;
  @Field(() => MissingReasonEnum, { nullable: true, description: "Why value or points are missing (缺失原因)." })
  missing!: Missing | null;

  /** For the rows behind it; not shown. */
  declare partnerId: string;
  declare from: string;
  declare to: string;
  declare cutoff: string | null;
  declare later: Readonly<Record<string, string>>;
  declare stratum: { readonly product: string; readonly propertyKind: string } | null;
  /** Whether registrations that are still open are among them. */
  declare withOpen: boolean;
  declare unitId: string | null;
  declare memberId: string | null;
  /** Null for a part of a partner: what people enter is the partner's as a whole. */
  declare entered: CardBehind["entered"] | null;
}

/** The board that a card stands on, and what is read once for all its cards. */
export interface CardBehind {
  readonly board: Board;
  readonly card: Card;
  readonly mixes: (services: PartServices) => Promise<ReadonlyMap<string, readonly MixShare[]>>;
  readonly entered: (sql: Sql) => Promise<InputsOnBoard>;
  readonly earlier: (services: BoardServices, count: number) => Promise<readonly EarlierBoard[]>;
}

@ObjectType({ description: "A partner's place on a board (机构评分)." })
export class Scorecard {
  declare partner: Partner;
  /** What the further fields are computed from; not shown. */
  declare behind: CardBehind;
  @Field(() => Float, { nullable: true, description: "0 to 100; null where nothing could be scored (总分)." })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "The score before additions and deductions (加减分前得分)." })
  baseScore!: number | null;
  @Field(() => Float, { description: "Points added, or below zero deducted, as far as they count (加减分)." })
  adjustment!: number;
  @Field(() => [String], { description: "What was proved against it and takes its rank (一票否决事项)." })
  vetoes!: readonly string[];
  @Field(() => Int, { nullable: true, description: "Equal scores share a rank: 1, 2, 2, 4 (名次)." }) rank!:
    number | null;
  @Field(() => Int, {
    nullable: true,
    description: "Best rank it may have by chance, from a seeded bootstrap; null without a rank (名次下限).",
  })
  rankLow!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: "Worst rank it may have by chance, from a seeded bootstrap; null without a rank (名次上限).",
  })
  rankHigh!: number | null;
  @Field(() => Float, { nullable: true, description: "Lowest score that chance leaves likely (得分下限)." })
  scoreLow!: number | null;
  @Field(() => Float, { nullable: true, description: "Highest score that chance leaves likely (得分上限)." })
  scoreHigh!: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: "Whether its interval of ranks overlaps with no other's; null without a rank (名次是否可区分).",
  })
  distinguishable!: boolean | null;
  @Field(() => Float, { description: "Percentage of the weight that could be scored (权重覆盖率, %)." })
  coverage!: number;
  @Field(() => [IndicatorScore], { description: "What each indicator says (各项指标)." }) indicators!: IndicatorScore[];
}

@ObjectType({ description: "A partner's rank on a board, without a figure (名次)." })
export class BoardRank {
  @Field(() => Partner, { description: "The partner (机构)." }) partner!: Partner;
  @Field(() => Int, { nullable: true, description: "Its rank; null where nothing could be said (名次)." })
  rank!: number | null;
}

@ObjectType({
  description: "Cases of one kind that a partner paid out, so that like is compared with like (业务结构).",
})
export class CaseMixShare {
  @Field(() => String, { description: "Product (贷款品种)." }) product!: string;
  @Field(() => String, { description: "Kind of home (房屋类型)." }) propertyKind!: string;
  @Field(() => Int, { description: "Cases paid out (放款件数)." }) cases!: number;
  @Field(() => Float, { description: "Percentage of the partner's cases (占比, %)." }) share!: number;
}

@ObjectType({ description: "How a partner did in an earlier period (历史走势)." })
export class ScoreTrendPoint {
  @Field(() => PeriodScalar, { description: "The period (期间)." }) period!: string;
  @Field(() => Float, { nullable: true, description: "Score (得分)." }) score!: number | null;
  @Field(() => Int, { nullable: true, description: "Rank (名次)." }) rank!: number | null;
  @Field(() => ScoreboardStatusEnum, { description: "How far it is to be relied on (状态)." })
  status!: keyof typeof ScoreboardStatusEnum;
}

/** Figures of a part of a partner; as on a card, without a rank. */
@ObjectType({ description: "Figures of a part of a partner (分项得分)." })
abstract class PartScore {
  @Field(() => Float, { nullable: true, description: "0 to 100 by the indicators that can be told of a part (得分)." })
  score!: number | null;
  @Field(() => Float, { description: "Percentage of their weight that could be scored (权重覆盖率, %)." })
  coverage!: number;
  @Field(() => [IndicatorScore], { description: "What each indicator says (各项指标)." }) indicators!: IndicatorScore[];
}

@ObjectType({ description: "What counts for a unit of a partner (网点得分)." })
export class UnitScore extends PartScore {
  /** Its code, where it is in no register here. */
  declare unitId: string;
  @Field(() => String, { description: "The unit's code inside the partner (网点代码)." }) code!: string;
  @Field(() => String, { description: "Its name in Chinese (名称)." }) name!: string;
  @Field(() => String, { description: "Its name in English (英文名称)." }) nameEn!: string;
}

@ObjectType({ description: "What counts for an officer of a partner (经办人得分)." })
export class OfficerScore extends PartScore {
  declare memberId: string;
  @Field(() => String, {
    nullable: true,
    description: "The number of an officer whom another center exported; null for one of here (外部经办人编号).",
  })
  number!: string | null;
}

@ObjectType({ description: "The partners of a kind in a period, best first (评分表)." })
export class Scoreboard {
  @Field(() => PeriodScalar, { description: "The period (期间)." }) period!: string;
  @Field(() => PartnerKindEnum, { description: "The kind of partner (机构类型)." }) kind!: PartnerKind;
  @Field(() => ScoreboardStatusEnum, { description: "How far it is to be relied on (状态)." })
  status!: keyof typeof ScoreboardStatusEnum;
  @Field(() => String, { nullable: true, description: "SHA-256 of everything it was computed from (数据摘要)." })
  inputDigest!: string | null;
  @Field(() => String, { nullable: true, description: "SHA-256 of rules and results of the whole board (摘要)." })
  digest!: string | null;
  @Field(() => [Scorecard], { description: "The cards in sight of the reader (各机构)." }) rows!: Scorecard[];
  @Field(() => BoardRow, {
    nullable: true,
    description: "Its way from preview to frozen; null where it was computed just now (预告与定稿).",
  })
  board!: BoardRow | null;
  @Field(() => [BoardRank], {
    description: "Every partner's rank, once the board was shown to them; empty before (各机构名次).",
  })
  ranks!: BoardRank[];
}

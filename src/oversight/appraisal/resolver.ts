/** Clerk appraisal in the API: an officer's own figures, for the officer and whoever stands above. */
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from "type-graphql";
import { fillMessage, parsePeriod } from "../../kernel/index.js";
import { actingMemberId, enumOf, Member } from "../../parties/index.js";
import { badInput, PeriodScalar, signedIn } from "../../platform/index.js";
import { Names } from "../../policy/index.js";
import type { Missing } from "../scoreboard/facts.js";
import { missingMessages } from "../scoreboard/messages.js";
import { approximate, rational, times } from "../scoreboard/rational.js";
import { MissingReasonEnum } from "../scoreboard/types.js";
import type { OversightContext } from "../services.js";
import { officerFigures, type OfficerCell, type OfficerFigure } from "./indicators.js";
import { seesAppraisal } from "./sight.js";

export const AppraisalUnitEnum = enumOf<OfficerFigure["unit"]>(["COUNT", "RATIO", "MINUTES", "RATING"]);
registerEnumType(AppraisalUnitEnum, {
  name: "AppraisalUnit",
  description: "A number, a share of one, working minutes, points out of five (单位).",
});

@ObjectType({ description: "One figure of an officer (考核指标)." })
export class AppraisalFigure {
  @Field(() => String, { description: "Code (指标代码)." }) code!: string;
  @Field(() => Names, { description: "Name (指标名称)." }) names!: Names;
  @Field(() => AppraisalUnitEnum, { description: "What it is counted in (单位)." }) unit!: OfficerFigure["unit"];
  @Field(() => Float, {
    nullable: true,
    description: "The figure; null where it is missing, never zero instead (指标值).",
  })
  value!: number | null;
  @Field(() => Int, { description: "Steps, cases or items that it rests on (样本数)." }) sampleSize!: number;
  @Field(() => MissingReasonEnum, { nullable: true, description: "Why it is missing (缺失原因)." })
  missing!: Missing | null;
}

@ObjectType({ description: "How an officer did in a period (窗口考核)." })
export class Appraisal {
  declare member: Member;
  @Field(() => PeriodScalar, { description: "The period (期间)." }) period!: string;
  @Field(() => [AppraisalFigure], { description: "The officer's own figures (考核指标)." }) figures!: AppraisalFigure[];
}

@Resolver(() => Appraisal)
export class AppraisalResolver {
  @Query(() => Appraisal, {
    nullable: true,
    description:
      "An officer's own figures in a period, one's own where nobody is named: for the officer, managers above in the same " +
      "party, and of the center's staff its supervisors; null for everybody else (窗口考核).",
  })
  async appraisal(
    @Ctx() context: OversightContext,
    @Arg("period", () => PeriodScalar) period: string,
    @Arg("memberId", () => ID, { nullable: true }) memberId: string | null,
  ): Promise<Appraisal | null> {
    const viewer = signedIn(context);
    const said = parsePeriod(period);
    if (!said) throw badInput("period", `no period: ${period}`);
    const { journal, policies, rows } = context;
    const member = await rows.one(Member, memberId ?? actingMemberId(viewer));
    if (!member || !seesAppraisal(viewer, member)) return null;
    const cells = await journal.database.read.all<OfficerCell>(
      "SELECT indicator, value, COUNT(*) AS n FROM partner_fact " +
        "WHERE memberId = ? AND day >= ? AND day <= ? AND reversedAt IS NULL GROUP BY indicator, value",
      [member.id, said.from, said.to],
    );
    const counted = cells.map(({ indicator, value, n }) => ({ indicator, value: Number(value), n: Number(n) }));
    return { member, period, figures: officerFigures(counted, policies.find(said.to)).map(shown) };
  }

  @FieldResolver(() => Member, { description: "The officer (人员)." })
  member(@Root() { member }: Appraisal): Member {
    return member;
  }
}

@Resolver(() => AppraisalFigure)
export class AppraisalFigureResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why it is missing, in the reader's language (缺失说明).",
  })
  missingMessage(@Root() { missing }: AppraisalFigure, @Ctx() { language }: OversightContext): string | null {
    return missing && fillMessage(missingMessages[missing][language]);
  }
}

const scale = { COUNT: rational(1), RATIO: rational(1), MINUTES: rational(1, 60_000), RATING: rational(1, 100) };

const shown = ({ code, names, unit, value, sampleSize, missing }: OfficerFigure): AppraisalFigure => ({
  ...{ code, names, unit, sampleSize, missing },
  value: value && approximate(times(value, scale[unit])),
});

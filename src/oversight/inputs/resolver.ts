/** What is added to boards in the API: entered by one person of the center, confirmed or rejected by another, revoked by two. */
import { Arg, Ctx, FieldResolver, Float, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { Document, privateText } from "../../documents/index.js";
import type { Outcome } from "../../journal/index.js";
import type { SqlCondition } from "../../kernel/index.js";
import { idempotencyKeyOf, Member, Partner } from "../../parties/index.js";
import {
  connectionType,
  MoneyScalar,
  page,
  payloadType,
  signedIn,
  toUserErrors,
  type Payload,
} from "../../platform/index.js";
import type { OversightContext, OversightPapersContext } from "../services.js";
import { decimalOf, hundredthsOf } from "./amounts.js";
import {
  ExternalFigureEnterInput,
  PartnerTaskSetInput,
  ScoreAdjustmentProposeInput,
  ScoreInputDecideInput,
  ScoreInputFilter,
  ScoreInputRevokeInput,
  VetoRecordInput,
} from "./api.js";
import { decideInput, proposeInput, revokeInput } from "./commands.js";
import type { NewScoreInput } from "./decide.js";
import { ScoreInput, type ScoreInputKind } from "./rows.js";
import { scoreInputSight } from "./sight.js";

const field = { scoreInput: { type: () => ScoreInput, description: "It as it is now (录入项)." } };
type Answer = Promise<Payload<typeof field>>;

const ExternalFigureEnterPayload = payloadType("ExternalFigureEnterPayload", field);
const ExternalFigureConfirmPayload = payloadType("ExternalFigureConfirmPayload", field);
const ExternalFigureRejectPayload = payloadType("ExternalFigureRejectPayload", field);
const PartnerTaskSetPayload = payloadType("PartnerTaskSetPayload", field);
const PartnerTaskConfirmPayload = payloadType("PartnerTaskConfirmPayload", field);
const PartnerTaskRejectPayload = payloadType("PartnerTaskRejectPayload", field);
const ScoreAdjustmentProposePayload = payloadType("ScoreAdjustmentProposePayload", field);
const ScoreAdjustmentConfirmPayload = payloadType("ScoreAdjustmentConfirmPayload", field);
const ScoreAdjustmentRejectPayload = payloadType("ScoreAdjustmentRejectPayload", field);
const VetoRecordPayload = payloadType("VetoRecordPayload", field);
const VetoConfirmPayload = payloadType("VetoConfirmPayload", field);
const VetoRejectPayload = payloadType("VetoRejectPayload", field);
const ScoreInputRevokePayload = payloadType("ScoreInputRevokePayload", field);

export const ScoreInputConnection = connectionType(() => ScoreInput, "ScoreInput");

const nothing = { numerator: null, denominator: null, cases: null, note: null, ticketId: null };

async function answer({ rows, language }: OversightPapersContext, outcome: Outcome): Answer {
  if (!outcome.ok) return { userErrors: toUserErrors(outcome.refusals, language) };
  return { scoreInput: await rows.face(ScoreInput, outcome.resultId), userErrors: [] };
}

const propose = async (
  context: OversightPapersContext,
  input: { partnerId: string; period: string; idempotencyKey?: string | null },
  more: Partial<NewScoreInput> & Pick<NewScoreInput, "kind" | "code">,
): Answer => {
  const { partnerId, period } = input;
  const given: NewScoreInput = { ...nothing, partnerId, period, ...more };
  return answer(context, await proposeInput(context, signedIn(context), given, idempotencyKeyOf(input)));
};

const decide = async (
  context: OversightPapersContext,
  kind: ScoreInputKind,
  confirms: boolean,
  input: ScoreInputDecideInput,
): Answer => {
  const { inputId, expectedVersion = null } = input;
  const given = { kind, inputId, confirms, expectedVersion };
  return answer(context, await decideInput(context, signedIn(context), given, idempotencyKeyOf(input)));
};

@Resolver()
export class ScoreInputMutations {
  @Query(() => ScoreInputConnection, {
    description: "What was added to boards, the newest first; a partner sees what counts on its own card (评分录入项).",
  })
  scoreInputs(
    @Ctx() context: OversightPapersContext,
    @Arg("filter", () => ScoreInputFilter, { nullable: true }) filter: ScoreInputFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    return page(context.journal.database.read, ScoreInput, {
      ...{ sight: scoreInputSight(signedIn(context)), where: filterSql(filter ?? {}), first, after },
      orderBy: [
        { column: "proposedAt", direction: "DESC" },
        { column: "id", direction: "DESC" },
      ],
    });
  }

  @Mutation(() => ExternalFigureEnterPayload, {
    description: "A figure from outside with its source file, by the center; another confirms it (录入外部数据).",
  })
  externalFigureEnter(
    @Arg("input", () => ExternalFigureEnterInput) input: ExternalFigureEnterInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    const { indicator: code, cases = null, note = null, ticketId } = input;
    const ratio = { numerator: hundredthsOf(input.numerator), denominator: hundredthsOf(input.denominator) };
    return propose(context, input, { kind: "EXTERNAL_FIGURE", code, ...ratio, cases, note, ticketId });
  }

  @Mutation(() => ExternalFigureConfirmPayload, { description: "By another person: it counts (复核外部数据)." })
  externalFigureConfirm(
    @Arg("input", () => ScoreInputDecideInput) input: ScoreInputDecideInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    return decide(context, "EXTERNAL_FIGURE", true, input);
  }

  @Mutation(() => ExternalFigureRejectPayload, { description: "It is not to count (退回外部数据)." })
  externalFigureReject(
    @Arg("input", () => ScoreInputDecideInput) input: ScoreInputDecideInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    return decide(context, "EXTERNAL_FIGURE", false, input);
  }

  @Mutation(() => PartnerTaskSetPayload, {
    description: "What a partner is to pay out in a period; another confirms it (下达机构任务).",
  })
  partnerTaskSet(
    @Arg("input", () => PartnerTaskSetInput) input: PartnerTaskSetInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    const { amount: numerator, ticketId = null, note = null } = input;
    return propose(context, input, { kind: "TASK", code: "TASK_COMPLETION", numerator, ticketId, note });
  }

  @Mutation(() => PartnerTaskConfirmPayload, { description: "By another person: it counts (复核机构任务)." })
  partnerTaskConfirm(
    @Arg("input", () => ScoreInputDecideInput) input: ScoreInputDecideInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    return decide(context, "TASK", true, input);
  }

  @Mutation(() => PartnerTaskRejectPayload, { description: "It is not to count (退回机构任务)." })
  partnerTaskReject(
    @Arg("input", () => ScoreInputDecideInput) input: ScoreInputDecideInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    return decide(context, "TASK", false, input);
  }

  @Mutation(() => ScoreAdjustmentProposePayload, {
    description: "Points beside the indicators, with reason and document; another confirms them (提出加减分).",
  })
  scoreAdjustmentPropose(
    @Arg("input", () => ScoreAdjustmentProposeInput) input: ScoreAdjustmentProposeInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    const { reasonCode: code, note, ticketId } = input;
    const replacesId = input.replacesId ?? undefined;
    const given = { kind: "ADJUSTMENT", code, numerator: hundredthsOf(input.points), note, ticketId } as const;
    return propose(context, input, { ...given, replacesId });
  }

  @Mutation(() => ScoreAdjustmentConfirmPayload, { description: "By another person: they count (复核加减分)." })
  scoreAdjustmentConfirm(
    @Arg("input", () => ScoreInputDecideInput) input: ScoreInputDecideInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    return decide(context, "ADJUSTMENT", true, input);
  }

  @Mutation(() => ScoreAdjustmentRejectPayload, { description: "They are not to count (退回加减分)." })
  scoreAdjustmentReject(
    @Arg("input", () => ScoreInputDecideInput) input: ScoreInputDecideInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    return decide(context, "ADJUSTMENT", false, input);
  }

  @Mutation(() => VetoRecordPayload, {
    description: "Something that takes a partner its rank, with what proves it; another confirms it (记录一票否决).",
  })
  vetoRecord(
    @Arg("input", () => VetoRecordInput) input: VetoRecordInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    const { vetoCode: code, note, ticketId } = input;
    const replacesId = input.replacesId ?? undefined;
    return propose(context, input, { kind: "VETO", code, note, ticketId, replacesId });
  }

  @Mutation(() => VetoConfirmPayload, { description: "By another person: the rank is gone (复核一票否决)." })
  vetoConfirm(
    @Arg("input", () => ScoreInputDecideInput) input: ScoreInputDecideInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    return decide(context, "VETO", true, input);
  }

  @Mutation(() => VetoRejectPayload, { description: "It is not to count (退回一票否决)." })
  vetoReject(
    @Arg("input", () => ScoreInputDecideInput) input: ScoreInputDecideInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    return decide(context, "VETO", false, input);
  }

  @Mutation(() => ScoreInputRevokePayload, {
    description: "What was confirmed counts no more: the first person proposes it, a second asks the same (撤销).",
  })
  async scoreInputRevoke(
    @Arg("input", () => ScoreInputRevokeInput) input: ScoreInputRevokeInput,
    @Ctx() context: OversightPapersContext,
  ): Answer {
    const { inputId, expectedVersion = null, note } = input;
    const given = { inputId, expectedVersion, note };
    return answer(context, await revokeInput(context, signedIn(context), given, idempotencyKeyOf(input)));
  }
}

function filterSql({ period, partnerId, kind, status }: ScoreInputFilter): SqlCondition {
  const tests = Object.entries({ period, partnerId, kind, status }).flatMap(([column, value]) =>
    value ? [{ sql: `row0.${column} = ?`, value }] : [],
  );
  return { sql: tests.map(({ sql }) => sql).join(" AND ") || "1 = 1", params: tests.map(({ value }) => value) };
}

@Resolver(() => ScoreInput)
export class ScoreInputResolver {
  @FieldResolver(() => Partner, { nullable: true, description: "For whose card (机构)." })
  partner(@Root() { partnerId }: ScoreInput, @Ctx() { rows }: OversightContext): Promise<Partner | null> {
    return rows.face(Partner, partnerId);
  }

  @FieldResolver(() => String, { nullable: true, description: "Numerator of a figure from outside (分子)." })
  numerator(@Root() { kind, numerator }: ScoreInput): string | null {
    return kind === "EXTERNAL_FIGURE" && numerator !== null ? decimalOf(numerator) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Denominator of a figure from outside (分母)." })
  denominator(@Root() { denominator }: ScoreInput): string | null {
    return denominator === null ? null : decimalOf(denominator);
  }

  @FieldResolver(() => MoneyScalar, { nullable: true, description: "Amount of a task (任务金额)." })
  amount(@Root() { kind, numerator }: ScoreInput): number | null {
    return kind === "TASK" ? numerator : null;
  }

  @FieldResolver(() => Float, { nullable: true, description: "Points added, or below zero deducted (加减分值)." })
  points(@Root() { kind, numerator }: ScoreInput): number | null {
    return kind === "ADJUSTMENT" && numerator !== null ? numerator / 100 : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Why, or a remark (说明)." })
  note(@Root() { noteId }: ScoreInput, @Ctx() context: OversightPapersContext): Promise<string | null> {
    return privateText(context, noteId);
  }

  @FieldResolver(() => Document, { nullable: true, description: "What proves it (佐证材料)." })
  document(@Root() { documentId }: ScoreInput, @Ctx() { rows }: OversightContext): Promise<Document | null> | null {
    return documentId === null ? null : rows.face(Document, documentId);
  }

  @FieldResolver(() => ScoreInput, { nullable: true, description: "The revoked one whose place it takes (所替代项)." })
  replaces(@Root() { replacesId }: ScoreInput, @Ctx() { rows }: OversightContext): Promise<ScoreInput | null> | null {
    return replacesId === null ? null : rows.face(ScoreInput, replacesId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who entered it (录入人)." })
  proposedBy(@Root() { proposedById }: ScoreInput, @Ctx() { rows }: OversightContext): Promise<Member | null> {
    return rows.face(Member, proposedById);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who confirmed or rejected it (复核人)." })
  decidedBy(@Root() { decidedById }: ScoreInput, @Ctx() { rows }: OversightContext): Promise<Member | null> | null {
    return decidedById === null ? null : rows.face(Member, decidedById);
  }
}

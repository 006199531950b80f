/** Setting entries right, in the API. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { Member } from "../../parties/index.js";
import { parseYuan } from "../../kernel/index.js";
import type { UserErrorValue } from "../../platform/index.js";
import { privateText } from "../../documents/index.js";
import { act, CaseInput, casePayload, made } from "../api/act.js";
import { Names, policyNames } from "../api/names.js";
import type { CaseRequestContext } from "../services.js";
import { correctionConfirm, correctionRefuse, entryCorrect } from "./decide.js";
import { Correction, EntryCorrection } from "./rows.js";

@InputType({ description: "One corrected value (更正内容)." })
export class CorrectedValueInput {
  @Field(() => String, { description: "Which, such as amount or registrationCertificateNo (项目)." }) name!: string;
  @Field(() => String, { description: "The right value; amounts in yuan (正确内容)." }) value!: string;
}

@InputType({ description: "Sets an entry right, or takes it back (更正记录)." })
export class EntryCorrectInput extends CaseInput {
  @Field(() => ID, { description: "The entry, an id from the timeline (被更正记录)." }) entryId!: string;
  @Field(() => String, { description: "Why, a code of the policy (更正原因)." }) reasonCode!: string;
  @Field(() => String, { description: "In words (说明)." }) note!: string;
  @Field(() => [CorrectedValueInput], {
    nullable: true,
    description: "The right values; left out, the entry is taken back whole (更正内容, 不填为撤销).",
  })
  values?: CorrectedValueInput[] | null;
}

@InputType({ description: "A second person's word on a correction (更正复核)." })
export class CorrectionDecideInput extends CaseInput {
  @Field(() => ID, { description: "The correction (更正)." }) correctionId!: string;
}

@ObjectType({ description: "One corrected value (更正内容).", simpleResolvers: true })
export class CorrectedValue {
  @Field(() => String, { description: "Which (项目)." }) name!: string;
  @Field(() => String, { description: "The value, amounts in fen (内容)." }) value!: string;
}

@ObjectType({ description: "What a correction changes (更正前后).", simpleResolvers: true })
export class ValueChange {
  @Field(() => String, { description: "Which (项目)." }) name!: string;
  @Field(() => String, { nullable: true, description: "Before; amounts in fen (更正前)." }) from!: string | null;
  @Field(() => String, { nullable: true, description: "After; amounts in fen (更正后)." }) to!: string | null;
}

const EntryCorrectPayload = casePayload("EntryCorrect", {
  correction: {
    type: () => Correction,
    description: "The correction, where it waits for a second person (待复核更正).",
  },
});
const EntryCorrectionConfirmPayload = casePayload("EntryCorrectionConfirm", {});
const EntryCorrectionRefusePayload = casePayload("EntryCorrectionRefuse", {});

/** Amounts are named without their unit in the API and come in yuan. */
const amounts: Readonly<Record<string, string>> = {
  amount: "amountFen",
  price: "priceFen",
  downPayment: "downPaymentFen",
  valuation: "valuationFen",
  securedAmount: "securedFen",
};

/** A wrong value is blamed at its place in the list that the client gave. */
export function placedIn(values: readonly CorrectedValueInput[], errors: readonly UserErrorValue[]): UserErrorValue[] {
  return errors.map((error) => {
    const [list, name] = error.field ?? [];
    if (list !== "values" || name === undefined) return error;
    const at = values.findIndex((value) => (amounts[value.name] ?? value.name) === name);
    return { ...error, field: at < 0 ? ["values"] : ["values", String(at), "value"] };
  });
}

function valuesOf(values: readonly CorrectedValueInput[]): Record<string, string | number> {
  return Object.fromEntries(
    values.map(({ name, value }) => {
      const inFen = amounts[name];
      if (inFen) return [inFen, parseYuan(value) ?? value];
      return [name, name === "termMonths" && /^\d{1,4}$/.test(value) ? Number(value) : value];
    }),
  );
}

@Resolver(() => Correction)
export class CorrectionResolver {
  @Mutation(() => EntryCorrectPayload, {
    description: "Sets an entry right; money, certificates and decisions need a second person (更正记录).",
  })
  async entryCorrect(
    @Arg("input", () => EntryCorrectInput) { values, ...input }: EntryCorrectInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const done = await act(ctx, entryCorrect, { ...input, values: values ? valuesOf(values) : null });
    const userErrors = placedIn(values ?? [], done.userErrors);
    return { ...done, userErrors, correction: await made(ctx, done, Correction) };
  }

  @Mutation(() => EntryCorrectionConfirmPayload, { description: "Confirms a colleague's correction (复核通过)." })
  entryCorrectionConfirm(
    @Arg("input", () => CorrectionDecideInput) input: CorrectionDecideInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, correctionConfirm, input);
  }

  @Mutation(() => EntryCorrectionRefusePayload, { description: "Refuses a colleague's correction (复核不通过)." })
  entryCorrectionRefuse(
    @Arg("input", () => CorrectionDecideInput) input: CorrectionDecideInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    return act(ctx, correctionRefuse, input);
  }

  @FieldResolver(() => [CorrectedValue], { nullable: true, description: "What it would say (更正内容)." })
  values(@Root() { correctedValues }: Correction): CorrectedValue[] | null {
    if (!correctedValues) return null;
    return Object.entries(correctedValues).map(([name, value]) => ({ name, value: String(value) }));
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who proposed it (提出人)." })
  proposedBy(@Root() { proposedById }: Correction, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, proposedById);
  }
}

@Resolver(() => EntryCorrection)
export class EntryCorrectionResolver {
  @FieldResolver(() => [ValueChange], { description: "Old and new values; none where it takes all back (更正前后)." })
  changes(@Root() { formerValues, correctedValues }: EntryCorrection): ValueChange[] {
    const text = (value: unknown) =>
      typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
    return Object.entries(correctedValues ?? {}).map(([name, to]) => ({
      name,
      from: text(formerValues?.[name]),
      to: text(to),
    }));
  }

  @FieldResolver(() => Boolean, { description: "It takes the entry back whole (是否整条撤销)." })
  takesBack(@Root() { correctedValues }: EntryCorrection): boolean {
    return correctedValues === null;
  }

  @FieldResolver(() => Names, { nullable: true, description: "The reason (更正原因名称)." })
  reason(@Root() { reasonCode }: EntryCorrection, @Ctx() ctx: CaseRequestContext): Names | null {
    return policyNames(ctx, "correctionReasons", reasonCode);
  }

  @FieldResolver(() => String, { nullable: true, description: "In words (说明)." })
  note(@Root() { noteId }: EntryCorrection, @Ctx() ctx: CaseRequestContext): Promise<string | null> | null {
    return privateText(ctx, noteId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who proposed it (提出人)." })
  proposedBy(@Root() { proposedById }: EntryCorrection, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, proposedById);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "Who confirmed or refused it; null where nobody had to (复核人).",
  })
  decidedBy(
    @Root() { decidedById }: EntryCorrection,
    @Ctx() { rows }: CaseRequestContext,
  ): Promise<Member | null> | null {
    return decidedById ? rows.face(Member, decidedById) : null;
  }
}

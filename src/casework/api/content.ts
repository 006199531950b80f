/** People, home and payees in the API: masked until somebody opens a file, which is logged. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { privateText } from "../../documents/index.js";
import { inSight } from "../../kernel/index.js";
import {
  DeveloperBuilding,
  idempotencyKeyOf,
  logOpening,
  maskName,
  maskNumber,
  maskPerson,
  Partner,
  Person,
  rightRowOf,
  type PersonData,
} from "../../parties/index.js";
import { DateScalar, MoneyScalar, payloadType, selectRow, signedIn, toUserErrors } from "../../platform/index.js";
import type { Institution } from "../../policy/index.js";
import { InstitutionEnum } from "../enums.js";
import { refuse } from "../refusals.js";
import type { CaseRequestContext } from "../services.js";
import { caseSight } from "../sight.js";
import { CasePayee, CasePerson, CaseProperty, LoanCase } from "../lifecycle/rows.js";

@ObjectType({ description: "An authorisation for queries about a person (授权).", simpleResolvers: true })
export class Authorisation {
  @Field(() => String, { description: "What may be asked (授权范围)." }) scope!: string;
  @Field(() => String, { description: "What for (用途)." }) purpose!: string;
  @Field(() => [InstitutionEnum], { description: "Who may ask (接收方)." }) recipients!: readonly Institution[];
  @Field(() => DateScalar, { description: "Until when (有效期至)." }) validUntil!: string;
}

@ObjectType({ description: "A person's file, opened; the opening is logged (人员档案).", simpleResolvers: true })
export class PersonFile {
  @Field(() => String, { description: "Name (姓名)." }) name!: string;
  @Field(() => String, { description: "Kind of ID document (证件类型)." }) idType!: string;
  @Field(() => String, { description: "Number of the ID document (证件号码)." }) idNumber!: string;
  @Field(() => String, { nullable: true, description: "Phone (联系电话)." }) phone!: string | null;
  @Field(() => String, { description: "Birth date (出生日期)." }) birthDate!: string;
}

@InputType({ description: "Opens a person's file (查阅人员档案)." })
export class PersonOpenInput {
  @Field(() => ID, { description: "The case (贷款申请)." }) caseId!: string;
  @Field(() => ID, { description: "The person of the case (本案人员)." }) casePersonId!: string;
  @Field(() => String, { description: "What for, a code such as IDENTITY_CHECK (查阅目的)." }) purpose!: string;
  @Field(() => String, { nullable: true, description: "Repeating it logs no second opening (幂等键)." })
  idempotencyKey?: string | null;
}

const PersonOpenPayload = payloadType("PersonOpenPayload", {
  file: { type: () => PersonFile, description: "The file (人员档案)." },
});

/** What is right of a person: what their case was told, or what was set right since. */
async function dataOf(ctx: CaseRequestContext, { privateId, personId }: CasePerson): Promise<PersonData | null> {
  const text = await privateText(ctx, rightRowOf(privateId, await ctx.rows.face(Person, personId)));
  return text ? (JSON.parse(text) as PersonData) : null;
}

@Resolver(() => CasePerson)
export class CasePersonResolver {
  @Mutation(() => PersonOpenPayload, { description: "Opens a person's file; logged with its purpose (查阅人员档案)." })
  async personOpen(
    @Arg("input", () => PersonOpenInput) input: PersonOpenInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const viewer = signedIn(ctx);
    const { caseId, casePersonId, purpose } = input;
    const idempotencyKey = idempotencyKeyOf(input);
    const refused = (refusals: Parameters<typeof toUserErrors>[0]) => ({
      file: null,
      userErrors: toUserErrors(refusals, ctx.language),
    });
    const loanCase = await selectRow(ctx.journal.database.read, LoanCase, "id = ?", [caseId]);
    if (!loanCase || !inSight(caseSight(viewer), loanCase)) return refused([refuse("NOT_FOUND", { field: "caseId" })]);
    // A system in nobody's name has no role, and opens nothing.
    if (viewer.roles.length === 0) return refused([refuse("NOT_ALLOWED")]);
    const person = await ctx.rows.face(CasePerson, casePersonId);
    if (person?.caseId !== caseId) return refused([refuse("NOT_FOUND", { field: "casePersonId" })]);
    const logged = await logOpening(ctx.journal, viewer, [person.personId], { purpose, caseId, idempotencyKey });
    return logged.ok ? { file: await dataOf(ctx, person), userErrors: [] } : refused(logged.refusals);
  }

  @FieldResolver(() => String, { description: "Name, masked (姓名, 已脱敏)." })
  async name(@Root() person: CasePerson, @Ctx() ctx: CaseRequestContext): Promise<string> {
    return maskName((await dataOf(ctx, person))?.name ?? "");
  }

  @FieldResolver(() => String, { nullable: true, description: "ID number, masked (证件号码, 已脱敏)." })
  async idNumber(@Root() person: CasePerson, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    const data = await dataOf(ctx, person);
    return data && maskPerson(data).idNumber;
  }

  @FieldResolver(() => [Authorisation], { description: "What they have authorised (授权)." })
  authorisations(@Root() { authorisations }: CasePerson): readonly Authorisation[] {
    return authorisations;
  }
}

@Resolver(() => CaseProperty)
export class CasePropertyResolver {
  @FieldResolver(() => String, { nullable: true, description: "Real-estate unit number (不动产单元号)." })
  unitNumber(@Root() { unitNumberId }: CaseProperty, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, unitNumberId);
  }

  @FieldResolver(() => String, { nullable: true, description: "Address (坐落)." })
  address(@Root() { addressId }: CaseProperty, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return privateText(ctx, addressId);
  }

  @FieldResolver(() => MoneyScalar, { description: "Price (总价)." })
  price(@Root() { priceFen }: CaseProperty): number {
    return priceFen;
  }

  @FieldResolver(() => MoneyScalar, { description: "Down payment (首付款)." })
  downPayment(@Root() { downPaymentFen }: CaseProperty): number {
    return downPaymentFen;
  }

  @FieldResolver(() => MoneyScalar, { nullable: true, description: "Valuation (评估价)." })
  valuation(@Root() { valuationFen }: CaseProperty): number | null {
    return valuationFen;
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The developer of a new home (开发企业)." })
  developer(
    @Root() { developerId }: CaseProperty,
    @Ctx() { rows }: CaseRequestContext,
  ): Promise<Partner | null> | null {
    return developerId ? rows.face(Partner, developerId) : null;
  }

  @FieldResolver(() => DeveloperBuilding, {
    nullable: true,
    description: "Its building in the developer's register (楼幢).",
  })
  building(
    @Root() { buildingId }: CaseProperty,
    @Ctx() { rows }: CaseRequestContext,
  ): Promise<DeveloperBuilding | null> | null {
    return buildingId ? rows.face(DeveloperBuilding, buildingId) : null;
  }
}

@Resolver(() => CasePayee)
export class CasePayeeResolver {
  @FieldResolver(() => MoneyScalar, { description: "How much (金额)." })
  amount(@Root() { amountFen }: CasePayee): number {
    return amountFen;
  }

  @FieldResolver(() => String, { nullable: true, description: "Account holder (户名)." })
  async name(@Root() { accountId }: CasePayee, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    return (await accountOf(ctx, accountId))?.name ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Account number, masked (账号, 已脱敏)." })
  async accountNumber(@Root() { accountId }: CasePayee, @Ctx() ctx: CaseRequestContext): Promise<string | null> {
    const account = await accountOf(ctx, accountId);
    return account && maskNumber(account.accountNumber);
  }
}

async function accountOf(ctx: CaseRequestContext, id: string) {
  const text = await privateText(ctx, id);
  return text ? (JSON.parse(text) as { name: string; bankName: string; accountNumber: string }) : null;
}

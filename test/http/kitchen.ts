/** A small API of the tests' own: every way in which an operation can end. */
import { GraphQLError } from "graphql";
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, registerEnumType, Resolver } from "type-graphql";
import { Busy } from "../../src/journal/index.js";
import {
  connectionType,
  DateTimeScalar,
  MoneyScalar,
  OutcomeUnknown,
  pageOf,
  pageSize,
  payloadType,
  roomErrors,
  signedIn,
  toUserErrors,
  type Page,
  type Payload,
} from "../../src/platform/index.js";
import type { ApiContext } from "../../src/app/context.js";

const heats = { LOW: "LOW", HIGH: "HIGH" } as const;
registerEnumType(heats, { name: "Heat" });
roomErrors("Kitchen", { KETTLE_EMPTY: { "zh-CN": "壶是空的。", en: "The kettle is empty." } });

@InputType()
class PotFields {
  @Field(() => heats) heat!: string;
  @Field(() => MoneyScalar, { nullable: true }) price!: number | null;
  @Field(() => DateTimeScalar, { nullable: true }) boughtAt!: string | null;
}

@InputType()
class PotInput {
  @Field(() => Int) cups!: number;
  @Field(() => [PotFields], { nullable: true }) pots!: PotFields[] | null;
}

@ObjectType()
class Pot {
  @Field(() => String) id!: string;
  @Field(() => MoneyScalar) price!: number;
  @Field(() => [Pot]) pots!: Pot[];
}

const PotConnection = connectionType(() => Pot, "Pot");
const fields = { pot: { type: () => Pot, description: "The pot (壶)." } };
const PotFillPayload = payloadType("PotFillPayload", fields);

const pot = (id: string): Pot => ({ id, price: 1250, pots: [] });

@Resolver()
export class Kitchen {
  @Query(() => PotConnection)
  pots(@Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number): Page<Pot> {
    const size = pageSize(first);
    return pageOf(
      ["a", "b"].slice(0, size + 1).map(pot),
      size,
      ({ id }) => id,
      () => Promise.resolve({ value: 2, exact: true }),
    );
  }

  @Query(() => String, { nullable: true })
  secret(@Ctx() context: ApiContext): string {
    return signedIn(context).memberId;
  }

  @Query(() => String)
  async fault(): Promise<string> {
    return Promise.reject(new Error("张三 owes 350000.00"));
  }

  @Query(() => String, { nullable: true })
  trouble(@Arg("kind", () => String) kind: string): string {
    if (kind === "busy") throw new Busy("lost 8 races");
    if (kind === "unknown") throw new OutcomeUnknown("lost the line");
    throw new GraphQLError("no such pot", { extensions: { code: "BAD_USER_INPUT", argument: "kind" } });
  }

  @Query(() => String)
  language(@Ctx() { language, asked }: ApiContext): string {
    return `${language} ${asked.fromConsole} ${asked.token ?? "-"}`;
  }

  @Mutation(() => PotFillPayload)
  potFill(
    @Arg("input", () => PotInput) { cups, pots }: PotInput,
    @Ctx() { language }: ApiContext,
  ): Payload<typeof fields> {
    const price = pots?.[0]?.price ?? 0;
    if (cups > 3) return { userErrors: toUserErrors([{ code: "KETTLE_EMPTY", field: ["cups"] }], language) };
    return { pot: { ...pot("filled"), price }, userErrors: [] };
  }

  @Mutation(() => Boolean)
  cookieTake(@Ctx() { asked }: ApiContext): boolean {
    asked.cookie.set("token-of-cookie");
    return true;
  }
}

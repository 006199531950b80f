/** Other cases that claim the same home: both parties to a clash are told, each as much as it may know. */
import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { CaseProperty, LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";

@ObjectType({ description: "Another claim on the same home (同一房屋的其他申请或担保).", simpleResolvers: true })
export class PropertyClash {
  @Field(() => LoanCase, { nullable: true, description: "The other case; null where it is out of sight (另一业务)." })
  loanCase!: LoanCase | null;
}

/** A case that is on its way or being paid back claims its home, and a withdrawn one whose registration still stands. */
const claims = (caseId: string): string =>
  `(EXISTS (SELECT 1 FROM loan_case oc WHERE oc.id = ${caseId} AND oc.submittedAt IS NOT NULL AND oc.endedAt IS NULL) ` +
  `OR EXISTS (SELECT 1 FROM claim_holding ch WHERE ch.streamId = ${caseId} AND ch.kind = 'PROPERTY_VALUE'))`;

/** For lists: running cases whose home another one claims. */
export const clashingSql = (alias: string): string =>
  `${alias}.endedAt IS NULL AND EXISTS (SELECT 1 FROM case_property mp JOIN case_property op ` +
  `ON op.propertyKey = mp.propertyKey AND op.id <> mp.id WHERE mp.id = ${alias}.id AND ${claims("op.id")})`;

@Resolver(() => LoanCase)
export class PropertyClashResolver {
  @FieldResolver(() => [PropertyClash], {
    description: "Other claims on its home, as soon as both cases name it; none once it has ended (房屋冲突).",
  })
  async clashes(@Root() { id, endedAt }: LoanCase, @Ctx() { rows }: CaseRequestContext): Promise<PropertyClash[]> {
    const home = endedAt === null ? await rows.face(CaseProperty, id) : null;
    if (!home) return [];
    const where = claims("case_property.id");
    const same = await rows.by(CaseProperty, "propertyKey", home.propertyKey, { orderBy: "id", where });
    const others = same.filter((one) => one.id !== id);
    return Promise.all(others.map(async (other) => ({ loanCase: await rows.one(LoanCase, other.id) })));
  }
}

/** Parties and their units in the API. */
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { placeholders, selectRows, signedIn } from "../../platform/index.js";
import { PartnerKindEnum, partnerKinds, type PartnerKind } from "../enums.js";
import type { RequestContext } from "../request.js";
import { Partner, Unit } from "./rows.js";

@Resolver(() => Partner)
export class PartnerResolver {
  @Query(() => [Partner], { description: "Banks and guarantee companies, by kind and code (承办机构列表)." })
  partners(
    @Arg("kind", () => PartnerKindEnum, { nullable: true }) kind: PartnerKind | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Partner[]> {
    signedIn(ctx);
    const kinds = kind ? [kind] : partnerKinds;
    return selectRows(ctx.journal.database.read, Partner, `kind IN ${placeholders(kinds)} ORDER BY kind, code`, kinds);
  }

  @FieldResolver(() => [Unit], { description: "Its units, each after the one above it (内部部门和网点)." })
  units(@Root() partner: Partner, @Ctx() { rows }: RequestContext): Promise<Unit[]> {
    return rows.by(Unit, "partyId", partner.id, { orderBy: "path" });
  }
}

/** A developer's projects and buildings in the API: registered once by the center or a bank, seen by all who lend on them. */
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { inSight, type Sight } from "../../kernel/index.js";
import {
  connectionType,
  page,
  payloadType,
  selectRow,
  signedIn,
  type Page,
  type Payload,
} from "../../platform/index.js";
import { toUserErrors } from "../../platform/index.js";
import { refuse } from "../refusals.js";
import type { RequestContext } from "../request.js";
import type { Viewer } from "../viewer.js";
import { Member } from "../members/rows.js";
import { registerBuilding, registerProject, revokeBuilding } from "./commands.js";
import { asked, refused } from "./resolver.js";
import { DeveloperBuilding, DeveloperProject, Partner } from "./rows.js";

const key = "A key of the client's own choice: the same request twice is done once (幂等键).";

@InputType({ description: "A developer's new project (登记楼盘)." })
export class ProjectRegisterInput {
  @Field(() => ID, { description: "The developer (开发企业)." }) partyId!: string;
  @Field(() => String, { description: "Code inside the developer: A-Z, 0-9, hyphen, 16 at most (楼盘代码)." })
  code!: string;
  @Field(() => String, { description: "Name in Chinese (名称)." }) name!: string;
  @Field(() => String, { description: "Name in English (英文名称)." }) nameEn!: string;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType({ description: "A new building of a project (登记楼幢)." })
export class BuildingAddInput {
  @Field(() => ID, { description: "The project (楼盘)." }) projectId!: string;
  @Field(() => String, { description: "Number of the building: A-Z, 0-9, hyphen, 16 at most (楼幢号)." }) code!: string;
  @Field(() => String, { nullable: true, description: "Number of the pre-sale permit (商品房预售许可证号)." })
  presalePermit?: string | null;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

@InputType({ description: "Takes a building's verification back (撤销楼幢核验)." })
export class BuildingVerificationRevokeInput {
  @Field(() => ID, { description: "The building (楼幢)." }) buildingId!: string;
  @Field(() => String, { description: "Why (原因)." }) reason!: string;
  @Field(() => String, { nullable: true, description: key }) idempotencyKey?: string | null;
}

const projectField = { project: { type: () => DeveloperProject, description: "The project (楼盘)." } };
export const buildingField = {
  building: { type: () => DeveloperBuilding, description: "The building as it is now (楼幢)." },
};
const ProjectRegisterPayload = payloadType("ProjectRegisterPayload", projectField);
const BuildingAddPayload = payloadType("BuildingAddPayload", buildingField);
const BuildingVerificationRevokePayload = payloadType("BuildingVerificationRevokePayload", buildingField);
const ProjectConnection = connectionType(() => DeveloperProject, "DeveloperProject");

/** Whoever lends on homes sees every project; a developer its own. */
export const projectSight = ({ partyKind, partyId }: Viewer): Sight =>
  partyKind === "DEVELOPER" ? { anyOf: [{ partyId }] } : "ALL";

@Resolver(() => DeveloperProject)
export class ProjectResolver {
  @Query(() => ProjectConnection, { description: "Projects of developers, by code (楼盘列表)." })
  projects(
    @Arg("partyId", () => ID, { nullable: true, description: "Of this developer only (开发企业)." })
    partyId: string | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<DeveloperProject>> {
    return page(ctx.journal.database.read, DeveloperProject, {
      sight: projectSight(signedIn(ctx)),
      where: partyId ? { sql: "project.partyId = ?", params: [partyId] } : { sql: "1 = 1", params: [] },
      orderBy: [{ column: "code", direction: "ASC" }],
      alias: "project",
      first,
      after,
    });
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The developer (开发企业)." })
  developer(@Root() { partyId }: DeveloperProject, @Ctx() { rows }: RequestContext): Promise<Partner | null> {
    return rows.face(Partner, partyId);
  }

  @FieldResolver(() => [DeveloperBuilding], { description: "Its buildings, by number (楼幢)." })
  buildings(@Root() { id }: DeveloperProject, @Ctx() { rows }: RequestContext): Promise<DeveloperBuilding[]> {
    return rows.by(DeveloperBuilding, "projectId", id, { orderBy: "code" });
  }

  @Mutation(() => ProjectRegisterPayload, {
    description: "A developer's new project: by the center or a bank (登记楼盘).",
  })
  async projectRegister(
    @Arg("input", () => ProjectRegisterInput) input: ProjectRegisterInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof projectField>> {
    const { said, by } = asked(ctx, input);
    const outcome = await registerProject(ctx.journal, said, by);
    return outcome.ok
      ? { project: await ctx.rows.face(DeveloperProject, outcome.resultId), userErrors: [] }
      : refused(ctx, outcome);
  }
}

@Resolver(() => DeveloperBuilding)
export class BuildingResolver {
  @FieldResolver(() => DeveloperProject, { nullable: true, description: "Its project (所属楼盘)." })
  project(@Root() { projectId }: DeveloperBuilding, @Ctx() { rows }: RequestContext): Promise<DeveloperProject | null> {
    return rows.face(DeveloperProject, projectId);
  }

  @FieldResolver(() => Partner, { nullable: true, description: "The party that found its permit right (核验机构)." })
  verifiedByParty(
    @Root() { verifiedByPartyId }: DeveloperBuilding,
    @Ctx() { rows }: RequestContext,
  ): Promise<Partner | null> | null {
    return verifiedByPartyId ? rows.face(Partner, verifiedByPartyId) : null;
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who looked at the permit (核验人)." })
  verifiedBy(
    @Root() { verifiedById }: DeveloperBuilding,
    @Ctx() { rows }: RequestContext,
  ): Promise<Member | null> | null {
    return verifiedById ? rows.face(Member, verifiedById) : null;
  }

  @Mutation(() => BuildingAddPayload, {
    description: "A new building of a project: by the center or a bank (登记楼幢).",
  })
  async buildingAdd(
    @Arg("input", () => BuildingAddInput) input: BuildingAddInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof buildingField>> {
    const { said, by } = asked(ctx, input);
    const project = await selectRow(ctx.journal.database.read, DeveloperProject, "id = ?", [said.projectId]);
    if (!project || !inSight(projectSight(by.asker), project)) return unknown(ctx, "projectId");
    const { partyId } = project;
    const presalePermit = said.presalePermit ?? null;
    const outcome = await registerBuilding(ctx.journal, { ...said, partyId, presalePermit }, by);
    return outcome.ok ? { building: await building(ctx, outcome.resultId), userErrors: [] } : refused(ctx, outcome);
  }

  @Mutation(() => BuildingVerificationRevokePayload, {
    description:
      "Takes a building's verification back; cases that use its permit keep it: by the center (撤销楼幢核验).",
  })
  async buildingVerificationRevoke(
    @Arg("input", () => BuildingVerificationRevokeInput) input: BuildingVerificationRevokeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<typeof buildingField>> {
    const { said, by } = asked(ctx, input);
    const found = await buildingInSight(ctx, by.asker, said.buildingId);
    if (!found) return unknown(ctx, "buildingId");
    const outcome = await revokeBuilding(ctx.journal, { ...said, partyId: found.partyId }, by);
    return outcome.ok ? { building: await building(ctx, found.id), userErrors: [] } : refused(ctx, outcome);
  }
}

const building = ({ rows }: RequestContext, id: string) => rows.face(DeveloperBuilding, id);

const unknown = ({ language }: RequestContext, field: string) => ({
  userErrors: toUserErrors([refuse("NOT_FOUND", { field })], language),
});

/** The building named, where the viewer may see it. */
export async function buildingInSight(
  { journal }: Pick<RequestContext, "journal">,
  viewer: Viewer,
  id: string,
): Promise<DeveloperBuilding | null> {
  const found = await selectRow(journal.database.read, DeveloperBuilding, "id = ?", [id]);
  return found && inSight(projectSight(viewer), found) ? found : null;
}

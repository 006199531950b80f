/** Who relies on a check, on which versions it rests, and whether another party has done the same. */
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { Document } from "../../documents/index.js";
import { Partner } from "../../parties/index.js";
import { documentsInSight } from "../documentSight.js";
import { LoanCase } from "../lifecycle/rows.js";
import { CaseDocument } from "../papers/rows.js";
import { Check } from "../review/rows.js";
import type { CaseRequestContext } from "../services.js";

@ObjectType({ description: "A document version that a result rests on (依据的材料版本).", simpleResolvers: true })
export class CheckedVersion {
  @Field(() => Document, { description: "The document (材料)." }) document!: Document;
  @Field(() => Int, { description: "The version that was looked at (版本号)." }) version!: number;
  @Field(() => Boolean, { description: "Whether the case still uses this version (是否为现用版本)." })
  current!: boolean;
}

@Resolver(() => Check)
export class RelianceResolver {
  @FieldResolver(() => [Partner], {
    description: "Parties of the case that do not look at the same themselves but rely on it (采信方).",
  })
  async reliedOnBy(@Root() check: Check, @Ctx() { rows }: CaseRequestContext): Promise<Partner[]> {
    const [loanCase, all] = await Promise.all([rows.face(LoanCase, check.caseId), sameCase(check, rows)]);
    if (!loanCase) return [];
    const { bankId, guaranteeCompanyId, centerId } = loanCase;
    const lookThemselves = all.filter(({ code }) => code === check.code).map(({ ownerPartyId }) => ownerPartyId);
    const others = [bankId, guaranteeCompanyId, centerId].filter((id) => id !== null && !lookThemselves.includes(id));
    const faces = await Promise.all(others.map((id) => rows.face(Partner, id as string)));
    return faces.filter((face) => face !== null);
  }

  @FieldResolver(() => Boolean, {
    description: "Serial review: an earlier party was asked to look at the same (是否重复审核).",
  })
  async repeated(@Root() check: Check, @Ctx() { rows }: CaseRequestContext): Promise<boolean> {
    const all = await sameCase(check, rows);
    return all.some(({ code, turn }) => code === check.code && turn < check.turn);
  }

  @FieldResolver(() => [CheckedVersion], {
    description: "The document versions it rests on, as far as the viewer needs them (依据材料版本).",
  })
  async documentVersions(@Root() check: Check, @Ctx() ctx: CaseRequestContext): Promise<CheckedVersion[]> {
    const { rows } = ctx;
    const used = await rows.by(CaseDocument, "caseId", check.caseId, { orderBy: "attachedAt, id" });
    const found = await Promise.all(check.documents.map(({ documentId }) => rows.face(Document, documentId)));
    const seen = documentsInSight(
      ctx,
      found.filter((document) => document !== null),
    );
    return seen.map((document) => {
      const version = check.documents.find(({ documentId }) => documentId === document.id)?.version ?? 0;
      const current = used.some((one) => one.documentId === document.id && one.versionNumber === version);
      return { document, version, current };
    });
  }
}

const sameCase = ({ caseId }: Check, rows: CaseRequestContext["rows"]): Promise<Check[]> =>
  rows.by(Check, "caseId", caseId, { orderBy: "turn, id" });

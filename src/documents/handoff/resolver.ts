/** Looking at handoffs: the lists that a party sent or is to receive, and what is on them. */
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from "type-graphql";
import type { SqlCondition } from "../../kernel/index.js";
import { Member, Partner, type Viewer } from "../../parties/index.js";
import { connectionType, page, signedIn } from "../../platform/index.js";
import { Document } from "../document/rows.js";
import type { DocumentsContext } from "../services.js";
import { privateText } from "../texts.js";
import { Handoff, HandoffItem, HandoffStatus } from "./rows.js";
import { handoffSight } from "./sight.js";

const HandoffDirection = { OUTGOING: "OUTGOING", INCOMING: "INCOMING" } as const;
type HandoffDirection = keyof typeof HandoffDirection;
registerEnumType(HandoffDirection, {
  name: "HandoffDirection",
  description: "Seen from the reader's own party (移交方向).",
  valuesConfig: {
    OUTGOING: { description: "Sent by it (移出)." },
    INCOMING: { description: "Sent to it (移入)." },
  },
});

@InputType({ description: "Which handoffs; every condition given must hold (筛选条件)." })
export class HandoffFilter {
  @Field(() => HandoffStatus, { nullable: true, description: "How far it was received (状态)" })
  status?: HandoffStatus | null;

  @Field(() => HandoffDirection, { nullable: true, description: "To or from the reader's party (方向)" })
  direction?: HandoffDirection | null;

  @Field(() => ID, { nullable: true, description: "A party at either end (任一方机构)" })
  partyId?: string | null;

  @Field(() => ID, { nullable: true, description: "A case that one of its items belongs to (所属贷款)" })
  caseId?: string | null;
}

const HandoffConnection = connectionType(() => Handoff, "Handoff");

/** The filter as a condition on the table that `page` calls row0. */
function filterSql({ status, direction, partyId, caseId }: HandoffFilter, { partyId: own }: Viewer): SqlCondition {
  const tests: SqlCondition[] = [];
  const test = (sql: string, ...params: string[]) => tests.push({ sql, params });
  if (status) test("row0.status = ?", status);
  if (direction === "OUTGOING") test("row0.fromPartyId = ?", own);
  if (direction === "INCOMING") test("row0.toPartyId = ?", own);
  if (partyId) test("(row0.fromPartyId = ? OR row0.toPartyId = ?)", partyId, partyId);
  if (caseId) test("row0.id IN (SELECT handoffId FROM handoff_item WHERE caseId = ?)", caseId);
  return { sql: tests.map(({ sql }) => sql).join(" AND ") || "1 = 1", params: tests.flatMap(({ params }) => params) };
}

@Resolver(() => Handoff)
export class HandoffResolver {
  @Query(() => HandoffConnection, {
    description: "Handoffs that the reader's party sent or receives, the newest first; the center sees all (交接清单).",
  })
  handoffs(
    @Ctx() context: DocumentsContext,
    @Arg("filter", () => HandoffFilter, { nullable: true }) filter: HandoffFilter | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
  ) {
    const viewer = signedIn(context);
    return page(context.journal.database.read, Handoff, {
      sight: handoffSight(viewer),
      where: filterSql(filter ?? {}, viewer),
      orderBy: [{ column: "sentAt", direction: "DESC" }],
      first,
      after,
    });
  }

  @Query(() => Handoff, { nullable: true, description: "One handoff; null where it is out of sight (单份交接清单)." })
  handoff(@Ctx() context: DocumentsContext, @Arg("id", () => ID) id: string) {
    signedIn(context);
    return context.rows.one(Handoff, id);
  }

  @FieldResolver(() => [HandoffItem], { description: "What is on the list, in its order (清单明细)" })
  items(@Root() { id }: Handoff, @Ctx() { rows }: DocumentsContext) {
    return rows.by(HandoffItem, "handoffId", id, { orderBy: "number" });
  }

  @FieldResolver(() => Partner, { description: "Who sent it (移交机构)" })
  from(@Root() { fromPartyId }: Handoff, @Ctx() { rows }: DocumentsContext) {
    return rows.face(Partner, fromPartyId);
  }

  @FieldResolver(() => Partner, { description: "Who is to receive it (接收机构)" })
  to(@Root() { toPartyId }: Handoff, @Ctx() { rows }: DocumentsContext) {
    return rows.face(Partner, toPartyId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "The member who sent it (移交人)" })
  sentBy(@Root() { sentById }: Handoff, @Ctx() { rows }: DocumentsContext) {
    return rows.face(Member, sentById);
  }
}

@Resolver(() => HandoffItem)
export class HandoffItemResolver {
  @FieldResolver(() => Document, { nullable: true, description: "The document itself (要件)" })
  document(@Root() { documentId }: HandoffItem, @Ctx() { rows }: DocumentsContext) {
    return rows.one(Document, documentId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "The member who received it (接收人)" })
  receivedBy(@Root() { receivedById }: HandoffItem, @Ctx() { rows }: DocumentsContext) {
    return receivedById === null ? null : rows.face(Member, receivedById);
  }

  @FieldResolver(() => String, { nullable: true, description: "What the receiver wrote (接收说明)" })
  note(@Root() { noteId }: HandoffItem, @Ctx() context: DocumentsContext) {
    return privateText(context, noteId);
  }
}

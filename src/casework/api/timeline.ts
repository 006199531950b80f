/** The timeline of a case: its entries, newest first. */
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from "type-graphql";
import { EntryRow, fromText } from "../../journal/index.js";
import { Member } from "../../parties/index.js";
import { connectionType, DateTimeScalar, page, pageOf, pageSize, type Page } from "../../platform/index.js";
import { encodeCursor, type OrderTerm } from "../../kernel/index.js";
import { Names } from "./names.js";
import type { CaseEntryType } from "../entries.js";
import { EntryCorrection } from "../corrections/rows.js";
import { LoanCase } from "../lifecycle/rows.js";
import type { CaseRequestContext } from "../services.js";
import { entryNames } from "./entryNames.js";
import { correctionsInSight, inTimelineSight } from "./timelineSight.js";

@ObjectType({ description: "A fact that an entry holds (记录内容).", simpleResolvers: true })
export class EntryDetail {
  @Field(() => String, { description: "Which (名称)." }) name!: string;
  @Field(() => String, { description: "The value; amounts in fen (值)." }) value!: string;
}

@ObjectType("JournalEntry", { description: "An entry of the book of record (办理记录)." })
export class JournalEntry {
  @Field(() => ID, { description: "Id, for a correction to name (标识)." }) id!: string;
  @Field(() => Int, { description: "Running number in the case (序号)." }) seq!: number;
  @Field(() => String, { description: "What kind of entry (记录类型)." }) type!: string;
  @Field(() => String, { description: "API, CONSOLE, SYSTEM or IMPORT (渠道)." }) channel!: string;
  @Field(() => DateTimeScalar, { description: "When it happened (发生时间)." }) occurredAt!: string;
  @Field(() => DateTimeScalar, { description: "When it was recorded (记录时间)." }) recordedAt!: string;
}

const JournalEntryConnection = connectionType(() => JournalEntry, "JournalEntry");
const newestFirst: OrderTerm[] = [{ column: "seq", direction: "DESC", nullable: false }];

/** A case's entries have no place among rows in sight by themselves: they are reached from a visible case. */
@Resolver(() => LoanCase)
export class TimelineResolver {
  @FieldResolver(() => JournalEntryConnection, { description: "Its entries, newest first (办理时间线)." })
  async timeline(
    @Root() loanCase: LoanCase,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<Page<EntryRow>> {
    const { id, version } = loanCase;
    const count = () => Promise.resolve({ value: version, exact: true });
    if (after) {
      const where = { sql: "je.streamId = ?", params: [id] };
      const options = { sight: "ALL" as const, where, orderBy: newestFirst, first, after, alias: "je", count };
      return inTimelineSight(ctx, await page(ctx.journal.database.read, EntryRow, options));
    }
    const size = pageSize(first);
    // Entries are numbered from 1 without gaps, so the newest are known by their numbers.
    const above = Math.max(0, version - size);
    const options = { column: "streamId", value: id, numbered: "seq", above, columns: shownColumns } as const;
    const rows = await ctx.rows.newest(EntryRow, options);
    const cursorOf = (row: EntryRow) => encodeCursor(completeOrder, [row.seq, row.id]);
    return inTimelineSight(ctx, pageOf(rows, size, cursorOf, count, above > 0));
  }
}

@Resolver(() => LoanCase)
export class CorrectionHistoryResolver {
  @FieldResolver(() => [EntryCorrection], { description: "Every correction, refused ones too (更正历史)." })
  async correctionHistory(@Root() { id }: LoanCase, @Ctx() ctx: CaseRequestContext): Promise<EntryCorrection[]> {
    const all = await ctx.rows.by(EntryCorrection, "caseId", id, { orderBy: "proposedAt, id" });
    return correctionsInSight(ctx, all);
  }
}

/** Not the text: only `details` reads it. */
const shownColumns: readonly (keyof EntryRow)[] = [
  ...(["id", "streamId", "seq", "type", "actorId", "onBehalfOfId", "channel", "occurredAt", "recordedAt"] as const),
];

/** As `page` completes it, so that its cursors and these are the same. */
const completeOrder: OrderTerm[] = [...newestFirst, { column: "id", direction: "DESC", nullable: false }];

@Resolver(() => JournalEntry)
export class JournalEntryResolver {
  @FieldResolver(() => Names, { description: "What happened, in words (事项)." })
  name(@Root() { type }: EntryRow): Names {
    return entryNames[type as CaseEntryType] ?? { en: type, zh: type };
  }

  @FieldResolver(() => Member, { nullable: true, description: "Who did it; null for the program itself (办理人)." })
  actor(@Root() { actorId }: EntryRow, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> {
    return rows.face(Member, actorId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "In whose name (代表)." })
  onBehalfOf(@Root() { onBehalfOfId }: EntryRow, @Ctx() { rows }: CaseRequestContext): Promise<Member | null> | null {
    return onBehalfOfId ? rows.face(Member, onBehalfOfId) : null;
  }

  @FieldResolver(() => [EntryCorrection], {
    description: "Corrections of this entry, the first one first; the entry itself stays as it was (对本记录的更正).",
  })
  corrections(@Root() { id }: EntryRow, @Ctx() { rows }: CaseRequestContext): Promise<EntryCorrection[]> {
    return rows.by(EntryCorrection, "entryId", id, { orderBy: "proposedAt, id" });
  }

  @FieldResolver(() => Boolean, { description: "Struck out: taken back whole by a correction (是否已撤销)." })
  async struck(@Root() { id }: EntryRow, @Ctx() { rows }: CaseRequestContext): Promise<boolean> {
    const all = await rows.by(EntryCorrection, "entryId", id, { orderBy: "proposedAt, id" });
    return all.some(({ status, correctedValues }) => status === "CONFIRMED" && correctedValues === null);
  }

  @FieldResolver(() => [EntryDetail], { description: "The plain facts it holds (记录内容)." })
  async details(@Root() { id }: EntryRow, @Ctx() { rows }: CaseRequestContext): Promise<EntryDetail[]> {
    const entry = await rows.face(EntryRow, id);
    if (!entry) return [];
    const body = fromText(entry.text).body as Readonly<Record<string, unknown>>;
    const corrected = (body["values"] ?? {}) as Readonly<Record<string, unknown>>;
    return [...Object.entries(body), ...Object.entries(corrected)]
      .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
      .map(([name, value]) => ({ name, value: String(value) }));
  }
}

/** The events of a history as the API shows them, read from its entries. */
import { Field, Int, ObjectType } from "type-graphql";
import { EntryRow, fromText } from "../../journal/index.js";
import {
  connectionType,
  DateTimeScalar,
  pageOf,
  pageSize,
  badInput,
  type Page,
  type RowLoader,
} from "../../platform/index.js";
import type { HistoryEvent as EventTuple } from "./derive.js";
import type { HistoryEntry } from "./entries.js";

@ObjectType({ description: "One event of an imported history (历史案件的一个事件)." })
export class HistoryEvent {
  @Field(() => Int, { description: "Its place in the log's order, from 0 (序号)." }) index!: number;
  @Field(() => String, { description: "What was done, in the source's words (活动)." }) activity!: string;
  @Field(() => String, { description: "What became of it: scheduled, started, completed (状态变化)." })
  transition!: string;
  @Field(() => DateTimeScalar, { description: "When (时刻)." }) at!: string;
  @Field(() => String, { nullable: true, description: "The officer in the source (来源经办人)." }) officer!:
    string | null;
  @Field(() => String, {
    nullable: true,
    description: "Code of the party whose step it was, where the source tells it (所属机构代码).",
  })
  party!: string | null;
}

export const HistoryEventConnection = connectionType(() => HistoryEvent, "HistoryEvent");

/** All in the log's order; many histories at once take one statement. */
export async function eventsOf(rows: RowLoader, historyId: string): Promise<HistoryEvent[]> {
  const entries = await rows.by(EntryRow, "streamId", historyId, { orderBy: "seq" });
  const tuples = entries.flatMap(({ text }): readonly EventTuple[] => (fromText(text) as HistoryEntry).body.events);
  return tuples.map(([activity, transition, at, officer, party = null], index) => ({
    ...{ index, activity, transition, at, officer, party },
  }));
}

/** @throws GraphQLError BAD_USER_INPUT naming `first` or `after`. */
export function eventPage(
  events: readonly HistoryEvent[],
  first: number | null,
  after?: string | null,
): Page<HistoryEvent> {
  const size = pageSize(first);
  const start = after ? placeAfter(after) : 0;
  const count = () => Promise.resolve({ value: events.length, exact: true });
  return pageOf(events.slice(start, start + size + 1), size, ({ index }) => cursorAt(index), count);
}

const cursorAt = (index: number): string => Buffer.from(`event:${index}`).toString("base64url");

function placeAfter(cursor: string): number {
  const [, index] = /^event:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (index === undefined) throw badInput("after", "no cursor of this list");
  return Number(index) + 1;
}

/** Refusals as the API shows them: one interface, and one type with one enum for each room. */
import { Field, InterfaceType, ObjectType, registerEnumType } from "type-graphql";
import { fillMessage, type Language, type Messages, type MessageTexts, type Refusal } from "../../kernel/index.js";

/** A reason why a mutation was refused. */
@InterfaceType("UserError", {
  description: "A reason why a request is refused; all of them are named at once (拒绝原因).",
  resolveType: (error: UserError) => userErrorType(error.code),
})
export abstract class UserError {
  @Field(() => String, { description: "Stable code, from the enum of one room (代码)." })
  code!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Path inside `input` to the field to blame, where one is (字段路径).",
  })
  field!: readonly string[] | null;

  @Field(() => String, { description: "The reason in the reader's language (说明)." })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Codes of what would be accepted, or could be done instead, where that can be said (可选代码).",
  })
  choices?: readonly string[] | null;
}

interface Room {
  readonly name: string;
  readonly typeName: string;
  readonly messages: Messages;
}

const rooms = new Map<string, Room>();
const roomByCode = new Map<string, Room>();

function roomOf(code: string): Room {
  const room = roomByCode.get(code);
  if (!room) throw new Error(`No room has registered the code ${code}`);
  return room;
}

/** The name of the type that shows a code. */
export const userErrorType = (code: string): string => roomOf(code).typeName;

/**
 * Tells the API what a room refuses: makes the enum `<Room>ErrorCode` and the type `<Room>Error`. Called once by the
 * room; the same call again changes nothing.
 * @throws Error when another room has one of the codes: a code must say by itself which room spoke.
 */
export function roomErrors(name: string, messages: Messages): void {
  const known = rooms.get(name);
  if (known?.messages === messages) return;
  if (known) throw new Error(`The room ${name} has registered its errors already`);
  const taken = Object.keys(messages).filter((code) => roomByCode.has(code));
  if (taken.length > 0) throw new Error(`${name} repeats codes of another room: ${taken.join(", ")}`);

  const room = { name, typeName: `${name}Error`, messages };
  const codes = Object.fromEntries(Object.keys(messages).map((code) => [code, code]));
  registerEnumType(codes, {
    name: `${name}ErrorCode`,
    description: `What ${name} refuses (拒绝代码).`,
    valuesConfig: Object.fromEntries(
      Object.entries(messages).map(([code, texts]) => [code, { description: described(texts) }]),
    ),
  });
  const errorClass = { [room.typeName]: class extends UserError {} }[room.typeName] as typeof UserError;
  Field(() => codes, { description: "The same code, typed (类型化代码)." })(errorClass.prototype, "reason");
  ObjectType(room.typeName, {
    implements: UserError,
    description: `A refusal by ${name} (拒绝原因).`,
    simpleResolvers: true,
  })(errorClass);
  rooms.set(name, room);
  for (const code of Object.keys(messages)) roomByCode.set(code, room);
}

const described = ({ en, "zh-CN": zh }: MessageTexts): string => `${en} (${zh})`;

/** A refusal ready to be returned as one of a payload's `userErrors`. */
export interface UserErrorValue {
  readonly code: string;
  /** The code once more, typed by the room's enum. */
  readonly reason: string;
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly choices?: readonly string[];
}

/** @throws Error for a code that no room has registered: a fault of ours, found by the first test that meets it. */
export const toUserErrors = (refusals: readonly Refusal[], language: Language): UserErrorValue[] =>
  refusals.map(({ code, field, params, choices }) => {
    const texts = roomOf(code).messages[code] as MessageTexts;
    const message = fillMessage(texts[language], params, language);
    return { code, reason: code, field: field ?? null, message, ...(choices && { choices }) };
  });

/** Every registered room with its messages, for the tests that look through all of them. */
export const registeredErrors = (): readonly Room[] => [...rooms.values()];

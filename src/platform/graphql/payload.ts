/** Payloads of mutations: the things changed, each nullable, and every reason of a refusal. */
import { Field, ObjectType } from "type-graphql";
import { UserError, type UserErrorValue } from "./userErrors.js";

type ApiType = abstract new (...args: never[]) => unknown;

interface PayloadField {
  /** The type as `@Field` takes it: a class, a scalar, or either in a list. */
  readonly type: () => unknown;
  readonly description: string;
}

type ValueOf<T> = T extends readonly (infer Item)[]
  ? readonly ValueOf<Item>[]
  : T extends StringConstructor
    ? string
    : T extends NumberConstructor
      ? number
      : T extends BooleanConstructor
        ? boolean
        : T extends ApiType
          ? InstanceType<T>
          : unknown;

/** What a resolver returns: the fields that it has, and the refusals. */
export type Payload<Fields extends Readonly<Record<string, PayloadField>>> = {
  readonly [Name in keyof Fields]?: ValueOf<ReturnType<Fields[Name]["type"]>> | null;
} & { readonly userErrors: readonly UserErrorValue[] };

/**
 * A payload type: every field nullable, then `userErrors: [UserError!]!`.
 * @param name the whole name in the API, such as "LoanCaseAcceptPayload".
 */
export function payloadType<const Fields extends Readonly<Record<string, PayloadField>>>(
  name: string,
  fields: Fields,
): new () => Payload<Fields> {
  const payload = { [name]: class {} }[name] as new () => Payload<Fields>;
  for (const [field, { type, description }] of Object.entries(fields)) {
    Field(type as never, { nullable: true, description })(payload.prototype as object, field);
  }
  Field(() => [UserError], { description: "Every reason why it was refused; empty when it was done (拒绝原因)." })(
    payload.prototype as object,
    "userErrors",
  );
  ObjectType(name, { description: "What a mutation answers (返回结果).", simpleResolvers: true })(payload);
  return payload;
}

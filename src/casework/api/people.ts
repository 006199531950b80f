/** Setting right and erasing what is known of a person: by the center's administrator. */
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { dayOf, inSight, type Refusal } from "../../kernel/index.js";
import { actorOf, correctPerson, erasePerson, hasRole, idempotencyKeyOf, PersonInput } from "../../parties/index.js";
import type { Outcome } from "../../journal/index.js";
import type { Viewer } from "../../parties/index.js";
import { payloadType, selectRow, signedIn, toUserErrors, type Sql } from "../../platform/index.js";
import { correctionReason } from "../../policy/index.js";
import { policyAt } from "../../documents/index.js";
import { refuse } from "../refusals.js";
import type { CaseRequestContext } from "../services.js";
import { caseSight } from "../sight.js";
import { CasePerson, LoanCase } from "../lifecycle/rows.js";

@InputType()
abstract class PersonOfCaseInput {
  @Field(() => ID, { description: "A case that knows the person (贷款申请)." }) caseId!: string;
  @Field(() => ID, { description: "The person of that case (本案人员)." }) casePersonId!: string;
  @Field(() => String, { nullable: true, description: "Repeating it changes nothing (幂等键)." })
  idempotencyKey?: string | null;
}

@InputType({ description: "Says what is right of a person, for every case that knows them (更正人员资料)." })
export class PersonCorrectInput extends PersonOfCaseInput {
  @Field(() => PersonInput, { description: "What is right, whole (正确资料)." }) person!: PersonInput;
  @Field(() => String, { description: "Why, a correction reason of the policy, such as TYPING_MISTAKE (更正原因)." })
  reasonCode!: string;
}

@InputType({ description: "Takes away what is known of a person, for good (删除人员资料)." })
export class PersonEraseInput extends PersonOfCaseInput {
  @Field(() => String, { description: "Why, an erasure reason of the policy, such as RETENTION_ENDED (删除原因)." })
  reasonCode!: string;
}

const personField = {
  person: { type: () => CasePerson, description: "The person as that case shows them now (人员)." },
};
const PersonCorrectPayload = payloadType("PersonCorrectPayload", personField);
const PersonErasePayload = payloadType("PersonErasePayload", personField);

@Resolver()
export class PersonDataResolver {
  @Mutation(() => PersonCorrectPayload, {
    description: "Sets right what is known of a person; what was said before stays in the journal (更正人员资料).",
  })
  async personCorrect(
    @Arg("input", () => PersonCorrectInput) input: PersonCorrectInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const { person, reasonCode: reason } = input;
    const known = correctionReason(ctx.policies.on(todayOf(ctx)), reason) !== undefined;
    return act(ctx, input, known, (viewer, personId, idempotencyKey) =>
      correctPerson(ctx.journal, actorOf(viewer), personId, { person, reason, idempotencyKey }, zoneOf(ctx)),
    );
  }

  @Mutation(() => PersonErasePayload, {
    description: "Erases a person whom no running case needs; entries stay, and say nothing of them (删除人员资料).",
  })
  async personErase(
    @Arg("input", () => PersonEraseInput) input: PersonEraseInput,
    @Ctx() ctx: CaseRequestContext,
  ): Promise<object> {
    const { reasonCode } = input;
    const listed = policyAt(ctx, ctx.journal.clock().toISOString())?.personalData?.erasureReasons;
    const known = listed?.some(({ code }) => code === reasonCode) ?? true;
    return act(ctx, input, known, (viewer, personId, idempotencyKey) => {
      const neededBy = (tx: Sql) => runningCasesOf(tx, personId);
      return erasePerson(ctx.journal, actorOf(viewer), personId, reasonCode, { idempotencyKey, neededBy });
    });
  }
}

type Doing = (viewer: Viewer, personId: string, idempotencyKey: string | null) => Promise<Outcome>;

async function act(
  ctx: CaseRequestContext,
  input: PersonOfCaseInput,
  reasonKnown: boolean,
  run: Doing,
): Promise<object> {
  const viewer = signedIn(ctx);
  const idempotencyKey = idempotencyKeyOf(input);
  const { caseId, casePersonId } = input;
  const answer = async (refusals: readonly Refusal[]) => ({
    person: refusals.length > 0 ? null : await ctx.rows.face(CasePerson, casePersonId),
    userErrors: toUserErrors(refusals, ctx.language),
  });
  const loanCase = await selectRow(ctx.journal.database.read, LoanCase, "id = ?", [caseId]);
  if (!loanCase || !inSight(caseSight(viewer), loanCase)) return answer([refuse("NOT_FOUND", { field: "caseId" })]);
  if (!hasRole(viewer, ["ADMINISTRATOR"])) return answer([refuse("NOT_ALLOWED")]);
  const person = await ctx.rows.face(CasePerson, casePersonId);
  if (person?.caseId !== caseId) return answer([refuse("NOT_FOUND", { field: "casePersonId" })]);
  if (!reasonKnown) return answer([refuse("UNKNOWN_CODE", { field: "reasonCode" })]);
  const outcome = await run(viewer, person.personId, idempotencyKey);
  return answer(outcome.ok ? [] : outcome.refusals);
}

const zoneOf = ({ policies }: CaseRequestContext): string => policies.calendar.zone;
const todayOf = (ctx: CaseRequestContext): string => dayOf(ctx.journal.clock().toISOString(), zoneOf(ctx));

/** A case needs its people until it has ended and nothing is left to undo. */
async function runningCasesOf(tx: Sql, personId: string): Promise<Refusal[]> {
  const [row] = await tx.all<{ n: number }>(
    `SELECT COUNT(DISTINCT c.id) AS n FROM case_person p JOIN loan_case c ON c.id = p.caseId
     LEFT JOIN unwinding_task t ON t.caseId = c.id AND t.doneAt IS NULL
     WHERE p.personId = ? AND (c.endedAt IS NULL OR t.id IS NOT NULL)`,
    [personId],
  );
  const cases = Number(row?.n ?? 0);
  return cases > 0 ? [refuse("PERSON_NEEDED", { params: { cases } })] : [];
}

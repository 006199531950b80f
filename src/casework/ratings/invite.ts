/** Makes a rating code: the entry on the case and the ticket stand or fall together. */
import type { Outcome } from "../../journal/index.js";
import { actorOf, type Viewer } from "../../parties/index.js";
import { decideCommand } from "../command.js";
import type { BodyOf } from "../entries.js";
import { caseRef, type CaseMutationInput } from "../run.js";
import { caseContext, readCaseFacts, type CaseFactsRead, type CaseServices } from "../services.js";
import { ratingTicket } from "./decide.js";
import { issue } from "./ticket.js";

/** The ticket's id. */
export async function issueRatingTicket(
  services: CaseServices,
  viewer: Viewer,
  { idempotencyKey, ...input }: CaseMutationInput,
): Promise<Outcome> {
  const { journal } = services;
  const { caseId } = input;
  const ref = caseRef(caseId);
  return journal.execute<CaseFactsRead>({
    command: ratingTicket.action,
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [ref],
    prepare: (tx, loaded) => readCaseFacts(tx, services, loaded.state(ref)),
    decide(loaded, context, facts) {
      const state = loaded.state(ref);
      const decided = decideCommand(ratingTicket, state, input, caseContext(services, viewer, state, context, facts));
      if ("refusals" in decided) return decided;
      const { ticketId, expiresAt } = decided.entries[0]?.body as BodyOf<"RATING_INVITED">;
      const ticket = { id: ticketId, caseId, createdAt: context.now, expiresAt };
      return {
        appends: [{ streamId: caseId, entries: decided.entries }],
        resultId: ticketId,
        technical: issue(journal.keys, ticket),
      };
    },
  });
}

/** Submitting an application, with what still had to be said. */
import type { Outcome } from "../../journal/index.js";
import { dayOf } from "../../kernel/index.js";
import { actorOf, type Viewer } from "../../parties/index.js";
import { settleCase } from "../case.js";
import { decideCommand, standing } from "../command.js";
import { householdClaim, loanCaseSubmit } from "../lifecycle/submit.js";
import { caseRef, type CaseMutationInput } from "../run.js";
import { caseContext, readCaseFacts, type CaseFactsRead, type CaseServices } from "../services.js";
import type { CaseState } from "../state.js";
import { refuse } from "../refusals.js";
import { longestTerm, readOwing, type OwingFacts } from "./borrowers.js";
import { buildContent, contentFacts, contentRefusals, notBlamedYet, type ContentFacts } from "./content.js";
import type { ApplicationInput } from "./input.js";
import { applicationPartners, readPartners, type PartnerFacts } from "./partners.js";

export interface LoanCaseSubmitGiven extends CaseMutationInput {
  readonly application?: ApplicationInput | null;
}

export function submitCase(services: CaseServices, viewer: Viewer, given: LoanCaseSubmitGiven): Promise<Outcome> {
  const { journal } = services;
  const ref = caseRef(given.caseId);
  const { idempotencyKey, ...input } = given;
  const today = () => dayOf(journal.clock().toISOString(), services.policies.calendar.zone);
  return journal.execute<CaseFactsRead & ContentFacts & PartnerFacts & OwingFacts>({
    command: loanCaseSubmit.action,
    actor: actorOf(viewer),
    input,
    idempotencyKey: idempotencyKey ?? null,
    streams: [ref],
    claims(loaded, { known }) {
      const state = loaded.state(ref);
      return [...(state ? (loanCaseSubmit.claims?.(state) ?? []) : []), ...[...known.ids.values()].map(householdClaim)];
    },
    async prepare(tx, loaded) {
      return {
        ...(await readCaseFacts(tx, services, loaded.state(ref))),
        ...(await contentFacts(tx, journal.keys, given.application ?? {})),
        ...(await readOwing(tx, journal.keys, given.application?.people, peopleOf(loaded.state(ref)), today())),
        ...(await readPartners(tx, given.application, [], buildingOf(loaded.state(ref)))),
      };
    },
    decide(loaded, context, facts) {
      const state = loaded.state(ref);
      const caseCtx = caseContext(services, viewer, state, context, facts);
      const misplaced = standing(loanCaseSubmit, state, viewer, "");
      if (misplaced || !state) return { refusals: misplaced ? [misplaced] : [] };
      const documentIds = state.papers.documents.map(({ id }) => id);
      const wrong = [
        ...contentRefusals(given.application ?? {}, { today: caseCtx.time.today, policy: caseCtx.policy, documentIds }),
        ...applicationPartners(facts, given.application),
        ...(facts.minors > 0 ? [refuse("MINOR_BORROWER", { field: "application.people" })] : []),
      ];
      // What is faulty by itself is held against the product as well, so that all is told at once; it is never kept.
      const built = given.application
        ? buildContent(given.application, state.lifecycle.content, state.id, facts, context, journal.keys)
        : null;
      const resolved = {
        ...given,
        content: built?.content ?? null,
        knownPeople: [...facts.known.ids.values()],
        permit: facts.permit,
        longestTermMonths: longestTerm(facts.borrowers, caseCtx.policy, caseCtx.time.today),
      };
      const decided = decideCommand(loanCaseSubmit, state, resolved, caseCtx);
      if ("refusals" in decided || wrong.length > 0) {
        return { refusals: [...wrong, ...notBlamedYet("refusals" in decided ? decided.refusals : [], wrong)] };
      }
      return {
        appends: [{ streamId: state.id, entries: decided.entries }],
        resultId: state.id,
        ...(built && { technical: built.technical }),
      };
    },
    settle: (_id, state, context, facts) =>
      settleCase(state as CaseState, caseContext(services, viewer, state as CaseState, context, facts)),
  });
}

const peopleOf = (state: CaseState | null) => state?.lifecycle.content.people ?? [];
const buildingOf = (state: CaseState | null): string | null => state?.lifecycle.content.property?.buildingId ?? null;

/** Long timelines: many entries of a real kind at once, where giving the command so often would take too long. */
import { caseCommandOf, caseContext, caseRef, type CaseServices } from "../../src/casework/index.js";
import { resultOf, actorOf, type Viewer } from "../../src/parties/index.js";

/** Appends as many recorded visits as asked; the journal writes them as it writes any command. */
export async function growTimeline(
  services: CaseServices,
  viewer: Viewer,
  caseId: string,
  entries: number,
): Promise<void> {
  const ref = caseRef(caseId);
  const spec = caseCommandOf("VISIT_RECORD");
  const input: object = { reasonCode: "EXPLAIN", place: "BRANCH" };
  const outcome = await services.journal.execute({
    command: "TEST_GROW",
    actor: actorOf(viewer),
    input,
    streams: [ref],
    decide(loaded, context) {
      const state = loaded.state(ref);
      if (!state) throw new Error(`There is no case ${caseId}`);
      const facts = { guaranteeLimitFen: null };
      const caseCtx = caseContext(services, viewer, state, context, facts);
      const grown = Array.from({ length: entries }, () => spec.decide(state, input, caseCtx)).flat();
      return { appends: [{ streamId: caseId, entries: grown }], resultId: caseId };
    },
  });
  resultOf(outcome);
}

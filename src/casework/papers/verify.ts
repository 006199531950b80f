/** A party's word on a document: recorded with the document, and with the case that asked for it. */
import { documentAggregate, verifyVersion, type DocumentState } from "../../documents/index.js";
import type { Outcome, StreamRef } from "../../journal/index.js";
import { actorOf, type Viewer } from "../../parties/index.js";
import { settleCase } from "../case.js";
import { caseRef, together, type CaseMutationInput } from "../run.js";
import { caseContext, readCaseFacts, type CaseFactsRead, type CaseServices } from "../services.js";
import type { CaseState } from "../state.js";
import { documentVerify } from "./decide.js";

export interface VerifyGiven extends CaseMutationInput {
  readonly documentId: string;
  /** The latest where left out. */
  readonly version?: number | null;
  readonly result: "ACCEPTED" | "REJECTED";
  readonly reasonCode?: string | null;
  readonly note?: string | null;
  readonly expiresOn?: string | null;
}

export function verifyDocument(services: CaseServices, viewer: Viewer, given: VerifyGiven): Promise<Outcome> {
  const { idempotencyKey, expectedVersion, ...input } = given;
  const ref = caseRef(given.caseId);
  const paper: StreamRef<DocumentState> = { aggregate: documentAggregate, id: given.documentId };
  return services.journal.execute<CaseFactsRead>({
    command: documentVerify.action,
    actor: actorOf(viewer),
    input: { ...input, expectedVersion },
    idempotencyKey: idempotencyKey ?? null,
    streams: [ref, paper],
    prepare: (tx, loaded) => readCaseFacts(tx, services, loaded.state(ref)),
    decide(loaded, context, facts) {
      const state = loaded.state(ref);
      const document = loaded.state(paper);
      const caseCtx = caseContext(services, viewer, state, context, facts);
      const version = given.version ?? document?.versions.length ?? 0;
      const verdict = { documentId: given.documentId, version, result: given.result };
      return together(
        documentVerify,
        [{ id: given.caseId, state, input: verdict, context: caseCtx }],
        () => {
          if (!document) return { refusals: [], appends: [] };
          const { result, reasonCode, note, expiresOn } = given;
          const ruled = verifyVersion(
            document,
            { version, result, reasonCode, note, expiresOn, partyId: viewer.partyId, expectedVersion },
            context,
            { reasonCodes: caseCtx.policy.handoff.rejectionReasons.map(({ code }) => code) },
          );
          // That it was verified already, the case has said.
          const refusals = ruled.refusals.filter(({ code }) => code !== "VERSION_ALREADY_VERIFIED");
          return { refusals, appends: [{ streamId: document.id, entries: ruled.entries }] };
        },
        given.caseId,
      );
    },
    settle: (streamId, state, context, facts) =>
      streamId === given.caseId
        ? settleCase(state as CaseState, caseContext(services, viewer, state as CaseState, context, facts))
        : [],
  });
}

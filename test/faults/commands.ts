/** Commands that write in different ways, each ready to be given again and again. */
import { attachDocument, sendPapers, type CaseServices } from "../../src/casework/index.js";
import type { Outcome } from "../../src/journal/index.js";
import { resultOf } from "../../src/parties/index.js";
import { application } from "../support/cases.js";
import { give, openAt, uploadAt, type RaceScene } from "../support/raceScene.js";

export interface FaultyCommand {
  readonly what: string;
  /** Makes ready; what it then gives is the same request every time, under one key. */
  readonly ready: (scene: RaceScene) => Promise<(services: CaseServices) => Promise<Outcome>>;
}

export const commands: readonly FaultyCommand[] = [
  {
    what: "opening a case with people whom nobody knew",
    async ready({ world }) {
      const input = application();
      return (services) => openAt(services, world.viewers.bankOfficer, input, "open");
    },
  },
  {
    what: "attaching an upload with its paper",
    async ready(scene) {
      const ticketId = await uploadAt(scene, "one paper");
      const given = { caseId: scene.inReview, kind: "MORTGAGE_CERTIFICATE", ticketId, withOriginal: true };
      return async (services) =>
        (await attachDocument(services, scene.world.viewers.bankOfficer, { ...given, idempotencyKey: "attach" }))
          .outcome;
    },
  },
  {
    what: "handing over the papers of two cases",
    async ready(scene) {
      const { services, world, inReview, toPay } = scene;
      const items = [];
      for (const caseId of [inReview, toPay]) {
        const ticketId = await uploadAt(scene, `paper of ${caseId}`);
        const given = { caseId, kind: "MORTGAGE_CERTIFICATE", ticketId, withOriginal: true };
        const { outcome, documentId } = await attachDocument(services, world.viewers.bankOfficer, given);
        resultOf(outcome);
        items.push({ caseId, documentId, original: true });
      }
      const given = { toPartyId: world.partyIds.center, items, idempotencyKey: "send" };
      return (at) => sendPapers(at, world.viewers.bankOfficer, given);
    },
  },
  {
    what: "confirming a decision that holds two claims",
    async ready({ world, guaranteed }) {
      return (services) =>
        give(services, world.viewers.seniorApprover, "DECISION_CONFIRM", guaranteed[0], { idempotencyKey: "confirm" });
    },
  },
];

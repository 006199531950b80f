/** What people enter for boards: by one person of the center, confirmed by another. */
import { done } from "../../../src/app/demo/desk.js";
import { decideInput, proposeInput, revokeInput, type ScoreInputKind } from "../../../src/oversight/index.js";
import type { CaseWorld } from "../../support/cases.js";
import { uploadAt } from "../../support/raceScene.js";

/** Both in hundredths, of a task in fen; the id of what was entered. */
export type Enter = (
  kind: ScoreInputKind,
  code: string,
  partnerId: string,
  numerator: number | null,
  denominator?: number,
) => Promise<string>;

/** A task comes without a paper; whatever else with one, and points and vetoes with a note. */
export const entererOf =
  (base: CaseWorld, period: string): Enter =>
  async (kind, code, partnerId, numerator, denominator) => {
    const { services, world } = base;
    const { supervisor, seniorApprover } = world.viewers;
    const ticketId = kind === "TASK" ? null : await uploadAt(base, `${code} ${partnerId} ${numerator}`, supervisor);
    const note = kind === "ADJUSTMENT" || kind === "VETO" ? "见附件" : null;
    const figure = { kind, code, partnerId, numerator, denominator: denominator ?? null, cases: null, note };
    const inputId = done(await proposeInput(services, supervisor, { ...figure, period, ticketId }, null), kind);
    const decided = { kind, inputId, confirms: true, expectedVersion: null };
    done(await decideInput(services, seniorApprover, decided, null), kind);
    return inputId;
  };

/** By the two of them. */
export async function revoke({ services, world }: CaseWorld, inputId: string): Promise<void> {
  const { supervisor, seniorApprover } = world.viewers;
  for (const viewer of [supervisor, seniorApprover]) {
    done(await revokeInput(services, viewer, { inputId, note: "查无此事", expectedVersion: null }, null), "REVOKE");
  }
}

/** Sections of a pack about review and decision: checks, notices, refusals, returns, amount limits. */
import { z } from "zod";
import { stages } from "../stages.js";
import { applicationFigures, institutions, limitedRoles } from "../vocabulary.js";
import { code, listOf, names, partyByGuarantee, positive, source, when, yuan } from "./basics.js";

export const check = z.strictObject({
  code,
  names,
  /** The party best placed to do it, once, for all. */
  owner: partyByGuarantee,
  when: when.optional(),
  /** The document kinds that a result rests on; a new version of one reopens the check. */
  restsOn: z.array(code),
  /** The application's figures that a result rests on; correcting one reopens the check. Packs before 2026 do not say. */
  restsOnFacts: z.array(z.enum(applicationFigures)).optional(),
  /** Computed by the program from the case, confirmed by the owner. */
  computed: z.boolean(),
  /** Parties that did the same thing again in serial review: what joint review saves. */
  repeatedInSerialBy: z.array(z.enum(institutions)),
});

/** A reason with a code, offered at these stages. */
export const reason = z.strictObject({ code, names, stages: z.array(z.enum(stages)).min(1) });

export const refusalReason = reason.extend({
  source,
  /** What the applicant can do about it; a refusal always says so. */
  remedies: z.array(names).min(1),
});

export const returnReason = reason.extend({
  /** Whether the return counts against first-pass (一次通过率). */
  countsInFirstPass: z.boolean(),
});

export const defectKind = z.strictObject({ code, names, remedy: names });

export const amountLimit = z.strictObject({
  act: z.enum(["PROPOSE", "CONFIRM", "ORDER_FUNDS"]),
  role: z.enum(limitedRoles),
  rank: positive.max(9),
  limitFen: yuan,
});

export const reviewSections = {
  review: z.strictObject({
    /** The order in which parties take their turns in serial review. */
    serialOrder: z.array(z.enum(institutions)).min(1),
    /** How long all parties may look before a notice is sent without them. */
    preLookWorkingHours: positive.max(80),
  }),
  checks: listOf(check, "code"),
  defectKinds: listOf(defectKind, "code"),
  refusalReasons: listOf(refusalReason, "code"),
  returnReasons: listOf(returnReason, "code"),
  withdrawalReasons: listOf(reason, "code"),
  correctionReasons: listOf(reason, "code"),
  /** What is still to be undone when a case is withdrawn after signing. */
  unwindingTasks: listOf(z.strictObject({ code, names, from: z.enum(stages), actor: partyByGuarantee, when: when.optional() }), "code"),
  amountLimits: z.array(amountLimit).min(1),
};

/** Sections of a pack about time: stage, party and step limits, the statutory limit, pauses, visits. */
import { z } from "zod";
import { stages } from "../stages.js";
import { institutions, caseParties, pauseEnds, referenceDays } from "../vocabulary.js";
import { code, day, listOf, names, positive, source } from "./basics.js";

export const stageLimit = z.strictObject({
  stage: z.enum(stages),
  /** Working days from entering the stage; null where none is promised. */
  workingDays: positive.max(400).nullable(),
  source,
});

/** A party's own limit inside a stage, beside the joint one. */
export const partyLimit = z.strictObject({
  stage: z.enum(stages),
  party: z.enum(institutions),
  workingDays: positive.max(400),
  source,
});

/** A step that is not a stage of its own. */
export const stepLimit = z.strictObject({
  step: code,
  names,
  party: z.enum(caseParties),
  limit: z.union([
    z.strictObject({ workingDays: positive.max(400) }),
    z.strictObject({ workingHours: positive.max(400) }),
    z.strictObject({ calendarDays: positive.max(4000) }),
  ]),
  source,
});

export const statutoryLimit = z.strictObject({
  /** For applications accepted on or after this day, until a later row takes over. */
  acceptedFrom: day,
  calendarDays: positive.max(365),
  /** Whether a last day on a holiday moves to the next working day. */
  movesOffHolidays: z.boolean(),
  article: z.string().min(3),
  source,
  note: z.string().optional(),
});

export const pauseReason = z.strictObject({
  code,
  names,
  stages: z.array(z.enum(stages)).min(1),
  /** The kind of document without which there is no pause; NOTICE where a notice to the applicant is what pauses. */
  evidence: code,
  resumesOn: z.enum(pauseEnds),
  /** The clock resumes after so many calendar days at the latest. */
  maxCalendarDays: positive.max(400),
  /** Who is waited for while the clock stands still. */
  waitsFor: z.enum(["APPLICANT", "REGISTRY", "COURT", "FUNDS", "NOBODY"]),
});

export const timeSections = {
  stageLimits: listOf(stageLimit, "stage"),
  partyLimits: z.array(partyLimit),
  stepLimits: listOf(stepLimit, "step"),
  statutoryLimits: listOf(statutoryLimit, "acceptedFrom"),
  /** How long before a due time a deadline counts as due soon. */
  dueSoonWorkingHours: positive.max(200),
  pauseReasons: listOf(pauseReason, "code"),
  trips: z.strictObject({
    /** Interviews that the law requires: logged, never counted. */
    legalInterviews: listOf(z.strictObject({ code, names, stages: z.array(z.enum(stages)).min(1), source }), "code"),
    replacements: listOf(z.strictObject({ code, names }), "code"),
    visitReasons: listOf(z.strictObject({ code, names, replacedBy: z.array(code).min(1) }), "code"),
  }),
  /** Which day each dated rule is read on. */
  referenceDays: z.strictObject({
    product: z.enum(referenceDays),
    checklist: z.enum(referenceDays),
    checks: z.enum(referenceDays),
    quota: z.enum(referenceDays),
    statutoryLimit: z.enum(referenceDays),
    stageLimit: z.enum(referenceDays),
    amountLimit: z.enum(referenceDays),
    signatures: z.enum(referenceDays),
    security: z.enum(referenceDays),
    rate: z.enum(referenceDays),
  }),
};

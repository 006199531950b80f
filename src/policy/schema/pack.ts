/** A policy pack as a whole: its heading and its sections. */
import { z } from "zod";
import { day, names, source } from "./basics.js";
import { authorisations } from "./authorisations.js";
import { collateral } from "./collateral.js";
import { delegation } from "./delegation.js";
import { escalation } from "./escalation.js";
import { feeBasis } from "./fees.js";
import { moneySections } from "./money.js";
import { paperSections } from "./papers.js";
import { personalData } from "./personalData.js";
import { ratings } from "./ratings.js";
import { reviewSections } from "./review.js";
import { scoringSections } from "./scoring.js";
import { targets } from "./targets.js";
import { timeSections } from "./time.js";

export const packId = z.string().regex(/^[a-z0-9][a-z0-9-]{2,59}$/, "must be a short id such as base-2011");

export const headingSchema = z.strictObject({
  id: packId,
  names,
  effectiveFrom: day,
  source,
  /** The pack that this one takes over from; sections not stated here stay as they are there. */
  supersedes: packId.nullable(),
});

export const sectionsSchema = z.strictObject({
  ...moneySections,
  ...paperSections,
  ...reviewSections,
  ...timeSections,
  ...scoringSections,
});

/**
 * Sections that came after the first packs were published. A pack may leave them out; what they rule is then not in
 * force, and cases pinned to an older pack go on as they began.
 */
export const laterSectionsSchema = z.strictObject({
  authorisations,
  collateral,
  delegation,
  feeBasis,
  personalData,
  targets,
  escalation,
  ratings,
});

/** Which entries of a case in sight the viewer sees: of what is between two other parties, a third one learns nothing. */
import { Handoff } from "../../documents/index.js";
import { EntryRow, fromText } from "../../journal/index.js";
import { inSight } from "../../kernel/index.js";
import { signedIn, type Page } from "../../platform/index.js";
import type { Viewer } from "../../parties/index.js";
import { Clock, Escalation } from "../clocks/rows.js";
import { betweenParties, seesClock, seesEscalation } from "../clocks/sight.js";
import { contactSight, inquirySight } from "../betweenParties.js";
import type { EntryCorrection } from "../corrections/rows.js";
import type { CaseEntryType } from "../entries.js";
import { Inquiry } from "../inquiries/rows.js";
import type { CaseRequestContext } from "../services.js";

type Rows = CaseRequestContext["rows"];
type Body = Readonly<Record<string, unknown>>;
type Test = (viewer: Viewer, body: Body, rows: Rows) => boolean | Promise<boolean>;

const idIn = (body: Body, name: string): string => {
  const id = body[name];
  return typeof id === "string" ? id : "";
};

/** By the same rules as the rows that the entry made; every other kind is for whoever sees the case. */
const tests: Partial<Record<CaseEntryType, Test>> = {
  INQUIRY_POSTED: (viewer, body) => inSight(inquirySight(viewer), body),
  async INQUIRY_ANSWERED(viewer, body, rows) {
    const inquiry = await rows.face(Inquiry, idIn(body, "inquiryId"));
    return inquiry !== null && inSight(inquirySight(viewer), inquiry);
  },
  HANDOFF_SENT: handoffSeen,
  HANDOFF_RECEIVED: handoffSeen,
  CONTACT_RECORDED: (viewer, body) => inSight(contactSight(viewer), body),
  async DEADLINE_MISSED(viewer, body, rows) {
    if (!betweenParties.includes(idIn(body, "step"))) return true;
    const clock = await rows.face(Clock, idIn(body, "clockId"));
    return clock !== null && seesClock(viewer, clock);
  },
  ENTRY_CORRECTED: correctionSeen,
  ESCALATED: escalationSeen,
  ESCALATION_ACKNOWLEDGED: escalationSeen,
};

/** A correction of such an entry is seen by whoever sees the entry. */
async function correctionSeen(viewer: Viewer, { entryId, entryType }: Body, rows: Rows): Promise<boolean> {
  if (!tests[entryType as CaseEntryType]) return true;
  const corrected = await rows.face(EntryRow, String(entryId));
  return corrected !== null && sees(viewer, corrected, rows);
}

async function handoffSeen(_viewer: Viewer, body: Body, rows: Rows): Promise<boolean> {
  return (await rows.one(Handoff, idIn(body, "handoffId"))) !== null;
}

async function escalationSeen(viewer: Viewer, body: Body, rows: Rows): Promise<boolean> {
  const escalation = await rows.face(Escalation, idIn(body, "escalationId"));
  return escalation !== null && seesEscalation(viewer, escalation);
}

async function sees(viewer: Viewer, { id, type }: EntryRow, rows: Rows): Promise<boolean> {
  const test = tests[type as CaseEntryType];
  if (!test) return true;
  const entry = await rows.face(EntryRow, id);
  return entry !== null && test(viewer, fromText(entry.text).body as Body, rows);
}

/** Corrections of a case without those of entries that are out of sight. */
export async function correctionsInSight(
  ctx: CaseRequestContext,
  corrections: readonly EntryCorrection[],
): Promise<EntryCorrection[]> {
  const viewer = signedIn(ctx);
  const seen = await Promise.all(corrections.map((one) => correctionSeen(viewer, { ...one }, ctx.rows)));
  return corrections.filter((_one, at) => seen[at]);
}

/** A page without what is out of sight: it may be shorter than asked, and its cursor leads on as if it were not. */
export async function inTimelineSight(ctx: CaseRequestContext, page: Page<EntryRow>): Promise<Page<EntryRow>> {
  const viewer = signedIn(ctx);
  if (viewer.partyKind === "CENTER") return page;
  const seen = await Promise.all(page.nodes.map((entry) => sees(viewer, entry, ctx.rows)));
  if (seen.every(Boolean)) return page;
  return {
    nodes: page.nodes.filter((_entry, at) => seen[at]),
    get edges() {
      return page.edges.filter((_edge, at) => seen[at]);
    },
    pageInfo: page.pageInfo,
    count: page.count,
  };
}

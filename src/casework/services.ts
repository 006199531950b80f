/** What casework needs of the program around it, and the context that its commands decide in. */
import type { DocumentsContext, DocumentServices } from "../documents/index.js";
import { claimTotals, type ClaimRef, type Journal } from "../journal/index.js";
import { dayOf, newId, timesRatio, type Calendar } from "../kernel/index.js";
import { NetAssets, type Viewer } from "../parties/index.js";
import { selectRow, type Sql } from "../platform/index.js";
import { calendarInForce, calendarNow, type PolicyBook, type PolicyVersion } from "../policy/index.js";
import type { Context } from "../journal/index.js";
import type { CaseContext } from "./context.js";
import type { CaseState } from "./state.js";
import { timeOn } from "./time.js";

export interface CaseServices extends DocumentServices {
  readonly journal: Journal;
  readonly policies: PolicyBook;
}

/** What this room's resolvers find in the context. */
export interface CaseRequestContext extends DocumentsContext, CaseServices {
  readonly journal: Journal;
  readonly policies: PolicyBook;
}

/** What a case command reads beside its streams. */
export interface CaseFactsRead {
  readonly guaranteeLimitFen: number | null;
  /** In force now, with what the center entered and imported; the published files alone where it was not read. */
  readonly calendar?: Calendar;
}

export function caseContext(
  services: Pick<CaseServices, "policies">,
  viewer: Viewer,
  state: CaseState | null,
  context: Pick<Context, "now" | "newId" | "keep" | "claimed">,
  facts: CaseFactsRead,
): CaseContext {
  const { calendar = services.policies.calendar, ...read } = facts;
  const time = timeOn(calendar, context.now);
  const policy = services.policies.on(time.today);
  const digest = state?.lifecycle.policyDigest;
  return { ...context, ...read, viewer, time, policy, pinned: digest ? services.policies.byDigest(digest) : policy };
}

/** The case's guarantee company may stand for so many times its newest stated net assets. */
export async function readCaseFacts(
  sql: Sql,
  services: Pick<CaseServices, "policies" | "journal">,
  state: CaseState | null,
): Promise<CaseFactsRead> {
  const { policies, journal } = services;
  const calendar = await calendarFor(sql, services);
  const companyId = state?.lifecycle.guaranteeCompanyId;
  if (!companyId) return { guaranteeLimitFen: null, calendar };
  const today = dayOf(journal.clock().toISOString(), policies.calendar.zone);
  const stated = await selectRow(sql, NetAssets, "partyId = ? AND asOf <= ? ORDER BY asOf DESC, id DESC LIMIT 1", [
    companyId,
    today,
  ]);
  return { guaranteeLimitFen: guaranteeLimitFen(stated?.amountFen, policies.on(today)), calendar };
}

/** A company that never stated its net assets has no capacity. */
export const guaranteeLimitFen = (netAssetsFen: number | undefined, { guaranteeCapacity }: PolicyVersion): number =>
  netAssetsFen === undefined ? 0 : timesRatio(netAssetsFen, guaranteeCapacity.netAssetsMultiple, 1, "FLOOR");

/** A command asks inside its transaction; a request that only looks, once for all its fields. */
function calendarFor(sql: Sql, services: Pick<CaseServices, "policies" | "journal">): Promise<Calendar> {
  const { journal, policies } = services;
  const looks = sql === journal.database.read && "rows" in services;
  return looks ? calendarNow(services as CaseRequestContext) : calendarInForce(sql, policies.calendar);
}

/** The context of one who only looks: from the reading side, with nothing kept and nothing taken. */
export async function contextToLook(
  services: CaseServices,
  viewer: Viewer,
  state: CaseState | null,
  claims: readonly ClaimRef[],
): Promise<CaseContext> {
  const { database, clock } = services.journal;
  const totals = await claimTotals(database.read, claims);
  const looking = {
    now: clock().toISOString(),
    newId,
    keep: () => ({ id: "", mac: "" }),
    claimed: ({ kind, subject }: ClaimRef) => totals.get(`${kind}:${subject}`) ?? 0,
  };
  return caseContext(services, viewer, state, looking, await readCaseFacts(database.read, services, state));
}

/** What a case command may use beside the case: who asks, the policy and calendar in force, facts read beforehand. */
import type { Context } from "../journal/index.js";
import type { Viewer } from "../parties/index.js";
import type { Institution, PolicyVersion } from "../policy/index.js";
import type { CaseState } from "./state.js";
import type { Time } from "./time.js";

export interface CaseContext extends Pick<Context, "now" | "newId" | "keep" | "claimed"> {
  readonly viewer: Viewer;
  /** In force on the day of the act. */
  readonly policy: PolicyVersion;
  /** The version that submission pinned; the day's own before that. */
  readonly pinned: PolicyVersion;
  readonly time: Time;
  /** Ten times the net assets, in fen, of the case's guarantee company; null where it has none. */
  readonly guaranteeLimitFen: number | null;
}

/** Whether the viewer may act for an institution of this case. */
export function actsFor(
  viewer: Viewer,
  institution: Institution,
  lifecycle: { readonly bankId: string; readonly guaranteeCompanyId: string | null },
): boolean {
  return viewer.partyKind === institution && viewer.partyId === partyOf(institution, lifecycle, viewer.partyId);
}

/** As what a party takes part in a case; null where it does not. */
export function kindOf(
  partyId: string,
  { bankId, guaranteeCompanyId, centerId }: Pick<CaseState["lifecycle"], "bankId" | "guaranteeCompanyId" | "centerId">,
): "BANK" | "CENTER" | "GUARANTEE_COMPANY" | null {
  if (partyId === bankId) return "BANK";
  if (partyId === centerId) return "CENTER";
  return partyId === guaranteeCompanyId ? "GUARANTEE_COMPANY" : null;
}

/** The party that stands for an institution in a case; the developer by its property. */
export function partyOf(
  institution: Institution,
  lifecycle: { readonly bankId: string; readonly guaranteeCompanyId: string | null; readonly centerId?: string },
  fallback = "",
): string {
  switch (institution) {
    case "BANK":
      return lifecycle.bankId;
    case "GUARANTEE_COMPANY":
      return lifecycle.guaranteeCompanyId ?? lifecycle.bankId;
    case "CENTER":
      return lifecycle.centerId ?? fallback;
    case "DEVELOPER":
      return fallback;
  }
}

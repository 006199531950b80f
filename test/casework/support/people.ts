/** Who takes part in cases that need no database: parties and their members, as authentication would see them. */
import type { PartyKind, Role, Viewer } from "../../../src/parties/index.js";

export const parties = {
  center: "party-center",
  bank: "party-bank",
  otherBank: "party-other-bank",
  guarantor: "party-guarantor",
  otherGuarantor: "party-other-guarantor",
  developer: "party-developer",
} as const;

const kinds: Readonly<Record<keyof typeof parties, PartyKind>> = {
  center: "CENTER",
  bank: "BANK",
  otherBank: "BANK",
  guarantor: "GUARANTEE_COMPANY",
  otherGuarantor: "GUARANTEE_COMPANY",
  developer: "DEVELOPER",
};

export const units = { east: "unit-east", west: "unit-west" } as const;

function viewer(
  memberId: string,
  party: keyof typeof parties,
  roles: readonly Role[],
  more: Partial<Viewer> = {},
): Viewer {
  const unitId = more.unitId ?? null;
  return {
    memberId,
    partyId: parties[party],
    partyKind: kinds[party],
    unitId,
    unitIds: unitId ? [unitId] : null,
    roles,
    rank: 3,
    onBehalfOfId: null,
    channel: "API",
    language: "en",
    ...more,
  };
}

export const people = {
  bankOfficer: viewer("bank-officer", "bank", ["BANK_OFFICER"]),
  bankColleague: viewer("bank-colleague", "bank", ["BANK_OFFICER"]),
  bankManager: viewer("bank-manager", "bank", ["BANK_MANAGER"]),
  eastOfficer: viewer("east-officer", "bank", ["BANK_OFFICER"], { unitId: units.east }),
  eastColleague: viewer("east-colleague", "bank", ["BANK_OFFICER"], { unitId: units.east }),
  westOfficer: viewer("west-officer", "bank", ["BANK_OFFICER"], { unitId: units.west }),
  westColleague: viewer("west-colleague", "bank", ["BANK_OFFICER"], { unitId: units.west }),
  otherBankColleague: viewer("other-bank-colleague", "otherBank", ["BANK_OFFICER"]),
  otherBankOfficer: viewer("other-bank-officer", "otherBank", ["BANK_OFFICER", "BANK_MANAGER"]),
  guaranteeOfficer: viewer("guarantee-officer", "guarantor", ["GUARANTEE_OFFICER"]),
  guaranteeManager: viewer("guarantee-manager", "guarantor", ["GUARANTEE_MANAGER"]),
  otherGuaranteeOfficer: viewer("other-guarantee", "otherGuarantor", ["GUARANTEE_OFFICER", "GUARANTEE_MANAGER"]),
  reviewer: viewer("reviewer", "center", ["CENTER_REVIEWER"]),
  otherReviewer: viewer("other-reviewer", "center", ["CENTER_REVIEWER"]),
  juniorReviewer: viewer("junior-reviewer", "center", ["CENTER_REVIEWER"], { rank: 1 }),
  approver: viewer("approver", "center", ["CENTER_APPROVER"]),
  juniorApprover: viewer("junior-approver", "center", ["CENTER_APPROVER"], { rank: 1 }),
  /** May propose and may confirm, but never the same thing. */
  allRounder: viewer("all-rounder", "center", ["CENTER_REVIEWER", "CENTER_APPROVER"]),
  fundsOfficer: viewer("funds-officer", "center", ["FUNDS_OFFICER"]),
  juniorFundsOfficer: viewer("junior-funds", "center", ["FUNDS_OFFICER"], { rank: 1 }),
  supervisor: viewer("supervisor", "center", ["SUPERVISOR"]),
  administrator: viewer("administrator", "center", ["ADMINISTRATOR"]),
  auditor: viewer("auditor", "center", ["AUDITOR"]),
  developer: viewer("developer", "developer", []),
} as const satisfies Record<string, Viewer>;
export type PersonName = keyof typeof people;

/** The same person, acting through a system of theirs. */
export const through = (memberId: string, officer: Viewer): Viewer => ({
  ...officer,
  memberId,
  onBehalfOfId: officer.memberId,
});

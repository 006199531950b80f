/** Applications of invented people as entries hold them: references and digests, no personal data. */
import { newId } from "../../../src/kernel/index.js";
import type { Content } from "../../../src/casework/entries.js";
import type { PersonRole, PropertyKind } from "../../../src/policy/index.js";
import { parties } from "./people.js";

const ref = () => ({ id: newId(), mac: "0".repeat(64) });

export interface Wanted {
  readonly product?: string;
  readonly kind?: PropertyKind;
  readonly oldMortgage?: boolean;
  readonly people?: readonly (readonly PersonRole[])[];
  readonly amountFen?: number;
  readonly termMonths?: number;
  /** One payee for each, with its share. */
  readonly payees?: readonly number[];
}

/** Complete, and of people who are in no other case. */
export function inventedContent(wanted: Wanted = {}): Content {
  const building = wanted.product === "BUILDING";
  const { kind = building ? "SELF_BUILT" : "NEW", amountFen = building ? 20_000_000 : 45_000_000 } = wanted;
  const sellers: PersonRole[][] = kind === "SECOND_HAND" ? [["SELLER"]] : [];
  const roles = wanted.people ?? [["BORROWER"], ["SPOUSE", "CO_OWNER"], ...sellers];
  const people = roles.map((own) => ({
    id: newId(),
    personId: newId(),
    private: ref(),
    roles: own,
    sharePpm: null,
  }));
  return {
    people,
    property: {
      kind,
      key: newId().replaceAll("-", ""),
      unitNumber: ref(),
      address: ref(),
      priceFen: 100_000_000,
      downPaymentFen: Math.min(30_000_000, 100_000_000 - amountFen),
      valuationFen: kind === "SECOND_HAND" ? 98_000_000 : null,
      contractDay: "2026-02-10",
      developerId: kind === "NEW" ? parties.developer : null,
      oldMortgage: wanted.oldMortgage ?? false,
    },
    terms: {
      amountFen,
      termMonths: wanted.termMonths ?? 240,
      repaymentMethod: "EQUAL_INSTALMENTS",
      houseOrder: "FIRST",
    },
    account: ref(),
    authorisations: people
      .filter(({ roles: own }) => !own.every((role) => role.startsWith("SELLER")))
      .map(({ personId }) => ({
        personId,
        scope: "CREDIT_REPORT",
        purpose: "LOAN_REVIEW",
        recipients: ["BANK" as const, "CENTER" as const],
        validUntil: "2030-12-31",
        evidenceDocumentId: null,
      })),
    payees: (wanted.payees ?? [amountFen]).map((share) => ({
      id: newId(),
      account: ref(),
      supervised: true,
      amountFen: share,
    })),
    commercial:
      wanted.product === "COMBINED" ? { lenderId: parties.bank, amountFen: 20_000_000, state: "APPLIED" } : null,
  };
}

/** Made-up cases as the facts that they come to: each bank and guarantee company with a quality of its own. Pure. */
import { type LoanCase } from "../../casework/index.js";
import { type PartnerFact } from "../../oversight/index.js";
import { createRandom, type Random } from "../demo/random.js";

export interface MadeParty {
  readonly id: string;
  readonly unitIds: readonly string[];
  readonly memberIds: readonly string[];
}

export interface CasePlan {
  readonly seed: number;
  readonly centerId: string;
  readonly banks: readonly MadeParty[];
  readonly guarantors: readonly MadeParty[];
  /** Working days on which things happen, in order. */
  readonly days: readonly string[];
}

const kinds = [
  { product: "FUND", propertyKind: "NEW", share: 0.45, slower: 1 },
  { product: "FUND", propertyKind: "SECOND_HAND", share: 0.25, slower: 1.3 },
  { product: "COMBINED", propertyKind: "NEW", share: 0.15, slower: 1.15 },
  { product: "COMBINED", propertyKind: "SECOND_HAND", share: 0.1, slower: 1.4 },
  { product: "FUND", propertyKind: "SELF_BUILT", share: 0.05, slower: 1.2 },
] as const;

const minuteMs = 60_000;

/** The same number of the same seed is the same case, whatever was made before it. */
export function madeCase(plan: CasePlan, number: number): { loan: LoanCase; facts: PartnerFact[] } {
  const random = createRandom((Math.imul(plan.seed, 2_654_435_761) + Math.imul(number, 40_503)) >>> 0);
  for (let at = 0; at < 4; at += 1) random.next();
  const bankAt = skewed(random, plan.banks.length);
  const guarantorAt = skewed(random, plan.guarantors.length);
  const [bank, guarantor] = [plan.banks[bankAt] as MadeParty, plan.guarantors[guarantorAt] as MadeParty];
  const kind = kindOf(random);
  const id = idOf(plan.seed, number);
  const last = plan.days.length - 1;
  const begun = random.whole(0, Math.max(0, last - 20));
  const at = (after: number) => instantOn(plan.days[Math.min(last, begun + after)] as string, random);
  const worker = (party: MadeParty) => {
    const unit = random.whole(0, Math.max(0, party.unitIds.length - 1));
    const member = random.whole(0, Math.max(0, party.memberIds.length - 1));
    return { unitId: party.unitIds[unit] ?? null, memberId: party.memberIds[member] ?? null };
  };
  const facts: PartnerFact[] = [];
  const fact = (key: string, indicator: string, party: MadeParty, when: { day: string; at: string }, value: number) =>
    facts.push({
      ...{ id: `${id}/${key}/${indicator}`, streamId: id, caseId: id, indicator, partnerId: party.id },
      ...worker(party),
      ...{ product: kind.product, propertyKind: kind.propertyKind, day: when.day, occurredAt: when.at, value },
      ...{ recordedAt: when.at, reversedAt: null },
    });
  const yes = (share: number) => (random.next() < share ? 1 : 0);
  const [bankIs, guarantorIs] = [qualityOf(bankAt), qualityOf(guarantorAt + 3)];
  const step = (key: string, party: MadeParty, quality: number, after: number, typical: number) => {
    const when = at(after);
    const minutes = Math.max(
      5,
      Math.round(typical * kind.slower * (1.6 - quality) * (0.25 + 1.9 * random.next() ** 2)),
    );
    fact(key, "ON_TIME", party, when, minutes <= typical * 2.2 ? yes(0.985) : yes(0.35));
    fact(key, "HANDLING_TIME", party, when, minutes * minuteMs);
  };
  step("accept", bank, bankIs, 1, 300);
  step("review", guarantor, guarantorIs, 4, 600);
  fact("bank", "FIRST_PASS", bank, at(5), yes(0.72 + 0.22 * bankIs));
  fact("guarantor", "FIRST_PASS", guarantor, at(5), yes(0.7 + 0.24 * guarantorIs));
  fact("security", "REGISTRATION_ON_TIME", guarantor, at(14), yes(0.83 + 0.14 * guarantorIs));
  if (yes(0.6)) fact("paper", "DOCUMENT_ERRORS", bank, at(6), yes(0.08 * (1.3 - bankIs)));
  const paid = at(18);
  const amountFen = random.whole(10, 80) * 1_000_000;
  fact("bank", "VOLUME", bank, paid, amountFen);
  fact("guarantor", "VOLUME", guarantor, paid, amountFen);
  fact("bank", "ZERO_TRIP", bank, paid, yes(0.6 + 0.3 * bankIs));
  if (yes(0.25)) fact("rating", "SATISFACTION", bank, paid, 100 * random.whole(bankIs > 0.5 ? 3 : 2, 5));
  if (yes(0.004)) fact("complaint", "COMPLAINTS", bank, paid, 1);
  return {
    loan: loanOf(plan, { id, number, bank, guarantor, kind, opened: at(0).at, paid: paid.at, amountFen }),
    facts,
  };
}

/** The first parties have the most to do. */
const skewed = (random: Random, count: number): number => Math.floor(random.next() ** 1.4 * count);

/** From 0.2 to 0.9, and never the order of the parties. */
const qualityOf = (at: number): number => 0.2 + 0.7 * ((at * 0.381_966) % 1);

function kindOf(random: Random): (typeof kinds)[number] {
  let left = random.next();
  return kinds.find(({ share }) => (left -= share) < 0) ?? kinds[0];
}

/** Office hours in a zone eight hours ahead: the day is the same in both. */
function instantOn(day: string, random: Random): { day: string; at: string } {
  const two = (value: number) => String(value).padStart(2, "0");
  const at = `${day}T${two(random.whole(1, 8))}:${two(random.whole(0, 59))}:${two(random.whole(0, 59))}.000Z`;
  return { day, at };
}

const idOf = (seed: number, number: number): string => {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0").slice(-digits);
  return `00000000-0000-7${hex(seed, 3)}-8${hex(Math.floor(number / 2 ** 32), 3)}-${hex(number, 12)}`;
};

interface Made {
  readonly id: string;
  readonly number: number;
  readonly bank: MadeParty;
  readonly guarantor: MadeParty;
  readonly kind: (typeof kinds)[number];
  readonly opened: string;
  readonly paid: string;
  readonly amountFen: number;
}

const loanOf = ({ centerId }: CasePlan, { id, number, bank, guarantor, kind, opened, paid, amountFen }: Made) =>
  ({
    ...{ id, number: `GEN-${String(number).padStart(9, "0")}`, version: 1, stage: "SERVICING", reviewMode: "JOINT" },
    ...{ productCode: kind.product, guaranteeKind: "GUARANTEE_COMPANY", propertyKind: kind.propertyKind, centerId },
    ...{ bankId: bank.id, bankUnitId: bank.unitIds[0] ?? null, guaranteeCompanyId: guarantor.id },
    ...{ ownerId: bank.memberIds[0] ?? bank.id, submitted: true, amountRequestedFen: amountFen },
    ...{ amountApprovedFen: amountFen, openedAt: opened, stageEnteredAt: paid, paidAt: paid },
    ...{ tripBudget: 0, tripsSpent: 0, returnCount: 0, lastActAt: paid },
  }) as unknown as LoanCase;

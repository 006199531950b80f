/** Cases for tests: applications of invented people, and a desk that takes them on. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDesk, type Desk, type NewCase, type Staff } from "../../src/app/demo/desk.js";
import { aggregatesIn } from "../../src/app/services.js";
import type { ApplicationInput, CaseServices } from "../../src/casework/index.js";
import { createJournal, type JournalOptions } from "../../src/journal/index.js";
import { openFolderBlobs } from "../../src/platform/index.js";
import { loadPolicies, type PolicyBook } from "../../src/policy/index.js";
import { testKeys, type TestDatabase } from "./harness.js";
import { makeWorld, type World } from "./world.js";

const policyFolder = join(__dirname, "../../policy");
let book: PolicyBook | null = null;
export const testPolicies = (): PolicyBook => (book ??= loadPolicies(policyFolder));

/** A clock that stands until it is moved. */
export interface TestClock {
  now: string;
}

export interface CaseWorld {
  readonly services: CaseServices;
  readonly world: World;
  readonly desk: Desk;
  readonly staff: Staff;
  readonly clock: TestClock;
}

/** A Monday morning in the center's zone, as an instant. */
export const monday = "2026-03-02T01:30:00.000Z";

export async function caseWorld(fresh: TestDatabase, more: Partial<JournalOptions> = {}): Promise<CaseWorld> {
  const clock = { now: monday };
  const folder = mkdtempSync(join(process.env["LIANBAN_TEST_FOLDER"] ?? tmpdir(), "lianban-blobs-"));
  const services: CaseServices = {
    journal: createJournal({
      database: fresh.database,
      keys: testKeys,
      aggregates: aggregatesIn("Asia/Shanghai"),
      clock: () => new Date(clock.now),
      ...more,
    }),
    policies: testPolicies(),
    blobs: await openFolderBlobs({ folder, keys: testKeys }),
  };
  const world = await makeWorld(services.journal);
  const { viewers } = world;
  const staff: Staff = {
    bankOfficer: viewers.bankOfficer,
    guaranteeOfficer: viewers.guaranteeOfficer,
    reviewer: viewers.reviewer,
    approver: viewers.seniorApprover,
    fundsOfficer: viewers.fundsOfficer,
  };
  return { services, world, desk: createDesk(services, staff), staff, clock };
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A resident ID number of an invented person, with its check digit (GB 11643). */
export function inventedIdNumber(count: number): string {
  const body = `42120119${83 + (count % 13)}0${1 + (count % 9)}${10 + (count % 18)}${String(count % 1000).padStart(3, "0")}`;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + "10X98765432"[sum % 11];
}

let people = 0;

const authorised = [
  {
    scope: "CREDIT_REPORT",
    purpose: "LOAN_REVIEW",
    recipients: ["BANK" as const, "CENTER" as const],
    validUntil: "2030-12-31",
  },
];

/** A complete application of two people who are in no other case. */
export function application(more: Partial<ApplicationInput> = {}): ApplicationInput {
  people += 2;
  const person = (name: string, count: number) => ({
    name,
    idType: "RESIDENT_ID" as const,
    idNumber: inventedIdNumber(count),
  });
  return {
    people: [
      { person: person("张伟", people), roles: ["BORROWER"], authorisations: authorised },
      { person: person("王芳", people + 1), roles: ["SPOUSE", "CO_OWNER"], authorisations: authorised },
    ],
    property: {
      kind: "NEW",
      unitNumber: `421202 001 GB00001 F${String(people).padStart(8, "0")}`,
      address: `咸宁市温泉路${people}号`,
      price: 80_000_000,
      downPayment: 30_000_000,
      contractDay: "2026-02-10",
    },
    terms: { amount: 45_000_000, termMonths: 240, repaymentMethod: "EQUAL_INSTALMENTS", houseOrder: "FIRST" },
    depositAccount: `4212${String(people).padStart(8, "0")}`,
    payees: [
      { name: "绿城置业", bankName: "建设银行", accountNumber: "42001234567890", supervised: true, amount: 45_000_000 },
    ],
    ...more,
  };
}

export const fundCase = (more: Partial<NewCase> = {}): NewCase => ({
  product: "FUND",
  guaranteeKind: "GUARANTEE_COMPANY",
  application: application(),
  ...more,
});

/** The people and parties of a benchmark: one center, four banks, a guarantee company, and invented applicants. */
import type { ApplicationInput } from "../../casework/index.js";
import type { Journal } from "../../journal/index.js";
import {
  addMember,
  authenticate,
  checkCharacter,
  createPasswords,
  openSession,
  registerParty,
  resultOf,
  stateNetAssets,
  type PartyKind,
  type Role,
  type Viewer,
} from "../../parties/index.js";

/** Nobody signs in with them: cheap on purpose. */
const passwords = createPasswords({ memoryKib: 8, passes: 1, lanes: 1 });
const bankCodes = ["CCB", "ICBC", "ABC", "BOC"];
const netAssetsFen = 1_000_000_000_000;

/** Somebody who acts, and the bearer token of a session of theirs. */
export interface Person {
  readonly viewer: Viewer;
  readonly token: string;
}

export interface Parties {
  readonly bankOfficers: readonly Person[];
  readonly guaranteeOfficer: Person;
  readonly reviewer: Person;
  readonly approver: Person;
  readonly fundsOfficer: Person;
}

export async function makeParties(journal: Journal): Promise<Parties> {
  const party = async (kind: PartyKind, code: string) =>
    resultOf(await registerParty(journal, { kind, code, name: `${code}机构`, nameEn: `Party ${code}` }));
  const person = async (partyId: string, role: Role, code: string): Promise<Person> => {
    const username = `${code}.${role}`.toLowerCase().replaceAll("_", "-");
    const member = {
      partyId,
      username,
      name: `${code}经办`,
      roles: [role],
      amountRank: 3,
      password: "quiet-harbour-52",
    };
    const memberId = await addMember(journal, member, passwords);
    const now = journal.clock().toISOString();
    const { token } = await journal.database.write((tx) => openSession(tx, memberId, "API", now));
    const viewer = await authenticate(journal, token, { language: "en" });
    if (!viewer) throw new Error(`Nobody is signed in as ${username}`);
    return { viewer, token };
  };
  const center = await party("CENTER", "CENTER");
  const bankOfficers: Person[] = [];
  for (const code of bankCodes) bankOfficers.push(await person(await party("BANK", code), "BANK_OFFICER", code));
  const guarantor = await party("GUARANTEE_COMPANY", "ANJU");
  resultOf(await stateNetAssets(journal, { partyId: guarantor, asOf: "2011-01-01", amountFen: netAssetsFen }));
  return {
    bankOfficers,
    guaranteeOfficer: await person(guarantor, "GUARANTEE_OFFICER", "ANJU"),
    reviewer: await person(center, "CENTER_REVIEWER", "CENTER"),
    approver: await person(center, "CENTER_APPROVER", "CENTER"),
    fundsOfficer: await person(center, "FUNDS_OFFICER", "CENTER"),
  };
}

/** A resident ID number of an invented person, with its check digit (GB 11643). */
function inventedIdNumber(count: number): string {
  const day = `${1990 + (Math.floor(count / 1_000) % 10)}0101`;
  const body = `421201${day}${String(count % 1_000).padStart(3, "0")}`;
  return body + checkCharacter(body);
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const authorisations = [
  {
    scope: "CREDIT_REPORT",
    purpose: "LOAN_REVIEW",
    recipients: ["BANK" as const, "CENTER" as const],
    validUntil: "2050-12-31",
  },
];

/** A complete application of two people who are in no other case. */
export function application(count: number): ApplicationInput {
  const person = (name: string, number: number) => ({
    name,
    idType: "RESIDENT_ID" as const,
    idNumber: inventedIdNumber(number),
  });
  const amount = 45_000_000;
  return {
    people: [
      { person: person("张伟", 2 * count), roles: ["BORROWER"], authorisations },
      { person: person("王芳", 2 * count + 1), roles: ["SPOUSE", "CO_OWNER"], authorisations },
    ],
    property: {
      kind: "NEW",
      unitNumber: `421202 001 GB00001 F${String(count).padStart(8, "0")}`,
      address: `咸宁市温泉路${count}号`,
      price: 80_000_000,
      downPayment: 30_000_000,
      contractDay: daysAgo(30),
    },
    terms: { amount, termMonths: 240, repaymentMethod: "EQUAL_INSTALMENTS", houseOrder: "FIRST" },
    depositAccount: `4212${String(count).padStart(8, "0")}`,
    payees: [{ name: "绿城置业", bankName: "建设银行", accountNumber: "42001234567890", supervised: true, amount }],
  };
}

/** Who owes the loan: old enough to borrow, and for how long at most. Pure but for what is read of their private rows. */
import { addMonths, isDay, type Refusal } from "../../kernel/index.js";
import { normalPerson, openPeople, type PersonData } from "../../parties/index.js";
import type { Keys, Sql } from "../../platform/index.js";
import type { PersonRole, PolicyVersion } from "../../policy/index.js";
import type { PersonFacts } from "../entries.js";
import { monthsToRetirement, type Borrower } from "../quota/conditions.js";
import { refuse } from "../refusals.js";
import type { CasePersonInput } from "./input.js";

/** 民法典 第十七条: whoever is eighteen is an adult. */
const fullLegalAgeYears = 18;

const owing: readonly PersonRole[] = ["BORROWER", "CO_BORROWER"];
const answering: readonly PersonRole[] = [...owing, "GUARANTOR"];
const has = (wanted: readonly PersonRole[]) => (one: { readonly roles: readonly PersonRole[] }) =>
  one.roles.some((role) => wanted.includes(role));

/** Who owes the loan, alone or with others. */
export const owes = has(owing);

type Born = Pick<PersonData, "idType" | "idNumber" | "birthDate">;

const isMinor = ({ birthDate }: Born, today: string): boolean =>
  isDay(birthDate) && birthDate <= today && addMonths(birthDate, fullLegalAgeYears * 12) > today;

/** A person whose document does not tell the sex is not judged by age. */
export const borrowersAmong = (people: readonly Born[]): Borrower[] =>
  people
    .filter(({ idType, birthDate }) => idType === "RESIDENT_ID" && isDay(birthDate))
    // The last digit but one of a resident's number is odd for men (GB 11643).
    .map(({ idNumber, birthDate: birthDay }) => ({
      birthDay,
      sex: Number(idNumber[16]) % 2 === 1 ? "MALE" : "FEMALE",
    }));

/** What their ages leave for a term; null where none is known. */
export const longestTerm = (borrowers: readonly Borrower[], policy: PolicyVersion, today: string): number | null =>
  borrowers.length > 0 ? Math.min(...borrowers.map((one) => monthsToRetirement(one, policy, today))) : null;

/** A minor can neither owe a loan nor answer for one. */
export const minorRefusals = (people: readonly CasePersonInput[], today: string, path: string): Refusal[] =>
  people.flatMap((one, at) =>
    has(answering)(one) && isMinor(normalPerson(one.person), today)
      ? [refuse("MINOR_BORROWER", { field: `${path}.${at}.person` })]
      : [],
  );

export interface OwingFacts {
  readonly borrowers: readonly Borrower[];
  /** Of those that the case has named before; what is said anew is refused at its own place. */
  readonly minors: number;
}

/** Those who owe the loan once this is added; whoever was erased is not judged. */
export async function readOwing(
  sql: Sql,
  keys: Keys,
  given: readonly CasePersonInput[] | null | undefined,
  before: readonly PersonFacts[],
  today: string,
): Promise<OwingFacts> {
  if (given) {
    return { borrowers: borrowersAmong(given.filter(owes).map(({ person }) => normalPerson(person))), minors: 0 };
  }
  const asked = before.filter(has(answering));
  const opened = await openPeople(sql, keys, asked);
  const dataOf = (people: readonly PersonFacts[]) =>
    people.map((one) => opened.get(one.private.id) ?? null).filter((data) => data !== null);
  return {
    borrowers: borrowersAmong(dataOf(asked.filter(owes))),
    minors: dataOf(asked).filter((data) => isMinor(data, today)).length,
  };
}

/** What is known of a person, how it is written down in one way only, and what may be wrong with it. Pure. */
import type { PrivateRef } from "../../journal/index.js";
import { canonicalText, isDay, lettersAndDigits, limits, type Refusal } from "../../kernel/index.js";
import { refuse, type PartyCode } from "../refusals.js";
import { birthDateIn, residentIdFaults } from "./idNumber.js";

/** Kinds of ID document, in the order of the national data standard's codes (JGJ/T 320). */
export const idTypes = [
  "RESIDENT_ID",
  "MILITARY_ID",
  "PASSPORT",
  "HONG_KONG_MACAO_PERMIT",
  "TAIWAN_PERMIT",
  "FOREIGN_PERMANENT_RESIDENT_ID",
  "OTHER",
] as const;
export type IdType = (typeof idTypes)[number];

/** As a client says it; `normalPerson` brings it into one spelling. */
export interface PersonGiven {
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  readonly phone?: string | null;
  /** `YYYY-MM-DD`; a resident ID says it by itself. */
  readonly birthDate?: string | null;
}

/** What a private row holds of a person. */
export interface PersonData {
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  readonly phone: string | null;
  readonly birthDate: string;
}

/** How an entry names a person: who it is, and the row with what was known of them then. */
export interface PersonRef {
  readonly personId: string;
  readonly private: PrivateRef;
}

const { nameChars, idNumberChars } = limits.text;

/** Forms of the other kinds; of an unknown kind only that it is short and plain. */
const idPatterns: Readonly<Record<Exclude<IdType, "RESIDENT_ID">, RegExp>> = {
  MILITARY_ID: /^[\p{Script=Han}A-Z0-9]{6,20}$/u,
  PASSPORT: /^[A-Z0-9]{5,15}$/,
  HONG_KONG_MACAO_PERMIT: /^[HM]\d{8}(\d{2})?$/,
  TAIWAN_PERMIT: /^(\d{8}|\d{10}[A-Z]?)$/,
  FOREIGN_PERMANENT_RESIDENT_ID: /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/,
  OTHER: /^[\p{Script=Han}A-Z0-9-]+$/u,
};

/** Mobile or landline of the mainland, or a number with its country code. */
const phonePattern = /^(1[3-9]\d{9}|0\d{2,3}\d{7,8}|\+(?!86)\d{6,15})$/;

/** Full-width characters, spaces and small letters are ways to write the same. */
const plain = (text: string): string => text.normalize("NFKC").trim();
export const normalIdNumber = (text: string): string => plain(text).replace(/\s/g, "").toUpperCase();
const normalPhone = (text: string): string =>
  plain(text)
    .replace(/[\s()-]/g, "")
    .replace(/^(\+|00)86/, "");

/** One spelling of everything, so that the same person is found again. Only for what `personFaults` finds no fault in. */
export function normalPerson(given: PersonGiven): PersonData {
  const idNumber = normalIdNumber(given.idNumber);
  return {
    name: plain(given.name),
    idType: given.idType,
    idNumber,
    phone: given.phone ? normalPhone(given.phone) : null,
    birthDate: given.idType === "RESIDENT_ID" ? birthDateIn(idNumber) : (given.birthDate ?? ""),
  };
}

/** Every fault, each with the path to its field under `path`. `today` is the center's day. */
export function personFaults(given: PersonGiven, today: string, path: readonly string[] = []): Refusal[] {
  const at = (field: string, ...codes: PartyCode[]) => codes.map((code) => refuse(code, { field: [...path, field] }));
  const name = plain(given.name);
  const nameRight = name !== "" && [...name].length <= nameChars && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(name);
  const phoneRight = !given.phone || phonePattern.test(normalPhone(given.phone));
  return [
    ...(nameRight ? [] : [refuse("PERSON_NAME_INVALID", { field: [...path, "name"], params: { atMost: nameChars } })]),
    ...at("idNumber", ...idNumberFaults(given, today)),
    ...at("birthDate", ...birthDateFaults(given, today)),
    ...(phoneRight ? [] : at("phone", "PHONE_INVALID")),
  ];
}

function idNumberFaults({ idType, idNumber }: PersonGiven, today: string): PartyCode[] {
  const number = normalIdNumber(idNumber);
  if (idType === "RESIDENT_ID") return residentIdFaults(number, today);
  return number.length <= idNumberChars && idPatterns[idType].test(number) ? [] : ["ID_NUMBER_MALFORMED"];
}

function birthDateFaults({ idType, idNumber, birthDate }: PersonGiven, today: string): PartyCode[] {
  if (!birthDate) return idType === "RESIDENT_ID" ? [] : ["BIRTH_DATE_MISSING"];
  if (!isDay(birthDate) || birthDate < "1850" || birthDate > today) return ["BIRTH_DATE_WRONG"];
  const said = birthDateIn(normalIdNumber(idNumber));
  return idType === "RESIDENT_ID" && isDay(said) && said !== birthDate ? ["BIRTH_DATE_DISAGREES"] : [];
}

/**
 * The faults of each, and whoever is named twice; a person has several roles, not several places. `inside` is where an
 * element of the list says who it is, where it says more than that.
 */
export function peopleFaults(
  given: readonly PersonGiven[],
  today: string,
  path: readonly string[],
  inside: readonly string[] = [],
): Refusal[] {
  const seen = new Set<string>();
  return given.flatMap((one, index) => {
    const key = identityOf(one);
    const place = [...path, String(index), ...inside];
    const twice = seen.has(key) ? [refuse("PERSON_NAMED_TWICE", { field: [...place, "idNumber"] })] : [];
    seen.add(key);
    return [...personFaults(one, today, place), ...twice];
  });
}

/** What makes two descriptions the same person. */
export const identityOf = ({ idType, idNumber }: Pick<PersonGiven, "idType" | "idNumber">): string =>
  `${idType}:${lettersAndDigits(idNumber)}`;

/** The text that a private row seals. */
export const personText = (data: PersonData): string => canonicalText({ ...data });
export const personOfText = (text: string): PersonData => JSON.parse(text) as PersonData;

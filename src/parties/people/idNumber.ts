/** The 18-character number of a resident ID card (GB 11643): region, birth date, order, check character. Pure. */
import { isDay } from "../../kernel/index.js";
import type { PartyCode } from "../refusals.js";

/** Province codes (GB/T 2260), with 81 to 83 of residence permits for Hong Kong, Macao and Taiwan. */
const provinces = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split(
    " ",
  ),
);

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = "10X98765432";

/** The last character that the first seventeen ask for (ISO 7064, MOD 11-2). */
export function checkCharacter(firstSeventeen: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(firstSeventeen[at]), 0);
  return checkCharacters[sum % 11] as string;
}

/** The birth date that a number of the right form says; it may be no day that exists. */
export const birthDateIn = (number: string): string =>
  `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;

/** Every reason why it is no resident ID number, `today` being the last day on which one may be born. */
export function residentIdFaults(number: string, today: string): PartyCode[] {
  if (!/^\d{17}[\dX]$/.test(number)) return ["ID_NUMBER_MALFORMED"];
  const born = birthDateIn(number);
  return [
    ...(provinces.has(number.slice(0, 2)) ? [] : ["ID_NUMBER_REGION_UNKNOWN" as const]),
    ...(isDay(born) && born >= "1850" && born <= today ? [] : ["ID_NUMBER_BIRTH_DATE_WRONG" as const]),
    ...(checkCharacter(number.slice(0, 17)) === number[17] ? [] : ["ID_NUMBER_CHECK_DIGIT_WRONG" as const]),
  ];
}

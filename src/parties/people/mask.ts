/** People for those who need not see everything: enough to tell two of them apart. Pure. */
import type { PersonData } from "./person.js";

/** Family names of two characters, so that 欧阳修 shows 欧阳*. */
const doubleSurnames = new Set(
  "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 宇文 长孙 端木 南宫".split(" "),
);

/** 张三 → 张*, 欧阳修 → 欧阳*, John Smith → J***. */
export function maskName(name: string): string {
  const letters = [...name];
  if (!/\p{Script=Han}/u.test(name)) return `${letters[0] ?? ""}***`;
  const shown = letters.length > 2 && doubleSurnames.has(letters.slice(0, 2).join("")) ? 2 : 1;
  return letters.map((letter, at) => (at < shown ? letter : "*")).join("") + (letters.length <= shown ? "*" : "");
}

/** The first and the last characters, at most four each and never more than half: 1101**********0000. */
export function maskNumber(number: string): string {
  const letters = [...number];
  const shown = Math.min(4, Math.floor(letters.length / 4));
  return letters.map((letter, at) => (at < shown || at >= letters.length - shown ? letter : "*")).join("");
}

/** 138****0000. */
export function maskPhone(phone: string): string {
  const shownAtStart = phone.length >= 11 ? 3 : 1;
  const shownAtEnd = Math.min(4, Math.floor((phone.length * 2) / 5));
  return [...phone].map((digit, at) => (at < shownAtStart || at >= phone.length - shownAtEnd ? digit : "*")).join("");
}

/** Of the birth date only the year stays. */
export const maskPerson = (data: PersonData): PersonData => ({
  name: maskName(data.name),
  idType: data.idType,
  idNumber: maskNumber(data.idNumber),
  phone: data.phone === null ? null : maskPhone(data.phone),
  birthDate: `${data.birthDate.slice(0, 4)}-**-**`,
});

/** People's data: every fault is named, every spelling of the same person is the same person, masks tell little. */
import fc from "fast-check";
import { checkCharacter, residentIdFaults } from "./idNumber.js";
import { maskName, maskNumber, maskPerson, maskPhone } from "./mask.js";
import {
  identityOf,
  normalPerson,
  peopleFaults,
  personFaults,
  personOfText,
  personText,
  type PersonGiven,
} from "./person.js";

const today = "2026-11-22";
const zhang: PersonGiven = {
  name: "张三",
  idType: "RESIDENT_ID",
  idNumber: "11010519491231002X",
  phone: "13800138000",
};
const codesOf = (given: Partial<PersonGiven>) =>
  personFaults({ ...zhang, ...given }, today).map(({ code, field }) => `${field?.join(".")} ${code}`);

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const residentId = fc
  .tuple(
    fc.constantFrom("110105", "330102", "421200", "830000"),
    fc.date({ min: new Date("1900-01-01"), max: new Date("2020-12-31"), noInvalidDate: true }),
    digits(3),
  )
  .map(([region, born, order]) => {
    const body = `${region}${born.toISOString().slice(0, 10).replaceAll("-", "")}${order}`;
    return body + checkCharacter(body);
  });

test("the number of the standard's own example is right", () => {
  expect(residentIdFaults("11010519491231002X", today)).toEqual([]);
  expect(residentIdFaults("440524188001010014", today)).toEqual([]);
});

test("of every right number no other last character is right, and no single wrong digit goes unseen", () => {
  fc.assert(
    fc.property(residentId, fc.nat(17), fc.nat(8), (number, at, shift) => {
      expect(residentIdFaults(number, today)).toEqual([]);
      const old = at === 17 ? "0123456789X".indexOf(number[17] as string) : Number(number[at]);
      const changed = at === 17 ? "0123456789X"[(old + 1 + shift) % 11] : String((old + 1 + shift) % 10);
      const other = number.slice(0, at) + changed + number.slice(at + 1);
      expect(residentIdFaults(other, today)).toContain("ID_NUMBER_CHECK_DIGIT_WRONG");
    }),
  );
});

test.each<[string, Partial<PersonGiven>, string[]]>([
  ["nothing wrong", {}, []],
  ["a small x and full-width digits", { idNumber: " １１０１０５ 19491231002x " }, []],
  ["fifteen digits of the old kind", { idNumber: "110105491231002" }, ["idNumber ID_NUMBER_MALFORMED"]],
  [
    "an unknown region",
    { idNumber: "990105194912310024" },
    ["idNumber ID_NUMBER_REGION_UNKNOWN", "idNumber ID_NUMBER_CHECK_DIGIT_WRONG"],
  ],
  [
    "the 31st of June",
    { idNumber: `11010519490631002${checkCharacter("11010519490631002")}` },
    ["idNumber ID_NUMBER_BIRTH_DATE_WRONG"],
  ],
  [
    "a birth tomorrow",
    { idNumber: `11010520261123002${checkCharacter("11010520261123002")}` },
    ["idNumber ID_NUMBER_BIRTH_DATE_WRONG"],
  ],
  ["another birth date beside it", { birthDate: "1949-12-30" }, ["birthDate BIRTH_DATE_DISAGREES"]],
  ["no day", { birthDate: "1949-02-30" }, ["birthDate BIRTH_DATE_WRONG"]],
  ["a passport without birth date", { idType: "PASSPORT", idNumber: "E12345678" }, ["birthDate BIRTH_DATE_MISSING"]],
  ["a passport", { idType: "PASSPORT", idNumber: "e12345678", birthDate: "1990-05-01" }, []],
  [
    "a Hong Kong permit of seven digits",
    { idType: "HONG_KONG_MACAO_PERMIT", idNumber: "H1234567", birthDate: "1990-05-01" },
    ["idNumber ID_NUMBER_MALFORMED"],
  ],
  ["a military ID", { idType: "MILITARY_ID", idNumber: "军字第12345678号", birthDate: "1990-05-01" }, []],
  [
    "a new foreign resident's ID",
    { idType: "FOREIGN_PERMANENT_RESIDENT_ID", idNumber: "911124198108030024", birthDate: "1981-08-03" },
    [],
  ],
  [
    "another document with a slash",
    { idType: "OTHER", idNumber: "A/1", birthDate: "1990-05-01" },
    ["idNumber ID_NUMBER_MALFORMED"],
  ],
  ["no name", { name: "  " }, ["name PERSON_NAME_INVALID"]],
  ["a name that hides something", { name: "张\u202e三" }, ["name PERSON_NAME_INVALID"]],
  ["a mobile with country code", { phone: "+86 138-0013-8000" }, []],
  ["a landline", { phone: "(0715) 8123456" }, []],
  ["a phone abroad", { phone: "+852 2123 4567" }, []],
  ["half a phone", { phone: "1380013" }, ["phone PHONE_INVALID"]],
  ["no phone", { phone: null }, []],
  [
    "everything",
    { name: "", idNumber: "1", phone: "x", birthDate: "2999-01-01" },
    ["name PERSON_NAME_INVALID", "idNumber ID_NUMBER_MALFORMED", "birthDate BIRTH_DATE_WRONG", "phone PHONE_INVALID"],
  ],
])("%s", (_what, given, codes) => {
  expect(codesOf(given)).toEqual(codes);
});

test("one person named twice is told by the second place, however written", () => {
  const again = { ...zhang, name: "张三丰", idNumber: "11010519491231002x" };
  expect(peopleFaults([zhang, again], today, ["people"])).toEqual([
    { code: "PERSON_NAMED_TWICE", field: ["people", "1", "idNumber"] },
  ]);
  expect(identityOf(again)).toBe(identityOf(zhang));
  expect(identityOf({ ...zhang, idType: "OTHER" })).not.toBe(identityOf(zhang));
});

test("what is kept is one spelling, with the birth date of the number, and reads back as it was", () => {
  const kept = normalPerson({ ...zhang, idNumber: "11010519491231002x", phone: "+86 138 0013 8000" });
  expect(kept).toEqual({ ...zhang, birthDate: "1949-12-31" });
  expect(personOfText(personText(kept))).toEqual(kept);
});

test.each([
  ["张三", "张*"],
  ["欧阳修", "欧阳*"],
  ["欧阳", "欧*"],
  ["王小明", "王**"],
  ["李", "李*"],
  ["John Smith", "J***"],
])("the name %s is masked as %s", (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test("numbers and phones keep their ends only", () => {
  expect(maskNumber("110101199003070000")).toBe("1101**********0000");
  expect(maskNumber("E12345678")).toBe("E1*****78");
  expect(maskNumber("123")).toBe("***");
  expect(maskPhone("13800138000")).toBe("138****8000");
});

test("a mask never shows more than half of a number", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{1,30}$/), (number) => {
      const masked = maskNumber(number);
      expect(masked).toHaveLength(number.length);
      expect([...masked].filter((letter) => letter !== "*").length).toBeLessThanOrEqual(number.length / 2);
    }),
  );
  expect(maskPerson(normalPerson(zhang))).toEqual({
    name: "张*",
    idType: "RESIDENT_ID",
    idNumber: "1101**********002X",
    phone: "138****8000",
    birthDate: "1949-**-**",
  });
});

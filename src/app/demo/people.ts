/** People and homes that do not exist, as an application names them. */
import type { ApplicationInput, CasePersonInput } from "../../casework/index.js";
import { checkCharacter, type PersonGiven } from "../../parties/index.js";
import type { PropertyKind } from "../../policy/index.js";
import type { Random } from "./random.js";

const surnames = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓冯韩曹"] as unknown as [string];
const givenNames =
  "伟 芳 敏 静 磊 洋 艳 勇 军 杰 娟 涛 超 明 霞 平 刚 桂英 秀兰 建国 志强 海燕 文博 雨桐 子涵 思远 晓东 立新 佳琪 浩然".split(
    " ",
  ) as unknown as [string];
const streets = ["梧桐路", "听泉街", "望云巷", "白鹭大道", "松风里", "临溪路"] as const;
const estates = ["云栖苑", "竹溪花园", "栖霞里", "明月湾", "槐荫居"] as const;

/** Its check digit is right (GB 11643); no district has the code 420000, so it is nobody's. */
function inventedIdNumber(random: Random): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const born = `${random.whole(1990, 2004)}${two(random.whole(1, 12))}${two(random.whole(1, 28))}`;
  const body = `420000${born}${String(random.whole(0, 999)).padStart(3, "0")}`;
  return body + checkCharacter(body);
}

export const inventedPerson = (random: Random): PersonGiven => ({
  name: random.pick(surnames) + random.pick(givenNames),
  idType: "RESIDENT_ID",
  idNumber: inventedIdNumber(random),
});

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(random.whole(0, 9))).join("");

/** In the form of a real-estate unit number (不动产单元号), of a parcel that is nowhere. */
export const inventedUnitNumber = (random: Random): string =>
  `420000 001001 GB${digits(random, 5)} F${digits(random, 8)}`;

export const inventedAddress = (random: Random): string =>
  `栖梧市${random.pick(streets)}${random.whole(1, 188)}号${random.pick(estates)}${random.whole(1, 12)}栋${random.whole(101, 1804)}室`;

export const inventedAccount = (random: Random, count: number): string => digits(random, count);

export interface Wanted {
  readonly home: PropertyKind;
  /** Today, and the day until which queries are authorised. */
  readonly today: string;
  readonly authorisedUntil: string;
  readonly capFen: number;
  readonly termMonthsAtMost: number;
  readonly contractDay: string;
  readonly developerId: string | null;
  readonly buildingId?: string | null;
  readonly oldMortgage?: boolean;
  /** The bank that lends the commercial part of a combined loan. */
  readonly lenderId?: string | null;
}

/** A complete application of a married couple, or of one who lives alone. */
export function inventedApplication(random: Random, wanted: Wanted): ApplicationInput {
  const { home, contractDay, developerId, oldMortgage = false, lenderId = null } = wanted;
  const priceFen = random.whole(55, 130) * 1_000_000;
  const amount = Math.min(
    wanted.capFen,
    Math.floor((priceFen * random.whole(40, wanted.lenderId ? 58 : 65)) / 10_000_000) * 100_000,
  );
  const authorisations = [
    {
      scope: "CREDIT_REPORT",
      purpose: "LOAN_REVIEW",
      recipients: ["BANK" as const, "CENTER" as const],
      validUntil: wanted.authorisedUntil,
    },
  ];
  const people: CasePersonInput[] = [{ person: inventedPerson(random), roles: ["BORROWER"], authorisations }];
  if (random.next() < 0.7) {
    people.push({ person: inventedPerson(random), roles: ["SPOUSE", "CO_OWNER"], authorisations });
  }
  if (home === "SECOND_HAND") people.push({ person: inventedPerson(random), roles: ["SELLER"] });
  return {
    people,
    property: {
      kind: home,
      unitNumber: inventedUnitNumber(random),
      address: inventedAddress(random),
      price: priceFen,
      downPayment: priceFen - amount - (lenderId ? 10_000_000 : 0),
      valuation: home === "SECOND_HAND" ? Math.floor(priceFen * 0.97) : null,
      contractDay,
      developerId: home === "NEW" ? developerId : null,
      buildingId: home === "NEW" ? (wanted.buildingId ?? null) : null,
      oldMortgage,
    },
    terms: {
      amount,
      termMonths: Math.min(random.pick([120, 180, 240, 300]), wanted.termMonthsAtMost),
      repaymentMethod: random.pick(["EQUAL_INSTALMENTS", "EQUAL_PRINCIPAL"]),
      houseOrder: random.next() < 0.85 ? "FIRST" : "SECOND",
    },
    depositAccount: `4200${inventedAccount(random, 8)}`,
    payees: [
      {
        name: home === "NEW" ? "栖霞里置业（虚构）" : inventedPerson(random).name,
        bankName: "星河银行（虚构）",
        accountNumber: `62${inventedAccount(random, 14)}`,
        supervised: home === "NEW",
        amount,
      },
    ],
    ...(lenderId && { commercial: { lenderId, amount: 10_000_000 } }),
  };
}

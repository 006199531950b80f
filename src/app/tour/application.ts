/** What the tour applies for: people and a home invented anew at each run. */
import { randomInt } from "node:crypto";
import { inventedAccount, inventedAddress, inventedPerson, inventedUnitNumber } from "../demo/people.js";
import { createRandom } from "../demo/random.js";

/** `LoanCaseOpenInput.application`, as a bank's system sends it: money in yuan, days plain. */
export function newApplication(today: string) {
  const random = createRandom(randomInt(2 ** 32));
  const nextYear = `${Number(today.slice(0, 4)) + 1}-06-30`;
  const authorisations = [
    { scope: "CREDIT_REPORT", purpose: "LOAN_REVIEW", recipients: ["BANK", "CENTER"], validUntil: nextYear },
  ];
  return {
    people: [
      { person: inventedPerson(random), roles: ["BORROWER"], authorisations },
      { person: inventedPerson(random), roles: ["SPOUSE", "CO_OWNER"], authorisations },
    ],
    property: {
      kind: "NEW",
      unitNumber: inventedUnitNumber(random),
      address: inventedAddress(random),
      price: "800000.00",
      downPayment: "350000.00",
      contractDay: today,
    },
    terms: { amount: "450000.00", termMonths: 240, repaymentMethod: "EQUAL_INSTALMENTS", houseOrder: "FIRST" },
    depositAccount: inventedAccount(random, 12),
    payees: [
      {
        name: "栖霞里置业（虚构）",
        bankName: "星河银行（虚构）",
        accountNumber: inventedAccount(random, 16),
        supervised: true,
        amount: "450000.00",
      },
    ],
  };
}

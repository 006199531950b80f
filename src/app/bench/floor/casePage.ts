/** One whole case by hand: the case with its parties and home in one statement, and one for each list. */
import { maskName, maskNumber, maskPerson, type PersonData } from "../../../parties/index.js";
import { formatYuan } from "../../../kernel/index.js";
import type { Keys } from "../../../platform/index.js";
import { caseLists, type CaseList } from "./caseLists.js";
import type { Driver, Row } from "./driver.js";

type Shaped = Record<string, unknown>;

const caseSql = `
SELECT c.*, b.id AS bank__id, b.name AS bank__name, g.id AS guaranteeCompany__id, g.name AS guaranteeCompany__name,
  o.id AS owner__id, o.name AS owner__name, h.kind AS property__kind, h.contractDay AS property__contractDay,
  h.oldMortgage AS property__oldMortgage, h.priceFen AS property__price, h.downPaymentFen AS property__downPayment,
  h.valuationFen AS property__valuation, d.id AS developer__id, d.name AS developer__name,
  u.id AS unitNumber__id, u.sealed AS unitNumber__sealed, a.id AS address__id, a.sealed AS address__sealed
FROM loan_case c JOIN partner b ON b.id = c.bankId LEFT JOIN partner g ON g.id = c.guaranteeCompanyId
LEFT JOIN member_name o ON o.id = c.ownerId LEFT JOIN case_property h ON h.id = c.id
LEFT JOIN partner d ON d.id = h.developerId LEFT JOIN private_row u ON u.id = h.unitNumberId
LEFT JOIN private_row a ON a.id = h.addressId WHERE c.id = ?`;

const plainOfCase = [
  ...["id", "number", "version", "stage", "reviewMode", "productCode", "guaranteeKind", "propertyKind", "openedAt"],
  ...["submittedAt", "acceptedAt", "stageEnteredAt", "stageDueAt", "decisionDueAt", "paidAt", "endedAt", "tripBudget"],
  ...["tripsSpent", "returnCount", "policyId", "lastActAt", "bank", "guaranteeCompany", "owner"],
];

export async function casePage({ all }: Pick<Driver, "all">, keys: Keys, id: string): Promise<object> {
  const [[found], ...lists] = await Promise.all([
    all(caseSql, [id]),
    ...caseLists.map(async (list) => (await all(list.sql, [id])).map((row) => shaped(list, row, keys))),
  ]);
  if (!found) return { loanCase: null };
  const row = nested(found);
  const loanCase: Shaped = {
    ...Object.fromEntries(plainOfCase.map((name) => [name, row[name]])),
    amountRequested: yuan(row["amountRequestedFen"] ?? 0),
    amountApproved: yuan(row["amountApprovedFen"]),
    termMonths: row["termMonthsRequested"] ?? 0,
    property: propertyOf(row, keys),
  };
  caseLists.forEach(({ field }, at) => {
    const rows = lists[at] as Shaped[];
    loanCase[field] = finish[field]?.(rows) ?? rows;
  });
  return { loanCase };
}

function propertyOf({ property, developer, unitNumber, address }: Shaped, keys: Keys): object | null {
  if (!property) return null;
  const { oldMortgage, price, downPayment, valuation, ...rest } = property as Shaped;
  return {
    ...rest,
    oldMortgage: Boolean(oldMortgage),
    price: yuan(price),
    downPayment: yuan(downPayment),
    valuation: yuan(valuation),
    developer,
    unitNumber: opened(unitNumber, keys),
    address: opened(address, keys),
  };
}

/** Lists whose answer is not their rows: personal data shows masked, a file's name stands with its version. */
const finish: Readonly<Record<string, (rows: readonly Shaped[]) => unknown>> = {
  people: (rows) =>
    rows.map(({ person, authorisations, ...row }) => {
      const data = JSON.parse(person as string) as PersonData;
      const granted = (authorisations as Shaped[]).map(({ scope, purpose, recipients, validUntil }) => ({
        ...{ scope, purpose, recipients, validUntil },
      }));
      return { ...row, name: maskName(data.name), idNumber: maskPerson(data).idNumber, authorisations: granted };
    }),
  payees: (rows) =>
    rows.map(({ account, ...row }) => {
      const { name, accountNumber } = JSON.parse(account as string) as { name: string; accountNumber: string };
      return { ...row, name, accountNumber: maskNumber(accountNumber) };
    }),
  documents: (rows) =>
    rows.map(({ fileName, latest, ...row }) => ({ ...row, latest: latest && { ...latest, fileName } })),
  timeline: (rows) => ({ nodes: rows }),
};

function shaped({ flags = [], json = [], money = [], sealed = [] }: CaseList, raw: Row, keys: Keys): Shaped {
  const row = nested(raw);
  for (const name of flags) row[name] = row[name] === null ? null : Boolean(row[name]);
  for (const name of json) row[name] = JSON.parse(row[name] as string);
  for (const name of money) row[name] = yuan(row[name]);
  for (const name of sealed) row[name] = opened(row[name], keys);
  return row;
}

/** `bank__name` goes under `bank`, which is null where its first column is. */
function nested(raw: Row): Shaped {
  const row: Shaped = {};
  for (const [column, value] of Object.entries(raw)) {
    const [outer = "", inner] = column.split("__");
    if (inner === undefined) row[outer] = value;
    else if (!(outer in row)) row[outer] = value === null ? null : { [inner]: value };
    else if (row[outer]) (row[outer] as Shaped)[inner] = value;
  }
  return row;
}

const yuan = (fen: unknown): string | null => (fen === null || fen === undefined ? null : formatYuan(fen as number));

const opened = (kept: unknown, keys: Keys): string | null => {
  const { id, sealed } = (kept ?? {}) as { id?: string; sealed?: string };
  return id && sealed ? keys.open(sealed, `private_row/${id}`).toString("utf8") : null;
};

/** From what a client says to what entries hold: references, digests and ids in place of personal data. */
import { lettersAndDigits, limits, type Refusal } from "../../kernel/index.js";
import type { Context } from "../../journal/index.js";
import { findPeople, peopleFaults, placePeople, type KnownPeople } from "../../parties/index.js";
import type { Keys, Sql } from "../../platform/index.js";
import { authorisationOffers, type PolicyVersion } from "../../policy/index.js";
import type { Content } from "../entries.js";
import { refuse } from "../refusals.js";
import { isCode } from "../texts.js";
import { minorRefusals } from "./borrowers.js";
import type { ApplicationInput, CasePersonInput, PropertyInput } from "./input.js";
import type { PartnerFacts } from "./partners.js";

export interface ContentFacts {
  readonly known: KnownPeople;
}

export const contentFacts = async (sql: Sql, keys: Keys, given: ApplicationInput): Promise<ContentFacts> => ({
  known: await findPeople(
    sql,
    keys,
    (given.people ?? []).map(({ person }) => person),
  ),
});

/** What the input is held against. */
export interface ContentContext {
  readonly today: string;
  /** In force today. */
  readonly policy: PolicyVersion;
  /** Documents of the case, which may be evidence of an authorisation. */
  readonly documentIds: readonly string[];
}

const authorisationsAtMost = 40;

/** What follows only from a fault that was told at the same field is not told again. */
export function notBlamedYet(refusals: readonly Refusal[], told: readonly Refusal[]): Refusal[] {
  const blamed = new Set(told.map(({ field }) => field?.join(".")));
  return refusals.filter(({ field }) => !field || !blamed.has(field.join(".")));
}

/** Every fault of the input by itself, with its path. */
export function contentRefusals(given: ApplicationInput, context: ContentContext): Refusal[] {
  const { today } = context;
  const at = (path: string) => `application.${path}`;
  const people = given.people ?? [];
  const { property, terms, payees = [] } = given;
  const shares = people.reduce((sum, { sharePpm }) => sum + (sharePpm ?? 0), 0);
  return [
    ...peopleFaults(
      people.map(({ person }) => person),
      today,
      ["application", "people"],
      ["person"],
    ),
    ...(people.length > limits.list.people ? [tooMany(at("people"), limits.list.people)] : []),
    ...(shares > 1_000_000 ? [refuse("SHARES_ABOVE_WHOLE", { field: at("people") })] : []),
    ...(people.reduce((sum, { authorisations }) => sum + (authorisations?.length ?? 0), 0) > authorisationsAtMost
      ? [tooMany(at("people"), authorisationsAtMost)]
      : []),
    ...people.flatMap((one, index) => personRefusals(one, at(`people.${index}`), context)),
    ...minorRefusals(people, today, at("people")),
    ...(property ? propertyRefusals(property, at("property"), today) : []),
    ...(terms && (terms.amount <= 0 || terms.amount > limits.money.loanFen)
      ? [refuse("AMOUNT_REQUIRED", { field: at("terms.amount") })]
      : []),
    ...(terms && (terms.termMonths < 1 || terms.termMonths > limits.money.termMonths)
      ? [refuse("TERM_REQUIRED", { field: at("terms.termMonths") })]
      : []),
    ...texts({ depositAccount: given.depositAccount }, at("")),
    ...((payees?.length ?? 0) > limits.list.payees ? [tooMany(at("payees"), limits.list.payees)] : []),
    ...(payees ?? []).flatMap(({ name, bankName, accountNumber, amount }, index) => [
      ...texts({ name, bankName, accountNumber }, at(`payees.${index}.`)),
      ...(amount > 0 ? [] : [refuse("AMOUNT_REQUIRED", { field: at(`payees.${index}.amount`) })]),
    ]),
    ...(given.commercial && given.commercial.amount <= 0
      ? [refuse("AMOUNT_REQUIRED", { field: at("commercial.amount") })]
      : []),
  ];
}

const tooMany = (field: string, most: number): Refusal => refuse("TOO_MANY", { field, params: { most } });

/** A text that is given must say something and not be longer than a line. */
function texts(given: Readonly<Record<string, string | null | undefined>>, prefix: string): Refusal[] {
  return Object.entries(given).flatMap(([name, text]) =>
    text === null || text === undefined || (text.trim() !== "" && text.length <= limits.text.nameChars)
      ? []
      : [refuse("TEXT_WRONG", { field: prefix + name, params: { most: limits.text.nameChars } })],
  );
}

function personRefusals(
  { roles, sharePpm, authorisations }: CasePersonInput,
  field: string,
  { today, documentIds, policy }: ContentContext,
): Refusal[] {
  return [
    ...(roles.length === 0 ? [refuse("ROLE_REQUIRED", { field: `${field}.roles` })] : []),
    ...((sharePpm ?? 0) < 0 ? [refuse("SHARES_ABOVE_WHOLE", { field: `${field}.sharePpm` })] : []),
    ...(authorisations ?? []).flatMap(({ scope, purpose, recipients, validUntil, evidenceDocumentId }, index) => {
      const path = `${field}.authorisations.${index}.`;
      return [
        ...unlisted("scopes", scope, `${path}scope`, policy),
        ...unlisted("purposes", purpose, `${path}purpose`, policy),
        ...(recipients.length === 0 ? [refuse("ROLE_REQUIRED", { field: `${path}recipients` })] : []),
        ...(validUntil < today ? [refuse("AUTHORISATION_EXPIRED", { field: `${path}validUntil` })] : []),
        ...(evidenceDocumentId && !documentIds.includes(evidenceDocumentId)
          ? [refuse("NOT_FOUND", { field: `${path}evidenceDocumentId` })]
          : []),
      ];
    }),
  ];
}

/** Scope and purpose stand in entries: codes of the policy's own lists, no free text. */
const unlisted = (list: "scopes" | "purposes", code: string, field: string, policy: PolicyVersion): Refusal[] =>
  isCode(code) && authorisationOffers(policy, list, code) ? [] : [refuse("UNKNOWN_CODE", { field })];

function propertyRefusals(property: PropertyInput, field: string, today: string): Refusal[] {
  const { unitNumber, address, price, downPayment, valuation, contractDay, kind } = property;
  return [
    ...texts({ unitNumber, address }, `${field}.`),
    ...(unitNumber.trim() !== "" && lettersAndDigits(unitNumber) === ""
      ? [refuse("NUMBER_WRONG", { field: `${field}.unitNumber` })]
      : []),
    ...(price > 0 ? [] : [refuse("AMOUNT_REQUIRED", { field: `${field}.price` })]),
    ...(downPayment > price ? [refuse("ABOVE_PRICE", { field: `${field}.downPayment` })] : []),
    ...(contractDay > today ? [refuse("IN_THE_FUTURE", { field: `${field}.contractDay` })] : []),
    ...(kind === "SECOND_HAND" && !valuation ? [refuse("AMOUNT_REQUIRED", { field: `${field}.valuation` })] : []),
  ];
}

export interface BuiltContent {
  readonly content: Content;
  /** Writes the people who were not known; belongs into the accepted decision's `technical`. */
  readonly technical: (tx: Sql) => Promise<void>;
}

/** What the case says once this is added; a section that is given replaces the one before. */
export function buildContent(
  given: ApplicationInput,
  before: Content,
  caseId: string,
  { known, building }: ContentFacts & Pick<PartnerFacts, "building">,
  context: Pick<Context, "newId" | "keep">,
  keys: Keys,
): BuiltContent {
  const keep = (kind: string, text: string) => context.keep(kind, caseId, text.trim());
  const people = given.people ?? [];
  const placed = placePeople(
    context,
    known,
    people.map(({ person }) => person),
  );
  const { property, terms, depositAccount, payees, commercial } = given;
  const developerId = property?.buildingId ? building?.partyId : null;
  const content: Content = {
    people: given.people
      ? people.map(({ roles, sharePpm }, at) => {
          const ref = placed.refs[at];
          if (!ref) throw new Error("Every person has a place");
          return { ...ref, id: context.newId(), roles: [...new Set(roles)], sharePpm: sharePpm ?? null };
        })
      : before.people,
    authorisations: given.people
      ? people.flatMap(({ authorisations }, at) =>
          (authorisations ?? []).map(({ evidenceDocumentId, recipients, ...one }) => ({
            ...one,
            recipients: [...new Set(recipients)],
            personId: placed.refs[at]?.personId ?? "",
            evidenceDocumentId: evidenceDocumentId ?? null,
          })),
        )
      : before.authorisations,
    property: property
      ? {
          kind: property.kind,
          key: propertyKey(keys, property.unitNumber),
          unitNumber: keep("UNIT_NUMBER", property.unitNumber),
          address: keep("ADDRESS", property.address),
          priceFen: property.price,
          downPaymentFen: property.downPayment,
          valuationFen: property.valuation ?? null,
          contractDay: property.contractDay,
          developerId: property.developerId ?? developerId ?? null,
          buildingId: property.buildingId ?? null,
          oldMortgage: property.oldMortgage ?? false,
        }
      : before.property,
    terms: terms
      ? {
          amountFen: terms.amount,
          termMonths: terms.termMonths,
          repaymentMethod: terms.repaymentMethod,
          houseOrder: terms.houseOrder,
        }
      : before.terms,
    account: depositAccount ? keep("DEPOSIT_ACCOUNT", depositAccount) : before.account,
    payees: payees
      ? payees.map(({ amount, supervised, ...account }) => ({
          id: context.newId(),
          account: keep("PAYEE_ACCOUNT", JSON.stringify(account)),
          supervised,
          amountFen: amount,
        }))
      : before.payees,
    commercial: commercial
      ? { lenderId: commercial.lenderId, amountFen: commercial.amount, state: "APPLIED" }
      : before.commercial,
  };
  return { content, technical: placed.technical };
}

/** The same home, however its number is spelt. */
const propertyKey = (keys: Keys, unitNumber: string): string =>
  keys.mac("property", lettersAndDigits(unitNumber)).slice(0, 32);

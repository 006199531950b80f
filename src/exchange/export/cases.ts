/** Loan cases as traces: who did what when, by keyed numbers and codes; nothing that names a person. */
import { type LoanCase, readCaseSteps, readHeldStretches, type CaseStep } from "../../casework/index.js";
import { Member, Unit } from "../../parties/index.js";
import { placeholders, selectRows, type Keys, type Sql } from "../../platform/index.js";
import {
  partnerAttributes,
  unitAttributes,
  withFacts,
  withHeld,
  type FactOfMember,
  type PartnerFace,
} from "./facts.js";
import { grouped } from "./grouped.js";
import { memberNumber } from "./officers.js";
import { attribute, traceXml, type OutAttribute } from "./xml.js";

export interface CaseTraces {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly partners: ReadonlyMap<string, PartnerFace>;
  readonly factsOf: (caseIds: readonly string[]) => Promise<readonly FactOfMember[]>;
}

interface People {
  readonly members: ReadonlyMap<string, Member>;
  readonly units: ReadonlyMap<string, Unit>;
}

/** The traces of the cases, in their order. */
export async function caseTraces(
  { sql, keys, partners, factsOf }: CaseTraces,
  cases: readonly LoanCase[],
): Promise<string[]> {
  const ids = cases.map(({ id }) => id);
  const steps = await readCaseSteps(sql, ids);
  const stretches = await readHeldStretches(sql, cases);
  const facts = grouped(await factsOf(ids), ({ subjectId }) => subjectId);
  const people = await peopleOf(sql, cases, [...steps.values()].flat());
  return cases.map((one) => {
    const measured = (facts.get(one.id) ?? []).map((fact) => ({ ...fact, officer: memberNumber(keys, fact.memberId) }));
    const named = new Set(measured.map(({ partnerCode }) => partnerCode));
    const faces = [...partners.values()].filter(({ code }) => named.has(code));
    const events = (steps.get(one.id) ?? []).map((step) => ({
      at: step.at,
      attributes: stepAttributes(step, { keys, people, partners }),
    }));
    return traceXml(
      [...caseAttributes(one, people, partners), ...partnerAttributes(faces), ...unitAttributes(measured)],
      withHeld(withFacts(events, measured), stretches.get(one.id) ?? []).map(({ attributes }) => attributes),
    );
  });
}

async function peopleOf(sql: Sql, cases: readonly LoanCase[], steps: readonly CaseStep[]): Promise<People> {
  const memberIds = [...new Set(steps.flatMap(({ memberId, onBehalfOfId }) => [memberId, onBehalfOfId ?? memberId]))];
  const unitIds = [
    ...new Set([...steps.map(({ unitId }) => unitId), ...cases.map(({ bankUnitId }) => bankUnitId)]),
  ].filter((id) => id !== null);
  const members = await selectRows(sql, Member, `id IN ${placeholders(memberIds)}`, memberIds);
  const units = await selectRows(sql, Unit, `id IN ${placeholders(unitIds)}`, unitIds);
  return { members: new Map(members.map((one) => [one.id, one])), units: new Map(units.map((one) => [one.id, one])) };
}

type Partners = ReadonlyMap<string, PartnerFace>;

const caseAttributes = (one: LoanCase, { units }: People, partners: Partners): OutAttribute[] => [
  ...attribute("string", "concept:name", one.number),
  ...attribute("id", "identity:id", one.id),
  ...attribute("date", "registeredAt", one.openedAt),
  ...attribute("int", "amountRequestedFen", one.amountRequestedFen),
  ...attribute("int", "amountApprovedFen", one.amountApprovedFen),
  ...attribute("string", "source", "CASE"),
  ...attribute("string", "product", one.productCode),
  ...attribute("string", "guaranteeKind", one.guaranteeKind),
  ...attribute("string", "propertyKind", one.propertyKind),
  ...attribute("string", "reviewMode", one.reviewMode),
  ...attribute("string", "stage", one.stage),
  ...attribute("string", "bank", partners.get(one.bankId)?.code),
  ...attribute("string", "bankUnit", one.bankUnitId && units.get(one.bankUnitId)?.code),
  ...attribute("string", "guaranteeCompany", one.guaranteeCompanyId && partners.get(one.guaranteeCompanyId)?.code),
];

interface Told {
  readonly keys: Keys;
  readonly people: People;
  readonly partners: Partners;
}

/** A system acts for an officer: the officer is the resource. */
function stepAttributes(step: CaseStep, { keys, people: { members, units }, partners }: Told): OutAttribute[] {
  const person = step.onBehalfOfId ?? step.memberId;
  const member = members.get(person);
  const roles = member?.roles.join(" ") ?? "";
  return [
    ...attribute("string", "concept:name", step.activity),
    ...attribute("string", "lifecycle:transition", step.transition),
    ...attribute("date", "time:timestamp", step.at),
    ...attribute("id", "identity:id", step.id),
    ...attribute("string", "org:resource", member ? memberNumber(keys, person) : "PROGRAM"),
    ...attribute("string", "org:group", member && partners.get(member.partyId)?.code),
    ...attribute("string", "org:role", roles === "" ? null : roles),
    ...attribute("string", "unit", step.unitId && units.get(step.unitId)?.code),
  ];
}

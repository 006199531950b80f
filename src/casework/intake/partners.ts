/** Parties that an opening or an application names, and whether they are what they are named as. */
import type { Refusal } from "../../kernel/index.js";
import { Partner } from "../../parties/index.js";
import { placeholders, selectRows, type Sql } from "../../platform/index.js";
import { refuse } from "../refusals.js";
import type { ApplicationInput } from "./input.js";

export interface PartnerFacts {
  readonly partners: ReadonlyMap<string, Partner>;
  readonly center: Partner | null;
}

/** The parties named, and the center. */
export async function readPartners(
  sql: Sql,
  application: ApplicationInput | null | undefined,
  others: readonly (string | null | undefined)[] = [],
): Promise<PartnerFacts> {
  const named = [...others, application?.property?.developerId, application?.commercial?.lenderId];
  const asked = named.filter((id): id is string => Boolean(id));
  const where = asked.length > 0 ? `id IN ${placeholders(asked)} OR kind = 'CENTER'` : "kind = 'CENTER'";
  const partners = await selectRows(sql, Partner, where, asked);
  return {
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    center: partners.find(({ kind }) => kind === "CENTER") ?? null,
  };
}

/** NOT_FOUND where there is no such party at work. */
export function wrongPartner(
  { partners }: PartnerFacts,
  id: string | null | undefined,
  kind: Partner["kind"],
  field: string,
): Refusal[] {
  if (!id) return [];
  const partner = partners.get(id);
  return partner?.kind === kind && partner.active ? [] : [refuse("NOT_FOUND", { field })];
}

export const applicationPartners = (
  facts: PartnerFacts,
  application: ApplicationInput | null | undefined,
): Refusal[] => [
  ...wrongPartner(facts, application?.property?.developerId, "DEVELOPER", "application.property.developerId"),
  ...wrongPartner(facts, application?.commercial?.lenderId, "BANK", "application.commercial.lenderId"),
];

/** Parties that an opening or an application names, its building, and whether they are what they are named as. */
import { Document } from "../../documents/index.js";
import type { Refusal } from "../../kernel/index.js";
import { DeveloperBuilding, Partner } from "../../parties/index.js";
import { placeholders, selectRow, selectRows, type Sql } from "../../platform/index.js";
import type { PermitOfBuilding } from "../lifecycle/submit.js";
import { refuse } from "../refusals.js";
import type { ApplicationInput } from "./input.js";

export interface PartnerFacts {
  readonly partners: ReadonlyMap<string, Partner>;
  readonly center: Partner | null;
  /** The building named, or the one that the case has named before. */
  readonly building: DeveloperBuilding | null;
  /** Its permit, where it was verified. */
  readonly permit: PermitOfBuilding | null;
}

/** The parties named and the center; the building, which stays what it was where nothing is said of the home. */
export async function readPartners(
  sql: Sql,
  application: ApplicationInput | null | undefined,
  others: readonly (string | null | undefined)[] = [],
  buildingBefore: string | null = null,
): Promise<PartnerFacts> {
  const property = application?.property;
  const building = await buildingNamed(sql, property ? property.buildingId : buildingBefore);
  const named = [...others, property?.developerId, building?.partyId, application?.commercial?.lenderId];
  const asked = [...new Set(named.filter((id): id is string => Boolean(id)))];
  const where = asked.length > 0 ? `id IN ${placeholders(asked)} OR kind = 'CENTER'` : "kind = 'CENTER'";
  const partners = await selectRows(sql, Partner, where, asked);
  return {
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    center: partners.find(({ kind }) => kind === "CENTER") ?? null,
    building,
    permit: await permitOf(sql, building),
  };
}

const buildingNamed = (sql: Sql, id: string | null | undefined): Promise<DeveloperBuilding | null> =>
  id ? selectRow(sql, DeveloperBuilding, "id = ?", [id]) : Promise.resolve(null);

async function permitOf(sql: Sql, building: DeveloperBuilding | null): Promise<PermitOfBuilding | null> {
  const { permitDocumentId, verifiedByPartyId } = building ?? {};
  if (!permitDocumentId || !verifiedByPartyId) return null;
  const document = await selectRow(sql, Document, "id = ?", [permitDocumentId]);
  if (!document) return null;
  const { id: documentId, latestVersion: version, expiresOn } = document;
  return { documentId, version, expiresOn, partyId: verifiedByPartyId };
}

/** NOT_FOUND where there is no such party; PARTY_SUSPENDED where it takes no new cases. */
export function wrongPartner(
  { partners }: Pick<PartnerFacts, "partners">,
  id: string | null | undefined,
  kind: Partner["kind"],
  field: string,
): Refusal[] {
  if (!id) return [];
  const partner = partners.get(id);
  if (partner?.kind !== kind) return [refuse("NOT_FOUND", { field })];
  return partner.active ? [] : [refuse("PARTY_SUSPENDED", { field })];
}

export function applicationPartners(facts: PartnerFacts, application: ApplicationInput | null | undefined): Refusal[] {
  const developer = "application.property.developerId";
  return [
    ...wrongPartner(facts, application?.property?.developerId, "DEVELOPER", developer),
    ...buildingRefusals(facts, application?.property),
    ...wrongPartner(facts, application?.commercial?.lenderId, "BANK", "application.commercial.lenderId"),
  ];
}

function buildingRefusals(facts: PartnerFacts, property: ApplicationInput["property"]): Refusal[] {
  if (!property?.buildingId) return [];
  const { building } = facts;
  const field = "application.property.buildingId";
  if (!building) return [refuse("NOT_FOUND", { field })];
  const another = property.developerId && property.developerId !== building.partyId;
  return [
    ...(another
      ? [refuse("BUILDING_OF_ANOTHER", { field })]
      : wrongPartner(facts, building.partyId, "DEVELOPER", field)),
    ...(property.kind === "NEW" ? [] : [refuse("BUILDING_ONLY_NEW", { field })]),
  ];
}

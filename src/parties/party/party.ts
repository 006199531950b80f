/** The stream of one party: its entries, the state they make and the rows that follow from it. */
import { rowOut, type Aggregate, type Entry, type PrivateRef, type RowOut } from "../../journal/index.js";
import type { PartyKind } from "../viewer.js";
import { DeveloperBuilding, DeveloperProject, NetAssets, Partner, Unit } from "./rows.js";

export type PartyEntry =
  | Entry<"PARTY_REGISTERED", { kind: PartyKind; code: string; name: string; nameEn: string }>
  /** The reason is a private row; what was suspended before reasons were kept has none. */
  | Entry<"PARTY_SUSPENDED", { reason?: PrivateRef }>
  | Entry<"PARTY_RESUMED", Record<string, never>>
  | Entry<"UNIT_ADDED", { unitId: string; parentId: string | null; code: string; name: string; nameEn: string }>
  | Entry<"NET_ASSETS_STATED", { statementId: string; asOf: string; amountFen: number }>
  | Entry<"PROJECT_REGISTERED", { projectId: string; code: string; name: string; nameEn: string }>
  | Entry<"BUILDING_REGISTERED", { buildingId: string; projectId: string; code: string; presalePermit: string | null }>
  | Entry<"BUILDING_VERIFIED", BuildingVerdict>
  | Entry<"BUILDING_VERIFICATION_REVOKED", { buildingId: string; reason: PrivateRef }>;

/** The permit that proves a building, and who looked at it. */
export interface BuildingVerdict {
  readonly buildingId: string;
  readonly presalePermit: string;
  readonly documentId: string;
  readonly partyId: string;
}

export interface PartyState {
  readonly id: string;
  readonly kind: PartyKind;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly active: boolean;
  readonly suspendedAt: string | null;
  readonly suspensionReasonId: string | null;
  readonly units: readonly Unit[];
  /** In the order of their statement; the one in force on a day is the last with `asOf` not after it. */
  readonly netAssets: readonly NetAssets[];
  readonly projects: readonly DeveloperProject[];
  readonly buildings: readonly DeveloperBuilding[];
}

export const party: Aggregate<PartyState> = {
  kind: "party",
  initial: (id) => ({
    id,
    kind: "BANK",
    code: "",
    name: "",
    nameEn: "",
    active: false,
    suspendedAt: null,
    suspensionReasonId: null,
    units: [],
    netAssets: [],
    projects: [],
    buildings: [],
  }),
  evolve: (state, entry) => evolve(state, entry as PartyEntry),
  rowsOf,
  tables: [Partner, Unit, NetAssets, DeveloperProject, DeveloperBuilding],
};

function evolve(state: PartyState, entry: PartyEntry): PartyState {
  const partyId = state.id;
  switch (entry.type) {
    case "PARTY_REGISTERED":
      return { ...state, ...entry.body, active: true };
    case "PARTY_SUSPENDED":
      return {
        ...state,
        active: false,
        suspendedAt: entry.occurredAt,
        suspensionReasonId: entry.body.reason?.id ?? null,
      };
    case "PARTY_RESUMED":
      return { ...state, active: true, suspendedAt: null, suspensionReasonId: null };
    case "UNIT_ADDED": {
      const { unitId, ...unit } = entry.body;
      const path = `${pathOf(state, unit.parentId)}${unit.code}/`;
      return { ...state, units: [...state.units, { id: unitId, partyId, ...unit, path }] };
    }
    case "NET_ASSETS_STATED": {
      const { statementId, ...statement } = entry.body;
      return { ...state, netAssets: [...state.netAssets, { id: statementId, partyId, ...statement }] };
    }
    case "PROJECT_REGISTERED": {
      const { projectId, ...project } = entry.body;
      return { ...state, projects: [...state.projects, { id: projectId, partyId, ...project }] };
    }
    case "BUILDING_REGISTERED": {
      const { buildingId, ...building } = entry.body;
      return { ...state, buildings: [...state.buildings, { id: buildingId, partyId, ...building, ...unverified }] };
    }
    case "BUILDING_VERIFIED": {
      const { buildingId, presalePermit, documentId, partyId: verifiedByPartyId } = entry.body;
      const verifiedById = entry.onBehalfOfId ?? entry.actorId;
      return changeBuilding(state, buildingId, {
        presalePermit,
        permitDocumentId: documentId,
        verifiedAt: entry.occurredAt,
        verifiedByPartyId,
        verifiedById,
      });
    }
    case "BUILDING_VERIFICATION_REVOKED":
      return changeBuilding(state, entry.body.buildingId, unverified);
  }
}

const unverified = { permitDocumentId: null, verifiedAt: null, verifiedByPartyId: null, verifiedById: null };

const changeBuilding = (state: PartyState, id: string, change: Partial<DeveloperBuilding>): PartyState => ({
  ...state,
  buildings: state.buildings.map((building) => (building.id === id ? { ...building, ...change } : building)),
});

/** The path of a unit, "/" for the party itself. */
export const pathOf = (state: PartyState, unitId: string | null): string =>
  state.units.find(({ id }) => id === unitId)?.path ?? "/";

function rowsOf(state: PartyState): RowOut[] {
  const { id, kind, code, name, nameEn, active, suspendedAt, suspensionReasonId } = state;
  const seat = kind === "CENTER" ? kind : null;
  return [
    rowOut(Partner, { id, kind, code, name, nameEn, active, seat, suspendedAt, suspensionReasonId }),
    ...state.units.map((row) => rowOut(Unit, row)),
    ...state.netAssets.map((row) => rowOut(NetAssets, row)),
    ...state.projects.map((row) => rowOut(DeveloperProject, row)),
    ...state.buildings.map((row) => rowOut(DeveloperBuilding, row)),
  ];
}

/** The net assets in force on a day; null where none was stated by then. */
export function netAssetsOn(state: PartyState, day: string): number | null {
  const stated = state.netAssets.filter(({ asOf }) => asOf <= day);
  const last = stated.reduce<NetAssets | null>((best, one) => (best && best.asOf > one.asOf ? best : one), null);
  return last?.amountFen ?? null;
}

/** The stream of one party: its entries, the state they make and the rows that follow from it. */
import { rowOut, type Aggregate, type Entry, type RowOut } from "../../journal/index.js";
import type { PartyKind } from "../viewer.js";
import { DeveloperBuilding, DeveloperProject, NetAssets, Partner, Unit } from "./rows.js";

export type PartyEntry =
  | Entry<"PARTY_REGISTERED", { kind: PartyKind; code: string; name: string; nameEn: string }>
  | Entry<"PARTY_SUSPENDED", Record<string, never>>
  | Entry<"PARTY_RESUMED", Record<string, never>>
  | Entry<"UNIT_ADDED", { unitId: string; parentId: string | null; code: string; name: string; nameEn: string }>
  | Entry<"NET_ASSETS_STATED", { statementId: string; asOf: string; amountFen: number }>
  | Entry<"PROJECT_REGISTERED", { projectId: string; code: string; name: string; nameEn: string }>
  | Entry<"BUILDING_REGISTERED", { buildingId: string; projectId: string; code: string; presalePermit: string | null }>;

export interface PartyState {
  readonly id: string;
  readonly kind: PartyKind;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly active: boolean;
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
      return { ...state, active: false };
    case "PARTY_RESUMED":
      return { ...state, active: true };
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
      return { ...state, buildings: [...state.buildings, { id: buildingId, partyId, ...building }] };
    }
  }
}

/** The path of a unit, "/" for the party itself. */
export const pathOf = (state: PartyState, unitId: string | null): string =>
  state.units.find(({ id }) => id === unitId)?.path ?? "/";

function rowsOf(state: PartyState): RowOut[] {
  const { id, kind, code, name, nameEn, active } = state;
  const seat = kind === "CENTER" ? kind : null;
  return [
    rowOut(Partner, { id, kind, code, name, nameEn, active, seat }),
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

/** The stream of one member: its entries, the state they make and its row. No names and no secrets. */
import { rowOut, type Aggregate, type Entry, type PrivateRef } from "../../journal/index.js";
import type { Role } from "../viewer.js";
import { Delegation } from "../delegation/rows.js";
import { evolveDelegations, type DelegationEntry } from "../delegation/state.js";
import { Member } from "./rows.js";

export type MemberEntry =
  | Entry<
      "MEMBER_CREATED",
      {
        partyId: string;
        unitId: string | null;
        username: string;
        roles: Role[];
        amountRank: number;
        service: boolean;
        /** The name as given, in a private row; absent in entries of the first days. */
        name?: PrivateRef;
      }
    >
  | Entry<"MEMBER_DISABLED", Record<string, never>>
  | Entry<"MEMBER_ENABLED", Record<string, never>>
  | Entry<"UNIT_CHANGED", { unitId: string | null }>
  | Entry<"ROLES_CHANGED", { roles: Role[]; amountRank: number }>
  | Entry<"PASSWORD_RESET", Record<string, never>>
  | Entry<"PASSWORD_CHANGED", Record<string, never>>
  | DelegationEntry;

/** The row, and whom the member lets act in their place. */
export type MemberState = Readonly<Member> & { readonly delegations: readonly Delegation[] };

export const member: Aggregate<MemberState> = {
  kind: "member",
  initial: (id) => ({
    id,
    partyId: "",
    unitId: null,
    username: "",
    roles: [],
    amountRank: 1,
    service: false,
    active: false,
    version: 0,
    delegations: [],
  }),
  evolve: (state, entry) => ({ ...evolve(state, entry as MemberEntry), version: entry.seq }),
  rowsOf: ({ delegations, ...row }) => [
    rowOut(Member, row),
    ...delegations.map((delegation) => rowOut(Delegation, delegation)),
  ],
  tables: [Member, Delegation],
};

function evolve(state: MemberState, entry: MemberEntry): MemberState {
  switch (entry.type) {
    case "MEMBER_CREATED": {
      const { name: _kept, ...body } = entry.body;
      return { ...state, ...body, active: true };
    }
    case "MEMBER_DISABLED":
      return { ...state, active: false };
    case "MEMBER_ENABLED":
      return { ...state, active: true };
    case "UNIT_CHANGED":
    case "ROLES_CHANGED":
      return { ...state, ...entry.body };
    case "PASSWORD_RESET":
    case "PASSWORD_CHANGED":
      return state;
    case "DELEGATION_GRANTED":
    case "DELEGATION_ENDED":
      return { ...state, delegations: evolveDelegations(state.delegations, state, entry) };
  }
}

/** The stream of one member: its entries, the state they make and its row. No names and no secrets. */
import { rowOut, type Aggregate, type Entry } from "../../journal/index.js";
import type { Role } from "../viewer.js";
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
      }
    >
  | Entry<"MEMBER_DISABLED", Record<string, never>>
  | Entry<"MEMBER_ENABLED", Record<string, never>>
  | Entry<"ROLES_CHANGED", { roles: Role[]; amountRank: number }>
  | Entry<"PASSWORD_RESET", Record<string, never>>
  | Entry<"PASSWORD_CHANGED", Record<string, never>>;

/** The state is the row: there is nothing else to know. */
export type MemberState = Readonly<Member>;

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
  }),
  evolve: (state, entry) => ({ ...evolve(state, entry as MemberEntry), version: entry.seq }),
  rowsOf: (state) => [rowOut(Member, state)],
  tables: [Member],
};

function evolve(state: MemberState, entry: MemberEntry): MemberState {
  switch (entry.type) {
    case "MEMBER_CREATED":
      return { ...state, ...entry.body, active: true };
    case "MEMBER_DISABLED":
      return { ...state, active: false };
    case "MEMBER_ENABLED":
      return { ...state, active: true };
    case "ROLES_CHANGED":
      return { ...state, ...entry.body };
    case "PASSWORD_RESET":
    case "PASSWORD_CHANGED":
      return state;
  }
}

/** Streams of this room as a command names them. */
import type { StreamRef } from "../journal/index.js";
import type { MemberState } from "./members/member.js";
import type { PartyState } from "./party/party.js";
import type { PersonFileState } from "./people/personFile.js";

type OwnStream = StreamRef<PartyState> | StreamRef<MemberState> | StreamRef<PersonFileState>;

/** The journal keeps streams of all kinds in one list and hands each its own state back. */
export const streamsOf = (...refs: readonly (OwnStream | null)[]): StreamRef[] =>
  refs.filter((ref) => ref !== null) as StreamRef[];

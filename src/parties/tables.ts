/** The room's tables and streams, for whoever puts the program together. */
import type { Aggregate } from "../journal/index.js";
import type { RowClass } from "../platform/index.js";
import { Delegation } from "./delegation/rows.js";
import { member } from "./members/member.js";
import { Member, MemberName } from "./members/rows.js";
import { party } from "./party/party.js";
import { DeveloperBuilding, DeveloperProject, NetAssets, Partner, Unit } from "./party/rows.js";
import { Person } from "./people/rows.js";
import { personFile } from "./people/personFile.js";
import { Credential, Session, SignInAttempt } from "./signin/rows.js";

export const partyTables: readonly RowClass[] = [
  Partner,
  Unit,
  NetAssets,
  DeveloperProject,
  DeveloperBuilding,
  Member,
  MemberName,
  Delegation,
  Credential,
  Session,
  SignInAttempt,
  Person,
];

export const partyAggregates: readonly Aggregate<never>[] = [party, member, personFile] as never[];

/** What the room adds to the API: its resolvers, and what it refuses. */
import { roomErrors } from "../platform/index.js";
import { DelegationResolver, ViewerDelegationsResolver } from "./delegation/resolver.js";
import { MemberResolver } from "./members/resolver.js";
import { partyMessages } from "./messages.js";
import { BuildingResolver, ProjectResolver } from "./party/projects.js";
import { PartnerResolver } from "./party/resolver.js";
import { ViewerResolver } from "./signin/resolver.js";

roomErrors("Parties", partyMessages);

export const partyResolvers = [
  ViewerResolver,
  MemberResolver,
  DelegationResolver,
  ViewerDelegationsResolver,
  PartnerResolver,
  ProjectResolver,
  BuildingResolver,
] as const;

/** Every room's resolvers: what the API's schema is made of. */
import { caseResolvers } from "../casework/index.js";
import { documentsResolvers } from "../documents/index.js";
import { exchangeResolvers } from "../exchange/index.js";
import { journalMessages } from "../journal/index.js";
import { oversightResolvers } from "../oversight/index.js";
import { partyResolvers } from "../parties/index.js";
import { policyResolvers } from "../policy/index.js";
import { roomErrors } from "../platform/index.js";
import type { ResolverClass } from "./schema/build.js";

roomErrors("Journal", journalMessages);

export const apiResolvers: readonly ResolverClass[] = [
  ...partyResolvers,
  ...policyResolvers,
  ...documentsResolvers,
  ...caseResolvers,
  ...oversightResolvers,
  ...exchangeResolvers,
];

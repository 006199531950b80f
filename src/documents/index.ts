/** Documents and their versions, paper originals and custody, handoffs. */
import { roomErrors, type RowClass } from "../platform/index.js";
import { documentAggregate } from "./document/aggregate.js";
import { CustodyMoveResolver, DocumentResolver, DocumentVersionResolver } from "./document/resolver.js";
import { handoffAggregate } from "./handoff/aggregate.js";
import { HandoffItemResolver, HandoffResolver } from "./handoff/resolver.js";
import { documentsMessages } from "./messages.js";
import { PermitResolver } from "./permits/resolver.js";
import { UploadResolver } from "./upload/resolver.js";
import { UploadTicket } from "./upload/tables.js";

roomErrors("Documents", documentsMessages);

export * from "./document/aggregate.js";
export * from "./document/custody.js";
export * from "./document/decide.js";
export type { DocumentBodies, DocumentSubject, Verdict } from "./document/entries.js";
export * from "./document/rows.js";
export * from "./handoff/aggregate.js";
export * from "./handoff/decide.js";
export type { HandoffBodies, SentItem } from "./handoff/entries.js";
export * from "./handoff/rows.js";
export * from "./handoff/sight.js";
export { documentRoutes, type DocumentRoute } from "./http/routes.js";
export { attachment, type ContentServices } from "./http/content.js";
export * from "./messages.js";
export type { DecisionContext, Ruling } from "./ruling.js";
export * from "./services.js";
export { permitKind, verifyBuilding, type BuildingVerifyGiven } from "./permits/verify.js";
export { privateText } from "./texts.js";
export { receiveUpload, type Received, type Upload, type UploadAnswer } from "./upload/receive.js";
export { sweepUploads, type Swept } from "./upload/sweep.js";
export * from "./upload/tables.js";
export {
  attachRefusals,
  fileOfTicket,
  issueTicket,
  spendTicket,
  ticketFacts,
  type IssuedTicket,
  type TicketFacts,
  type TicketInput,
} from "./upload/ticket.js";

/** For the journal. */
export const documentsAggregates = [documentAggregate, handoffAggregate] as const;

/** For the schema check and verify. */
export const documentsTables: readonly RowClass[] = [
  ...documentAggregate.tables,
  ...handoffAggregate.tables,
  UploadTicket,
];

/** For the API's schema. */
export const documentsResolvers = [
  DocumentResolver,
  DocumentVersionResolver,
  CustodyMoveResolver,
  HandoffResolver,
  HandoffItemResolver,
  PermitResolver,
  UploadResolver,
] as const;

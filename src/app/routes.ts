/** The ways in beside GraphQL: uploads, the bytes of documents, and the event log. */
import { mayReadDocument } from "../casework/index.js";
import { documentRoutes } from "../documents/index.js";
import { exportRoutes } from "../exchange/index.js";
import { mayReadEvidence } from "../oversight/index.js";
import type { Viewer } from "../parties/index.js";
import { exportServices } from "./commands/exportLog.js";
import type { ApiContext } from "./context.js";
import type { Route } from "./http/app.js";
import { officeRoutes } from "./office/routes.js";
import type { Services } from "./services.js";

/** Each room's functions, under the paths that the API names. */
export const routes = (services: Services): readonly Route<ApiContext>[] => {
  const { journal, blobs, policies } = services;
  const mayRead = async (viewer: Viewer, id: string): Promise<boolean> =>
    (await mayReadDocument({ journal, policies }, viewer, id)) || mayReadEvidence(journal.database.read, viewer, id);
  return [...documentRoutes({ journal, blobs, mayRead }), ...exportRoutes(exportServices(services)), ...officeRoutes];
};

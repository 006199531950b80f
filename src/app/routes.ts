/** The ways in beside GraphQL: uploads, the bytes of documents, and the event log. */
import { mayReadDocument } from "../casework/index.js";
import { documentRoutes } from "../documents/index.js";
import { exportRoutes } from "../exchange/index.js";
import { exportServices } from "./commands/exportLog.js";
import type { ApiContext } from "./context.js";
import type { Route } from "./http/app.js";
import type { Services } from "./services.js";

/** Each room's functions, under the paths that the API names. */
export const routes = (services: Services): readonly Route<ApiContext>[] => {
  const { journal, blobs, policies } = services;
  return [
    ...documentRoutes({ journal, blobs, mayRead: (viewer, id) => mayReadDocument({ journal, policies }, viewer, id) }),
    ...exportRoutes(exportServices(services)),
  ];
};

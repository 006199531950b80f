/** The ways in beside GraphQL: uploads, and the bytes of documents. */
import { mayReadDocument } from "../casework/index.js";
import { documentRoutes } from "../documents/index.js";
import type { ApiContext } from "./context.js";
import type { Route } from "./http/app.js";
import type { Services } from "./services.js";

/** Each room's functions, under the paths that the API names. */
export const routes = ({ journal, blobs, policies }: Services): readonly Route<ApiContext>[] =>
  documentRoutes({ journal, blobs, mayRead: (viewer, id) => mayReadDocument({ journal, policies }, viewer, id) });

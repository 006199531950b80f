/** The ways in beside GraphQL: uploads, and the bytes of documents. */
import { documentRoutes } from "../documents/index.js";
import type { ApiContext } from "./context.js";
import type { Route } from "./http/app.js";
import type { Services } from "./services.js";

/** Each room's functions, under the paths that the API names. */
export const routes = ({ journal, blobs }: Services): readonly Route<ApiContext>[] =>
  documentRoutes({ journal, blobs, mayRead: () => Promise.resolve(false) });

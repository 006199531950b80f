/** The ways in beside GraphQL: uploads and the bytes of documents. */
import type { ApiContext } from "./context.js";
import type { Route } from "./http/app.js";
import type { Services } from "./services.js";

/** Each room's functions, under the paths that the API names. */
export const routes = (_services: Services): readonly Route<ApiContext>[] => [];

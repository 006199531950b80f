/** The routes of this room beside GraphQL, to be mounted before anything that reads bodies. */
import { Router } from "express";
import { contentRoute, type ContentServices } from "./content.js";
import { uploadRoute } from "./upload.js";

export function documentRoutes(services: ContentServices): Router {
  const router = Router();
  router.put("/uploads/:ticket", uploadRoute(services));
  router.get("/documents/:id/content", contentRoute(services));
  return router;
}

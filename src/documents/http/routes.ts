/** The ways in beside GraphQL: the bytes of documents, in and out. */
import type { Request, Response } from "express";
import type { RequestContext } from "../../parties/index.js";
import { contentRoute, type ContentServices } from "./content.js";
import { uploadRoute } from "./upload.js";

/** A request whose body has not been read yet, with who asks and in which language. */
export interface Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly context: Pick<RequestContext, "viewer" | "language">;
  readonly params: Readonly<Record<string, string>>;
}

export interface DocumentRoute {
  readonly method: "get" | "put";
  /** As Express writes paths. */
  readonly path: string;
  readonly handle: (exchange: Exchange) => Promise<void>;
}

export const documentRoutes = (services: ContentServices): readonly DocumentRoute[] => [
  { method: "put", path: "/uploads/:ticket", handle: uploadRoute(services) },
  { method: "get", path: "/documents/:id/content", handle: contentRoute(services) },
];

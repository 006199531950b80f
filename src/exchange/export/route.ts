/** GET /exports/event-log.xes.gz: the center fetches its event log; to everybody else there is none. */
import type { Request, Response } from "express";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { isDay } from "../../kernel/index.js";
import { hasRole, type RequestContext, type Role } from "../../parties/index.js";
import { signedIn } from "../../platform/index.js";
import { exportLog, type ExportServices } from "./exportLog.js";

export interface ExportRoute {
  readonly method: "get";
  readonly path: string;
  readonly handle: (exchange: {
    readonly req: Request;
    readonly res: Response;
    readonly context: Pick<RequestContext, "viewer">;
  }) => Promise<void>;
}

/** Whoever looks over the whole center. */
const readers: readonly Role[] = ["SUPERVISOR", "ADMINISTRATOR", "AUDITOR"];

export const exportRoutes = (services: ExportServices): readonly ExportRoute[] => [
  {
    method: "get",
    path: "/exports/event-log.xes.gz",
    async handle({ req, res, context }) {
      const viewer = signedIn(context);
      const told = (status: number, code: string, message: string) =>
        void res.status(status).json({ errors: [{ message, extensions: { code } }] });
      if (!hasRole(viewer, readers)) return told(404, "NOT_FOUND", "Not found (未找到)");
      const { from = null, to = null } = req.query;
      const wrong = Object.entries({ from, to }).find(
        ([, day]) => day !== null && !(typeof day === "string" && isDay(day)),
      );
      if (wrong) return told(400, "BAD_REQUEST", `${wrong[0]}: expected a day YYYY-MM-DD`);
      res.status(200).type("application/gzip").set("content-disposition", 'attachment; filename="event-log.xes.gz"');
      const range = { from: from as string | null, to: to as string | null };
      try {
        await pipeline(Readable.from(exportLog(services, range)), createGzip(), res);
      } catch (error) {
        // Broken off: a packed file that lacks its end is not taken for a whole one.
        res.destroy();
        if ((error as { code?: string }).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
      }
    },
  },
];

/** The HTTP side: GraphQL, health, metrics, pages, and the routes of rooms beside GraphQL. */
import type { ApolloServer, BaseContext } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import { GraphQLError } from "graphql";
import { limits, newId } from "../../kernel/index.js";
import { errorBody } from "../graphql/errors.js";
import { traced, type Log } from "../logging.js";
import type { Metrics } from "../metrics.js";
import { askedBy, type Asked } from "./asked.js";
import { mountPages, strictHeaders } from "./pages.js";

/** A way in beside GraphQL: the body has not been read yet. */
export interface Route<Context> {
  readonly method: "get" | "put";
  /** Express's pattern: "/uploads/:ticket". */
  readonly path: string;
  handle(exchange: {
    req: Request;
    res: Response;
    context: Context;
    params: Readonly<Record<string, string>>;
  }): Promise<void>;
}

export interface HttpOptions<Context extends BaseContext> {
  readonly graphql: ApolloServer<Context>;
  readonly contextOf: (asked: Asked) => Promise<Context>;
  readonly routes: readonly Route<Context>[];
  /** Every reason why requests would fail now; empty when it is ready. */
  readonly unready: () => Promise<readonly string[]>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly production: boolean;
}

export function createHttp<Context extends BaseContext>(options: HttpOptions<Context>): Express {
  const { graphql, contextOf, routes, unready, metrics, production } = options;
  const asked = (req: Request, res: Response) => contextOf(askedBy(req, res, production));
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", "loopback");
  app.set("query parser", "simple");
  app.use(atTheDoor(options));

  app.get("/health/live", (_req, res) => void res.json({ live: true }));
  app.get("/health/ready", async (_req, res) => {
    const reasons = await unready();
    res.status(reasons.length === 0 ? 200 : 503).json({ ready: reasons.length === 0, reasons });
  });
  app.get("/metrics", async (_req, res) => void res.type(metrics.contentType).send(await metrics.text()));
  mountPages(app);

  app.post(
    "/graphql",
    express.json({ limit: limits.query.bodyBytes, inflate: false }),
    expressMiddleware(graphql, { context: ({ req, res }) => asked(req, res) }),
  );
  app.all("/graphql", (_req, res) => {
    res.status(405).set("allow", "POST").json(errorBody("The API is POST /graphql (接口为 POST)", "BAD_REQUEST"));
  });
  for (const { method, path, handle } of routes) {
    app[method](path, async (req, res) => {
      await handle({ req, res, context: await asked(req, res), params: req.params as Record<string, string> });
    });
  }
  app.use((req, res) => void res.status(404).json(errorBody(`Nothing is at ${req.path} (未找到)`, "NOT_FOUND")));
  app.use(onError(options));
  return app;
}

const pattern = (req: Request): string => (req.route as { path?: string } | undefined)?.path ?? "none";

/** Headers, the request's id, its time and one line of the log; never the path or the query, which may name people. */
const atTheDoor =
  ({ metrics, log }: Pick<HttpOptions<BaseContext>, "metrics" | "log">): RequestHandler =>
  (req, res, next) => {
    const start = process.hrtime.bigint();
    const given = req.get("x-request-id") ?? "";
    const requestId = /^[\w-]{1,64}$/.test(given) ? given : newId();
    res.set(strictHeaders).set("x-request-id", requestId).set("cache-control", "no-store");
    res.once("close", () => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      metrics.http(pattern(req), req.method, res.statusCode, seconds);
      log.info({ requestId, method: req.method, route: pattern(req), status: res.statusCode, seconds }, "Answered");
    });
    next();
  };

interface BodyError {
  readonly type: string;
  readonly status: number;
  readonly message: string;
}

const bodyErrors: Readonly<Record<string, (error: BodyError) => [string, string]>> = {
  "entity.too.large": () => [
    `The body is longer than ${limits.query.bodyBytes} bytes (请求体过大)`,
    "PAYLOAD_TOO_LARGE",
  ],
  "entity.parse.failed": ({ message }) => [`The body is not JSON: ${message} (请求体不是有效的 JSON)`, "BAD_REQUEST"],
};

/** What the body's reader found wrong is told; anything else is a fault of ours. */
function onError({ log, production }: Pick<HttpOptions<BaseContext>, "log" | "production">): ErrorRequestHandler {
  return (error: Partial<BodyError> & Error, _req, res, next) => {
    if (res.headersSent) return next(error);
    const { type = "", status = 500 } = error;
    if (status >= 400 && status < 500) {
      const [message, code] = bodyErrors[type]?.(error as BodyError) ?? [error.message, "BAD_REQUEST"];
      return void res.status(status).json(errorBody(message, code));
    }
    // Express's own: a path that cannot be decoded.
    if (error instanceof URIError)
      return void res.status(400).json(errorBody("The path cannot be read", "BAD_REQUEST"));
    if (error instanceof GraphQLError && error.extensions["code"] === "UNAUTHENTICATED") {
      return void res.status(401).json(errorBody(error.message, "UNAUTHENTICATED"));
    }
    const fault = newId();
    log.error({ fault, ...traced(error) }, "A fault of ours");
    const message = production ? `Internal fault ${fault} (系统内部错误)` : `Internal fault: ${error.message}`;
    res.status(500).json(errorBody(message, "INTERNAL_SERVER_ERROR", { fault }));
  };
}

/** PUT /uploads/:ticket: the way of the bytes into the store, past GraphQL. */
import type { Request } from "express";
import { limits } from "../../kernel/index.js";
import type { DocumentServices } from "../services.js";
import { receiveUpload } from "../upload/receive.js";
import { answerJson, answerRefusals } from "./answers.js";
import type { Exchange } from "./routes.js";

export const uploadRoute =
  (services: Pick<DocumentServices, "journal" | "blobs">) =>
  async ({ req: request, res: response, context, params }: Exchange): Promise<void> => {
    const { headers } = request;
    request.setTimeout(limits.upload.idleSeconds * 1_000, () => request.destroy());
    // An answer can only be read while the request stands: leaving the loop early must not destroy it.
    const stream = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    const answer = await receiveUpload(services, {
      secret: params["ticket"] ?? "",
      stream,
      contentLength: headers["content-length"] === undefined ? null : Number(headers["content-length"]),
      contentType: headers["content-type"] ?? null,
      contentEncoding: headers["content-encoding"] ?? null,
    });
    if ("received" in answer) {
      const { ticketId, bytes, mediaType } = answer.received;
      answerJson(response, 201, { ticket: ticketId, bytes, mediaType });
      return;
    }
    answerRefusals(response, context.language, answer.refusals);
    dropRest(request);
  };

/** Lets the sender finish what it has begun, so that it reads the answer; but not for ever. */
function dropRest(request: Request): void {
  let dropped = 0;
  request.on("data", (piece: Buffer) => {
    dropped += piece.length;
    if (dropped > limits.upload.fileBytes) request.destroy();
  });
  request.on("error", () => undefined);
  request.resume();
}

/** GET /boards/:id/board.xlsx and /meetings/:id/minutes.docx: with the session, and what its reader may see. */
import { attachment } from "../../documents/index.js";
import { inSight, isId } from "../../kernel/index.js";
import { boardSight, computedOf, KeptBoard, meetingSight, ReviewMeeting } from "../../oversight/index.js";
import { selectRow } from "../../platform/index.js";
import type { ApiContext } from "../context.js";
import { errorBody } from "../graphql/errors.js";
import type { Route } from "../http/app.js";
import { boardFile, docxType, minutesFile, xlsxType } from "./files.js";

type Handling = Parameters<Route<ApiContext>["handle"]>[0];

interface Found {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const route = (path: string, find: (context: ApiContext, id: string) => Promise<Found | null>): Route<ApiContext> => ({
  method: "get",
  path,
  async handle({ res, context, params }: Handling) {
    if (!context.viewer) {
      res.status(401).json(errorBody("Sign in first (请先登录)", "UNAUTHENTICATED"));
      return;
    }
    const id = params["id"] ?? "";
    const found = isId(id) ? await find(context, id) : null;
    if (!found) {
      res.status(404).json(errorBody("Not found (未找到)", "NOT_FOUND"));
      return;
    }
    res.status(200).set({
      "content-type": found.type,
      "content-disposition": attachment(found.name),
      "cache-control": "private, no-store",
    });
    res.end(found.bytes);
  },
});

export const officeRoutes: readonly Route<ApiContext>[] = [
  route("/boards/:id/board.xlsx", async (context, id) => {
    const { viewer, journal } = context;
    const board = await selectRow(journal.database.read, KeptBoard, "id = ?", [id]);
    if (!viewer || !board || !inSight(boardSight(viewer), board)) return null;
    const bytes = await boardFile(context, await computedOf(context, board), board, viewer);
    return { name: `评分表-${board.period}-${board.kind}-${board.number}.xlsx`, type: xlsxType, bytes };
  }),
  route("/meetings/:id/minutes.docx", async (context, id) => {
    const { viewer, journal, policies } = context;
    const meeting = await selectRow(journal.database.read, ReviewMeeting, "id = ?", [id]);
    if (!viewer || !meeting || !inSight(meetingSight(viewer), meeting)) return null;
    const bytes = await minutesFile(context, meeting, viewer, policies.calendar.zone);
    return { name: `会议纪要-${meeting.period}-${meeting.day}.docx`, type: docxType, bytes };
  }),
];

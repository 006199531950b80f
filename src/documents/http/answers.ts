/** How the plain HTTP routes of this room answer a refusal: as JSON, in the reader's language. */
import type { ServerResponse } from "node:http";
import { fillMessage, type Language, type MessageTexts, type Refusal } from "../../kernel/index.js";
import { documentsMessages } from "../messages.js";

/** Status by code; a reason in the content that has none here is 422. */
const statuses: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  UPLOAD_TICKET_UNKNOWN: 404,
  UPLOAD_TICKET_USED: 409,
  UPLOAD_TICKET_EXPIRED: 410,
  UPLOAD_TOO_LONG: 413,
  UPLOAD_OF_OTHER_TYPE: 415,
  UPLOAD_ENCODED: 415,
  UPLOAD_TRUNCATED: 400,
  DOCUMENT_UNREADABLE: 500,
  BUSY: 503,
};

/** Codes that only these routes give; the API has its own way to say the same. */
const texts: Readonly<Record<string, MessageTexts>> = {
  ...documentsMessages,
  BAD_REQUEST: { "zh-CN": "请求参数有误。", en: "A parameter of the request is wrong." },
  UNAUTHENTICATED: { "zh-CN": "请先登录。", en: "Sign in first." },
  NOT_FOUND: { "zh-CN": "未找到。", en: "Not found." },
  DOCUMENT_UNREADABLE: {
    "zh-CN": "文件暂时无法读取，请联系管理员。",
    en: "The file cannot be read; tell the administrator.",
  },
  BUSY: { "zh-CN": "系统繁忙，请稍后重试。", en: "Busy; try again." },
};

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.end(JSON.stringify(body));
}

/** The first reason gives the status; all of them are told. */
export function answerRefusals(response: ServerResponse, language: Language, refusals: readonly Refusal[]): void {
  const told = refusals.map(({ code, field, params }) => ({
    code,
    message: fillMessage(texts[code]?.[language] ?? code, params),
    ...(field && { field: field.join(".") }),
  }));
  const [first] = told;
  const status = statuses[first?.code ?? ""] ?? 422;
  answerJson(response, status, { ...first, ...(told.length > 1 && { errors: told }) });
}

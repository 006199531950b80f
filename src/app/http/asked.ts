/** What an HTTP request says about who asks and how they want to be answered. */
import type { Request, Response } from "express";
import type { Language } from "../../kernel/index.js";

/** The session cookie of this answer. */
export interface SessionCookie {
  set(token: string): void;
  clear(): void;
}

export interface Asked {
  /** From `Authorization: Bearer`, else from the cookie; null where there is neither. */
  readonly token: string | null;
  /** The username of the officer that a system acts for: `x-lianban-on-behalf-of`. */
  readonly onBehalfOf: string | null;
  readonly language: Language;
  /** The web console asks, so sign-in answers with a cookie too. */
  readonly fromConsole: boolean;
  /** The peer's address; behind a proxy on this machine, the one that the proxy names. */
  readonly address: string;
  readonly requestId: string;
  readonly cookie: SessionCookie;
}

export const consoleHeader = "x-lianban-console";
const headerCharsAtMost = 200;

/** The prefix makes browsers refuse the cookie over plain HTTP or for another path or host. */
const cookieName = (production: boolean): string => (production ? "__Host-lianban" : "lianban");

export function askedBy(req: Request, res: Response, production: boolean): Asked {
  const bearer = /^Bearer ([\w.~+/-]{1,512}=*)$/i.exec(req.get("authorization") ?? "")?.[1];
  return {
    token: bearer ?? cookieOf(req, cookieName(production)),
    onBehalfOf: req.get("x-lianban-on-behalf-of")?.slice(0, headerCharsAtMost) ?? null,
    language: languageOf(req.get("accept-language")),
    fromConsole: req.get(consoleHeader) === "1",
    address: req.ip ?? "",
    requestId: String(res.getHeader("x-request-id") ?? ""),
    cookie: cookieOn(res, production),
  };
}

function cookieOf(req: Request, wanted: string): string | null {
  for (const part of (req.headers.cookie ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name === wanted && value) return value;
  }
  return null;
}

function cookieOn(res: Response, production: boolean): SessionCookie {
  const write = (value: string, more: string) =>
    res.append(
      "set-cookie",
      `${cookieName(production)}=${value}; Path=/; HttpOnly; SameSite=Strict${production ? "; Secure" : ""}${more}`,
    );
  return {
    set: (token) => void write(token, ""),
    clear: () => void write("", "; Max-Age=0"),
  };
}

/** The first of Chinese and English that the reader prefers; Chinese where they name neither. */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().toLowerCase().split(";");
      const quality = params.map((one) => /^\s*q=([01](?:\.\d+)?)$/.exec(one)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => quality > 0 && /^(zh|en)(-|$)/.test(tag))
    .sort((one, other) => other.quality - one.quality);
  return wishes[0]?.tag.startsWith("en") ? "en" : "zh-CN";
}

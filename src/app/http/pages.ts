/** Pages for a browser: the start page, and GraphiQL from this machine's own files. */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import type { Express, Request, Response } from "express";

/** What every answer says: nothing runs, nothing is framed, nothing is guessed, nothing is told to other sites. */
export const strictHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
};

const style = `body{font:16px/1.6 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem;color:#1c2733}
h1{font-weight:600}code{background:#eef2f6;padding:.1em .3em;border-radius:3px}a{color:#0b5cad}hr{border:0;border-top:1px solid #d5dde5;margin:2rem 0}`;
const styleHash = createHash("sha256").update(style).digest("base64");

const startPage = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>联办 Lianban</title>
<style>${style}</style></head><body>
<h1>联办</h1>
<p>公积金中心、银行和担保公司在同一本账上共同办理住房公积金贷款：从申请到放款。</p>
<ul><li><a href="/graphql">打开 GraphiQL，试用接口</a>（接口为 <code>POST /graphql</code>）</li>
<li>登录账号：在命令行运行 <code>npm run -s lianban -- demo --reset-passwords</code></li>
<li>办理一笔完整贷款：<code>npm run tour</code></li></ul>
<hr>
<h1 lang="en">Lianban</h1>
<div lang="en"><p>A housing provident fund center, its banks and its guarantee companies take a loan together, on one book of
record: from application to pay-out.</p>
<ul><li><a href="/graphql">Try the API in GraphiQL</a> (the API is <code>POST /graphql</code>)</li>
<li>Sign-ins: run <code>npm run -s lianban -- demo --reset-passwords</code></li>
<li>Walk a whole case: <code>npm run tour</code></li></ul></div>
</body></html>
`;

const graphiqlPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>联办 GraphiQL</title>
<link rel="stylesheet" href="/graphql/assets/graphiql.css"><link rel="stylesheet" href="/graphql/assets/page.css"></head>
<body><div id="graphiql">…</div>
<script src="/graphql/assets/react.js"></script><script src="/graphql/assets/react-dom.js"></script>
<script src="/graphql/assets/graphiql.js"></script><script src="/graphql/assets/page.js"></script></body></html>
`;

const graphiqlScript = `const query = \`# 先登录，再把 token 填入下方 Headers：{ "Authorization": "Bearer TOKEN" }
# Sign in, then put the token into Headers below: { "Authorization": "Bearer TOKEN" }
{ __typename }\`;
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, { fetcher: GraphiQL.createFetcher({ url: "/graphql" }), defaultQuery: query, shouldPersistHeaders: false }),
);
`;

const packageFile = (name: string, ...path: string[]): string =>
  join(dirname(require.resolve(`${name}/package.json`)), ...path);

const files = new Map<string, () => string>([
  ["graphiql.js", () => packageFile("graphiql", "graphiql.min.js")],
  ["graphiql.css", () => packageFile("graphiql", "graphiql.min.css")],
  ["react.js", () => packageFile("react", "umd/react.production.min.js")],
  ["react-dom.js", () => packageFile("react-dom", "umd/react-dom.production.min.js")],
]);
const texts = new Map([
  ["page.js", { type: "text/javascript; charset=utf-8", text: graphiqlScript }],
  ["page.css", { type: "text/css; charset=utf-8", text: "html,body,#graphiql{height:100%;margin:0}" }],
]);

const html = (res: Response, policy: string, page: string): void => {
  res.set("content-security-policy", `${strictHeaders["content-security-policy"]}; ${policy}`).type("html").send(page);
};

/** GraphiQL styles its elements one by one; its scripts and requests stay on this host. */
const graphiqlPolicy =
  "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'";

export function mountPages(app: Express): void {
  app.get("/", (_req, res) => html(res, `style-src 'sha256-${styleHash}'`, startPage));
  app.get("/favicon.ico", (_req, res) => void res.status(204).end());
  app.get("/graphql/assets/:name", (req: Request<{ name: string }>, res, next) => {
    const { name } = req.params;
    const text = texts.get(name);
    if (text) return void res.type(text.type).set("cache-control", "max-age=3600").send(text.text);
    const file = files.get(name);
    if (!file) return next();
    // A folder above may begin with a dot; that says nothing about these files.
    res.sendFile(file(), { maxAge: "1h", dotfiles: "allow" });
  });
  app.get("/graphql", (req, res, next) => {
    // Whoever takes anything is a program, not a browser.
    if (!/text\/html/.test(req.get("accept") ?? "") || req.query["query"] !== undefined) return next();
    html(res, graphiqlPolicy, graphiqlPage);
  });
}

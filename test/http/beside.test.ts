/** What stands beside GraphQL: pages, health, metrics, headers, and a server's end. */
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Arg, Int, Query, Resolver } from "type-graphql";
import { Faults } from "../../src/app/configuration.js";
import { listen } from "../../src/app/http/listen.js";
import { createLog } from "../../src/app/logging.js";
import { schemaOf } from "../../src/app/schema/build.js";
import { startServer } from "../../src/app/serve.js";
import { onEachDatabase } from "../support/harness.js";
import { serverOn, type TestServer } from "../support/server.js";
import { Kitchen } from "./kitchen.js";

let release: () => void = () => undefined;

@Resolver()
class Slow {
  @Query(() => Int)
  async slow(@Arg("n", () => Int) n: number): Promise<number> {
    await new Promise<void>((resolve) => (release = resolve));
    return n;
  }
}

onEachDatabase((open) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await serverOn(await open(), { resolvers: [Kitchen, Slow] });
  });
  afterAll(() => server.close());

  test("alive, and ready as long as database, migrations and documents are", async () => {
    expect(await (await server.fetch("/health/live")).json()).toEqual({ live: true });
    const ready = async () => {
      const response = await server.fetch("/health/ready");
      return { status: response.status, body: await response.json() };
    };
    expect(await ready()).toEqual({ status: 200, body: { ready: true, reasons: [] } });

    const { database, configuration } = server.services;
    const [row] = await database.read.all("SELECT * FROM migrations ORDER BY id DESC LIMIT 1");
    await database.write((tx) => tx.run("DELETE FROM migrations WHERE name = ?", [String(row?.["name"])]));
    rmSync(configuration.blobFolder, { recursive: true });
    expect(await ready()).toEqual({
      status: 503,
      body: {
        ready: false,
        reasons: ["the folder of documents cannot be written", `migrations are missing: ${String(row?.["name"])}`],
      },
    });
  });

  test("metrics tell times by our own names and nothing that was asked", async () => {
    await server.ask("query PrivateName_350000 { language }");
    await server.ask("mutation { potFill(input: { cups: 4 }) { userErrors { code } } }");
    await server.fetch("/uploads/a-secret-ticket", { method: "PUT", body: "x" });
    const response = await server.fetch("/metrics");
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toMatch(/lianban_graphql_seconds_count\{kind="query",field="language",outcome="ok"\} 1/);
    expect(text).toMatch(/lianban_graphql_seconds_count\{kind="mutation",field="potFill",outcome="refused"\} 1/);
    expect(text).toMatch(/lianban_http_seconds_count\{route="\/uploads\/:ticket",method="PUT",status="404"\} 1/);
    expect(text).toMatch(/lianban_sql_statements_total [1-9]/);
    expect(text).not.toMatch(/PrivateName|_350000|a-secret-ticket/);
  });

  test.each(["/", "/graphql", "/health/live", "/nowhere", "/documents/1/content", "/graphql/assets/react.js"])(
    "%s carries the headers that keep others out",
    async (path) => {
      const { headers } = await server.fetch(path, { headers: { accept: "text/html" } });
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; frame-ancestors 'none'/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );

  test("a browser gets a start page and GraphiQL, whose every file comes from here", async () => {
    const start = await (await server.fetch("/", { headers: { accept: "text/html" } })).text();
    expect(start).toContain('href="/graphql"');
    const page = await (await server.fetch("/graphql", { headers: { accept: "text/html" } })).text();
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file as string);
    expect(files).toHaveLength(6);
    for (const file of files) {
      const response = await server.fetch(file);
      expect([file, response.status]).toEqual([file, 200]);
      expect(response.headers.get("content-type")).toMatch(/javascript|css/);
    }
    expect(start + page).not.toMatch(/https?:\/\//);
    for (const name of ["toString", "..%2f..%2fpackage.json", "nothing.js"]) {
      expect((await server.fetch(`/graphql/assets/${name}`)).status).toBe(404);
    }
  });

  test.each<[string, RequestInit, number]>([
    ["/graphql", {}, 405],
    ["/graphql?query={language}", { headers: { accept: "text/html" } }, 405],
    ["/graphql", { method: "DELETE" }, 405],
    ["/nowhere", {}, 404],
    ["/uploads/%E0%A4%A", { method: "PUT", body: "x" }, 400],
    ["/uploads/none", { method: "PUT", body: "x" }, 404],
    ["/documents/none/content", {}, 401],
  ])("%s is answered with a clear error in JSON", async (path, init, status) => {
    const response = await server.fetch(path, init);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(expect.any(Object));
  });

  test("a request's own id comes back, unless it is none", async () => {
    const idFor = async (id: string) =>
      (await server.fetch("/health/live", { headers: { "x-request-id": id } })).headers.get("x-request-id");
    expect(await idFor("bank-7_42")).toBe("bank-7_42");
    expect(await idFor("two words")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("a closing server finishes what is under way and takes nothing new", async () => {
    const own = await startServer(server.services, { schema: await schemaOf([Slow]), log: createLog(), port: 0 });
    const ask = () =>
      fetch(`${own.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: "{ slow(n: 5) }" }),
      });
    const answer = ask();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const closed = own.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(ask()).rejects.toThrow();
    release();
    expect(await (await answer).json()).toEqual({ data: { slow: 5 } });
    await closed;
  });
});

test("a port that is taken is told by its number", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => void other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const refused = listen(() => undefined, { host: "127.0.0.1", port });
  await expect(refused).rejects.toThrow(Faults);
  await expect(refused).rejects.toThrow(`port ${port} is taken: stop what uses it, or set PORT to another one`);
  await expect(listen(() => undefined, { host: "203.0.113.9", port: 0 })).rejects.toThrow("no address of this machine");
  other.close();
});

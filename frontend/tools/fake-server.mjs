// A server that speaks the console's HTTP contract with fake data: `npm run fake`, then `npm run dev`.
// Token: fake (or viewer, operator). SCENARIO=empty|stale|error|slow changes what it answers; PORT, DIST likewise.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { Refused } from "./fake-refused.mjs";
import { route, state } from "./fake-routes.mjs";

const PORT = Number(process.env.PORT ?? 8000);
const DIST = process.env.DIST ?? new URL("../dist", import.meta.url).pathname;

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

function sendPage(path, response) {
  const wanted = normalize(join(DIST, path));
  const file =
    wanted.startsWith(DIST) && extname(wanted) !== "" && existsSync(wanted)
      ? wanted
      : join(DIST, "index.html");
  if (!existsSync(file)) return response.writeHead(404).end("Run npm run build first");
  response.writeHead(200, {
    "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
    "Content-Security-Policy": CSP,
  });
  response.end(readFileSync(file));
}

const bodyOf = async (request) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text === "" ? {} : JSON.parse(text);
};

createServer(async (request, response) => {
  const url = new URL(request.url, "http://fake");
  response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
  response.setHeader(
    "Access-Control-Allow-Headers",
    "authorization, content-type, idempotency-key, if-none-match",
  );
  response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
  response.setHeader("Access-Control-Expose-Headers", "ETag, X-Request-Id");
  response.setHeader("X-Request-Id", randomUUID().slice(0, 8));
  if (request.method === "OPTIONS") return response.writeHead(204).end();
  if (!url.pathname.startsWith("/api/v1/")) return sendPage(url.pathname, response);
  const send = (status, body) => {
    const text = JSON.stringify(body);
    const etag = `"${createHash("sha1").update(text).digest("hex")}"`;
    if (request.headers["if-none-match"] === etag) return response.writeHead(304).end();
    response.writeHead(status, { "Content-Type": "application/json", ETag: etag });
    response.end(text);
  };
  if (state.scenario === "slow" && url.pathname !== "/api/v1/fake") return undefined;
  try {
    const data = route(
      request.method,
      url.pathname.slice(7),
      url.searchParams,
      request,
      await bodyOf(request),
    );
    if (typeof data === "string") {
      response.writeHead(200, { "Content-Type": "text/markdown; charset=utf-8" });
      return response.end(data);
    }
    send(request.method === "POST" && url.pathname === "/api/v1/auth/sessions" ? 201 : 200, {
      status: "success",
      data,
    });
  } catch (error) {
    if (!(error instanceof Refused)) console.error(error);
    send(error.status ?? 500, {
      status: "error",
      code: error.code ?? "internal",
      message: error.message,
      details: error.details,
    });
  }
  return undefined;
}).listen(PORT, "127.0.0.1", () =>
  console.log(
    `Fake Recloser on http://127.0.0.1:${PORT}, token "fake", scenario ${state.scenario}`,
  ),
);

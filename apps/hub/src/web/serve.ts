import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import { isLoopbackHost } from "../api/loopback.ts";
import { findPage } from "./find-page.ts";
import { healthAnswer, type HealthFacts } from "./health.ts";
import type { Page, Pages } from "./load-pages.ts";
import { contentSecurityPolicy, SECURITY_HEADERS } from "./security-headers.ts";

const TEXT = "text/plain; charset=utf-8";
const NOT_BUILT = `The hub runs, but its pages are not built yet.

Build them with:  npm run build --workspace @vramfleet/web
then restart the hub.
`;

export interface ServeOptions {
  /** Null when the pages are not built. */
  pages: Pages | null;
  health: () => HealthFacts;
}

interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer | string;
}

/** Answers plain requests: the pages, and /healthz. */
export function createRequestListener(options: ServeOptions): RequestListener {
  return (request, response) => send(response, request.method === "HEAD", answer(request, options));
}

function answer(request: IncomingMessage, { pages, health }: ServeOptions): Answer {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return text(405, "only GET and HEAD are answered here\n", { Allow: "GET, HEAD" });
  }
  if (!isLoopbackHost(request.headers.host)) {
    return text(421, "this hub answers to localhost and 127.0.0.1 only; from another machine use ssh -L\n");
  }
  const [path = "/"] = (request.url ?? "/").split("?");
  if (path === "/healthz") {
    const { status, body } = healthAnswer(health());
    return {
      status,
      headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" },
      body,
    };
  }
  if (pages === null) return text(503, NOT_BUILT);
  const page = findPage(pages, path);
  if (page !== undefined) return pageAnswer(page, request);
  const missing = pages.get("/404.html");
  return missing === undefined ? text(404, "no such page\n") : { ...pageAnswer(missing, request), status: 404 };
}

function pageAnswer(page: Page, { headers }: IncomingMessage): Answer {
  const common: OutgoingHttpHeaders = {
    ETag: page.etag,
    "Cache-Control": page.isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
    Vary: "Accept-Encoding",
    ...(page.policy === null ? {} : { "Content-Security-Policy": page.policy }),
  };
  if (headers["if-none-match"]?.includes(page.etag) === true) return { status: 304, headers: common, body: "" };
  const wantsGzip = /\bgzip\b/.test(String(headers["accept-encoding"] ?? ""));
  if (page.gzipped !== null && wantsGzip) {
    return {
      status: 200,
      headers: { ...common, "Content-Type": page.type, "Content-Encoding": "gzip" },
      body: page.gzipped,
    };
  }
  return { status: 200, headers: { ...common, "Content-Type": page.type }, body: page.body };
}

const text = (status: number, body: string, headers: OutgoingHttpHeaders = {}): Answer => ({
  status,
  headers: { "Content-Type": TEXT, "Cache-Control": "no-store", ...headers },
  body,
});

function send(response: ServerResponse, isHead: boolean, { status, headers, body }: Answer): void {
  const length = status === 304 ? {} : { "Content-Length": Buffer.byteLength(body) };
  const policy = { "Content-Security-Policy": contentSecurityPolicy([]) };
  response.writeHead(status, { ...SECURITY_HEADERS, ...policy, ...headers, ...length });
  response.end(isHead ? undefined : body);
}

import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { createCleanup, tempDir, testHub } from "../testing/test-hub.ts";

const cleanup = createCleanup();
afterEach(() => cleanup.run());

const INLINE = 'self.__pages = ["a", "b"]';
const FILES = {
  "index.html": `<!doctype html><title>fleet</title><script src="/_next/static/a.js"></script><script>${INLINE}</script>`,
  "node.html": `<!doctype html><title>node</title><script id="x">${INLINE}</script>`,
  "node.txt": "0:payload",
  "404.html": "<!doctype html><title>nothing here</title>",
  "_next/static/a.js": `/* ${"long enough to be worth compressing ".repeat(60)} */`,
};

async function pagesHub() {
  const dir = await tempDir(cleanup);
  const webRoot = join(dir, "out");
  for (const [path, content] of Object.entries(FILES)) {
    await mkdir(dirname(join(webRoot, path)), { recursive: true });
    await writeFile(join(webRoot, path), content);
  }
  await writeFile(join(dir, "secret.html"), "outside of the pages");
  return testHub(cleanup, { webRoot });
}

/** Unlike fetch it sends the path as it stands. */
function get(port: number, path: string, { method = "GET", headers = {} }: { method?: string; headers?: object } = {}) {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const sent = request({ port, host: "127.0.0.1", path, method, headers: { host: "localhost:1", ...headers } });
      sent.on("error", reject);
      sent.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      sent.end();
    },
  );
}

test("pages, their payloads and what is missing are served with their types", async () => {
  const { port } = await pagesHub();
  const index = await get(port, "/?id=n1&at=5");
  expect(index).toMatchObject({ status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
  expect(index.body.toString()).toBe(FILES["index.html"]);
  expect((await get(port, "/node")).body.toString()).toBe(FILES["node.html"]);
  expect((await get(port, "/node/")).body.toString()).toBe(FILES["node.html"]);
  expect(await get(port, "/node.txt")).toMatchObject({ headers: { "content-type": "text/plain; charset=utf-8" } });
  const missing = await get(port, "/nowhere");
  expect(missing.status).toBe(404);
  expect(missing.body.toString()).toBe(FILES["404.html"]);
});

test("each page allows its own inline scripts and no others", async () => {
  const { port } = await pagesHub();
  const hash = createHash("sha256").update(INLINE).digest("base64");
  for (const path of ["/", "/node"]) {
    const policy = String((await get(port, path)).headers["content-security-policy"]);
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe-");
  }
  const policy = (await get(port, "/nowhere")).headers["content-security-policy"];
  expect(policy).toContain("script-src 'self';");
});

test("every answer forbids sniffing and framing", async () => {
  const { port } = await pagesHub();
  for (const path of ["/", "/healthz", "/nowhere", "/_next/static/a.js"]) {
    expect((await get(port, path)).headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
    });
  }
});

test("no path leads out of the pages", async () => {
  const { port } = await pagesHub();
  const paths = [
    "/../secret.html",
    "/..%2fsecret.html",
    "/%2e%2e/secret",
    "/_next/../../secret.html",
    "//etc/passwd",
    "/%",
    "/\\..\\secret.html",
  ];
  for (const path of paths) {
    const answer = await get(port, path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.body.toString()).not.toContain("outside");
  }
});

test("named by their content, files are kept for ever; others are asked for again and not sent twice", async () => {
  const { port } = await pagesHub();
  expect((await get(port, "/_next/static/a.js")).headers["cache-control"]).toContain("immutable");
  const { headers } = await get(port, "/");
  expect(headers["cache-control"]).toBe("no-cache");
  const again = await get(port, "/", { headers: { "if-none-match": headers["etag"] } });
  expect(again.status).toBe(304);
  expect(again.body).toHaveLength(0);
});

test("text is compressed for those who ask", async () => {
  const { port } = await pagesHub();
  const zipped = await get(port, "/_next/static/a.js", { headers: { "accept-encoding": "gzip, br" } });
  expect(zipped.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(zipped.body).toString()).toBe(FILES["_next/static/a.js"]);
  expect((await get(port, "/_next/static/a.js")).headers["content-encoding"]).toBeUndefined();
});

test("HEAD has no body, other methods are refused, other hosts are sent away", async () => {
  const { port } = await pagesHub();
  const head = await get(port, "/", { method: "HEAD" });
  expect(head).toMatchObject({ status: 200, headers: { "content-length": String(FILES["index.html"].length) } });
  expect(head.body).toHaveLength(0);
  expect(await get(port, "/", { method: "POST" })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  expect((await get(port, "/", { headers: { host: "evil.example" } })).status).toBe(421);
});

test("a hub whose pages are not built says how to build them", async () => {
  const dir = await tempDir(cleanup);
  for (const webRoot of [null, join(dir, "missing"), dir]) {
    const hub = await testHub(cleanup, { webRoot });
    const answer = await get(hub.port, "/");
    expect(answer.status).toBe(503);
    expect(answer.body.toString()).toContain("npm run build --workspace @vramfleet/web");
  }
});

test("/healthz says that the hub is well, its version and its nodes", async () => {
  const { port } = await testHub(cleanup);
  const answer = await get(port, "/healthz");
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body.toString())).toEqual({
    status: "ok",
    version: "0.1.0",
    nodes: { total: 0, live: 0, stale: 0, offline: 0 },
    database: { ok: true, problem: null },
  });
});

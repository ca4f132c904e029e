import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { codeOf } from "../errors.ts";
import { contentType, isCompressible } from "./content-type.ts";
import { contentSecurityPolicy, inlineScriptHashes } from "./security-headers.ts";

const compress = promisify(gzip);
/** Below this gzip's own header eats what it saves. */
const COMPRESS_FROM_BYTES = 1_024;

export interface Page {
  body: Buffer;
  /** The same compressed, null where that is not worth it. */
  gzipped: Buffer | null;
  type: string;
  etag: string;
  /** For html: which scripts may run. */
  policy: string | null;
  /** Its name changes with its content, so it may be kept for ever. */
  isImmutable: boolean;
}

/** By path, as in `/node.html`. */
export type Pages = ReadonlyMap<string, Page>;

/**
 * Reads the exported pages (about 1 MB) into memory: a request is answered from this map alone, so that no path reaches
 * the file system. Null when the pages are not built.
 */
export async function loadPages(webRoot: string): Promise<Pages | null> {
  const entries = await readdir(webRoot, { recursive: true, withFileTypes: true }).catch((thrown: unknown) => {
    if (codeOf(thrown) === "ENOENT" || codeOf(thrown) === "ENOTDIR") return [];
    throw thrown;
  });
  const pages = new Map<string, Page>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(webRoot, file).split(sep).join("/")}`;
    pages.set(path, await loadPage(path, await readFile(file)));
  }
  return pages.has("/index.html") ? pages : null;
}

async function loadPage(path: string, body: Buffer): Promise<Page> {
  const type = contentType(path);
  const isWorth = isCompressible(type) && body.length >= COMPRESS_FROM_BYTES;
  return {
    body,
    gzipped: isWorth ? await compress(body) : null,
    type,
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`,
    policy: path.endsWith(".html") ? contentSecurityPolicy(inlineScriptHashes(body.toString("utf8"))) : null,
    isImmutable: path.startsWith("/_next/static/"),
  };
}

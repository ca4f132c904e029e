import type { Page, Pages } from "./load-pages.ts";

/** The page of a request's path: `/` is index.html, `/node` is node.html; undefined when there is none. */
export function findPage(pages: Pages, urlPath: string): Page | undefined {
  const path = decodePath(urlPath);
  if (path === null) return undefined;
  if (path.endsWith("/")) return pages.get(`${path}index.html`) ?? pages.get(`${path.slice(0, -1)}.html`);
  return pages.get(path) ?? pages.get(`${path}.html`);
}

function decodePath(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    // A broken escape names no page.
    return null;
  }
}

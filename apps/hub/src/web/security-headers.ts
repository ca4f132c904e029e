import { createHash } from "node:crypto";
import type { OutgoingHttpHeaders } from "node:http";

/** On every answer: nothing may be framed, sniffed, or told to other sites. */
export const SECURITY_HEADERS: OutgoingHttpHeaders = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

const INLINE_SCRIPT = /<script(?<attributes>[^>]*)>(?<code>[\s\S]*?)<\/script>/gi;

/** Source expressions of the scripts written into a page, which run only if their bytes are the ones hashed here. */
export function inlineScriptHashes(html: string): string[] {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].flatMap(({ groups }) => {
    const { attributes = "", code = "" } = groups ?? {};
    return /\ssrc\s*=/i.test(attributes) || code === ""
      ? []
      : [`'sha256-${createHash("sha256").update(code).digest("base64")}'`];
  });
  return [...new Set(hashes)];
}

/** A page loads from this hub only, and runs no script that the hub did not read from its own files at start. */
export function contentSecurityPolicy(scriptHashes: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...scriptHashes].join(" ")}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

import { TRPCClientError } from "@trpc/client";
import { UnexpectedAnswer } from "./hub-answer.ts";

/**
 * What to do about a call that failed. `connection`: the socket ended, wait for the next. `refused`: the hub will never
 * take this message. `busy`: the hub could not do it now, ask again later.
 */
export interface CallFailure {
  kind: "connection" | "refused" | "busy";
  message: string;
}

/** tRPC's codes that say no to the message itself, so that sending it again cannot help. */
const REFUSALS: ReadonlySet<string> = new Set([
  "BAD_REQUEST",
  "PARSE_ERROR",
  "PAYLOAD_TOO_LARGE",
  "UNPROCESSABLE_CONTENT",
  "UNSUPPORTED_MEDIA_TYPE",
  "NOT_FOUND",
  "METHOD_NOT_SUPPORTED",
  "UNAUTHORIZED",
  "FORBIDDEN",
  "PRECONDITION_FAILED",
]);

/** WebSocket close codes that say the same: unsupported data, invalid data, message too big. */
const REFUSAL_CLOSE_CODES: ReadonlySet<number> = new Set([1003, 1007, 1009]);

export const closedForContent = (closeCode: number | null): boolean =>
  closeCode !== null && REFUSAL_CLOSE_CODES.has(closeCode);

function codeOf(data: unknown): string | null {
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  return typeof data.code === "string" ? data.code : null;
}

export function classifyFailure(error: unknown): CallFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UnexpectedAnswer) return { kind: "busy", message };
  if (!(error instanceof TRPCClientError)) return { kind: "connection", message };
  const code = codeOf(error.data);
  if (code === null) return { kind: "connection", message };
  return { kind: REFUSALS.has(code) ? "refused" : "busy", message: firstLine(code, message) };
}

/** zod's refusals are long JSON texts; the code and the beginning say enough for a log line. */
function firstLine(code: string, message: string): string {
  const text = message.replaceAll(/\s+/g, " ").trim();
  return `${code}: ${text.length > 300 ? `${text.slice(0, 300)}…` : text}`;
}

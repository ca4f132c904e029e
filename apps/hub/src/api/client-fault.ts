import type { TRPCError } from "@trpc/server";
import { z } from "zod";

const CLIENT_FAULTS: ReadonlySet<TRPCError["code"]> = new Set([
  "PARSE_ERROR",
  "BAD_REQUEST",
  "NOT_FOUND",
  "METHOD_NOT_SUPPORTED",
  "UNSUPPORTED_MEDIA_TYPE",
  "UNPROCESSABLE_CONTENT",
  "PRECONDITION_FAILED",
  "FORBIDDEN",
]);

/** In a few words what a client did wrong, null when it did nothing wrong. */
export function clientFault(error: TRPCError, path: string | undefined): string | null {
  if (!CLIENT_FAULTS.has(error.code)) return null;
  return `${path ?? "message"}: ${firstIssue(error.cause) ?? error.message}`;
}

function firstIssue(cause: unknown): string | null {
  if (!(cause instanceof z.core.$ZodError)) return null;
  const issue = cause.issues[0];
  return issue === undefined ? null : `${issue.path.join(".")} ${issue.message}`.trim();
}

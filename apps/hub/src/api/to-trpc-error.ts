import { TRPCError } from "@trpc/server";
import { HubError, type HubErrorCode } from "../errors.ts";

const TRPC_CODES: Record<HubErrorCode, TRPCError["code"]> = {
  port_in_use: "INTERNAL_SERVER_ERROR",
  port_not_allowed: "INTERNAL_SERVER_ERROR",
  data_dir_not_writable: "INTERNAL_SERVER_ERROR",
  data_dir_in_use: "INTERNAL_SERVER_ERROR",
  agent_token_unsafe: "INTERNAL_SERVER_ERROR",
  database_newer: "INTERNAL_SERVER_ERROR",
  database_corrupt: "SERVICE_UNAVAILABLE",
  database_failed: "SERVICE_UNAVAILABLE",
  storage_full: "SERVICE_UNAVAILABLE",
  storage_busy: "SERVICE_UNAVAILABLE",
  storage_unavailable: "SERVICE_UNAVAILABLE",
  hub_stopping: "SERVICE_UNAVAILABLE",
  hello_missing: "PRECONDITION_FAILED",
  protocol_newer: "PRECONDITION_FAILED",
  wrong_node: "FORBIDDEN",
  too_many_in_flight: "TOO_MANY_REQUESTS",
  unknown_node: "NOT_FOUND",
};

/** What a peer may know of a failure: a HubError's own words, and of anything else only that there was one. */
export function toTrpcError(error: TRPCError): TRPCError {
  const { cause } = error;
  if (cause instanceof HubError) return new TRPCError({ code: TRPC_CODES[cause.code], message: cause.message, cause });
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "the hub failed; its log says why", cause });
}

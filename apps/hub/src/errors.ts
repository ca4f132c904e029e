/** What went wrong, for code; the message is for people: what it is, what was expected, what to do. */
export type HubErrorCode =
  | "port_in_use"
  | "port_not_allowed"
  | "data_dir_not_writable"
  | "data_dir_in_use"
  | "agent_token_unsafe"
  | "database_newer"
  | "database_corrupt"
  | "database_failed"
  | "storage_full"
  | "storage_busy"
  | "storage_unavailable"
  | "hub_stopping"
  | "hello_missing"
  | "wrong_node"
  | "protocol_newer"
  | "too_many_in_flight"
  | "unknown_node";

export class HubError extends Error {
  override readonly name = "HubError";
  readonly code: HubErrorCode;

  constructor(code: HubErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The text of whatever was thrown. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** The `code` of a Node or SQLite error, null where it has none. */
export function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !("code" in thrown)) return null;
  return typeof thrown.code === "string" ? thrown.code : null;
}

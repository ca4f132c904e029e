import { codeOf, HubError, messageOf } from "../errors.ts";

/** Turns what SQLite threw into words about the database file; a HubError passes through. */
export function toStorageError(thrown: unknown, databasePath: string): HubError {
  if (thrown instanceof HubError) return thrown;
  const code = codeOf(thrown) ?? "";
  const because = `${messageOf(thrown)}${code === "" ? "" : `, ${code}`}`;
  if (code === "SQLITE_FULL") {
    return new HubError("storage_full", `no space left for ${databasePath}; free some or lower history_days`, {
      cause: thrown,
    });
  }
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return new HubError("storage_busy", `${databasePath} is locked by another program; end it or wait (${because})`, {
      cause: thrown,
    });
  }
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") {
    return new HubError(
      "database_corrupt",
      `${databasePath} is damaged or no SQLite database (${because}); restore a backup, or move the file away to start with an empty history`,
      { cause: thrown },
    );
  }
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|PERM|AUTH)/.test(code)) {
    return new HubError(
      "storage_unavailable",
      `${databasePath} cannot be written (${because}); check the disk and the permissions of its folder`,
      { cause: thrown },
    );
  }
  return new HubError("database_failed", `${databasePath} failed: ${because}`, { cause: thrown });
}

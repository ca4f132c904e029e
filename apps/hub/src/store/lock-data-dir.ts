import Database from "better-sqlite3";
import { codeOf, HubError } from "../errors.ts";
import { lockPath } from "./database-path.ts";

/**
 * Holds the data folder for one hub until `release` or the end of the process, however it ends: the lock is the
 * operating system's, on a file beside the database, so nothing stale is ever left behind.
 */
export function lockDataDir(dataDir: string): { release(): void } {
  const lock = new Database(lockPath(dataDir), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (thrown) {
    lock.close();
    if (codeOf(thrown)?.startsWith("SQLITE_BUSY") !== true) throw thrown;
    throw new HubError(
      "data_dir_in_use",
      `another hub is using ${dataDir}; stop it, or give this one its own folder with --data-dir`,
      { cause: thrown },
    );
  }
  return { release: () => void lock.close() };
}

import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { HubError } from "../errors.ts";

/** How long a statement waits for another program's lock before it fails as busy. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * Opens the database and brings it to this version's schema. One of a newer version is refused before anything is written.
 * A commit is durable when it returns, power loss included: write-ahead log with a sync at each commit.
 */
export function openForWriting(path: string, migrationsDir: string): Database.Database {
  refuseNewer(path, migrationsDir);
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    database.pragma("journal_size_limit = 67108864");
    migrate(drizzle(database), { migrationsFolder: migrationsDir });
  } catch (thrown) {
    database.close();
    throw thrown;
  }
  return database;
}

function refuseNewer(path: string, migrationsDir: string): void {
  if (!existsSync(path)) return;
  const newestKnownMs = Math.max(
    ...readMigrationFiles({ migrationsFolder: migrationsDir }).map((file) => file.folderMillis),
  );
  const database = new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    const newestAppliedMs = appliedMigrationMs(database);
    if (newestAppliedMs === null || newestAppliedMs <= newestKnownMs) return;
  } finally {
    database.close();
  }
  throw new HubError(
    "database_newer",
    `${path} was written by a newer vramfleet and was left as it is; start that version, or give this one its own folder with --data-dir`,
  );
}

/** When the newest applied migration was made; null for a database without any. */
function appliedMigrationMs(database: Database.Database): number | null {
  const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (table === undefined) return null;
  const newest = database.prepare("SELECT max(created_at) FROM __drizzle_migrations").pluck().get();
  return newest === null || newest === undefined ? null : Number(newest);
}

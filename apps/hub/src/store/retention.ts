import type Database from "better-sqlite3";

/** Rows one step may delete: about 10 ms, so that ingest hardly waits. */
const STEP_ROWS = 2_000;
/** A queue that has not sent for this long beyond the history is gone; its cursor with it. */
const CURSOR_GRACE_MS = 30 * 86_400_000;

const DELETE_OLDEST = `DELETE FROM gpu_sample WHERE gpu = @gpu AND at_ms < @beforeMs AND at_ms <=
  coalesce((SELECT at_ms FROM gpu_sample WHERE gpu = @gpu AND at_ms < @beforeMs ORDER BY at_ms LIMIT 1 OFFSET @rows - 1), @beforeMs)`;

/** Makes a function that drops at most one step of what is older than the given instant. */
export function createRetention(database: Database.Database): (beforeMs: number) => { more: boolean } {
  const gpus = database.prepare<[], number>("SELECT id FROM gpu").pluck();
  const deleteOldest = database.prepare(DELETE_OLDEST);
  const deleteCursors = database.prepare("DELETE FROM ingest_cursor WHERE stored_at_ms < ?");

  return database.transaction((beforeMs: number) => {
    let left = STEP_ROWS;
    for (const gpu of gpus.all()) {
      left -= deleteOldest.run({ gpu, beforeMs, rows: left }).changes;
      if (left <= 0) return { more: true };
    }
    deleteCursors.run(beforeMs - CURSOR_GRACE_MS);
    return { more: false };
  });
}

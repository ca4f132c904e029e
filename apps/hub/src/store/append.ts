import type Database from "better-sqlite3";
import type { SealedBatch } from "./history.ts";
import type { RowIds } from "./row-ids.ts";

// A sample sent on both lanes is stored once.
const INSERT_SAMPLE = `INSERT INTO gpu_sample (gpu, at_ms, interval_ms, used_bytes, reserved_bytes, free_bytes, total_bytes,
    util_pct, memory_busy_pct, temperature_c, power_mw, graphics_clock_mhz, memory_clock_mhz)
  VALUES (@gpu, @atMs, @intervalMs, @usedBytes, @reservedBytes, @freeBytes, @totalBytes,
    @utilPct, @memoryBusyPct, @temperatureC, @powerMw, @graphicsClockMhz, @memoryClockMhz)
  ON CONFLICT DO NOTHING`;

const MOVE_CURSOR = `INSERT INTO ingest_cursor (node, epoch, seq, stored_at_ms) VALUES (?, ?, ?, ?)
  ON CONFLICT (node, epoch) DO UPDATE SET seq = excluded.seq, stored_at_ms = excluded.stored_at_ms`;

export interface Appender {
  /** All or nothing, in one transaction; gives the highest stored seq of each batch's epoch. */
  append(batches: SealedBatch[]): number[];
  storedSeq(nodeId: string, epoch: string): number | null;
}

export function createAppender(database: Database.Database, ids: RowIds): Appender {
  const insertSample = database.prepare(INSERT_SAMPLE);
  const moveCursor = database.prepare(MOVE_CURSOR);
  const findCursor = database
    .prepare<[string, string], number>(
      "SELECT seq FROM ingest_cursor JOIN node ON node.id = ingest_cursor.node WHERE node.node_id = ? AND epoch = ?",
    )
    .pluck();
  const storedSeq = (nodeId: string, epoch: string): number | null => findCursor.get(nodeId, epoch) ?? null;

  const storeBatch = (batch: SealedBatch): number => {
    const stored = storedSeq(batch.nodeId, batch.epoch);
    if (stored !== null && batch.seq <= stored) return stored;
    const node = ids.node(batch.nodeId);
    for (const { gpuUuid, ...sample } of batch.samples) insertSample.run({ gpu: ids.gpu(node, gpuUuid), ...sample });
    moveCursor.run(node, batch.epoch, batch.seq, batch.receivedAtMs);
    return batch.seq;
  };
  const storeAll = database.transaction((batches: SealedBatch[]) => batches.map(storeBatch));
  return {
    storedSeq,
    append: (batches) => {
      try {
        return storeAll.immediate(batches);
      } catch (thrown) {
        ids.forget();
        throw thrown;
      }
    },
  };
}

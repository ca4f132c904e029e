import { join } from "node:path";
import type Database from "better-sqlite3";
import { openForReading } from "../store/open-for-reading.ts";
import { openForWriting } from "../store/open-for-writing.ts";
import type { GpuSampleRow } from "../store/history.ts";
import { type Cleanup, MIGRATIONS_DIR, tempDir } from "./test-hub.ts";

/** A migrated database file of its own, open twice as the hub has it. */
export async function historyDb(
  cleanup: Cleanup,
): Promise<{ path: string; writer: Database.Database; reader: Database.Database }> {
  const path = join(await tempDir(cleanup), "history.db");
  const writer = openForWriting(path, MIGRATIONS_DIR);
  cleanup.add(() => writer.close());
  const reader = openForReading(path);
  cleanup.add(() => reader.close());
  return { path, writer, reader };
}

export function sampleFixture(atMs: number, change: Partial<GpuSampleRow> = {}): GpuSampleRow {
  return {
    gpuUuid: "GPU-0",
    atMs,
    intervalMs: 1_000,
    usedBytes: 100,
    reservedBytes: 10,
    freeBytes: 890,
    totalBytes: 1_000,
    utilPct: 50,
    memoryBusyPct: 25,
    temperatureC: 60,
    powerMw: 300_000,
    graphicsClockMhz: 1_980,
    memoryClockMhz: 2_619,
    ...change,
  };
}
